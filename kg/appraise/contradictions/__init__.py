"""Contradictions, typed and explained, in one list: what curators noted, what rules find, and what only looks like one.

The rules with examples: `docs/contradictions.md`. Pure: records and their appraisal in, values out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.appraise import appraise
from kg.appraise.contradictions.articles import article_clashes, evidence_clashes
from kg.appraise.contradictions.claims import claim_clashes
from kg.appraise.contradictions.curated import merge_curated
from kg.appraise.contradictions.evidence import gather_evidence
from kg.appraise.contradictions.model import Clash, Origin, Scope, Side, Strength
from kg.appraise.contradictions.studies import study_clashes

if TYPE_CHECKING:
    from kg.appraise.model import Appraisal
    from kg.records import Records

__all__ = [
    "Clash",
    "Detected",
    "Origin",
    "Scope",
    "Side",
    "Strength",
    "detect_contradictions",
    "find_contradictions",
]

_ORIGINS = ("curated", "detected", "candidate")


class Detected(NamedTuple):
    """What rules find: `told` what no curator noted, `known` the ids of all."""

    told: tuple[Clash, ...]
    known: frozenset[str]


def find_contradictions(records: Records, appraisal: Appraisal | None = None) -> tuple[Clash, ...]:
    """Return all contradictions, sorted by scope, then curated before detected before candidates, firm before hedged.

    What a rule finds and a curator noted comes once, as curated. Records must be sound: ids lead somewhere.
    """
    evidence = gather_evidence(records, appraisal or appraise(records))
    found = [
        *claim_clashes(evidence),
        *study_clashes(evidence),
        *merge_curated([*article_clashes(evidence), *evidence_clashes(evidence)], evidence),
    ]
    return tuple(sorted(found, key=lambda x: (x.scope, _ORIGINS.index(x.origin), x.hedged, x.id)))


def detect_contradictions(records: Records, appraisal: Appraisal) -> Detected:
    """Return what rules find without a curator, for those who hold two states of the evidence against each other.

    Candidates are not looked for, since nobody has judged them. Records must be sound.
    """
    evidence = gather_evidence(records, appraisal)
    studies = tuple(study_clashes(evidence))
    said = (*article_clashes(evidence), *evidence_clashes(evidence))
    told = (*studies, *(x for x in merge_curated(said, evidence) if x.origin == "detected"))
    return Detected(told, frozenset(x.id for x in (*studies, *said)))
