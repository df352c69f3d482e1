"""CSV and TSV as the SPARQL 1.1 Query Results recommendation has them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.query import Table
    from kg.store import Term

_NEEDS_QUOTES = re.compile(r'[",\r\n]')


def render_csv(table: Table) -> str:
    """Return values without their types, quoted after RFC 4180 where they must be; lines end with CR LF."""
    rows = [table.columns, *(tuple(_bare(term) for term in row) for row in table.rows)]
    return "".join(",".join(_field(value) for value in row) + "\r\n" for row in rows)


def _field(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if _NEEDS_QUOTES.search(value) else value


def _bare(term: Term | None) -> str:
    from pyoxigraph import Literal, NamedNode

    if term is None:
        return ""
    return term.value if isinstance(term, Literal | NamedNode) else str(term)


def render_tsv(table: Table) -> str:
    """Return every value as an RDF term in Turtle's long form; columns have a `?`, except those of no SELECT."""
    mark = "?" if table.form == "SELECT" else ""
    lines = ["\t".join(mark + name for name in table.columns)]
    lines += ["\t".join("" if term is None else _term(term) for term in row) for row in table.rows]
    return "\n".join(lines) + "\n"


def _term(term: Term) -> str:
    # N-Triples escapes line ends and quotes, but a tab may stand as it is.
    return str(term).replace("\t", "\\t")
