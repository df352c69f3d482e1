"""Certainty: where it starts, and each reason that lowers it, alone."""

from typing import Any

import pytest
from appraise_cases import assessed, claim, codes, line, study

from kg.appraise.model import Assessment
from kg.appraise.precision import is_imprecise, is_large
from kg.records import Certainty, Design, Direction, Effect, Finding, IncludedDesign, Integrity, Overlap, Study


def review(**fields: Any) -> Study:
    usual: dict[str, Any] = {"included_designs": ("rct",), "included_studies": 9}
    return study("review", "meta-analysis", **{**usual, **fields})


def finding(**fields: Any) -> Finding:
    return Finding(**{"id": "main", "outcome": "injury", "measure": "RR", **fields})


def by(the_study: Study, direction: Direction = "supports", **fields: Any) -> Assessment:
    return assessed(claim(line(the_study.id, direction, finding="main"), **fields), the_study)


def test_a_review_of_trials_starts_and_stays_high() -> None:
    found = by(review())
    assert (found.starts_at, found.certainty, found.lowered) == ("high", "high", ())


def test_each_level_has_its_start() -> None:
    starts = {}
    for design in ("rct", "cohort", "case-series", "laboratory"):
        found = by(study("s", design))
        starts[found.level] = found.starts_at
    assert starts == {2: "moderate", 3: "low", 4: "very-low", 5: "very-low"}


def test_one_study_alone_is_one_step() -> None:
    assert codes(by(study("trial"))) == {"one-study": 1}


def test_a_second_independent_study_takes_that_step_back_and_a_dependent_one_does_not() -> None:
    two = claim(line("trial", "supports"), line("other", "supports"))
    same = Overlap(study="trial", kind="same-people", why="w")
    assert codes(assessed(two, study("trial"), study("other"))) == {}
    assert codes(assessed(two, study("trial"), study("other", overlaps=(same,)))) == {"one-study": 1}


def test_agreement_one_level_down_counts_as_a_second_study_and_further_down_does_not() -> None:
    near = claim(line("trial", "supports"), line("cohort", "supports"))
    assert codes(assessed(near, study("trial"), study("cohort", "cohort"))) == {}
    far = claim(line("trial", "supports"), line("cases", "supports"))
    assert codes(assessed(far, study("trial"), study("cases", "case-series"))) == {"one-study": 1}


def test_conflict_and_dissent_are_one_step_each() -> None:
    both = claim(line("trial", "supports"), line("other", "disputes"))
    assert codes(assessed(both, study("trial"), study("other"))) == {"conflict": 1}
    dissent = claim(line("review", "supports"), line("other", "disputes"))
    assert codes(assessed(dissent, review(), study("other"))) == {"dissent": 1}


def test_indirectness_counts_once_for_all_that_it_also_lowers_the_level() -> None:
    lines = (line("review", "supports", "indirect"), line("trial", "supports", "indirect"))
    found = assessed(claim(*lines), review(), study("trial"))
    assert (found.level, found.starts_at, found.certainty) == (2, "high", "moderate")
    assert codes(found) == {"only-indirect": 1}


def test_few_people_are_one_step_even_if_the_interval_is_wide_too() -> None:
    few = by(review(participants=60, findings=(finding(ci_low=0.8, ci_high=2.0),)))
    assert codes(few) == {"small": 1, "imprecise": 0}


@pytest.mark.parametrize(("people", "expected"), [(99, {"small": 1}), (100, {})])
def test_fewer_than_a_hundred_people_are_few(people: int, expected: dict[str, int]) -> None:
    assert codes(by(review(participants=people))) == expected


def test_one_narrow_interval_among_the_deciding_studies_is_precision_enough() -> None:
    wide = study("wide", findings=(finding(ci_low=0.5, ci_high=1.4),))
    narrow = study("narrow", findings=(finding(ci_low=0.5, ci_high=0.8),))
    both = claim(line("wide", "supports", finding="main"), line("narrow", "supports", finding="main"))
    assert codes(assessed(both, wide, narrow)) == {}


