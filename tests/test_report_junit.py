"""JUnit XML as Jenkins and GitLab read it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import HOSTILE, problems

from kg.problems import Problem, Severity, Span
from kg.report.junit import render
from kg.report.text import one


def suites(*found: Problem) -> list[ET.Element]:
    root = ET.fromstring(render(found).encode())  # noqa: S314  # our own report
    assert root.tag == "testsuites"
    return list(root)


@settings(max_examples=60, deadline=None)
@given(found=st.lists(problems(), min_size=1, max_size=8))
def test_the_counts_are_those_of_the_cases(found: list[Problem]) -> None:
    made = suites(*found)
    assert len({suite.get("name") for suite in made}) == len(made)
    for suite in made:
        cases = list(suite)
        assert {case.tag for case in cases} == {"testcase"}
        assert suite.get("tests") == str(len(cases))
        assert suite.get("failures") == str(sum(case.find("failure") is not None for case in cases))
        assert suite.get("skipped") == str(sum(case.find("skipped") is not None for case in cases))
        assert suite.get("errors") == "0"
        assert all(case.get("classname") and case.get("name") for case in cases)


def test_an_error_fails_and_a_warning_is_skipped() -> None:
    error = Problem("a.yaml", Span(2, 3, 2, 4), "tag", "it is a tag", "delete it", "  !x")
    warning = Problem("a.yaml", Span(4, 1, 4, 2), "unused", "nobody uses it", severity=Severity.WARNING)
    (suite,) = suites(error, warning)
    failed, skipped = suite
    failure = failed.find("failure")
    assert failure is not None
    assert failure.attrib == {"message": "it is a tag", "type": "tag"}
    assert failure.text == one(error)
    assert skipped.find("failure") is None
    left = skipped.find("skipped")
    assert left is not None
    assert left.get("message") == "warning: nobody uses it"


@pytest.mark.parametrize("text", HOSTILE[:-1])
def test_a_hostile_text_comes_back_as_it_is_shown(text: str) -> None:
    problem = Problem(text, Span(), "tag", text, text, text, why=text)
    failure = suites(problem)[0][0].find("failure")
    assert failure is not None
    assert failure.text == one(problem)


def test_no_problem_is_one_test_that_passed() -> None:
    (suite,) = suites()
    (case,) = suite
    assert (suite.get("tests"), suite.get("failures"), list(case)) == ("1", "0", [])


def test_the_file_says_in_which_encoding_it_is() -> None:
    assert render([Problem("é.md", Span(), "tag", "膝")]).startswith('<?xml version="1.0" encoding="UTF-8"?>\n')
