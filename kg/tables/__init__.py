"""Tables as text: one module per family of formats, each a pure function from a table to the text of a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.tables.delimited import render_csv, render_tsv
from kg.tables.html import render_html
from kg.tables.markdown import render_markdown
from kg.tables.plain import render_plain
from kg.tables.results_json import render_json

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.query import Table

TABLE_FORMATS: Final[dict[str, Callable[[Table], str]]] = {
    "csv": render_csv,
    "html": render_html,
    "json": render_json,
    "md": render_markdown,
    "table": render_plain,
    "tsv": render_tsv,
}
"""Name → renderer; every text ends with a line end. csv, tsv and json hold whole IRIs, the others show ids."""
