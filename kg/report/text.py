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
# ECMA-48, section 8.3.117 (SGR). Colour is never alone: warnings and notes say so in words.
_BOLD, _DIM, _RESET = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_COLOURS: Final = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m", Severity.NOTE: "\x1b[36m"}


def render_full(problems: Iterable[Problem], *, coloured: bool = False) -> str:
    """Return problems with excerpt and way out, an empty line after each."""
    return "".join(f"{one(problem, coloured=coloured)}\n\n" for problem in problems)


def render_concise(problems: Iterable[Problem], *, coloured: bool = False) -> str:
    """Return problems one a line, in the form that editors and CI logs make clickable."""
    return "".join(f"{headline(problem, coloured=coloured)}\n" for problem in problems)


def one(problem: Problem, *, coloured: bool = False) -> str:
    """Return one problem in full, without a line end."""
    lines = [headline(problem, coloured=coloured)]
    if problem.excerpt.strip():
        number = str(problem.span.line)
        text, caret = _excerpt(problem)
        margin = " " * (len(number) + 1)
        marks = caret.lstrip(" ")
        blank = caret[: len(caret) - len(marks)]
        lines += [f" {number} | {text}", f" {margin}| {blank}{_paint(marks, _COLOURS[problem.severity], coloured)}"]
    lines += [f"  {line if line.startswith('+ ') else f'= {line}'}" for line in advice(problem)]
    return "\n".join(lines)


def headline(problem: Problem, *, coloured: bool = False) -> str:
    """Return place, message and rule on one line.

    A path that begins with '::' gets './' before it, as CI logs take such a line for a command.
    """
    word = "" if problem.severity is Severity.ERROR else f"{problem.severity}: "
    path = f"./{problem.path}" if problem.path.startswith("::") else problem.path
    place = _paint(f"{visible(path)}:{problem.span.line}:{problem.span.column}:", _BOLD, coloured)
    message = _paint(f"{word}{visible(problem.message)}", _COLOURS[problem.severity], coloured)
    return f"{place} {message} {_paint(f'[{problem.rule}]', _DIM, coloured)}"


def advice(problem: Problem) -> tuple[str, ...]:
    """Return what is told besides the message, one line each: why, the way out, text to paste after '+ ', the page."""
    lines = [f"why: {visible(problem.why)}"] if problem.why else []
    lines += [visible(problem.help)] if problem.help else []
    lines += [f"+ {visible(line)}" for line in problem.paste.splitlines()]
    lines += [f"see {visible(problem.page)}"] if problem.page else []
    return tuple(lines)


def message(problem: Problem) -> str:
    """Return the message and what is told besides, one a line, with nothing in it that cannot be seen."""
    return "\n".join((visible(problem.message), *advice(problem)))


def worst_first(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems with errors first, then by place."""
    rank = {severity: number for number, severity in enumerate(Severity)}
    return sorted(problems, key=lambda problem: (rank[problem.severity], problem))


def _paint(text: str, colour: str, coloured: bool) -> str:  # noqa: FBT001  # always given by place, here only
    return f"{colour}{text}{_RESET}" if coloured else text


def tally(problems: Iterable[Problem]) -> str:
    """Return how many errors, warnings and notes there are.

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
