"""Records found by words of one's own in the terminal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.cli import main
from kg.cli.find import _KINDS
from kg.render.findable import KINDS

if TYPE_CHECKING:
    import pytest


def find(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[str, str]:
    assert main(["find", *words]) == 0
    done = capsys.readouterr()
    return done.out, done.err


def test_a_question_in_lay_words_gives_claims_with_their_verdicts(capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = find(capsys, "weak hips", "runner's knee")
    first, title, *_ = out.splitlines()
    assert first.startswith("claim hip-weakness-pfps · ")
    assert title == "  Weak hip muscles cause patellofemoral pain."


def test_a_slip_and_an_unknown_word_are_named_aside(capsys: pytest.CaptureFixture[str]) -> None:
    out, err = find(capsys, "artritis", "xylophone")
    assert "claim " in out
    assert "'artritis' was read as 'arthritis'\nnothing here has 'xylophone'\n" in err


def test_what_is_nowhere_is_no_result(capsys: pytest.CaptureFixture[str]) -> None:
    assert find(capsys, "xylophone")[0] == "no result\n"
    assert find(capsys, "xylophone", "--format", "json")[0] == "[]\n"


def test_results_can_be_of_one_type_and_few_and_say_how_many_more(capsys: pytest.CaptureFixture[str]) -> None:
    lines = find(capsys, "shoes", "--type", "study", "--limit", "2")[0].splitlines()
    assert [line.partition(" ")[0] for line in lines[:4:2]] == ["study", "study"]
    assert len(lines) == 5
    assert " more (--limit " in lines[4]


def test_json_gives_type_id_page_and_verdict(capsys: pytest.CaptureFixture[str]) -> None:
    (row,) = json.loads(find(capsys, "should", "I", "ice", "--limit", "1", "--format", "json")[0])
    assert row["page"] == f"claim/{row['id']}/index.html"
    assert {"type", "id", "title", "page", "verdict", "certainty"} == set(row)


def test_a_limit_below_one_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["find", "ice", "--limit", "0"]) == 2
    assert "--limit '0' shows nothing (give 1 or more)" in capsys.readouterr().err


def test_every_type_that_can_be_found_can_be_chosen() -> None:
    assert set(_KINDS) == set(KINDS)
