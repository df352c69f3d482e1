"""Problems as JSON: an array, one object per line of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.problems import Problem


def dump(problems: Iterable[Problem]) -> str:
    """Return problems as a JSON array; lines and columns are 1-based, ends are exclusive."""
    rows = [
        {
            "path": problem.path,
            "line": problem.span.line,
            "column": problem.span.column,
            "end_line": problem.span.end_line,
            "end_column": problem.span.end_column,
            "severity": problem.severity,
            "rule": problem.rule,
            "message": problem.message,
            "help": problem.help,
        }
        for problem in problems
    ]
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n]\n" if rows else "[]\n"
