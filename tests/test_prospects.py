"""What would change an answer: without each study, and with one more."""

from appraise_cases import assessed, claim, line, study

from kg.appraise.assess import assess
from kg.appraise.prospects import find_prospects
from kg.records import Study
from kg.workspace import open_workspace, read_records


def known(*studies: Study) -> dict[str, Study]:
    return {x.id: x for x in studies}


def test_a_study_whose_loss_changes_nothing_is_not_listed() -> None:
    studies = known(study("a"), study("b"), study("c"))
    found = find_prospects(claim(line("a", "supports"), line("b", "supports"), line("c", "supports")), studies)
    assert found.losses == ()


def test_a_loss_that_changes_the_verdict_comes_first() -> None:
    studies = known(study("a"), study("b"), study("z", "meta-analysis", included_designs=("rct",)))
    the_claim = claim(line("a", "disputes"), line("b", "disputes"), line("z", "supports"))
    first, *_ = find_prospects(the_claim, studies).losses
    assert (first.study, first.after.verdict) == ("z", "disputed")


def test_that_nothing_would_be_left_is_no_prospect() -> None:
    assert find_prospects(claim(line("a", "supports")), known(study("a"))).losses == ()


def test_the_least_new_study_that_changes_the_answer_is_named() -> None:
    gains = find_prospects(claim(line("a", "supports")), known(study("a"))).gains
    assert [(x.direction, x.review, x.after.verdict) for x in gains] == [
        ("supports", False, "supported"),
        ("disputes", False, "contested"),
    ]
    assert gains[0].after.certainty == "moderate"


def test_a_claim_about_a_report_is_changed_by_no_new_study() -> None:
    assert find_prospects(claim(line("a", "supports"), kind="reported-finding"), known(study("a"))).gains == ()


def test_a_claim_without_evidence_has_what_a_first_study_would_say() -> None:
    gains = find_prospects(claim(), {}).gains
    assert [x.after.verdict for x in gains] == ["supported", "disputed"]


def test_what_is_told_is_what_the_rules_say_of_our_own_claims() -> None:
    records, _ = read_records(open_workspace())
    studies = {x.id: x for x in records.studies}
    for each in records.claims:
        now = assess(each, studies)
        found = find_prospects(each, studies)
        for then in (*(x.after for x in found.losses), *(x.after for x in found.gains)):
            assert (then.verdict, then.leaning, then.certainty) != (now.verdict, now.leaning, now.certainty)


def test_prospects_leave_the_records_as_they_are() -> None:
    studies = known(study("a"))
    the_claim = claim(line("a", "supports"))
    before = assessed(the_claim, study("a"))
    find_prospects(the_claim, studies)
    assert assessed(the_claim, study("a")) == before
    assert set(studies) == {"a"}
