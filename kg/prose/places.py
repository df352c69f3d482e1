"""Places in a file: bytes to lines and columns for reports, and characters to bytes for readers of text."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from kg.problems import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.prose.document import Range

_STEP: Final = 1024
_LINE_END: Final = re.compile(rb"\r\n|\n|\r")
_LONGEST_EXCERPT: Final = 10_000  # bytes


class Lines:
    r"""The lines of a file; a line ends with LF, CRLF or CR.

    Columns count code points, from 1. A place costs the same wherever it is, also in a line of a gigabyte.

    >>> from kg.prose.document import Range
    >>> lines = Lines("ö\tx\r\n🏃 é".encode())
    >>> lines.span(Range(11, 13))
    Span(line=2, column=3, end_line=2, end_column=4)
    >>> lines.excerpt(2)
    '🏃 é'
    """

    def __init__(self, source: bytes) -> None:
        self._source = source
        self._begins = [0, *(match.end() for match in _LINE_END.finditer(source))]

    @cached_property
    def _counts(self) -> list[int]:
        """How many characters come before each 1,024th byte."""
        parts = (self._source[at : at + _STEP] for at in range(0, len(self._source), _STEP))
        return list(accumulate((_characters(part) for part in parts), initial=0))

    def position(self, byte: int) -> tuple[int, int]:
        """Return line and column of a byte, both from 1."""
        line = bisect_right(self._begins, byte)
        return line, self._before(byte) - self._before(self._begins[line - 1]) + 1

    def span(self, place: Range) -> Span:
        """Return lines and columns of a range."""
        return Span(*self.position(place.start), *self.position(place.end))

    def excerpt(self, line: int) -> str:
        """Return the text of a line without its end; of a very long one its beginning."""
        begin = self._begins[line - 1]
        end = self._begins[line] if line < len(self._begins) else len(self._source)
        return self._source[begin : min(end, begin + _LONGEST_EXCERPT)].decode(errors="replace").rstrip("\r\n")

    def _before(self, byte: int) -> int:
        step = min(byte // _STEP, len(self._counts) - 1)
        return self._counts[step] + _characters(self._source[step * _STEP : byte])


def _characters(part: bytes) -> int:
    """Return how many characters begin in some bytes of UTF-8."""
    return len(part) if part.isascii() else sum(byte & 0xC0 != 0x80 for byte in part)  # noqa: PLR2004  # 10xxxxxx


def byte_counter(text: str, base: int = 0) -> Callable[[int], int]:
    """Return what gives the byte at a character of a text whose first byte is at `base`.

    >>> byte_counter("aö🏃b", 3)(3)
    10
    """
    if text.isascii():
        return base.__add__
    parts = (text[at : at + _STEP] for at in range(0, len(text), _STEP))
    counts = list(accumulate((len(part.encode()) for part in parts), initial=base))

    def byte(character: int) -> int:
        step = character // _STEP
        return counts[step] + len(text[step * _STEP : character].encode())

    return byte
