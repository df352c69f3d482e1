"""A sentence cites a study for a claim that the study speaks against.

Why: A reader who follows the citation finds the opposite of what the sentence says.

Bad: Stretching prevents running injury [@baxter-2017]. <!-- claim: stretching-prevents -->

Good: Stretching does not prevent running injury [@baxter-2017]. <!-- claim: stretching-prevents -->

False positives: a sentence that cites one study for each side in one breath. A sentence that denies the claim or calls
it a myth is never reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.labels import estimate, short_citation
from kg.problems import Severity
from kg.rules.about import cited_studies, deciding, honest_sentence, marked_claims, paste, stance_on
from kg.rules.model import Flag
from kg.rules.wording import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.prose.document import Document
    from kg.records import Claim, Study
    from kg.rules.evidence import Evidence

CODE: Final = "KG402"
SEVERITY: Final = Severity.ERROR


def check(document: Document, evidence: Evidence) -> Iterator[Flag]:
    """Yield each citation whose study goes against the claim that the sentence asserts."""
    for _, sentence in told(document):
        for claim in marked_claims(document, evidence, sentence):
            if stance_on(document, sentence, claim) == "denies":
                continue
            for citation, studies in cited_studies(document, evidence, sentence):
                for study in studies:
                    if _opposes(evidence, claim, study):
                        yield Flag(
                            citation.range,
                            f"'{citation.written}' speaks against what it is cited for",
                            *_way_out(document, evidence, claim, study),
                            sentence=sentence.text,
                        )


def _way_out(document: Document, evidence: Evidence, claim: Claim, study: Study) -> tuple[str, str, str]:
    """Return what to do, what the study found, and what to paste; nobody is sent to look for a study that agrees."""
    found = _finding(evidence, claim, study)
    if evidence.assessment(claim.id).verdict == "supported":
        return "cite the studies that decide the claim:", found, paste(document, deciding(evidence, claim.id))
    return "say what the evidence says:", found, honest_sentence(document, evidence, claim)


def _opposes(evidence: Evidence, claim: Claim, study: Study) -> bool:
    """Return whether all direct lines of a study that settle something dispute the claim."""
    ways = {x.direction for x in evidence.lines(claim, study.id) if x.directness == "direct"} - {"inconclusive"}
    return ways == {"disputes"}


def _finding(evidence: Evidence, claim: Claim, study: Study) -> str:
    """Return what a study found on a claim, in words and numbers."""
    line = next(x for x in evidence.lines(claim, study.id) if x.direction == "disputes")
    found = next((x for x in study.findings if x.id == line.finding), None)
    numbers = f" ({found.outcome}: {estimate(found)})" if found is not None and estimate(found) else ""
    return f"{short_citation(study)} on '{claim.id}': {line.why.rstrip('.')}{numbers}"
