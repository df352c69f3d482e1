"""A baseline: known problems stay known while text moves, and only new ones count."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import problems

from kg.baseline import Key, compare, dump, fingerprints, key_of, parse
from kg.problems import Problem, Span


def problem(line: int = 1, text: str = "text: !x y", *, path: str = "a.yaml", rule: str = "tag") -> Problem:
    return Problem(path, Span(line, 1, line, 2), rule, f"message with line {line}", "", text)


@settings(max_examples=60, deadline=None)
@given(found=st.lists(problems(), max_size=8))
def test_what_was_written_is_known(found: list[Problem]) -> None:
    baseline = parse("b.json", dump(Counter(map(key_of, found))))
    assert compare(baseline, found) == ((), len(found), {})


@settings(max_examples=60, deadline=None)
@given(old=st.lists(problems(), max_size=8), new=st.lists(problems(), max_size=8))
def test_every_problem_is_known_or_new_and_every_entry_found_or_gone(old: list[Problem], new: list[Problem]) -> None:
    baseline = Counter(map(key_of, old))
    compared = compare(baseline, new)
    assert compared.known + len(compared.new) == len(new)
    assert compared.known + sum(compared.gone.values()) == len(old)
    assert not Counter(compared.new) - Counter(new)


def test_lines_and_spaces_may_move_and_columns_with_them() -> None:
    assert key_of(problem(3, "  text:   !x y\t")) == key_of(problem(70, "text: !x y"))


def test_the_two_ways_to_write_an_accent_are_one() -> None:
    assert key_of(problem(1, "cafe\u0301")) == key_of(problem(1, "caf\u00e9"))


@pytest.mark.parametrize("other", [problem(text="text: !x z"), problem(path="b.yaml"), problem(rule="tab")])
def test_another_text_file_or_rule_is_another_problem(other: Problem) -> None:
    assert compare({key_of(problem()): 1}, [other]).new == (other,)


def test_a_sentence_stands_before_the_line_so_that_it_may_be_wrapped_anew() -> None:
    one = Problem("a.md", Span(), "tag", "message", "", "Studies show", sentence="Studies show that\nit helps.")
    two = Problem("a.md", Span(), "tag", "message", "", "Studies show that it", sentence="Studies show that it\nhelps.")
    assert key_of(one) == key_of(two)


def test_one_more_of_the_same_is_new() -> None:
    found = [problem(1), problem(2), problem(3)]
    assert compare({key_of(problem()): 2}, found) == ((found[2],), 2, {})


def test_what_is_gone_is_told_with_its_number() -> None:
    assert compare({key_of(problem()): 3}, [problem()]).gone == {key_of(problem()): 2}


def test_fingerprints_are_unique_and_go_by_order_only_among_those_that_are_alike() -> None:
    alone = fingerprints([problem()])
    with_others = fingerprints([problem(path="0.yaml"), problem(1), problem(2)])
    assert len(set(with_others)) == 3
    assert with_others[1] == alone[0]


def test_a_baseline_has_one_sorted_entry_a_line() -> None:
    entries = Counter({Key("tag", "b.yaml", "0" * 16): 1, Key("tag", "a.yaml", "1" * 16): 2})
    assert dump(entries) == (
        '{"version": 1, "problems": [\n'
        '{"rule": "tag", "path": "a.yaml", "text": "1111111111111111", "count": 2},\n'
        '{"rule": "tag", "path": "b.yaml", "text": "0000000000000000", "count": 1}\n'
        "]}\n"
    )
    assert dump({}) == '{"version": 1, "problems": []}\n'
    assert parse("b.json", dump(entries)) == entries


ENTRY = {"rule": "tag", "path": "a.yaml", "text": "0" * 16, "count": 1}
BROKEN: tuple[object, ...] = (
    [],
    "tag",
    {},
    {**ENTRY, "line": 3},
    {**ENTRY, "count": 0},
    {**ENTRY, "count": -1},
    {**ENTRY, "count": True},
    {**ENTRY, "count": "1"},
    {**ENTRY, "rule": 1},
)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "[]",
        "{}",
        '{"version": 2, "problems": []}',
        '{"version": 1}',
        '{"version": 1, "problems": {}}',
        *(json.dumps({"version": 1, "problems": [row]}) for row in BROKEN),
        "[" * 100_000,
    ],
)
def test_a_file_that_is_no_baseline_is_refused_with_its_name(text: str) -> None:
    with pytest.raises(ValueError, match=r"^b\.json: "):
        parse("b.json", text)
