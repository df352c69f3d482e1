"""Columns in the counting of each format: code points from 1 inside, UTF-16 units and bytes where a format wants them.

A column beyond the text that is known counts one for each code point.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.problems import Problem


def utf16_units(text: str) -> int:
    r"""Return the length of a text in UTF-16 code units, as editors and JavaScript count.

    >>> utf16_units("a\U0001d400")
    3
    """
    return len(text) + sum(character > "\uffff" for character in text)


def utf8_bytes(text: str) -> int:
    r"""Return the length of a text in bytes of UTF-8.

    >>> utf8_bytes("a\U0001d400")
    5
    """
    return len(text.encode("utf-8", "surrogatepass"))


def columns(problem: Problem, measure: Callable[[str], int]) -> tuple[int, int]:
    """Return the 1-based column where a problem begins and the one after its end, in the units of `measure`."""
    span = problem.span
    last = problem.excerpt if span.end_line == span.line else problem.last_line
    return _column(problem.excerpt, span.column, measure), _column(last, span.end_column, measure)


def _column(line: str, column: int, measure: Callable[[str], int]) -> int:
    before = line[: column - 1]
    return measure(before) + column - len(before)
