"""A mark names a claim that is not in the graph.

Why: A mark that leads nowhere looks checked and is not: no verdict is held against the sentence.

Bad: Running wears out the knees. <!-- claim: running-damages-knee -->

Good: Running wears out the knees. <!-- claim: running-damages-knees -->

False positives: none known; a claim that the same change adds to the data is found.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from kg.problems import Severity
from kg.rules.about import is_like
from kg.rules.model import Flag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.prose.document import ClaimMark, Document
    from kg.rules.evidence import Evidence

CODE: Final = "KG105"
SEVERITY: Final = Severity.ERROR


def check(document: Document, evidence: Evidence) -> Iterator[Flag]:
    """Yield each mark whose claim is not known."""
    for mark in document.marks:
        if mark.claim not in evidence.claims:
            known = _meant(document, evidence, mark)
            yield Flag(
                mark.range,
                f"no claim has the id '{mark.claim}'",
                f"did you mean '{known}'?" if known else "'kg find WORDS' looks claims up; without a mark is fine too",
                f"'{known}' is: {evidence.claims[known].text}" if known else "",
                sentence=" ".join(document.sentences[place].text for place in mark.sentences),
            )


def _meant(document: Document, evidence: Evidence, mark: ClaimMark) -> str:
    """Return the claim that is spelled most alike, else the one that the sentence is like, else nothing."""
    near = get_close_matches(mark.claim, evidence.claims, n=1, cutoff=0.75)
    if near:
        return near[0]
    like = (is_like(evidence, document.sentences[place]) for place in mark.sentences)
    return next((claim.id for claim in like if claim), "")