def test_a_number_of_people_that_is_not_known_is_not_small() -> None:
    assert codes(by(review(participants=None))) == {}


def test_the_same_people_are_not_added_up() -> None:
    same = Overlap(study="trial", kind="same-people", why="w")
    two = claim(line("trial", "supports"), line("later", "supports"))
    found = assessed(two, study("trial", participants=60), study("later", participants=60, overlaps=(same,)))
    assert codes(found) == {"one-study": 1, "small": 1}


def test_an_interval_across_no_effect_is_imprecise_for_an_effect() -> None:
    assert codes(by(review(findings=(finding(ci_low=0.6, ci_high=1.1),)), effect="decreases")) == {"imprecise": 1}


@pytest.mark.parametrize(
    ("effect", "direction", "low", "high", "answer"),
    [
        ("decreases", "supports", 0.5, 0.9, False),
        ("decreases", "supports", 0.5, 1.1, True),
        ("decreases", "supports", 0.5, 1.0, True),  # no effect is in it
        ("no-difference", "supports", 0.9, 1.1, False),
        ("no-difference", "supports", 0.75, 1.25, False),  # a quarter, and no more
        ("no-difference", "supports", 0.74, 1.1, True),
        ("no-difference", "supports", 0.9, 1.26, True),
        ("no-difference", "supports", 0.56, 1.68, True),
        ("no-difference", "disputes", 1.2, 3.0, False),
        ("decreases", "disputes", 0.9, 1.6, False),  # a cut by a quarter is left out
        ("decreases", "disputes", 0.7, 1.1, True),
        ("increases", "disputes", 0.5, 1.1, False),
        ("increases", "disputes", 0.9, 1.4, True),
        ("decreases", "disputes", 1.2, 2.0, False),  # an effect the other way
    ],
)
def test_a_null_result_is_precise_when_it_leaves_out_an_appreciable_effect(
    effect: Effect,
    direction: Direction,
    low: float,
    high: float,
    answer: object,
) -> None:
    assert is_imprecise(finding(ci_low=low, ci_high=high), effect, direction) is answer


def test_precision_is_not_judged_without_interval_or_measure_of_effect() -> None:
    assert is_imprecise(finding(value=0.5), "decreases", "supports") is None
    assert is_imprecise(finding(measure="percentage", ci_low=10, ci_high=40), "describes", "supports") is None
    assert is_imprecise(finding(measure="MD", ci_low=-3, ci_high=3), "improves", "disputes") is None


def test_a_standardised_difference_of_a_half_is_appreciable() -> None:
    assert is_imprecise(finding(measure="SMD", ci_low=-0.2, ci_high=0.2), "improves", "disputes") is False
    assert is_imprecise(finding(measure="SMD", ci_low=-0.2, ci_high=0.7), "improves", "disputes") is True


def test_causes_without_random_allocation_are_one_step_down() -> None:
    cohorts = review(included_designs=("cohort",))
    assert codes(by(cohorts, kind="cause", effect="increases", exposure="x")) == {"confounding": 1}
    assert codes(by(review(), kind="cause", effect="increases", exposure="x")) == {}


def test_a_claim_of_association_asks_for_no_cause_but_for_studies_that_someone_found_sound() -> None:
    fields: dict[str, Any] = {"kind": "risk-factor", "effect": "associated", "exposure": "x"}
    cohorts: dict[str, Any] = {"included_designs": ("cohort",)}
    assert codes(by(review(**cohorts), **fields)) == {"unrated": 1}
    assert codes(by(review(**cohorts, risk_of_bias="high"), **fields)) == {"reported-bias": 1}
    assert codes(by(review(**cohorts, risk_of_bias="low"), **fields)) == {}
    assert codes(by(review(**cohorts, rating="high"), **fields)) == {}
    assert codes(by(review(), **fields)) == {}  # trials


