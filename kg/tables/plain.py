"""A table as aligned text, for pipes and for terminals without width; nothing is cut off."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.query import Table

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]+")
_NUMBER = re.compile(r"[+-]?[0-9][0-9.]*(?:[eE][+-]?[0-9]+)?")


def render_plain(table: Table) -> str:
    """Return the columns under their names, two spaces apart; an ASK is `yes` or `no` alone."""
    if table.form == "ASK":
        return table.shown(table.rows[0][0]) + "\n"
    rows = [table.columns, *shown_rows(table)]
    widths = [max(_width(row[i]) for row in rows) for i in range(len(table.columns))]
    right = numeric_columns(table)
    lines = [
        "  ".join(
            _padded(value, width, right=i in right) for i, (value, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def shown_rows(table: Table) -> list[tuple[str, ...]]:
    """Return the rows as people read them, each value on one line and without control characters."""
    return [tuple(one_line(table.shown(term)) for term in row) for row in table.rows]


def one_line(value: str) -> str:
    """Return a text on one line, without characters that steer a terminal or turn the direction of text.

    >>> one_line("a" + chr(10) + "b" + chr(27) + "[31m")
    'a b [31m'
    """
    return _CONTROLS.sub(" ", value).strip()


def numeric_columns(table: Table) -> frozenset[int]:
    """Return the 0-based positions of the columns that hold numbers only; they are set to the right."""
    found = set[int]()
    for i in range(len(table.columns)):
        values = [table.shown(row[i]) for row in table.rows if row[i] is not None]
        if values and all(_NUMBER.fullmatch(value) for value in values):
            found.add(i)
    return frozenset(found)


def _padded(value: str, width: int, *, right: bool) -> str:
    space = " " * (width - _width(value))
    return space + value if right else value + space


def _width(value: str) -> int:
    """Return how many cells a terminal gives a text."""
    if value.isascii():
        return len(value)
    wide = sum(unicodedata.east_asian_width(c) in "WF" for c in value)
    return len(value) + wide - sum(unicodedata.combining(c) > 0 for c in value)
