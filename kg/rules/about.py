"""What a sentence is about: the claims that its writer marked, the studies that it cites, and words on both to show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.appraise.meaning import plain_words
from kg.appraise.words import VERDICTS
from kg.labels import short_citation
from kg.rules.wording import stance

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.appraise.model import Assessment
    from kg.prose.document import Citation, Document, Sentence
    from kg.records import Claim, Stance, Study
    from kg.rules.evidence import Evidence

ALIKE: Final = 0.65
"""From this share of a claim's weight on a sentence is taken to be about it."""
LEAD: Final = 0.15
"""A sentence must be that much more like one claim than like the next."""


def marked_claims(document: Document, evidence: Evidence, sentence: Sentence) -> tuple[Claim, ...]:
    """Return the claims that the writer marked a sentence with, as far as they are known."""
    marked = (document.marks[number].claim for number in sentence.marks)
    return tuple(evidence.claims[name] for name in dict.fromkeys(marked) if name in evidence.claims)


def cited_studies(
    document: Document, evidence: Evidence, sentence: Sentence
) -> tuple[tuple[Citation, tuple[Study, ...]], ...]:
    """Return the citations of a sentence, each with the studies of the graph that it leads to."""
    return tuple((each, studies_of(document, evidence, each)) for each in _citations(document, sentence))


def studies_of(document: Document, evidence: Evidence, citation: Citation) -> tuple[Study, ...]:
    """Return the studies of the graph that a citation leads to."""
    found = (evidence.study(identifier) for identifier in document.targets(citation))
    return tuple({study.id: study for study in found if study is not None}.values())


def _citations(document: Document, sentence: Sentence) -> Iterator[Citation]:
    for number in sentence.citations:
        yield document.citations[number]


def stance_on(document: Document, sentence: Sentence, claim: Claim) -> Stance:
    """Return how a sentence puts a claim: as its writer says in the front matter, else as its words have it."""
    said = {mark.stance for mark in document.marks if mark.claim == claim.id and mark.form == "front matter"}
    if "denies" in said:
        return "denies"
    put = stance(sentence.bare, claim.text)
    return "hedges" if "hedges" in said and put == "asserts" else put


def is_like(evidence: Evidence, sentence: Sentence) -> Claim | None:
    """Return the claim that a sentence is plainly about, marked or not; it may say the opposite."""
    nearest = evidence.matcher.nearest(sentence.bare)
    if nearest is None or nearest.score < ALIKE or nearest.lead < LEAD:
        return None
    return evidence.claims[nearest.claim]


def backing(document: Document, evidence: Evidence, sentence: Sentence) -> tuple[str, str]:
    """Return what the graph holds on the claim of a sentence, and what to paste, or nothing for each.

    Where the evidence bears the sentence out, that is citations, else a sentence that says what it does.
    """
    marked = marked_claims(document, evidence, sentence)
    claim = marked[0] if marked else is_like(evidence, sentence)
    if claim is None:
        return "", ""
    why = f"the nearest claim is {verdict_words(evidence, claim)}"
    verdict = evidence.assessment(claim.id).verdict
    denied = stance(sentence.bare, claim.text) == "denies"
    if (verdict == "supported" and not denied) or (verdict == "disputed" and denied):
        return why, paste(document, deciding(evidence, claim.id))
    return why, honest_sentence(document, evidence, claim)


def deciding(evidence: Evidence, claim: str) -> tuple[Study, ...]:
    """Return up to three studies that the verdict on a claim rests on, one of each side first where it is contested."""
    verdict = evidence.assessment(claim).verdict
    supports, disputes = evidence.best(claim, "supports"), evidence.best(claim, "disputes")
    if verdict == "supported":
        return supports
    if verdict == "disputed":
        return disputes
    return (*supports[:1], *disputes[:1]) or evidence.best(claim, "inconclusive")[:1]


def verdict_words(evidence: Evidence, claim: Claim) -> str:
    """Return a claim with its verdict, certainty and the studies behind it, as a part of a sentence."""
    found = evidence.assessment(claim.id)
    return f"'{claim.id}' ({claim.text.rstrip('.')}), {found_words(found)}{_by(evidence, claim.id)}"


def found_words(found: Assessment) -> str:
    """Return verdict and certainty, such as "supported by the evidence with low certainty"."""
    if found.certainty is None or found.verdict == "unclear":
        return VERDICTS[found.verdict]
    return f"{VERDICTS[found.verdict]} with {found.certainty.replace('-', ' ')} certainty"


def _by(evidence: Evidence, claim: str) -> str:
    studies = deciding(evidence, claim)
    return f" ({names(studies)})" if studies else ""


def names(studies: Iterable[Study]) -> str:
    """Return studies as a sentence names them."""
    return "; ".join(short_citation(study) for study in studies)


def paste(document: Document, studies: Iterable[Study]) -> str:
    """Return citations of studies in the form of the document: links in a page, `[@id]` elsewhere."""
    studies = tuple(studies)
    if document.path.lower().endswith((".html", ".htm", ".xhtml")):
        return " ".join(f'<a href="{address}">{short_citation(x)}</a>' for x in studies if (address := address_of(x)))
    return f"[{'; '.join('@' + study.id for study in studies)}]" if studies else ""


def address_of(study: Study) -> str:
    """Return the best web address of a study, or nothing."""
    if study.doi:
        return f"https://doi.org/{study.doi}"
    if study.pmid:
        return f"https://pubmed.ncbi.nlm.nih.gov/{study.pmid}/"
    if study.pmcid:
        return f"https://pmc.ncbi.nlm.nih.gov/articles/{study.pmcid}/"
    return study.url or ""


def honest_sentence(document: Document, evidence: Evidence, claim: Claim) -> str:
    """Return a sentence that says of a claim what the evidence does, with citations, to put in place of another."""
    found = evidence.assessment(claim.id)
    words = plain_words(claim, found.verdict, found.certainty, found.leaning)
    first = words.split(". ", 1)[0].rstrip(".")
    cited = paste(document, deciding(evidence, claim.id))
    return f"{first} {cited}." if cited else f"{first}."
