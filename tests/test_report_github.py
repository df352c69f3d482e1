"""Workflow commands: escaped as the runner reads them, the worst first."""

from __future__ import annotations

import pytest
from reports import HOSTILE, github_commands

from kg.problems import Problem, Severity, Span
from kg.report.github import render
from kg.report.text import visible


def test_a_problem_is_one_command_with_its_place_and_rule() -> None:
    problem = Problem("data/a.yaml", Span(3, 5, 3, 10), "unknown-key", "unknown key 'lable'", "did you mean 'label'?")
    assert render([problem]) == (
        "::error file=data/a.yaml,line=3,endLine=3,col=5,endColumn=10,title=unknown-key"
        "::unknown key 'lable'%0Adid you mean 'label'?\n"
    )


@pytest.mark.parametrize(
    ("severity", "command"), [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTE, "notice")]
)
def test_each_severity_has_its_command(severity: Severity, command: str) -> None:
    assert render([Problem("a", Span(), "tag", "message", severity=severity)]).startswith(f"::{command} ")


def test_percent_is_escaped_before_what_brings_it_in() -> None:
    assert render([Problem("a", Span(), "tag", "100%0A", "next")]).endswith("::100%250A%0Anext\n")


def test_colons_and_commas_are_escaped_in_a_path_and_not_in_a_message() -> None:
    made = render([Problem("a,b:c%.md", Span(), "tag", "a, b: c")])
    assert made.startswith("::error file=a%2Cb%3Ac%25.md,line=1,")
    assert made.endswith("::a, b: c\n")


@pytest.mark.parametrize("text", HOSTILE[:-1])
def test_a_command_stays_on_one_line_and_reads_back(text: str) -> None:
    made = render([Problem(text, Span(), "tag", text, text)])
    assert made.count("\n") == 1
    ((name, given, value),) = github_commands(made)
    assert (name, given["file"], value) == ("error", visible(text), f"{visible(text)}\n{visible(text)}")


def test_what_is_shown_of_many_are_the_errors() -> None:
    found = [Problem("a", Span(line), "tag", "message", severity=Severity.WARNING) for line in range(1, 30)]
    found += [Problem("z", Span(line), "tag", "message") for line in range(1, 13)]
    commands = github_commands(render(found))
    assert [name for name, _, _ in commands] == ["error"] * 12 + ["warning"] * 29
    assert [int(given["line"]) for _, given, _ in commands] == [*range(1, 13), *range(1, 30)]
