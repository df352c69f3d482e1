"""What the pages are made from, and what a page is before its template fills it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.diff.history import Release
    from kg.query import Query
    from kg.render.catalogue import Catalogue
    from kg.render.routes import Link
    from kg.render.search import Search
    from kg.render.words import Term, Words


File: TypeAlias = "tuple[str, Callable[[], bytes]]"
"""A path on the site, and what makes the bytes there."""


@dataclass(frozen=True, slots=True)
class Pure:
    """What makes bytes out of `inputs` and our code alone: where both are as before, so are the bytes."""

    make: Callable[[], bytes]
    inputs: tuple[bytes, ...]

    def __call__(self) -> bytes:
        """Return the bytes."""
        return self.make()


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a table: text, with a path on the site or a web address where it leads somewhere."""

    text: str
    href: str = ""
    url: str = ""
    number: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, what it holds, and whether that is numbers only."""

    name: str
    description: str
    number: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """A parameter of a query as an option of the command, what it is for, and an example of a value."""

    name: str
    description: str
    example: str


@dataclass(frozen=True, slots=True)
class Answer:
    """A query with its result.

    `asked_with` are the options that it was run with, if any, `asked` the same as the SPARQL page's address has it;
    `total` counts its rows, of which the first are here.
    """

    name: str
    summary: str
    description: tuple[Link, ...]
    tags: tuple[str, ...]
    settings: tuple[Setting, ...]
    asked_with: str
    asked: str
    command: str
    sparql: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: int


@dataclass(frozen=True, slots=True)
class Dump:
    """The whole graph in one format: its path on the site, what it is, and its bytes."""

    path: str
    format: str
    size: int


@dataclass(frozen=True, slots=True)
class Console:
    """What the SPARQL page works with: the queries, the path of the compressed graph, and bytes to download in all.

    `size` is what a server sends that compresses scripts, `most` what any other sends.
    """

    queries: tuple[Query, ...]
    graph: str
    size: int
    most: int


@dataclass(frozen=True, slots=True)
class Site:
    """All that pages need; `base` is the address that IRIs start with, `addresses` every IRI of ours without it.

    `assets` gives each static file its path on the site by the name of its source, `templates` the text of each;
    `history` is empty where the site is built without one, `licence` where the terms of use were not given,
    `search` is absent where nothing is to be searched.
    """

    title: str
    base: str
    quads: int
    addresses: tuple[str, ...]
    catalogue: Catalogue
    words: Words
    terms: Mapping[str, Term]
    answers: tuple[Answer, ...]
    dumps: tuple[Dump, ...]
    assets: Mapping[str, str]
    templates: Mapping[str, str]
    history: tuple[Release, ...] = ()
    console: Console | None = None
    licence: str = ""
    search: Search | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page before its template fills it: `path` from the root of the site, `view` what the template shows.

    `styles` and `scripts` are what this page needs beside the sheet that all pages have, by the names of their sources.
    `image` is the path of the picture that is shown where the page is shared.
    """

    path: str
    template: str
    title: str
    view: object
    description: str = ""
    trail: tuple[Link, ...] = ()
    resource: str = ""
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    image: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A page that is made when it is wanted: its path, and what makes it.

    One that is not `listed` only leads to another or is a part for other sites: it has no linked data, and no search
    engine is told of it.
    """

    path: str
    make: Callable[[], Page]
    listed: bool = True
