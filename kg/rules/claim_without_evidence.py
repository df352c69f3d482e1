"""A marked sentence asserts a claim for which the graph holds no evidence.

Why: The mark says that the sentence was checked against studies, and there is none to check it against, or all were
retracted.

Bad: Cold baths shorten a marathon. <!-- claim: cold-baths-marathon -->

Good: A warm-up prevents running injury. <!-- claim: warm-up -->

False positives: a claim whose evidence a curator adds in another change; merge that one first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.problems import Severity
from kg.rules.about import names
from kg.rules.model import Flag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.prose.document import Document
    from kg.rules.evidence import Evidence

CODE: Final = "KG103"
SEVERITY: Final = Severity.ERROR


def check(document: Document, evidence: Evidence) -> Iterator[Flag]:
    """Yield each mark of a claim without a line of evidence that counts."""
    for mark in document.marks:
        claim = evidence.claims.get(mark.claim)
        if claim is None or evidence.assessment(claim.id).verdict != "untested":
            continue
        retracted = names(evidence.studies[x] for x in evidence.assessment(claim.id).retracted)
        yield Flag(
            mark.range,
            f"nothing in the graph backs '{claim.id}'",
            "add a study to the claim, say in the text that nobody has studied it, or leave the sentence out",
            f"all its evidence was retracted: {retracted}" if retracted else "no study is recorded for or against it",
            sentence=" ".join(document.sentences[place].text for place in mark.sentences),
        )
