"""Code quality reports: the fields that GitLab asks for, and fingerprints that last."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import problems

from kg.problems import Problem, Severity, Span
from kg.report.gitlab import dump


def report(*found: Problem) -> list[dict[str, Any]]:
    rows = json.loads(dump(found))
    assert isinstance(rows, list)
    return rows


@settings(max_examples=60, deadline=None)
@given(found=st.lists(problems(), max_size=6))
def test_every_finding_has_the_fields_that_are_asked_for(found: list[Problem]) -> None:
    rows = report(*found)
    for row in rows:
        assert set(row) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert row["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert all(isinstance(row[name], str) for name in ("description", "check_name", "fingerprint"))
        assert row["description"]
        assert not row["location"]["path"].startswith("./")
        lines = row["location"]["lines"]
        assert 1 <= lines["begin"] <= lines["end"]
    assert len({row["fingerprint"] for row in rows}) == len(found)


def test_what_is_told_stands_on_one_line() -> None:
    (row,) = report(Problem("a.yaml", Span(), "tag", "it is a tag", "delete it", why="no reader\nknows it"))
    assert row["description"] == "it is a tag; why: no reader<U+000A>knows it; delete it"


@pytest.mark.parametrize(
    ("severity", "name"), [(Severity.ERROR, "major"), (Severity.WARNING, "minor"), (Severity.NOTE, "info")]
)
def test_each_severity_has_its_name(severity: Severity, name: str) -> None:
    assert report(Problem("a", Span(), "tag", "message", severity=severity))[0]["severity"] == name


def test_a_fingerprint_stays_when_lines_move() -> None:
    before = Problem("a.yaml", Span(3, 5, 3, 9), "tag", "message", "", "    text: !x y")
    after = Problem("a.yaml", Span(30, 3, 30, 7), "tag", "message of line 30", "", "  text:  !x y")
    assert report(before)[0]["fingerprint"] == report(after)[0]["fingerprint"]


def test_problems_that_are_alike_have_fingerprints_of_their_own() -> None:
    twice = [Problem("a.yaml", Span(line), "tag", "message", "", "text: !x y") for line in (1, 2)]
    assert len({row["fingerprint"] for row in report(*twice)}) == 2
