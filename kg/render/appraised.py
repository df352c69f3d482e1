"""What follows from the records: verdicts that stand, what hangs on what, contradictions, citations, omissions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.appraise import Assessment
    from kg.appraise.citations import Citation
    from kg.appraise.conclusions import Conclusions
    from kg.appraise.contradictions import Clash
    from kg.appraise.omissions import Omission
    from kg.records import Certainty, Verdict

K = TypeVar("K")
V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Appraised:
    """What the rules say of sound records.

    `assessments` are the computed answers by claim, `answers` those that stand: a curator's while nothing has changed,
    else the computed ones; `standing` is their verdict and certainty. `hanging` gives for each study the claims whose
    verdict that stands would be another without it. `clashes` are all contradictions; those of a claim leave out study
    against study. `citations` and `omissions` are by article.
    """

    rule_version: str
    assessments: Mapping[str, Assessment]
    answers: Mapping[str, Assessment]
    standing: Mapping[str, tuple[Verdict, Certainty | None]]
    hanging: Mapping[str, tuple[str, ...]]
    clashes: tuple[Clash, ...]
    clashes_of_claim: Mapping[str, tuple[Clash, ...]]
    clashes_of_article: Mapping[str, tuple[Clash, ...]]
    citations: Mapping[str, tuple[Citation, ...]]
    omissions: Mapping[str, tuple[Omission, ...]]


def build_appraised(conclusions: Conclusions) -> Appraised:
    """Return the conclusions by what pages ask for."""
    appraisal, clashes = conclusions.appraisal, conclusions.clashes
    return Appraised(
        appraisal.rule_version,
        appraisal.claims,
        appraisal.standing,
        {name: (x.verdict, x.certainty) for name, x in appraisal.standing.items()},
        grouped((study, x.claim) for x in appraisal.standing.values() for study in x.keystones),
        clashes,
        grouped((claim, x) for x in clashes if x.scope != "study-study" for claim in x.claims),
        grouped((article, x) for x in clashes for article in x.articles),
        grouped((x.article, x) for x in conclusions.citations),
        grouped((x.article, x) for x in conclusions.omissions),
    )


def grouped(items: Iterable[tuple[K | None, V]]) -> Mapping[K, tuple[V, ...]]:
    """Return values under their keys, in the order they came; a missing key gives the empty tuple."""
    lists = defaultdict[K, list[V]](list)
    for key, value in items:
        if key is not None:
            lists[key].append(value)
    groups = defaultdict[K, tuple[V, ...]](tuple)
    groups.update((key, tuple(values)) for key, values in lists.items())
    return groups