def test_a_second_study_of_unknown_quality_is_no_remedy_for_a_poor_one() -> None:
    poor = review(included_designs=("cohort",), risk_of_bias="high")
    other = study("other", "meta-analysis", included_designs=("cohort",))
    lines = (line("review", "supports"), line("other", "supports"))
    fields: dict[str, Any] = {"kind": "risk-factor", "effect": "associated", "exposure": "x"}
    assert codes(assessed(claim(*lines, **fields), poor, other)) == {"reported-bias": 1}
    assert codes(assessed(claim(*lines[1:], **fields), other)) == {"unrated": 1}


def test_an_effect_that_is_at_least_twofold_outweighs_confounding() -> None:
    cohorts = review(included_designs=("cohort",), findings=(finding(measure="OR", ci_low=2.2, ci_high=8.0),))
    assert codes(by(cohorts, kind="cause", effect="increases", exposure="x")) == {}
    assert not is_large(finding(ci_low=1.9, ci_high=8.0), "increases", "supports")
    assert not is_large(finding(ci_low=2.2, ci_high=8.0), "no-difference", "supports")


def test_a_better_level_that_has_no_answer_is_one_step() -> None:
    lines = (line("trial", "supports"), line("other", "supports"), line("review", "inconclusive"))
    assert codes(assessed(claim(*lines), study("trial"), study("other"), review())) == {"left-open": 1}


def test_a_direct_review_of_the_deciding_level_without_answer_is_one_step_whatever_decides() -> None:
    lines = (line("review", "supports"), line("beside", "inconclusive"))
    beside = study("beside", "meta-analysis", included_designs=("rct",))
    assert codes(assessed(claim(*lines), review(), beside)) == {"left-open": 1}
    third = study("third", "meta-analysis", included_designs=("rct",))
    assert codes(assessed(claim(*lines, line("third", "supports")), review(), beside, third)) == {"left-open": 1}
    weaker = study("beside", "meta-analysis", included_designs=("rct", "cohort"))
    assert codes(assessed(claim(*lines, line("third", "supports")), review(), weaker, third)) == {}


def test_a_direct_trial_without_answer_is_one_step_where_no_second_direct_study_decides() -> None:
    lines = [line("review", "supports", "indirect"), line("trial", "inconclusive")]
    found = assessed(claim(*lines, line("cohort", "supports")), review(), study("trial"), study("cohort", "cohort"))
    assert (found.verdict, codes(found)) == ("supported", {"only-indirect": 1, "left-open": 1})
    small = study("trial", participants=99)
    assert codes(assessed(claim(*lines), review(), small)) == {"only-indirect": 1}


def test_a_trial_that_nobody_repeated_is_not_lowered_again_for_one_that_is_open() -> None:
    lines = (line("trial", "supports"), line("other", "inconclusive"))
    assert codes(assessed(claim(*lines), study("trial"), study("other"))) == {"one-study": 1}


@pytest.mark.parametrize(
    ("included", "level", "lowers"),
    [
        (("rct",), 1, {"left-open": 1}),
        (("rct", "cohort"), 2, {"left-open": 1}),
        (("cohort",), 3, {}),
    ],
)
def test_where_one_study_alone_decides_a_review_of_its_level_or_the_next_leaves_it_open_and_none_further_down(
    included: tuple[IncludedDesign, ...], level: int, lowers: dict[str, int]
) -> None:
    lines = (line("review", "supports"), line("beside", "inconclusive"))
    found = assessed(claim(*lines), review(), study("beside", "meta-analysis", included_designs=included))
    assert [x.level.number for x in found.lines if x.study == "beside"] == [level]
    assert codes(found) == lowers


def test_a_trial_and_an_indirect_review_leave_nothing_open_where_one_review_decides() -> None:
    lines = (line("review", "supports"), line("trial", "inconclusive"), line("beside", "inconclusive", "indirect"))
    beside = study("beside", "meta-analysis", included_designs=("rct",))
    found = assessed(claim(*lines), review(), study("trial"), beside)
    assert {x.study: x.level.number for x in found.lines} == {"review": 1, "trial": 2, "beside": 2}
    assert codes(found) == {}


def test_a_study_that_was_not_read_leaves_nothing_open() -> None:
    lines = (line("review", "supports"), line("beside", "inconclusive"))
    beside = study("beside", "meta-analysis", included_designs=("rct",), verified="memory")
    assert codes(assessed(claim(*lines), review(), beside)) == {}


