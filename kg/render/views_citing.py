"""Views of the articles that refer to a study: what each makes of it, place by place, and whether that is right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.labels import article_name, statement_anchor
from kg.render.routes import Link, place_on
from kg.render.views_article import CITATION_WAYS, citation_words
from kg.render.views_verdict import linked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.appraise.citations import Citation
    from kg.records import Article, Reference, Study
    from kg.render.catalogue import Catalogue
    from kg.render.words import Word, Words


@dataclass(frozen=True, slots=True)
class UseView:
    """One place where an article refers to a study: `says` is empty where no statement points to it."""

    way: str
    verdict: str
    place: Link | None
    says: str
    why: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class CitingView:
    """A reference of an article to a study, with each of its uses; `note` is how it was found and judged."""

    article: Link
    as_cited: str
    status: Word
    uses: tuple[UseView, ...]
    note: tuple[Link, ...]


def citing_views(study: Study, catalogue: Catalogue, words: Words) -> Iterator[CitingView]:
    """Yield the references that lead to a study."""
    for article, reference in catalogue.citations_of_study[study.id]:
        yield _citing(article, reference, catalogue, words)


def _citing(article: Article, reference: Reference, catalogue: Catalogue, words: Words) -> CitingView:
    at_it = (x for x in catalogue.appraised.citations[article.id] if x.reference == reference.id)
    return CitingView(
        Link(article_name(article), place_on("article", article.id, f"reference/{reference.id}")),
        reference.as_cited,
        words.of("reference", reference.status),
        tuple(_use(x, article, catalogue, words) for x in at_it),
        tuple(linked(reference.note, catalogue)),
    )


def _use(citation: Citation, article: Article, catalogue: Catalogue, words: Words) -> UseView:
    """Return a use; the reason of a curator is the note on the reference and is not said again."""
    said = {statement_anchor(x, position): (position, x) for position, x in enumerate(article.statements, start=1)}
    position, statement = said[citation.anchor] if citation.anchor else (0, None)
    place = place_on("article", article.id, f"statement/{citation.anchor}")
    return UseView(
        CITATION_WAYS[citation.verdict],
        citation_words(citation.verdict, words),
        Link(f"statement {position}", place) if statement else None,
        statement.says if statement else "",
        tuple(linked(citation.why, catalogue)) if citation.by == "computed" else (),
    )
