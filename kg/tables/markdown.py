"""A table in Markdown, as GitHub and most static site generators read it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.query import Table

_SIGNS = re.compile(r"([\\`*_\[\]<>|~$#])")


def render_markdown(table: Table) -> str:
    """Return the table with its values as text: signs that Markdown gives a meaning are escaped."""
    lines = [_row(table.columns), "|" + " --- |" * len(table.columns)]
    lines += [_row([table.shown(term) for term in row]) for row in table.rows]
    return "\n".join(lines) + "\n"


def _row(values: list[str] | tuple[str, ...]) -> str:
    return "|" + "".join(f" {_escaped(value)} |" for value in values)


def _escaped(value: str) -> str:
    return _SIGNS.sub(r"\\\1", " ".join(value.split()))
