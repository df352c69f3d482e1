"""Verdict and dissent: which lines decide, and the edge cases that `docs/appraisal.md` decides."""

import pytest
from appraise_cases import RETRACTED, assessed, claim, line, study

from kg.appraise.independence import independent
from kg.appraise.stance import bearing
from kg.records import Design, Direction, EvidenceLine, Integrity, Overlap

REVIEW = study("review", "meta-analysis", included_designs=("rct",), included_studies=9)
TRIAL = study("trial")
OTHER = study("other")
COHORT = study("cohort", "cohort")
CASES = study("cases", "case-series")
COMMENT = study("comment", "editorial")


def test_without_evidence_a_claim_is_untested() -> None:
    found = assessed(claim())
    assert (found.verdict, found.level, found.certainty) == ("untested", None, None)


def test_with_inconclusive_lines_only_a_claim_is_unclear() -> None:
    found = assessed(claim(line("trial", "inconclusive")), TRIAL)
    assert (found.verdict, found.leaning, found.why[0].code) == ("unclear", None, "only-inconclusive")


def test_one_review_outweighs_any_number_of_trials_and_their_disagreement_is_dissent() -> None:
    trials = [study(f"t{number}") for number in range(9)]
    found = assessed(claim(line("review", "disputes"), *(line(x.id, "supports") for x in trials)), REVIEW, *trials)
    assert (found.verdict, found.level, found.decided_by) == ("disputed", 1, ("review",))
    assert found.dissent == tuple(x.id for x in trials)


def test_the_best_level_in_conflict_is_contested_whatever_the_numbers() -> None:
    third = study("third")
    lines = (line("trial", "supports"), line("other", "supports"), line("third", "disputes"))
    found = assessed(claim(*lines), TRIAL, OTHER, third)
    assert (found.verdict, found.decided_by, found.dissent) == ("contested", ("other", "third", "trial"), ())


def test_lines_two_levels_down_are_outweighed_and_no_dissent() -> None:
    found = assessed(claim(line("trial", "supports"), line("cases", "disputes")), TRIAL, CASES)
    assert (found.verdict, found.dissent, found.outweighed) == ("supported", (), ("cases",))


def test_at_one_level_direct_evidence_goes_before_indirect() -> None:
    found = assessed(claim(line("review", "supports", "indirect"), line("trial", "disputes")), REVIEW, TRIAL)
    assert (found.level, found.verdict, found.dissent) == (2, "disputed", ("review",))


def test_at_one_level_a_review_goes_before_a_single_study() -> None:
    review = study("review", "meta-analysis", included_designs=("unstated",))
    found = assessed(claim(line("review", "supports"), line("trial", "disputes")), review, TRIAL)
    assert (found.level, found.verdict, found.dissent) == (2, "supported", ("trial",))


@pytest.mark.parametrize("design", ["editorial", "narrative-review", "guideline", "consensus-statement"])
def test_opinion_is_shown_and_decides_nothing(design: Design) -> None:
    found = assessed(claim(line("comment", "supports")), study("comment", design))
    assert (found.verdict, found.leaning, found.why[0].code) == ("unclear", "supported", "nothing-can-decide")


def test_only_retracted_evidence_is_no_evidence() -> None:
    found = assessed(claim(line("trial", "supports")), study("trial", integrity=RETRACTED))
    assert (found.verdict, found.why[0].code, found.retracted) == ("untested", "only-retracted", ("trial",))


def test_a_retracted_study_is_left_out_and_named() -> None:
    gone = study("other", integrity=RETRACTED)
    found = assessed(claim(line("trial", "supports"), line("other", "disputes")), TRIAL, gone)
    assert (found.verdict, found.dissent, found.retracted) == ("supported", (), ("other",))


def test_a_reinstated_or_corrected_study_counts() -> None:
    for status in ("reinstated", "corrected", "concern"):
        again = study("trial", integrity=Integrity(status=status, date="2024-05-01"))
        assert assessed(claim(line("trial", "supports")), again).verdict == "supported"


def test_what_is_known_from_memory_only_is_unclear_and_leans() -> None:
    found = assessed(claim(line("trial", "supports")), study("trial", verified="memory"))
    assert (found.verdict, found.leaning) == ("unclear", "supported")


