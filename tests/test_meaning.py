"""What a verdict means in plain words, and the reason for it in one line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

import pytest
from appraise_cases import assessed, claim, line, study
from msgspec.structs import replace

from kg.appraise import appraise
from kg.appraise.meaning import plain_words, reason_in_a_line, short_answer
from kg.records import Certainty, Verdict
from kg.workspace import open_workspace, read_records

if TYPE_CHECKING:
    from kg.appraise.model import Leaning

CERTAINTIES = get_args(Certainty)


@pytest.mark.parametrize(
    ("verdict", "certainty", "words"),
    [
        ("supported", "high", "The evidence shows that it helps."),
        ("supported", "moderate", "It is probably true that it helps."),
        ("supported", "low", "It may be true that it helps."),
        ("supported", "very-low", "It is very uncertain whether it helps. The best evidence there is points that way,"),
        ("disputed", "high", "It is not true that it helps."),
        ("disputed", "moderate", "It is probably not true that it helps."),
        ("disputed", "low", "It may not be true that it helps."),
        ("contested", "low", "It is uncertain whether it helps: the best studies disagree."),
        ("untested", None, "Whether it helps is not known: no study of it is in this collection."),
    ],
)
def test_certainty_is_in_the_verb(verdict: Verdict, certainty: Certainty | None, words: str) -> None:
    assert plain_words(claim(), verdict, certainty, None).startswith(words)


def test_no_two_verdicts_and_no_two_certainties_are_worded_alike() -> None:
    decided: tuple[Verdict, ...] = ("supported", "disputed")
    words = [plain_words(claim(), verdict, certainty, None) for verdict in decided for certainty in CERTAINTIES]
    leanings: tuple[Leaning | None, ...] = ("supported", "disputed", "contested", None)
    leaning = [plain_words(claim(), "unclear", None, x) for x in leanings]
    assert len(set(words + leaning)) == len(words + leaning)


def test_a_claim_about_a_report_is_not_said_to_be_true() -> None:
    reported = claim(kind="reported-finding")
    assert plain_words(reported, "supported", "high", None) == (
        "It is correct that it helps. That is what was reported; whether it holds is another question."
    )
    assert plain_words(reported, "unclear", None, None).startswith("It has not been confirmed that it helps:")


@pytest.mark.parametrize(
    ("text", "clause"),
    [
        ("Ice helps.", "that ice helps."),
        ("NSAIDs help.", "that NSAIDs help."),
        ("Achilles tendons heal.", "that Achilles tendons heal."),
        ("A run helps.", "that a run helps."),
    ],
)
def test_a_claim_inside_a_sentence_begins_small_unless_it_begins_with_a_name(text: str, clause: str) -> None:
    told = replace(claim(), text=text, population="people with sore Achilles tendons")
    assert clause in plain_words(told, "supported", "high", None)


def test_every_claim_of_ours_has_a_meaning_of_whole_sentences_and_a_reason_in_one_line() -> None:
    records, _ = read_records(open_workspace())
    for name, found in appraise(records).claims.items():
        the_claim = next(x for x in records.claims if x.id == name)
        told = plain_words(the_claim, found.verdict, found.certainty, found.leaning)
        assert re.fullmatch(r"[A-Z][^{}]+\.", told), told
        assert len(told) < 330, told
        reason = reason_in_a_line(found)
        assert re.fullmatch(r"[A-Z][^{}\n]+\.", reason), reason


def test_the_short_answer_of_a_disputed_claim_never_says_yes() -> None:
    assert [short_answer("supported", x) for x in CERTAINTIES] == ["yes", "probably", "perhaps", "very uncertain"]
    assert [short_answer("disputed", x) for x in CERTAINTIES] == ["no", "probably not", "perhaps not", "very uncertain"]
    assert short_answer("contested", "low") == "studies disagree"


def test_the_reason_names_what_decides_and_each_step_down() -> None:
    found = assessed(claim(line("a", "supports"), line("b", "disputes")), study("a", "meta-analysis"), study("b"))
    assert reason_in_a_line(found, str.upper).startswith("The best evidence on it, one")
    found = assessed(claim(line("a", "supports")), study("a"))
    assert reason_in_a_line(found, str.upper) == (
        "The best evidence on it, one randomised trial (A), speaks for it; "
        "certainty is low because no better kind of study decides it and it rests on one study."
    )


def test_the_reason_of_a_contested_claim_gives_both_sides() -> None:
    found = assessed(claim(line("a", "supports"), line("b", "disputes")), study("a"), study("b"))
    assert reason_in_a_line(found).startswith(
        "The best evidence goes both ways: one randomised trial (a) for it, one randomised trial (b) against it;"
    )


def test_the_reason_of_an_untested_claim_is_that_there_is_no_evidence() -> None:
    assert reason_in_a_line(assessed(claim())) == "No evidence is recorded."
