"""Problems as GitHub Flavored Markdown, for a comment on a pull request or the summary of a CI step.

Cut at `LIMIT` characters, worst first, with how many were left out; a comment on GitHub holds 65,536.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.report.text import advice, tally, visible, worst_first

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.problems import Problem

LIMIT: Final = 60_000
"""Characters of the whole text, of which the last lines take a few."""
LONGEST_CELL: Final = 1_000
"""Characters of a message or of what is told besides; of a longer one, its beginning is shown."""
_LAST_LINES: Final = 200
_TABLE: Final = "| | where | problem | way out |\n| --- | --- | --- | --- |\n"
# CommonMark 0.31, section 2.5: a character reference is never markup, and never ends a cell of a table.
_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>()|~&$!:]")
# A person is named by '@', an issue by '#'; the empty comment after it keeps both from being called.
_CALLS: Final = re.compile(r"[@#]")


def render(problems: Iterable[Problem]) -> str:
    """Return a heading that counts, and a table with the worst first."""
    found = worst_first(problems)
    parts = [f"## kg check: {tally(found)}\n"]
    if found:
        parts.append(f"\n{_TABLE}")
    size = sum(map(len, parts))
    shown = 0
    for problem in found:
        row = _row(problem)
        if size + len(row) > LIMIT - _LAST_LINES:
            break
        parts.append(row)
        size += len(row)
        shown += 1
    return "".join(parts) + _left_out(found[shown:])


def escape(text: str) -> str:
    """Return a text on one line that Markdown shows as it is, in a table too, and that calls nobody.

    >>> escape("a|b @me")
    'a&#124;b @<!-- -->me'
    """
    marked = _MARKUP.sub(lambda match: f"&#{ord(match[0])};", " ".join(visible(text).split()))
    return _CALLS.sub(r"\g<0><!-- -->", marked.replace("&#", "\0")).replace("\0", "&#")


def _row(problem: Problem) -> str:
    place = f"{problem.path}:{problem.span.line}:{problem.span.column}"
    cells = (
        _cell(visible(place)),
        f"{_cell(visible(problem.message))} ({escape(problem.rule)})",
        _cell("\n".join(advice(problem))),
    )
    return f"| {problem.severity} | {' | '.join(cells)} |\n"


def _cell(text: str) -> str:
    short = text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"
    return "<br>".join(escape(line) for line in short.split("\n"))


def _left_out(problems: Sequence[Problem]) -> str:
    return f"\n{tally(problems)} more, left out here as a comment has room for no more.\n" if problems else ""