def test_a_line_from_memory_does_not_contest_one_that_was_read() -> None:
    remembered = study("other", verified="memory")
    found = assessed(claim(line("trial", "supports"), line("other", "disputes")), TRIAL, remembered)
    assert (found.verdict, found.dissent) == ("supported", ())


def test_a_study_counts_once_whatever_the_number_of_its_lines() -> None:
    lines = [line("trial", "supports", finding=name) for name in ("a", "b", "c")]
    found = assessed(claim(*lines), TRIAL)
    assert found.decided_by == ("trial",)
    assert [reason.code for reason in found.lowered] == ["one-study"]


def test_a_study_that_finds_both_leaves_a_claim_contested_where_it_stands_alone() -> None:
    found = assessed(claim(line("trial", "supports", finding="a"), line("trial", "disputes", finding="b")), TRIAL)
    assert (found.verdict, found.split) == ("contested", ("trial",))


def test_a_study_that_finds_both_is_dissent_beside_one_that_does_not() -> None:
    lines = (line("trial", "supports", finding="a"), line("trial", "disputes", finding="b"), line("other", "supports"))
    found = assessed(claim(*lines), TRIAL, OTHER)
    assert (found.verdict, found.decided_by, found.dissent) == ("supported", ("other",), ("trial",))


def test_of_a_study_the_finding_on_the_question_itself_speaks() -> None:
    lines = (line("trial", "supports"), line("trial", "disputes", "indirect"))
    found = assessed(claim(*lines), TRIAL)
    assert (found.verdict, found.split) == ("supported", ())


def test_a_single_indirect_study_does_not_decide() -> None:
    found = assessed(claim(line("trial", "supports", "indirect")), TRIAL)
    assert (found.verdict, found.leaning, found.level) == ("unclear", "supported", 3)
    assert found.why[-1].code == "one-indirect-study"


def test_two_reports_on_the_same_people_are_a_single_study_too() -> None:
    later = study("later", overlaps=(Overlap(study="trial", kind="same-people", why="w"),))
    lines = (line("trial", "supports", "indirect"), line("later", "supports", "indirect"))
    assert assessed(claim(*lines), TRIAL, later).verdict == "unclear"
    assert assessed(claim(*lines), TRIAL, study("later")).verdict == "supported"


def test_indirect_evidence_does_not_close_what_direct_evidence_leaves_open() -> None:
    lines = (line("review", "supports", "indirect"), line("trial", "inconclusive"))
    found = assessed(claim(*lines), REVIEW, TRIAL)
    assert (found.verdict, found.leaning, found.why[-1].studies) == ("unclear", "supported", ("trial",))


def test_a_direct_study_of_a_lower_level_does_not_hold_open_what_indirect_reviews_decide() -> None:
    lines = (line("review", "supports", "indirect"), line("cohort", "inconclusive"))  # level 2, level 3
    assert assessed(claim(*lines), REVIEW, COHORT).verdict == "supported"


def test_a_direct_study_of_few_people_leaves_nothing_open() -> None:
    lines = (line("review", "supports", "indirect"), line("trial", "inconclusive"))
    assert assessed(claim(*lines), REVIEW, study("trial", participants=29)).verdict == "supported"


def test_one_direct_voice_on_the_same_side_is_enough_to_close_it() -> None:
    lines = (line("review", "supports", "indirect"), line("trial", "inconclusive"), line("cohort", "supports"))
    assert assessed(claim(*lines), REVIEW, TRIAL, COHORT).verdict == "supported"


def part(name: str, direction: Direction) -> tuple[EvidenceLine, EvidenceLine]:
    """A study that finds something in some of its people and leaves it open in the others."""
    return line(name, direction, finding="some"), line(name, "inconclusive", finding="others")


def test_what_holds_for_some_people_does_not_close_what_another_study_leaves_open() -> None:
    found = assessed(claim(*part("cohort", "supports"), line("other", "inconclusive")), COHORT, OTHER)
    assert (found.verdict, found.leaning) == ("unclear", "supported")
    assert (found.why[-1].code, found.why[-1].studies) == ("open-in-direct-evidence", ("other",))
    assert found.keystones == ()


def test_a_study_is_not_held_open_by_its_own_second_outcome_alone() -> None:
    assert assessed(claim(*part("trial", "supports")), TRIAL).verdict == "supported"


