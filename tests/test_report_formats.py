"""Every report format: each problem is told once, none is made up, whatever the texts are made of."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import EXACT, HOSTILE, READERS, Fact, fact, problems

from kg.problems import Problem, Severity, Span
from kg.report.reporters import REPORTERS
from kg.report.text import tally

NAMES = sorted(REPORTERS)


def cleaned(name: str, found: list[Fact]) -> Counter[Fact]:
    """Return facts as this format can give them: some fold spaces, and one line holds message and advice."""
    if name == "markdown":
        return Counter(fact._replace(message=" ".join(fact.message.split())) for fact in found)
    return Counter(found)


def told(name: str, found: list[Problem]) -> None:
    text = REPORTERS[name].render(found)
    expected = [fact(problem, shown=name not in EXACT) for problem in found]
    facts = READERS[name](text)
    if name == "gitlab":  # the message comes first in one text with what is told besides
        assert [each._replace(message="") for each in facts] == [each._replace(message="") for each in expected]
        assert all(a.message.startswith(b.message) for a, b in zip(facts, expected, strict=True))
    else:
        assert cleaned(name, facts) == cleaned(name, expected)


def test_every_format_is_read_back() -> None:
    assert sorted(READERS) == NAMES


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=60, deadline=None)
@given(found=st.lists(problems(), max_size=8))
def test_no_problem_is_lost_and_none_is_made_up(name: str, found: list[Problem]) -> None:
    told(name, sorted(found))


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", NAMES)
def test_a_hostile_text_stays_a_text(name: str, text: str) -> None:
    message = text or "message"
    told(name, [Problem("a.yaml", Span(), "tag", message, text, text, why=text, paste=text, sentence=text)])


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"github"}))
@pytest.mark.parametrize("path", ["a.yaml", "::error::a.yaml"])
def test_only_the_github_format_gives_workflow_commands(name: str, path: str) -> None:
    text = "\n::error::not ours\r::warning::nor this"
    made = REPORTERS[name].render([Problem(path, Span(), "tag", text, text, text, why=text, paste=text)])
    assert [line for line in made.splitlines() if line.lstrip().startswith("::")] == []


@pytest.mark.parametrize("name", sorted(set(NAMES) - EXACT))
def test_what_people_read_has_nothing_in_it_that_steers_the_reader(name: str) -> None:
    text = "a\u202eb\x1b[31m\x07"
    made = REPORTERS[name].render([Problem("a.yaml", Span(), "tag", text, text, text, why=text, paste=text)])
    assert not {"\u202e", "\x1b", "\x07"} & set(made)
    assert r"\u001b" not in made


@pytest.mark.parametrize("name", NAMES)
def test_the_same_problems_give_the_same_text(name: str) -> None:
    found = [Problem(f"{letter}.yaml", Span(3, 1, 3, 2), "tag", "message") for letter in "abc"]
    assert REPORTERS[name].render(found) == REPORTERS[name].render(found)


@pytest.mark.parametrize("name", ["github", "markdown"])
def test_the_worst_come_first_where_a_reader_cuts(name: str) -> None:
    found = [Problem("a.yaml", Span(), "tag", "message", severity=severity) for severity in reversed(Severity)]
    assert [each.severity for each in READERS[name](REPORTERS[name].render(found))] == ["error", "warning", "note"]


@pytest.mark.parametrize("name", NAMES)
def test_no_problem_is_a_report_too(name: str) -> None:
    assert READERS[name](REPORTERS[name].render([]) if name != "markdown" else "") == []


def test_what_a_writer_needs_is_told_in_full() -> None:
    problem = Problem(
        "content/knee.md",
        Span(4, 1, 4, 14),
        "uncited-appeal",
        "'Studies show' names no study",
        "cite the study after the sentence",
        "Studies show that running is safe.",
        Severity.WARNING,
        why="running-knee-oa-risk is supported (moderate certainty)",
        paste="[@alentorn-geli-2017]\n[@lo-2017]",
        page="https://example.org/rules/uncited-appeal",
    )
    assert (
        REPORTERS["full"].render([problem])
        == """\
content/knee.md:4:1: warning: 'Studies show' names no study [uncited-appeal]
 4 | Studies show that running is safe.
   | ^^^^^^^^^^^^^
  = why: running-knee-oa-risk is supported (moderate certainty)
  = cite the study after the sentence
  + [@alentorn-geli-2017]
  + [@lo-2017]
  = see https://example.org/rules/uncited-appeal

"""
    )


def test_notes_are_counted_apart() -> None:
    note = Problem("a.yaml", Span(), "tag", "message", severity=Severity.NOTE)
    assert tally([note, note, Problem("a.yaml", Span(), "tag", "message")]) == "1 error, 2 notes"
