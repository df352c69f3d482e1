"""Problems as JSON: an array, one object per line of it; or JSON Lines, one object a line and nothing else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.problems import Problem


def dump(problems: Iterable[Problem]) -> str:
    """Return problems as a JSON array; lines and columns are 1-based code points, ends are exclusive."""
    rows = [_row(problem) for problem in problems]
    return "[\n" + ",\n".join(rows) + "\n]\n" if rows else "[]\n"


def dump_lines(problems: Iterable[Problem]) -> str:
    """Return problems as JSON Lines, with the same keys as in the array."""
    return "".join(f"{_row(problem)}\n" for problem in problems)


def _row(problem: Problem) -> str:
    row = {
        "path": problem.path,
        "line": problem.span.line,
        "column": problem.span.column,
        "end_line": problem.span.end_line,
        "end_column": problem.span.end_column,
        "severity": problem.severity,
        "rule": problem.rule,
        "message": problem.message,
        "why": problem.why,
        "help": problem.help,
        "paste": problem.paste,
        "page": problem.page,
    }
    return json.dumps(row, ensure_ascii=False)
