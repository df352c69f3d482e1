"""Problems as JUnit XML, which Jenkins and others show as tests: an error is a failed test, others are skipped ones.

A skipped test keeps its message and lets the build pass, as a warning does. Without a problem there is one test that
passed, as a report without any is taken for a fault.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from kg.problems import Problem, Severity
from kg.report.text import message, one, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from xml.etree.ElementTree import Element


def render(problems: Iterable[Problem]) -> str:
    """Return one suite for each file and one case for each problem; line and column are 1-based code points."""
    from xml.etree.ElementTree import Element, SubElement, indent, tostring  # only this format needs it

    root = Element("testsuites", {"name": "kg check"})
    for path, found in groupby(sorted(problems), key=lambda problem: problem.path):
        _suite(root, visible(path), tuple(found))
    if not len(root):
        suite = SubElement(root, "testsuite", _counts("kg check", ()) | {"tests": "1"})
        SubElement(suite, "testcase", {"name": "no problems", "classname": "kg check", "time": "0"})
    indent(root, " ")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{tostring(root, encoding="unicode")}\n'


def _suite(root: Element, path: str, problems: Sequence[Problem]) -> None:
    from xml.etree.ElementTree import SubElement  # see render

    suite = SubElement(root, "testsuite", _counts(path, problems))
    for problem in problems:
        line, column = str(problem.span.line), str(problem.span.column)
        name = f"{problem.rule} ({line}:{column})"
        case = SubElement(suite, "testcase", {"name": name, "classname": path, "file": path, "line": line, "time": "0"})
        fails = problem.severity is Severity.ERROR
        first, *_ = message(problem).split("\n", 1)
        if fails:
            SubElement(case, "failure", {"message": first, "type": problem.rule}).text = one(problem)
        else:
            SubElement(case, "skipped", {"message": f"{problem.severity}: {first}"}).text = one(problem)


def _counts(name: str, problems: Sequence[Problem]) -> dict[str, str]:
    failures = sum(problem.severity is Severity.ERROR for problem in problems)
    return {
        "name": name,
        "tests": str(len(problems)),
        "failures": str(failures),
        "errors": "0",
        "skipped": str(len(problems) - failures),
        "time": "0",
    }
