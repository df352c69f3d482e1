"""Levels of evidence: the OCEBM 2011 table row by row, and what lowers a line on it."""

from typing import Any

import pytest
from appraise_cases import claim, line, study

from kg.appraise.levels import is_preprint, line_level, study_level
from kg.appraise.model import Question
from kg.appraise.question import question_of
from kg.appraise.reported import reported
from kg.records import ClaimKind, Design, Effect, Finding, IncludedDesign

ALL_DESIGNS: tuple[Design, ...] = (
    "rct", "controlled-trial", "cohort", "case-control", "cross-sectional", "survey", "case-series", "laboratory",
    "animal",
)  # fmt: skip


def single(question: Question) -> list[int]:
    return [study_level(study("s", design), question).number for design in ALL_DESIGNS]


def review(question: Question, *included: IncludedDesign, **fields: Any) -> int:
    return study_level(study("r", "meta-analysis", included_designs=included, **fields), question).number


def test_treatment_follows_does_this_intervention_help() -> None:
    assert review("intervention", "rct") == 1
    assert single("intervention") == [2, 3, 3, 4, 4, 4, 4, 5, 5]


def test_trials_not_said_to_be_randomised_are_half_way_when_reviewed() -> None:
    assert review("intervention", "controlled-trial") == 2


def test_causes_are_answered_by_cohorts_and_cross_sections_cannot_tell_what_came_first() -> None:
    assert review("cause", "cohort") == 1
    assert review("cause", "case-control") == 3
    assert review("cause", "cross-sectional") == 4
    assert single("cause") == [2, 2, 2, 3, 4, 4, 4, 5, 5]


def test_frequency_is_answered_by_surveys_and_cohorts_and_not_by_patients() -> None:
    assert review("frequency", "survey") == review("frequency", "cohort") == 1
    assert single("frequency") == [3, 3, 2, 4, 2, 2, 4, 5, 5]


def test_a_course_takes_time_so_that_a_single_moment_tells_no_prognosis() -> None:
    assert review("prognosis", "cohort") == 1
    assert single("prognosis") == [3, 3, 2, 4, 5, 5, 4, 5, 5]


def test_mechanism_is_measured_in_people_and_other_species_come_after() -> None:
    assert review("mechanism", "laboratory") == 1
    assert single("mechanism") == [2, 2, 2, 3, 3, 4, 4, 2, 4]


def test_advice_is_answered_by_guidelines_then_by_trials_of_following_it() -> None:
    assert study_level(study("g", "guideline"), "advice").number == 1
    assert study_level(study("c", "consensus-statement"), "advice").number == 3
    assert single("advice") == single("intervention")


@pytest.mark.parametrize("design", ["narrative-review", "editorial", "consensus-statement", "guideline"])
def test_outside_advice_guidelines_and_experts_are_opinion(design: Design) -> None:
    level = study_level(study("o", design), "intervention")
    assert (level.number, level.opinion) == (5, True)


def test_a_claim_of_what_is_reported_is_answered_by_the_publication_whatever_its_design() -> None:
    assert {study_level(study("s", design), "report").number for design in (*ALL_DESIGNS, "editorial")} == {1}


def test_a_review_of_several_designs_stands_one_below_the_best_of_them() -> None:
    assert review("cause", "cohort", "cross-sectional") == 2
    assert review("intervention", "rct", "case-series") == 2
    assert review("frequency", "cohort", "cross-sectional") == 1  # equally good designs: no step


def test_a_review_is_never_put_below_the_weakest_design_it_includes() -> None:
    assert review("cause", "cross-sectional", "case-series") == 4


@pytest.mark.parametrize("included", [(), ("unstated",), ("mixed",)])
def test_a_review_of_unknown_designs_stands_one_below_the_best(included: tuple[IncludedDesign, ...]) -> None:
    assert review("intervention", *included) == 2