def test_a_guideline_without_its_grades_is_one_step_down() -> None:
    assert codes(by(study("g", "guideline"), kind="advice")) == {"grades-unknown": 1}
    assert codes(by(study("g", "guideline", rating="high"), kind="advice")) == {}


def test_one_guideline_with_its_grades_is_enough() -> None:
    both = claim(line("g", "supports"), line("h", "supports"), kind="advice")
    assert codes(assessed(both, study("g", "guideline", rating="high"), study("h", "guideline"))) == {}


def test_what_a_guideline_says_of_the_very_recommendation_is_its_rating() -> None:
    def rated(level: int) -> dict[str, int]:
        return codes(by(study("g", "guideline", findings=(finding(stated_level=level),)), kind="advice"))

    assert [rated(level) for level in (1, 2, 3)] == [{}, {"reported-certainty": 1}, {"reported-certainty": 2}]


def test_a_rating_is_for_the_authors_own_question_so_that_indirectness_comes_on_top() -> None:
    guideline = study("g", "guideline", findings=(finding(stated_level=2),))
    trial = study("trial")
    lines = (line("g", "supports", "indirect", finding="main"), line("trial", "supports", "indirect"))
    found = assessed(claim(*lines, kind="advice"), guideline, trial)
    assert (codes(found), found.certainty) == ({"only-indirect": 1, "reported-certainty": 1}, "low")


def test_the_authors_rating_is_a_ceiling_and_takes_in_what_they_say_of_bias() -> None:
    assert codes(by(review(rating="low", risk_of_bias="high"))) == {"reported-certainty": 2}
    assert codes(by(review(rating="high"))) == {}
    assert codes(by(review(rating="high", findings=(finding(rating="low"),)))) == {"reported-certainty": 2}


@pytest.mark.parametrize(
    ("ratings", "lowers"),
    [
        (("high", "low"), {}),
        (("low", "moderate"), {"reported-certainty": 1}),
        (("very-low", None), {"reported-certainty": 3}),
    ],
)
def test_the_best_rating_of_several_deciding_studies_is_the_ceiling(
    ratings: tuple[Certainty | None, Certainty | None], lowers: dict[str, int]
) -> None:
    here, there = ratings
    other = study("other", "meta-analysis", included_designs=("rct",), rating=there)
    found = assessed(claim(line("review", "supports"), line("other", "supports")), review(rating=here), other)
    assert codes(found) == lowers


@pytest.mark.parametrize("rating", ["high", "moderate", "low"])
def test_a_ceiling_no_lower_than_what_other_reasons_have_left_changes_nothing(rating: Certainty) -> None:
    found = by(study("trial", rating=rating))
    assert (codes(found), found.certainty) == ({"one-study": 1}, "low")


def test_reported_bias_is_one_step_where_the_evidence_is_not_rated() -> None:
    assert codes(by(review(risk_of_bias="high"))) == {"reported-bias": 1}


def test_one_deciding_study_that_reports_good_quality_lifts_the_bias_of_another() -> None:
    lines = (line("review", "supports"), line("other", "supports"))
    other = study("other", "meta-analysis", included_designs=("rct",), risk_of_bias="some")
    biased = review(risk_of_bias="high")
    assert codes(assessed(claim(*lines), biased, other)) == {}


def test_an_expression_of_concern_is_one_step() -> None:
    doubted = review(integrity=Integrity(status="concern", date="2024-05-01"))
    assert codes(by(doubted)) == {"expression-of-concern": 1}


def test_certainty_never_falls_below_very_low() -> None:
    found = by(study("s", "case-series", participants=5, risk_of_bias="high"))
    assert found.certainty == "very-low"


@pytest.mark.parametrize("design", ["survey", "case-series"])
def test_what_a_publication_reports_is_certain_once_it_was_read(design: Design) -> None:
    found = by(study("s", design, participants=20), kind="reported-finding", effect="describes")
    assert (found.verdict, found.certainty) == ("supported", "high")