def test_one_study_that_finds_it_in_all_closes_what_another_finds_in_some() -> None:
    lines = (*part("cohort", "supports"), line("trial", "supports"), line("other", "inconclusive"))
    assert assessed(claim(*lines), COHORT, TRIAL, OTHER).verdict == "supported"


def test_every_direct_line_of_the_deciding_level_or_better_that_settles_nothing_is_named() -> None:
    lines = (
        line("review", "supports"),
        line("beside", "inconclusive"),
        line("few", "inconclusive"),
        line("near", "inconclusive", "indirect"),
        line("trial", "inconclusive"),
    )
    beside = study("beside", "meta-analysis", included_designs=("rct",))
    few = study("few", "meta-analysis", included_designs=("rct",), participants=20)
    near = study("near", "meta-analysis", included_designs=("rct",))
    found = assessed(claim(*lines), REVIEW, beside, few, near, TRIAL)
    assert (found.verdict, found.left_open) == ("supported", ("beside", "few"))


def test_nothing_is_left_open_beside_a_claim_that_nothing_decides() -> None:
    assert assessed(claim(line("trial", "inconclusive")), TRIAL).left_open == ()


def test_indirect_lines_of_the_last_level_decide_nothing() -> None:
    rats = (study("rats", "animal"), study("mice", "animal"))
    found = assessed(claim(line("rats", "supports", "indirect"), line("mice", "supports", "indirect")), *rats)
    assert (found.verdict, found.leaning) == ("unclear", "supported")


def test_a_trial_inside_a_review_is_shown_as_overlap() -> None:
    review = study(
        "review",
        "meta-analysis",
        included_designs=("rct",),
        overlaps=(Overlap(study="trial", kind="includes", why="w"),),
    )
    found = assessed(claim(line("review", "supports"), line("trial", "supports")), review, TRIAL)
    assert (found.verdict, found.decided_by, found.overlapping) == ("supported", ("review",), ("trial",))


def test_a_trial_inside_a_review_can_dissent_from_it() -> None:
    review = study(
        "review",
        "meta-analysis",
        included_designs=("rct",),
        overlaps=(Overlap(study="trial", kind="includes", why="w"),),
    )
    found = assessed(claim(line("review", "supports"), line("trial", "disputes")), review, TRIAL)
    assert (found.verdict, found.dissent) == ("supported", ("trial",))


def test_two_trials_whose_people_were_traced_together_stay_two() -> None:
    traced = study(
        "traced",
        participants=60,
        overlaps=tuple(Overlap(study=name, kind="same-people", why="w") for name in ("trial", "other")),
    )
    known = {each.id: each for each in (TRIAL, OTHER, traced)}
    assert independent(known, known) == {"trial", "other"}


def test_of_studies_that_restate_one_another_the_larger_stays() -> None:
    one = study("one", overlaps=(Overlap(study="two", kind="restates", why="w"),))
    two = study("two", participants=600, overlaps=(Overlap(study="one", kind="restates", why="w"),))
    known = {"one": one, "two": two}
    assert independent(known, known) == {"two"}
    assert [x.code for x in assessed(claim(*(line(x, "supports") for x in known)), one, two).lowered] == ["one-study"]


def test_a_comment_on_a_study_is_no_second_one() -> None:
    comment = study("comment", overlaps=(Overlap(study="trial", kind="restates", why="w"),))
    known = {"trial": TRIAL, "comment": comment}
    assert independent(known, known) == {"trial"}
    assert independent(["comment"], known) == {"comment"}


def test_advice_is_decided_by_a_guideline_before_the_trial_that_it_outweighs() -> None:
    guideline = study("guideline", "guideline")
    found = assessed(claim(line("guideline", "disputes"), line("trial", "supports"), kind="advice"), guideline, TRIAL)
    assert (found.verdict, found.level, found.dissent) == ("disputed", 1, ("trial",))


def test_what_articles_say_plays_no_part_but_can_be_held_against_the_verdict() -> None:
    assert bearing("denies", "disputed") == "with"
    assert bearing("denies", "supported") == "against"
    assert bearing("asserts", "disputed") == bearing("hedges", "disputed") == "against"
    assert bearing("asserts", "contested") == "beyond"
    assert bearing("hedges", "contested") == "with"
    assert bearing("asserts", "untested") == "open"


def test_a_line_of_an_unknown_study_is_left_out() -> None:
    assert assessed(claim(line("nobody", "supports"))).verdict == "untested"
