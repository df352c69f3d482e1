"""Answers of queries as tables of a page: ids become names, and every value that has a page leads to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.labels import article_name, short_citation
from kg.render.routes import VOCABULARY, safe_url
from kg.render.site import Answer, Cell, Column, Setting
from kg.vocabulary import EV, PREFIXES

if TYPE_CHECKING:
    from kg.query import Query, Table
    from kg.render.catalogue import Catalogue
    from kg.store import Term

MOST_ROWS: Final = 1000
_NUMBERS: Final = frozenset(PREFIXES["xsd"] + x for x in ("integer", "decimal", "double", "float"))
_WITH_PAGES: Final = ("article/", "claim/", "contradiction/", "evidence/", "graph/", "study/", "topic/")


def answer_of(query: Query, arguments: dict[str, str], table: Table, catalogue: Catalogue) -> Answer:
    """Return a query with its result as the page shows it; `arguments` are the values that it was run with."""
    described = {x.name: x.description for x in query.columns}
    options = (f"{x.option} {arguments[x.name]}" for x in query.parameters if x.name in arguments)
    return Answer(
        name=query.name,
        summary=query.summary or query.name,
        description=" ".join(query.description.split()),
        tags=query.tags,
        settings=tuple(
            Setting(x.option, x.description, arguments.get(x.name, x.default or "")) for x in query.parameters
        ),
        command=" ".join(("kg query", query.name, *options)),
        sparql=query.sparql,
        columns=tuple(Column(x, described.get(x, "")) for x in table.columns),
        rows=tuple(tuple(_cell(term, table, catalogue) for term in row) for row in table.rows[:MOST_ROWS]),
        total=len(table.rows),
    )


def _cell(term: Term | None, table: Table, catalogue: Catalogue) -> Cell:
    from pyoxigraph import Literal, NamedNode

    shown = table.shown(term)
    if isinstance(term, Literal):
        return Cell(shown, number=term.datatype.value in _NUMBERS)
    if not isinstance(term, NamedNode):
        return Cell(shown)
    if term.value.startswith(EV):
        return Cell(shown, href=f"{VOCABULARY}#{term.value.removeprefix(EV)}")
    path = term.value.removeprefix(f"{table.base}/")
    if path != term.value and path.startswith(_WITH_PAGES):
        return Cell(_name(path, catalogue) or shown, href=f"{path}/index.html")
    return Cell(shown, url=safe_url(term.value))


def _name(path: str, catalogue: Catalogue) -> str:
    """Return what people call the record at a path; nothing for a part of a record."""
    kind, _, name = path.partition("/")
    if kind == "claim" and name in catalogue.claims:
        return catalogue.claims[name].text
    if kind == "study" and name in catalogue.studies:
        return short_citation(catalogue.studies[name])
    if kind == "article" and name in catalogue.articles:
        return article_name(catalogue.articles[name])
    if kind == "topic" and name in catalogue.topics:
        return catalogue.topics[name].label
    return ""
