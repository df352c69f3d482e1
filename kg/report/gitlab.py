"""Problems as a code quality report of GitLab: an array of the fields that it reads, and no others."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from kg.baseline import fingerprints
from kg.problems import Problem, Severity
from kg.report.text import message

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEVERITIES: Final = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def dump(problems: Sequence[Problem]) -> str:
    """Return problems as JSON; GitLab drops all but one of those with the same fingerprint, so none comes twice."""
    rows = [_row(problem, mark) for problem, mark in zip(problems, fingerprints(problems), strict=True)]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def _row(problem: Problem, fingerprint: str) -> dict[str, object]:
    return {
        "description": message(problem).replace("\n", "; "),
        "check_name": problem.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[problem.severity],
        "location": {
            "path": problem.path.removeprefix("./"),
            "lines": {"begin": problem.span.line, "end": problem.span.end_line},
        },
    }
