"""A table in HTML that can be pasted into any page: no style, no script, everything escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.query import Table
    from kg.store import Term


def render_html(table: Table) -> str:
    """Return a `<table>`; a web address is a link, shown as an id where it is one of the workspace."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in table.columns)
    body = "".join(f"<tr>{''.join(f'<td>{_cell(table, term)}</td>' for term in row)}</tr>\n" for row in table.rows)
    return f"<table>\n<thead>\n<tr>{head}</tr>\n</thead>\n<tbody>\n{body}</tbody>\n</table>\n"


def _cell(table: Table, term: Term | None) -> str:
    from pyoxigraph import NamedNode

    shown = escape(table.shown(term))
    if isinstance(term, NamedNode) and term.value.startswith(("https://", "http://")):
        return f'<a href="{escape(term.value)}">{shown}</a>'
    return shown
