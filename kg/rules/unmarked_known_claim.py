"""A sentence is plainly about a claim of the graph, and no mark says so.

Why: With a mark the sentence is held against the evidence each time that either of them changes. Words alone show what
a sentence is about and not what it says of it, so that nothing is held against it without one.

Bad: Stretching before a run prevents injuries.

Good: Stretching before a run does not prevent injuries. <!-- claim: stretching-prevents -->

False positives: a sentence with the claim's words that is about something else; it is a note only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.problems import Severity
from kg.rules.about import honest_sentence, is_like, verdict_words
from kg.rules.model import Flag
from kg.rules.wording import is_order, is_own, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.prose.document import Document
    from kg.rules.evidence import Evidence

CODE: Final = "KG104"
SEVERITY: Final = Severity.NOTE

_FEWEST: Final = 4  # words of a sentence that asserts something


def check(document: Document, evidence: Evidence) -> Iterator[Flag]:
    """Yield each unmarked sentence that is like one claim and like no other."""
    for _, sentence in told(document):
        if sentence.marks or len(sentence.bare.split()) < _FEWEST or is_order(sentence.text) or is_own(sentence.text):
            continue
        claim = is_like(evidence, sentence)
        if claim is None:
            continue
        yield Flag(
            sentence.range,
            f"this is about a claim of the graph: '{claim.text}'",
            "mark it, so that it is checked (the evidence says: "
            f"{honest_sentence(document, evidence, claim).rstrip('.')}):",
            verdict_words(evidence, claim),
            f"<!-- claim: {claim.id} -->",
            sentence=sentence.text,
        )
