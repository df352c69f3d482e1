"""Answers of queries as tables of a page: the rows that the command line gives, each value leading to its page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from kg.render.routes import VOCABULARY, Link, page_of, safe_url
from kg.render.site import Answer, Cell, Column, Setting
from kg.vocabulary import EV, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from kg.query import Query, Table
    from kg.store import Term

MOST_ROWS: Final = 1000
_NUMBERS: Final = frozenset(PREFIXES["xsd"] + x for x in ("integer", "decimal", "double", "float"))
_WITH_PAGES: Final = ("article/", "claim/", "contradiction/", "evidence/", "graph/", "study/", "topic/")


def answer_of(query: Query, arguments: dict[str, str], table: Table, known: Collection[str]) -> Answer:
    """Return a query with its result as the page shows it.

    `arguments` are the values that it was run with, `known` the names of all queries.
    """
    described = {x.name: x.description for x in query.columns}
    options = " ".join(f"{x.option} {arguments[x.name]}" for x in query.parameters if x.name in arguments)
    rows = tuple(tuple(_cell(term, table) for term in row) for row in table.rows[:MOST_ROWS])
    return Answer(
        name=query.name,
        summary=query.summary or query.name,
        description=tuple(_parts(query.description, known)),
        tags=query.tags,
        settings=tuple(Setting(x.option, x.description, x.example or x.default or "") for x in query.parameters),
        asked_with=options,
        asked=urlencode({"query": query.name, **arguments}),
        command=f"kg query {query.name} {options}".rstrip(),
        sparql=query.sparql,
        columns=tuple(
            Column(name, described.get(name, ""), all(row[i].number or not row[i].text for row in rows))
            for i, name in enumerate(table.columns)
        ),
        rows=rows,
        total=len(table.rows),
    )


def _parts(description: str, known: Collection[str]) -> Iterator[Link]:
    """Yield the description in pieces; what stands in backticks is code, and a query's name leads to it."""
    for number, words in enumerate(" ".join(description.split()).split("`")):
        if words:
            code = number % 2 == 1
            yield Link(words, page_of("query", words) if code and words in known else "", code=code)


def _cell(term: Term | None, table: Table) -> Cell:
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
        return Cell(shown, href=f"{path}/index.html")
    return Cell(shown, url=safe_url(term.value))
