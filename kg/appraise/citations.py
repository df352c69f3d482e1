"""What each citation of an article is worth: whether the source says what the statement says, and why we think so.

A citation is a reference at one statement, or a reference that stands at none. The verdict is the curator's where one
was given; beside it stands what follows from the records alone: the reference, the study it leads to, and that study's
lines of evidence on the claim. What an article leaves out: `kg.appraise.omissions`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from msgspec import Struct

from kg.appraise.citation_review import review_of
from kg.labels import short_citation, statement_anchor
from kg.records import CitationSupport

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.records import Article, Claim, Direction, EvidenceLine, Records, Reference, Stance, Statement, Study

Missing = Literal["not-found", "secondary-source"]
CitationVerdict = CitationSupport | Missing
"""What a source is to a statement: the curators' words, and two that follow from the reference itself."""


class Citation(Struct, frozen=True, kw_only=True):
    """A reference of an article at one statement (`anchor` None: at none), with verdict and reason.

    `claim`: that of the statement; of a reference at no statement, the claim of the article that its study bears on
    most. `by`: whose the verdict is; "needs-review" where it is the computed one, since the curator's is older than a
    notice about the study (`review` says so). `curated`: the curator's word. `computed`, `computed_why`: what the
    records alone say, for comparison.
    """

    article: str
    reference: str
    anchor: str | None
    claim: str | None
    study: str | None
    verdict: CitationVerdict
    by: Literal["curated", "computed", "needs-review"]
    why: str
    curated: CitationSupport
    computed: CitationVerdict
    computed_why: str
    review: str


class _Judged(NamedTuple):
    verdict: CitationVerdict
    why: str


_NEWS: Final = frozenset({"news", "institutional-news"})
_ORDER: Final[tuple[CitationVerdict, ...]] = ("supports-as-stated", "partly", "contradicts", "does-not-bear")
_NUMERAL: Final = re.compile(r"\d+(?:[.,]\d+)*")
_FRACTION: Final = re.compile(r"\b(\d+)/(\d+)\b")
_WITH: Final[dict[Stance, Direction]] = {"asserts": "supports", "hedges": "supports", "denies": "disputes"}
_AGAINST: Final[dict[Stance, Direction]] = {"asserts": "disputes", "hedges": "disputes", "denies": "supports"}


def judge_citations(records: Records) -> tuple[Citation, ...]:
    """Return the citations of all articles, sorted by article, then in the order of its statements and references."""
    studies = {study.id: study for study in records.studies}
    claims = {claim.id: claim for claim in records.claims}
    articles = sorted(records.articles, key=lambda x: x.id)
    return tuple(citation for article in articles for citation in _of_article(article, claims, studies))


def _of_article(article: Article, claims: Mapping[str, Claim], studies: Mapping[str, Study]) -> Iterator[Citation]:
    references = {reference.id: reference for reference in article.references}
    attached = {name for statement in article.statements for name in statement.cites}
    for position, statement in enumerate(article.statements, start=1):
        for name in dict.fromkeys(statement.cites):
            if name in references:
                reference = references[name]
                judged = _by_records(reference, statement, claims, studies)
                place = (article.id, statement_anchor(statement, position), statement.claim)
                yield _citation(place, reference, judged, review_of(reference, studies))
    for reference in article.references:
        if reference.id not in attached:
            claim, judged = _at_no_statement(article, reference, claims, studies)
            yield _citation((article.id, None, claim), reference, judged, review_of(reference, studies))


def _citation(
    place: tuple[str, str | None, str | None], reference: Reference, computed: _Judged, review: str
) -> Citation:
    """Return the citation at a place (article, anchor, claim) with the verdict that stands.

    A curator's verdict overrides until it needs review; "not checked" is one too (the source was looked for and could
    not be judged), but does not hide that a reference was not found, or is no more than news of a study.
    """
    curated = reference.supports_statement
    missing = computed.verdict in {"not-found", "secondary-source"} and curated == "not-checked"
    by_rules = missing or (curated == "not-checked" and computed.verdict == "not-checked")
    final = computed if by_rules or review else _Judged(curated, reference.note)
    article, anchor, claim = place
    return Citation(
        article=article,
        reference=reference.id,
        anchor=anchor,
        claim=claim,
        study=reference.resolves_to,
        verdict=final.verdict,
        by="needs-review" if review else "computed" if by_rules else "curated",
        why=final.why,
        curated=curated,
        computed=computed.verdict,
        computed_why=computed.why,
        review=review,
    )


def _by_records(
    reference: Reference, statement: Statement, claims: Mapping[str, Claim], studies: Mapping[str, Study]
) -> _Judged:
    """Return what reference, study and lines of evidence say of a statement, in this order of rules.

    Not found: no such publication was found. Secondary source: news of a study, whatever the study shows. Not checked:
    it leads to no study, or to one known from memory only. Else `_by_lines`.
    """
    if reference.status == "not-found":
        return _Judged("not-found", "No publication like it was found.")
    study = studies.get(reference.resolves_to or "")
    if reference.source_type in _NEWS or reference.status == "resolved-via-secondary":
        behind = "no study behind it is known" if study is None else f"the study behind it is {short_citation(study)}"
        return _Judged("secondary-source", f"It is a report of research and not the research; {behind}.")
    if study is None:
        return _Judged("not-checked", "No study that it leads to is known.")
    if study.verified == "memory":
        return _Judged("not-checked", f"{short_citation(study)} is known from memory only.")
    claim = claims.get(statement.claim)
    lines = () if claim is None else tuple(line for line in claim.evidence if line.study == study.id)
    return _by_lines(study, lines, statement)


