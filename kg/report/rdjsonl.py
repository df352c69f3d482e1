"""Problems in the Reviewdog Diagnostic Format as JSON Lines (reviewdog's `proto/rdf/reviewdog.proto`)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from kg.problems import Problem, Severity
from kg.report.positions import columns, utf8_bytes
from kg.report.text import message

if TYPE_CHECKING:
    from collections.abc import Iterable

_SEVERITIES: Final = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


def dump(problems: Iterable[Problem]) -> str:
    """Return one diagnostic a line; lines are 1-based, columns 1-based bytes of UTF-8, ends are exclusive."""
    return "".join(f"{json.dumps(_diagnostic(problem), ensure_ascii=False)}\n" for problem in problems)


def _diagnostic(problem: Problem) -> dict[str, object]:
    start, end = columns(problem, utf8_bytes)
    code = {"value": problem.rule, "url": problem.page} if problem.page else {"value": problem.rule}
    return {
        "message": message(problem),
        "location": {
            "path": problem.path,
            "range": {
                "start": {"line": problem.span.line, "column": start},
                "end": {"line": problem.span.end_line, "column": end},
            },
        },
        "severity": _SEVERITIES[problem.severity],
        "source": {"name": "kg check"},
        "code": code,
    }
