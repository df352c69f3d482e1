"""A sentence speaks in general where one study stands behind it.

Why: What one study finds is often not found again. Readers should hear that it is one, and how big.

Bad: Running strengthens the discs of the spine. <!-- claim: running-discs -->

Good: One study of 79 adults found stronger discs in runners [@belavy-2017]. <!-- claim: running-discs -->

False positives: a claim whose other studies nobody has entered yet. A sentence that tells of one study, or hedges, is
never reported.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.appraise.words import DESIGNS
from kg.labels import short_citation
from kg.problems import Severity
from kg.rules.about import marked_claims, paste, stance_on
from kg.rules.model import Flag
from kg.rules.wording import folded, is_order, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.prose.document import Document
    from kg.records import Claim, Study
    from kg.rules.evidence import Evidence

CODE: Final = "KG404"
SEVERITY: Final = Severity.NOTE

_SMALL: Final = 100  # people; also where GRADE-like rules of kg.appraise call a study small
_SINGLE: Final = frozenset(
    {
        "rct",
        "controlled-trial",
        "cohort",
        "case-control",
        "cross-sectional",
        "survey",
        "case-series",
        "laboratory",
        "animal",
    }
)
_WATCHED: Final = frozenset({"cohort", "case-control", "cross-sectional", "survey", "case-series"})
_SAYS_ONE: Final = re.compile(
    r"\b(?:one|a|an|the|this|single|small|this one|only)\b(?: [\w-]+){0,3} (?:study|trial|survey|cohort|"
    r"experiment|paper|team)\b"
)


def check(document: Document, evidence: Evidence) -> Iterator[Flag]:
    """Yield each marked sentence whose claim is supported by one study that is no review."""
    for _, sentence in told(document):
        if not sentence.marks or is_order(sentence.text) or _SAYS_ONE.search(folded(sentence.bare)):
            continue
        for claim in marked_claims(document, evidence, sentence):
            study = _only_study(evidence, claim)
            if study is None or stance_on(document, sentence, claim) != "asserts":
                continue
            count = f" of {study.participants:,}" if study.participants else ""
            weak = study.design in _WATCHED or (study.participants or _SMALL) < _SMALL
            yield Flag(
                sentence.range,
                "this is put as general, and one study stands behind it",
                f"say so: 'one {DESIGNS[study.design][0]}{count} found …'",
                f"'{claim.id}' is supported by {short_citation(study)} alone",
                paste(document, (study,)),
                Severity.WARNING if weak else None,
                sentence.text,
            )


def _only_study(evidence: Evidence, claim: Claim) -> Study | None:
    """Return the study that alone supports a claim, where there is one and it is no review."""
    found = evidence.assessment(claim.id)
    supporting = {x.study for x in found.lines if x.direction == "supports" and x.standing != "retracted"}
    if found.verdict != "supported" or claim.kind == "reported-finding" or len(supporting) != 1:
        return None
    study = evidence.studies[supporting.pop()]
    return study if study.design in _SINGLE else None
