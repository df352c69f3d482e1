"""The Markdown report: a table that stays one, calls nobody, and says what it leaves out."""

from __future__ import annotations

import re

import pytest
from reports import HOSTILE, markdown_cells

from kg.problems import Problem, Severity, Span
from kg.report.markdown import LIMIT, LONGEST_CELL, render
from kg.report.text import visible

COMMENT = 65_536  # characters that a comment on GitHub holds


def test_a_report_is_a_heading_that_counts_and_a_table() -> None:
    error = Problem("data/a.yaml", Span(3, 5, 3, 10), "unknown-key", "unknown key", "did you mean it?")
    warning = Problem("a.md", Span(), "tag", "a tag", severity=Severity.WARNING, why="a reason", paste="text")
    made = render([warning, error])
    assert made.startswith("## kg check: 1 error, 1 warning\n\n| | where | problem | way out |\n| --- | ")
    assert markdown_cells(made) == [
        ["error", "data/a.yaml:3:5", "unknown key (unknown-key)", "did you mean it?"],
        ["warning", "a.md:1:1", "a tag (tag)", "why: a reason\n+ text"],
    ]


def test_no_problem_is_a_heading_alone() -> None:
    assert render([]) == "## kg check: no problems\n"


@pytest.mark.parametrize("text", HOSTILE[:-1])
def test_a_hostile_text_is_shown_as_it_is(text: str) -> None:
    ((_, place, problem, way_out),) = markdown_cells(render([Problem(text, Span(), "tag", text, text)]))
    shown = " ".join(visible(text).split())
    assert (place, problem, way_out) == (f"{shown}:1:1", f"{shown} (tag)", shown)


def test_nobody_is_called_and_nothing_is_linked() -> None:
    made = render([Problem("a.md", Span(), "tag", "@someone @org/team #12 org/repo#12 https://example.org :tada:")])
    assert re.findall(r"[@#]\w", made.replace("&#", "")) == []
    assert "://" not in made
    assert ":tada:" not in made


@pytest.mark.parametrize("number", [2_000, 50_000])
def test_a_long_report_is_cut_and_says_how_many_are_left_out(number: int) -> None:
    found = [Problem("a.md", Span(line), "tag", "message", severity=Severity.WARNING) for line in range(1, number)]
    made = render([*found, Problem("z.md", Span(), "tag", "message")])
    assert len(made) <= LIMIT < COMMENT
    rows = markdown_cells(made)
    assert rows[0][0] == "error"
    assert len(rows) > 500
    assert made.endswith(
        f"\n\n{number - len(rows):,} warnings more, left out here as a comment has room for no more.\n"
    )


def test_a_short_report_leaves_nothing_out() -> None:
    assert "left out" not in render([Problem("a.md", Span(), "tag", "message")] * 100)


def test_a_very_long_text_is_cut_and_its_problem_still_shown() -> None:
    monster = "@|" * 1_000_000
    made = render([Problem(monster, Span(), "tag", monster, monster, why=monster, paste=f"{monster}\n" * 3)])
    assert len(made) <= LIMIT
    ((_, place, problem, way_out),) = markdown_cells(made)
    assert len(place) == LONGEST_CELL
    assert problem.startswith("@|@|")
    assert way_out.endswith("…")
