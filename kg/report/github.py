"""Problems as workflow commands of GitHub Actions, which become annotations of lines in a pull request.

GitHub shows ten errors, ten warnings and ten notices of a step and drops the others without a word, so the worst come
first; a summary of all is the `markdown` format's part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.problems import Problem, Severity
from kg.report.text import message, visible, worst_first

if TYPE_CHECKING:
    from collections.abc import Iterable

_COMMANDS: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(problems: Iterable[Problem]) -> str:
    """Return one command a line; lines and columns are 1-based code points, the end column is exclusive."""
    return "".join(f"{_command(problem)}\n" for problem in worst_first(problems))


def _command(problem: Problem) -> str:
    span = problem.span
    place = {"file": visible(problem.path), "line": span.line, "endLine": span.end_line}
    if span.line == span.end_line:  # an annotation of several lines has no columns (REST API, check runs)
        place |= {"col": span.column, "endColumn": span.end_column}
    properties = ",".join(f"{name}={_property(str(value))}" for name, value in {**place, "title": problem.rule}.items())
    return f"::{_COMMANDS[problem.severity]} {properties}::{_data(message(problem))}"


def _data(text: str) -> str:
    """Return a text as the runner takes it after '::'; '%' first, as the others bring it in."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """Return a text as the runner takes it between '=' and ','."""
    return _data(text).replace(":", "%3A").replace(",", "%2C")
