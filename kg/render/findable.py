"""All that can be found by searching: every record, query and vocabulary term as a document, and what it is beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from kg.labels import article_name, short_citation
from kg.matching import Document
from kg.render.routes import VOCABULARY, page_of
from kg.render.views_verdict import verdict_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.query import Query
    from kg.records import Article, Claim, Study
    from kg.render.catalogue import Catalogue
    from kg.render.views_verdict import VerdictView
    from kg.render.words import Term

Kind = Literal["claim", "topic", "study", "article", "query", "term"]

KINDS: Final[dict[Kind, tuple[str, str]]] = {
    "claim": ("claim", "claims"),
    "topic": ("topic", "topics"),
    "study": ("study", "studies"),
    "article": ("article", "articles"),
    "query": ("query", "queries"),
    "term": ("term", "vocabulary"),
}
"""What a result is, and what many are, in the order in which equals are shown."""
_PRIORS: Final[dict[Kind, float]] = {
    "claim": 1.6,
    "topic": 1.2,
    "article": 0.7,
    "study": 0.9,
    "query": 0.8,
    "term": 0.7,
}
"""How much a kind is what a reader looks for: first the answer, then what it rests on."""


@dataclass(frozen=True, slots=True)
class Findable:
    """A page, or a place on one, with what a result shows and what results are narrowed down by.

    `note` says what it is in a few words, `flag` what became of a publication since.
    """

    kind: Kind
    href: str
    document: Document
    note: str = ""
    topics: tuple[str, ...] = ()
    year: int | None = None
    verdict: VerdictView | None = None
    flag: str = ""


def findables(
    catalogue: Catalogue, queries: Iterable[Query] = (), terms: Mapping[str, Term] | None = None
) -> tuple[Findable, ...]:
    """Return all that can be found: by kind, then by title."""
    found = (
        *(_claim(x, catalogue) for x in catalogue.records.claims),
        *(
            Findable("topic", page_of("topic", x.id), _document("topic", x.id, x.label, x.description), topics=(x.id,))
            for x in catalogue.records.topics
        ),
        *(_study(x, catalogue) for x in catalogue.records.studies),
        *(_article(x, catalogue) for x in catalogue.records.articles),
        *(
            Findable("query", page_of("query", x.name), _document("query", x.name, x.summary, x.description, *x.tags))
            for x in queries
        ),
        *_terms(terms or {}),
    )
    order = {kind: number for number, kind in enumerate(KINDS)}
    return tuple(sorted(found, key=lambda x: (order[x.kind], x.document.title.casefold(), x.document.key)))


def _document(kind: Kind, name: str, title: str, *pieces: str | None) -> Document:
    return Document(f"{kind}/{name}", title, tuple(x for x in pieces if x), _PRIORS[kind])


def _claim(claim: Claim, catalogue: Catalogue) -> Findable:
    done = claim.exposure or claim.intervention
    against = f", against {claim.comparator}" if claim.comparator else ""
    document = _document(
        "claim",
        claim.id,
        claim.text,
        claim.question,
        f"{claim.population}: {done}{against}; {claim.outcome}",
        catalogue.topics[claim.topic].label,
        *dict.fromkeys(x.statement.says for x in catalogue.said_of_claim[claim.id]),
    )
    topic = catalogue.topics[claim.topic].label
    verdict = verdict_view(claim, catalogue)
    return Findable("claim", page_of("claim", claim.id), document, topic, (claim.topic,), verdict=verdict)


def _study(study: Study, catalogue: Catalogue) -> Findable:
    topics = dict.fromkeys(claim.topic for claim, _ in catalogue.lines_of_study[study.id])
    note = ", ".join(x for x in (short_citation(study), study.journal) if x)
    document = _document(
        "study",
        study.id,
        study.title,
        note,
        study.design.replace("-", " "),
        study.population,
        *dict.fromkeys(x.outcome for x in study.findings),
        ", ".join(study.authors),
        study.doi,
        study.pmid,
    )
    return Findable("study", page_of("study", study.id), document, note, tuple(topics), study.year, flag=_flag(study))


def _flag(study: Study) -> str:
    status = study.integrity.status if study.integrity else "ok"
    return "" if status == "ok" else {"concern": "Expression of concern"}.get(status, status.capitalize())


def _article(article: Article, catalogue: Catalogue) -> Findable:
    topics = dict.fromkeys(catalogue.claims[x.claim].topic for x in article.statements)
    document = _document(
        "article",
        article.id,
        article_name(article),
        article.publisher,
        *dict.fromkeys(x.says for x in article.statements),
    )
    year = int(article.published[:4]) if article.published else None
    note = ", ".join(x for x in (article.publisher, str(year or "")) if x)
    return Findable("article", page_of("article", article.id), document, note, tuple(topics), year)


def _terms(terms: Mapping[str, Term]) -> Iterator[Findable]:
    for term in terms.values():
        if term.anchor:
            document = _document("term", term.anchor, term.label or term.anchor, term.definition)
            yield Findable("term", f"{VOCABULARY}#{term.anchor}", document)
