"""Rows as aligned columns of plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def align(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return rows under their titles, two spaces apart, each line with its end; nothing is cut off.

    >>> print(align(("id", "name"), [("1", "rest"), ("12", "ice")]), end="")
    id  name
    1   rest
    12  ice
    """
    table = [titles, *rows]
    widths = [max(len(row[column]) for row in table) for column in range(len(titles))]
    padded = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in table)
    return "".join(f"{line.rstrip()}\n" for line in padded)
