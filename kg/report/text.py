"""Problems as a good compiler prints them: place and message, the line with a caret, the way out."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING, Final

from kg.problems import Problem, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

EXCERPT_WIDTH: Final = 100
_TAB: Final = "    "
_ELLIPSIS: Final = "…"


def render_full(problems: Iterable[Problem]) -> str:
    """Return problems with excerpt and way out, an empty line after each."""
    return "".join(f"{one(problem)}\n\n" for problem in problems)


def render_concise(problems: Iterable[Problem]) -> str:
    """Return problems one a line, in the form that editors and CI logs make clickable."""
    return "".join(f"{headline(problem)}\n" for problem in problems)


def one(problem: Problem) -> str:
    """Return one problem in full, without a line end."""
    lines = [headline(problem)]
    if problem.excerpt.strip():
        number = str(problem.span.line)
        text, caret = _excerpt(problem)
        margin = " " * (len(number) + 1)
        lines += [f" {number} | {text}", f" {margin}| {caret}"]
    if problem.help:
        lines.append(f"  = {visible(problem.help)}")
    return "\n".join(lines)


def headline(problem: Problem) -> str:
    """Return place, message and rule on one line."""
    word = "warning: " if problem.severity is Severity.WARNING else ""
    place = f"{visible(problem.path)}:{problem.span.line}:{problem.span.column}"
    return f"{place}: {word}{visible(problem.message)} [{problem.rule}]"


def tally(problems: Iterable[Problem]) -> str:
    """Return how many errors and warnings there are.

    >>> tally([])
    'no problems'
    """
    count = Counter(problem.severity for problem in problems)
    words = [
        f"{count[severity]:,} {severity}{'' if count[severity] == 1 else 's'}"
        for severity in Severity
        if count[severity]
    ]
    return ", ".join(words) or "no problems"


def visible(text: str) -> str:
    r"""Return a text with every character that cannot be seen, or that moves others, spelled out.

    >>> visible("a\u202eb\tc")
    'a<U+202E>b    c'
    """
    if text.isprintable():
        return text
    return "".join(_cell(character) for character in text)


def _cell(character: str) -> str:
    """Return what stands for a character in a terminal."""
    if character == "\t":
        return _TAB
    joins = unicodedata.category(character).startswith("M") or character in "\u200c\u200d\u00a0\u3000"
    return character if character.isprintable() or joins else f"<U+{ord(character):04X}>"


def _width(cell: str) -> int:
    """Return how many columns of a terminal a cell takes."""
    if len(cell) > 1 or cell.isascii():
        return len(cell)
    if unicodedata.combining(cell) or unicodedata.category(cell) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(cell) in "WF" else 1


def _excerpt(problem: Problem) -> tuple[str, str]:
    """Return the line, or the window of it around the value, and the carets under the value."""
    span, line = problem.span, problem.excerpt
    first = min(max(span.column - 1, 0), len(line))
    last = span.end_column - 1 if span.end_line == span.line else len(line.rstrip())
    last = min(max(last, first + 1), max(len(line), first + 1))
    start, stop = _window(line, first, last)
    head, tail = (_ELLIPSIS if start else ""), (_ELLIPSIS if stop < len(line) else "")
    cells = [_cell(character) for character in line[start:stop]]
    before = sum(_width(cell) for cell in cells[: first - start]) + len(head)
    under = sum(_width(cell) for cell in cells[first - start : min(last, stop) - start])
    return head + "".join(cells) + tail, " " * before + "^" * max(1, under)


def _window(line: str, first: int, last: int) -> tuple[int, int]:
    """Return start and stop of the part of a line to show; the value's beginning is always in it."""
    if len(line) <= EXCERPT_WIDTH:
        return 0, len(line)
    last = min(last, first + EXCERPT_WIDTH * 2 // 3)
    start = max(0, min(first - (EXCERPT_WIDTH - (last - first)) // 2, len(line) - EXCERPT_WIDTH))
    return start, start + EXCERPT_WIDTH
