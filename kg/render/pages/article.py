"""The list of articles and a page for each: what it says, statement by statement, and what became of its references."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kg.labels import article_name, short_citation, statement_anchor
from kg.render.neighbours import around_article
from kg.render.routes import ARTICLES, Link, page_of, safe_url
from kg.render.site import Draft, Page
from kg.render.views import claim_view
from kg.render.views_article import (
    CITATION_WAYS,
    bearing_view,
    citation_view,
    citation_words,
    omission_views,
    summary_of,
)
from kg.render.views_contradiction import clash_views
from kg.render.views_summary import summary_view
from kg.render.views_text import text_view
from kg.render.views_verdict import BEARINGS, bearing_of, linked
from kg.render.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.records import Article, Reference
    from kg.render.catalogue import Catalogue
    from kg.render.neighbourhood import Neighbourhood
    from kg.render.site import Site
    from kg.render.views import ClaimView
    from kg.render.views_article import BearingView, CitationView, OmissionView
    from kg.render.views_contradiction import ClashView
    from kg.render.views_summary import SummaryView
    from kg.render.views_text import TextView
    from kg.render.words import Word, Words


_CONFLICTS: Final = (
    ("within-article", "With itself"),
    ("article-article", "With other articles"),
    ("superseded", "With newer advice"),
    ("article-evidence", "With the evidence"),
)
"""Contradictions of an article by scope, in this order."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """An article in the list; `bearings` are shape, words and number of its statements, in the order of the table."""

    link: Link
    kind: str
    publisher: str
    statements: int
    bearings: tuple[tuple[BearingView, int], ...]
    references: int
    found: int
    has_text: bool


@dataclass(frozen=True, slots=True)
class _ArticlesPage:
    articles: tuple[_Listed, ...]
    kinds: tuple[str, ...]
    bearings: tuple[BearingView, ...]


@dataclass(frozen=True, slots=True)
class _Conflicts:
    heading: str
    clashes: tuple[ClashView, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    anchor: str
    position: int
    says: str
    stance: Word
    appeal: bool
    numbers: tuple[str, ...]
    bearing: BearingView
    cites: tuple[tuple[_Cited, str, str], ...]
    quote: str
    text_anchor: str
    claim: ClaimView


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    statements: tuple[_Said, ...]


@dataclass(frozen=True, slots=True)
class _Cited:
    anchor: str
    as_cited: str
    where: str
    study: Link | None
    status: Word
    source_type: Word
    citations: tuple[CitationView, ...]
    note: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class _ArticlePage:
    name: str
    id: str
    kind: str
    publisher: str
    published: str
    url: str
    url_text: str
    source: str
    counts: str
    summary: str
    appeals: str
    report: SummaryView
    text: TextView | None
    sections: tuple[_Section, ...]
    references: tuple[_Cited, ...]
    conflicts: tuple[_Conflicts, ...]
    omissions: tuple[OmissionView, ...]
    cites_any: bool
    around: Neighbourhood


def article_pages(site: Site) -> Iterator[Draft]:
    """Yield the list, then one page per article."""
    yield Draft(ARTICLES, partial(_list, site.catalogue))
    for article in site.catalogue.records.articles:
        yield Draft(page_of("article", article.id), partial(_page, article, site))


def _list(catalogue: Catalogue) -> Page:
    articles = catalogue.records.articles
    view = _ArticlesPage(
        tuple(_listed(x, catalogue) for x in articles),
        tuple(sorted({x.kind for x in articles})),
        tuple(bearing_view(x) for x in BEARINGS),
    )
    description = "Every article of the collection: what it says, and what became of its references."
    sheets = ("records.css",)
    return Page(ARTICLES, "articles.html", "Articles", view, description, styles=sheets, scripts=("table.js",))


def _page(article: Article, site: Site) -> Page:
    view = _view(article, site.catalogue, site.words)
    return Page(
        page_of("article", article.id),
        "article.html",
        view.name,
        view,
        description=f"What the article '{view.name}' says, statement by statement, beside the evidence.",
        trail=(Link("Articles", ARTICLES),),
        resource=f"article/{article.id}",
        styles=("neighbourhood.css", "records.css"),
    )


def _listed(article: Article, catalogue: Catalogue) -> _Listed:
    counts = Counter(bearing_of(x.claim, x.stance, catalogue) for x in article.statements)
    return _Listed(
        Link(article_name(article), page_of("article", article.id)),
        article.kind,
        article.publisher or "",
        len(article.statements),
        tuple((bearing_view(x), counts[x]) for x in BEARINGS),
        len(article.references),
        sum(1 for x in article.references if x.resolves_to),
        article.text is not None,
    )


def _view(article: Article, catalogue: Catalogue, words: Words) -> _ArticlePage:
    cited = {x.id: _cited(article, x, catalogue, words) for x in article.references}
    said = tuple(
        _said(article, position, cited, catalogue, words) for position in range(1, len(article.statements) + 1)
    )
    numbered = zip(article.statements, said, strict=True)
    texts = (x for x in catalogue.records.texts if x.article == article.id)
    return _ArticlePage(
        around=around_article(article, catalogue),
        name=article_name(article),
        id=article.id,
        kind=article.kind,
        publisher=article.publisher or "",
        published=article.published or "",
        url=safe_url(article.url),
        url_text=article.url or "",
        source=article.source or "",
        counts=counted(len(said), "statement"),
        summary=summary_of(article, catalogue),
        report=summary_view(article, catalogue),
        text=next((text_view(article, x, catalogue) for x in texts if not x.fault), None),
        appeals=_appeals(article),
        sections=tuple(
            _Section(heading, tuple(x for _, x in group))
            for heading, group in groupby(numbered, key=lambda x: x[0].section)
        ),
        references=tuple(cited.values()),
        conflicts=tuple(_conflicts(article, catalogue, words)),
        omissions=tuple(omission_views(article, catalogue, words)),
        cites_any=any(x.resolves_to for x in article.references),
    )


def _appeals(article: Article) -> str:
    """Return how many statements appeal to research, and how many of these name no reference."""
    appeals = sum(1 for x in article.statements if x.appeal)
    bare = sum(1 for x in article.statements if x.appeal and not x.cites)
    if not appeals:
        return "none appeals to research"
    words = counted(appeals, "appeals to research", "appeal to research")
    return f"{words}, {f'{bare} of them without' if bare else 'each with'} a reference"


def _conflicts(article: Article, catalogue: Catalogue, words: Words) -> Iterator[_Conflicts]:
    clashes = catalogue.appraised.clashes_of_article[article.id]
    for scope, heading in _CONFLICTS:
        found = tuple(x for x in clashes if x.scope == scope)
        if found:
            yield _Conflicts(heading, clash_views(found, catalogue, words))


def _said(article: Article, position: int, cited: dict[str, _Cited], catalogue: Catalogue, words: Words) -> _Said:
    statement = article.statements[position - 1]
    anchor = statement_anchor(statement, position)
    at_it = (x for x in catalogue.appraised.citations[article.id] if x.anchor == anchor)
    return _Said(
        anchor=f"statement/{anchor}",
        position=position,
        says=statement.says,
        stance=words.of("stance", statement.stance),
        appeal=statement.appeal,
        numbers=statement.numbers,
        bearing=bearing_view(bearing_of(statement.claim, statement.stance, catalogue)),
        cites=tuple((cited[x.reference], CITATION_WAYS[x.verdict], citation_words(x.verdict, words)) for x in at_it),
        quote=statement.quote.exact if statement.quote else "",
        text_anchor=f"text/{anchor}" if statement.quote and article.text else "",
        claim=claim_view(catalogue.claims[statement.claim], catalogue, words),
    )


def _cited(article: Article, reference: Reference, catalogue: Catalogue, words: Words) -> _Cited:
    study = catalogue.studies[reference.resolves_to] if reference.resolves_to else None
    return _Cited(
        anchor=f"reference/{reference.id}",
        as_cited=reference.as_cited,
        where=reference.where,
        study=Link(short_citation(study), page_of("study", study.id)) if study else None,
        status=words.of("reference", reference.status),
        source_type=words.of("source", reference.source_type),
        citations=tuple(
            citation_view(x, article, words)
            for x in catalogue.appraised.citations[article.id]
            if x.reference == reference.id
        ),
        note=tuple(linked(reference.note, catalogue)),
    )