def _by_lines(study: Study, lines: tuple[EvidenceLine, ...], statement: Statement) -> _Judged:
    """Return what a study's lines on the claim make of a statement.

    Direct lines decide, and indirect ones where there is no direct one. Supports as stated: they go the statement's
    way, and its numbers, if it gives any, are among those of the study. Partly: they go both ways, or leave the claim
    open, or the numbers are not found, or the only lines that go its way are indirect. Contradicts: direct lines go
    the other way. Does not bear: no line, or indirect ones that do not go its way, or the study was retracted.
    """
    cited = short_citation(study)
    if study.integrity is not None and study.integrity.status == "retracted":
        return _Judged("does-not-bear", f"{cited} was retracted and is no evidence.")
    if not lines:
        return _Judged("does-not-bear", f"{cited} has no line of evidence on the claim.")
    direct = [line for line in lines if line.directness == "direct"]
    ways = {line.direction for line in direct or lines}
    agrees, opposes = _WITH[statement.stance] in ways, _AGAINST[statement.stance] in ways
    if agrees and opposes:
        return _Judged("partly", f"The findings of {cited} go both ways on the claim.")
    if direct:
        return _by_direct(study, statement, agrees=agrees, opposes=opposes)
    way = "goes this way" if agrees else "goes the other way" if opposes else "leaves it open"
    return _Judged("partly" if agrees else "does-not-bear", f"{cited} is on a neighbouring question and {way}.")


def _by_direct(study: Study, statement: Statement, *, agrees: bool, opposes: bool) -> _Judged:
    cited = short_citation(study)
    if opposes:
        return _Judged("contradicts", f"{cited} is on this very claim and goes the other way.")
    if not agrees:
        return _Judged("partly", f"{cited} is on this very claim and leaves it open.")
    unknown = _unknown_numbers(statement.numbers, study)
    if unknown:
        return _Judged("partly", f"{cited} goes this way; not among its numbers as recorded: {', '.join(unknown)}.")
    return _Judged("supports-as-stated", f"{cited} is on this very claim and goes this way.")


def _at_no_statement(
    article: Article, reference: Reference, claims: Mapping[str, Claim], studies: Mapping[str, Study]
) -> tuple[str | None, _Judged]:
    """Return the claim of the article that the study bears on most, and what it would be worth there.

    At most "partly": no sentence points to the source, so that nobody can say what it is meant to bear out.
    """
    judged = [(s.claim, _by_records(reference, s, claims, studies)) for s in article.statements]
    bearing = [(claim, found) for claim, found in judged if found.verdict in _ORDER[:-1]]
    if not bearing:
        other = judged[0][1].verdict if judged else "not-checked"
        if other in _ORDER:
            return None, _Judged("does-not-bear", "No statement points to it, and its study bears on none of them.")
        return None, judged[0][1] if judged else _Judged("not-checked", "The article has no statement.")
    claim, best = min(bearing, key=lambda pair: _ORDER.index(pair[1].verdict))
    verdict: CitationVerdict = "partly" if best.verdict == "supports-as-stated" else best.verdict
    return claim, _Judged(verdict, f"No statement points to it; nearest is {claim}: {best.why}")


def _unknown_numbers(stated: Iterable[str], study: Study) -> tuple[str, ...]:
    """Return those of the stated numbers of which the study's record has no trace, in their order.

    Whole words are compared, without separators of thousands; a fraction such as 1/3 is looked for in percent too.
    """
    texts = [study.title, study.population, *(f"{x.outcome} {x.comparison} {x.note}" for x in study.findings)]
    values = [study.participants, study.included_studies, study.year]
    values_found = [y for x in study.findings for y in (x.value, x.ci_low, x.ci_high)]
    known = {_plain(word) for text in texts for word in _NUMERAL.findall(text)}
    known |= {f"{value:g}" for value in values_found if value is not None}
    known |= {str(value) for value in values if value is not None}
    return tuple(words for words in stated if not all(_is_known(x, known) for x in _parts(words)))


def _parts(words: str) -> Iterator[tuple[str, ...]]:
    """Yield for each number in some words the forms in which it may be recorded."""
    for one, other in _FRACTION.findall(words):
        share = 100 * int(one) / int(other) if int(other) else 0
        yield f"{one}/{other}", f"{share:.0f}", f"{share:.1f}", f"{share:.2f}"
    for word in _NUMERAL.findall(_FRACTION.sub("", words)):
        yield (_plain(word),)


def _is_known(forms: tuple[str, ...], known: set[str]) -> bool:
    return any(form in known for form in forms)


def _plain(word: str) -> str:
    return re.sub(r"[.,](?=\d{3}(?:\D|$))", "", word)