def test_a_review_of_unknown_designs_is_not_put_above_the_level_its_authors_state() -> None:
    assert review("cause", "mixed", stated_level=4) == 4
    assert review("cause", "mixed", stated_level=1) == 2
    assert review("intervention", "rct", stated_level=4) == 1  # the designs are known


def test_a_review_that_found_one_study_is_worth_that_study_and_no_synthesis() -> None:
    level = study_level(study("r", "systematic-review", included_designs=("rct",), included_studies=1), "intervention")
    assert (level.number, level.synthesis) == (2, False)


def test_indirect_lines_stand_one_lower_and_never_below_the_last_level() -> None:
    assert line_level(study("s"), "intervention", "indirect").number == 3
    assert line_level(study("s", "animal"), "intervention", "indirect").number == 5
    assert line_level(study("s"), "intervention", "indirect").before_indirectness == 2


def test_preprints_and_unpublished_reports_stand_one_lower() -> None:
    assert study_level(study("s", "preprint"), "mechanism").number == 3
    assert study_level(study("s", journal=None, arxiv="2301.00001"), "intervention").number == 3
    assert study_level(study("s", unpublished=True), "intervention").number == 3


def test_a_study_whose_journal_was_not_seen_is_not_for_that_unpublished() -> None:
    assert study_level(study("s", journal=None), "intervention").number == 2


def test_a_preprint_that_a_journal_has_taken_is_none() -> None:
    assert not is_preprint(study("s", arxiv="2301.00001"))


def test_each_step_to_a_level_has_its_reason() -> None:
    mixed = study("r", "systematic-review", included_designs=("rct", "cohort"))
    steps = line_level(mixed, "intervention", "indirect").steps
    assert [(step.code, step.level) for step in steps] == [("review-of", 1), ("several-designs", 2), ("indirect", 3)]


@pytest.mark.parametrize(
    ("kind", "effect", "fields", "question"),
    [
        ("prevention", "decreases", {"intervention": "stretching"}, "intervention"),
        ("prevention", "decreases", {"exposure": "years of running"}, "cause"),
        ("risk-factor", "no-difference", {"intervention": "exercise"}, "intervention"),
        ("risk-factor", "increases", {"exposure": "injury"}, "cause"),
        ("prognosis", "decreases", {"intervention": "early treatment"}, "intervention"),
        ("prognosis", "describes", {"intervention": "any treatment"}, "prognosis"),
        ("prognosis", "associated", {"exposure": "long pain"}, "prognosis"),
        ("advice", "improves", {"intervention": "rest"}, "advice"),
        ("reported-finding", "describes", {"exposure": "running"}, "report"),
    ],
)
def test_what_is_done_to_people_is_asked_of_trials_and_what_happens_to_them_of_cohorts(
    kind: ClaimKind, effect: Effect, fields: dict[str, str], question: Question
) -> None:
    assert question_of(claim(line("s", "supports"), kind=kind, effect=effect, **fields)) == question


def test_what_a_source_says_of_a_finding_goes_before_what_it_says_of_the_whole() -> None:
    found = (
        Finding(id="rated", outcome="pain", measure="other", rating="low"),
        Finding(id="levelled", outcome="pain", measure="other", stated_level=2),
        Finding(id="plain", outcome="pain", measure="other"),
    )
    source = study("s", "meta-analysis", findings=found, rating="high", risk_of_bias="some")
    assert [reported(source, name).rating for name in ("rated", "levelled", "plain", None)] == [
        "low", "moderate", "high", "high",
    ]  # fmt: skip
    assert {reported(source, name).bias for name in ("rated", "plain")} == {"some"}


def test_poor_is_what_the_authors_call_so_and_did_not_rate_all_the_same() -> None:
    assert reported(study("s", risk_of_bias="high")).poor
    assert not reported(study("s", risk_of_bias="some")).poor
    assert not reported(study("s", risk_of_bias="high", rating="low")).poor
    assert reported(study("s")).says_nothing
