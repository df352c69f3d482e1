"""The list of queries and a page for each: the question, its answer as a table, the SPARQL and the command."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kg.render.routes import QUERIES, Link, page_of
from kg.render.site import Draft, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.render.site import Answer, Site


def query_pages(site: Site) -> Iterator[Draft]:
    """Yield the list, then one page per query."""
    yield Draft(QUERIES, partial(_list, site))
    for answer in site.answers:
        yield Draft(page_of("query", answer.name), partial(_page, answer))


def _list(site: Site) -> Page:
    listed = tuple((Link(x.summary, page_of("query", x.name)), x.name, x.total, x.description) for x in site.answers)
    description = "Questions to the whole collection, with their answers."
    return Page(QUERIES, "queries.html", "Queries", listed, description)


def _page(answer: Answer) -> Page:
    return Page(
        page_of("query", answer.name),
        "query.html",
        answer.summary,
        answer,
        description="".join(x.text for x in answer.description),
        trail=(Link("Queries", QUERIES),),
    )
