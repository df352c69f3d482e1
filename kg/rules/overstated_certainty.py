"""A marked sentence puts as plain fact what the evidence makes no more than likely.

Why: "Helps" and "may help" are different promises. In GRADE's wording (Santesso et al. 2020,
doi:10.1016/j.jclinepi.2019.10.014) only high certainty is put plainly: moderate is "probably", low is "may", and of
very low certainty one says that it is uncertain.

Bad: Foot orthoses help patellofemoral pain. <!-- claim: foot-orthoses-pfps -->

Good: Foot orthoses may help patellofemoral pain. <!-- claim: foot-orthoses-pfps -->

False positives: a hedge that stands in the sentence before or after. A sentence that says what a study found, an
instruction and a sentence that denies the claim are never reported.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.problems import Severity
from kg.rules.about import honest_sentence, marked_claims, stance_on, verdict_words
from kg.rules.model import Flag
from kg.rules.wording import folded, is_order, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.prose.document import Document
    from kg.records import Claim
    from kg.rules.evidence import Evidence

CODE: Final = "KG502"
SEVERITY: Final = Severity.WARNING

_STRONG: Final = re.compile(
    r"\b(?:prove[sdn]?|proven|definite(?:ly)?|certain(?:ly)?|always|never|guarantee\w*|no doubt|undoubtedly|cures?|"
    r"without question|clearly|conclusive(?:ly)?|every|all)\b"
)
_TELLS_OF_A_STUDY: Final = re.compile(
    r"\b(?:stud(?:y|ies)|trials?|reviews?|meta-analys[ei]s|surveys?|cohorts?|researchers|participants|evidence)\b"
)
_ADVICE: Final = re.compile(r"\b(?:should|must|need to|needs to|ought to|best to|better to|we recommend|recommended)\b")


def check(document: Document, evidence: Evidence) -> Iterator[Flag]:
    """Yield each marked sentence that is surer than the certainty of its claim."""
    for _, sentence in told(document):
        if not sentence.marks or is_order(sentence.text):
            continue
        low = folded(sentence.bare)
        if _TELLS_OF_A_STUDY.search(low) or _ADVICE.search(low):
            continue
        for claim in marked_claims(document, evidence, sentence):
            word = _right_word(evidence, claim, strong=_STRONG.search(low) is not None)
            if not word or stance_on(document, sentence, claim) != "asserts":
                continue
            yield Flag(
                sentence.range,
                "this is put as plain fact; the evidence is less sure",
                f"{word}, for example:",
                verdict_words(evidence, claim),
                honest_sentence(document, evidence, claim),
                sentence=sentence.text,
            )


def _right_word(evidence: Evidence, claim: Claim, *, strong: bool) -> str:
    """Return how to put a claim, or nothing where a plain sentence is right, or another rule speaks."""
    found = evidence.assessment(claim.id)
    if claim.kind in {"reported-finding", "advice"}:
        return ""
    if found.verdict == "unclear":
        return "say that it is not known"
    if found.verdict != "supported":
        return ""
    words = {"moderate": "say 'probably'" if strong else "", "low": "say 'may'", "very-low": "say that it is uncertain"}
    return words.get(found.certainty or "", "")
