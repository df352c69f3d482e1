"""A marked sentence asserts what the evidence as a whole speaks against, or is divided on.

Why: One study can be found for nearly anything. The verdict weighs all that were found by their design, and readers act
on what the text says.

Bad: Stretching prevents running injury. <!-- claim: stretching-prevents -->

Good: It is a myth that stretching prevents running injury. <!-- claim: stretching-prevents -->

False positives: a sentence on a narrower group than the claim's; one that denies the claim in a figure of speech, which
is a warning only. A sentence that denies the claim, calls it a myth or sets it against something else ("although") is
not reported, nor is one in a text whose front matter has `claims: {stretching-prevents: denies}`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.problems import Severity
from kg.rules.about import honest_sentence, marked_claims, stance_on, verdict_words
from kg.rules.model import Flag
from kg.rules.wording import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.prose.document import Document
    from kg.records import Stance, Verdict
    from kg.rules.evidence import Evidence

CODE: Final = "KG403"
SEVERITY: Final = Severity.ERROR

_ITS_WORDS: Final = 0.4
"""A sentence with less of the claim's weight says it in words of its own, which may deny it in a way unknown here."""
_SEVERITIES: Final[dict[tuple[Verdict, Stance], Severity]] = {
    ("disputed", "asserts"): Severity.ERROR,
    ("disputed", "hedges"): Severity.WARNING,
    ("contested", "asserts"): Severity.WARNING,
}


def check(document: Document, evidence: Evidence) -> Iterator[Flag]:
    """Yield each marked sentence that asserts a disputed or contested claim, or hedges a disputed one."""
    for _, sentence in told(document):
        for claim in marked_claims(document, evidence, sentence):
            verdict = evidence.assessment(claim.id).verdict
            severity = _SEVERITIES.get((verdict, stance_on(document, sentence, claim)))
            if severity is None:
                continue
            if severity is Severity.ERROR and evidence.matcher.share(sentence.bare, claim.id) < _ITS_WORDS:
                severity = Severity.WARNING
            against = "the evidence speaks against this" if verdict == "disputed" else "the best evidence is divided"
            yield Flag(
                sentence.range,
                f"{against}: '{claim.text}'",
                f"say what the evidence says (a text that denies it has 'claims: {{{claim.id}: denies}}' on top):",
                verdict_words(evidence, claim),
                honest_sentence(document, evidence, claim),
                severity,
                sentence.text,
            )
