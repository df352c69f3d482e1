"""Fragility: keystones, what falls with a study, and the records without some of the evidence."""

import pytest
from appraise_cases import RETRACTED, claim, line, study
from msgspec.structs import replace

from kg.appraise import RULE_VERSION, appraise
from kg.appraise.assess import assess
from kg.appraise.counterfactual import Filters, parse_filters, without
from kg.appraise.fragility import losses
from kg.appraise.impact import impact
from kg.records import Article, Claim, Design, Records, Reference, Statement, Study

REFERENCE = Reference(
    id="doe",
    as_cited="Doe 2020",
    where="list only",
    resolves_to="trial",
    status="resolved",
    source_type="primary",
    supports_statement="partly",
    note="n",
)


def article(*stances: str) -> Article:
    statements = tuple(
        Statement(section="Intro", claim="it", stance=stance, says="It helps.")  # type: ignore[arg-type]  # one of its words
        for stance in stances
    )
    return Article(id="blog", kind="clinic blog", references=(REFERENCE,), statements=statements)


def records(the_claim: Claim, *studies: Study, articles: tuple[Article, ...] = ()) -> Records:
    return Records(claims=(the_claim,), studies=studies, articles=articles)


def test_the_appraisal_holds_every_claim_by_id_and_the_version_of_the_rules() -> None:
    found = appraise(records(claim(line("trial", "supports")), study("trial")))
    assert (found.rule_version, list(found.claims), found.claims["it"].verdict) == (RULE_VERSION, ["it"], "supported")


def test_the_only_study_is_a_keystone() -> None:
    found = appraise(records(claim(line("trial", "supports")), study("trial")))
    assert found.claims["it"].keystones == ("trial",)


def test_of_two_that_agree_neither_is_a_keystone() -> None:
    two = claim(line("trial", "supports"), line("other", "supports"))
    assert appraise(records(two, study("trial"), study("other"))).claims["it"].keystones == ()


def test_every_side_of_a_contest_with_one_study_is_a_keystone() -> None:
    lines = (line("a", "supports"), line("b", "supports"), line("c", "disputes"))
    found = appraise(records(claim(*lines), study("a"), study("b"), study("c")))
    assert found.claims["it"].keystones == ("c",)


def test_the_study_that_holds_a_claim_open_is_a_keystone() -> None:
    review = study("review", "meta-analysis", included_designs=("rct",))
    lines = (line("review", "supports", "indirect"), line("trial", "inconclusive"))
    assert appraise(records(claim(*lines), review, study("trial"))).claims["it"].keystones == ("trial",)


@pytest.mark.parametrize("design", ["cohort", "case-series", "laboratory"])
def test_a_study_far_down_that_alone_closes_the_claim_is_a_keystone(design: Design) -> None:
    review = study("review", "meta-analysis", included_designs=("rct",))
    lines = (line("review", "supports", "indirect"), line("open", "inconclusive"), line("near", "supports"))
    found = appraise(records(claim(*lines), review, study("open"), study("near", design))).claims["it"]
    assert (found.verdict, found.level, found.keystones) == ("supported", 2, ("near",))


def test_that_an_unclear_claim_would_be_left_without_any_line_makes_no_keystone() -> None:
    alone = claim(line("a", "supports", "indirect"))
    found = appraise(records(alone, study("a"))).claims["it"]
    assert (found.verdict, found.leaning, found.keystones) == ("unclear", "supported", ())


def test_a_verdict_is_no_surer_once_the_study_that_called_the_evidence_poor_has_fallen() -> None:
    lines = tuple(line(name, "supports") for name in ("poor", "a", "b"))
    studies = {"poor": study("poor", risk_of_bias="high"), "a": study("a"), "b": study("b")}
    the_claim = claim(*lines)
    assert assess(the_claim, studies).certainty == "low"
    fallen = assess(the_claim, studies, fallen={"poor"})
    assert (fallen.certainty, fallen.lowered[-1].code) == ("low", "no-surer-than-before")
    retracted = {**studies, "poor": replace(studies["poor"], integrity=RETRACTED)}
    assert assess(the_claim, retracted) == fallen
    assert assess(claim(*lines[1:]), studies).certainty == "moderate"  # had it never been entered


def test_it_is_compared_with_a_body_in_which_what_went_against_the_verdict_has_fallen_too() -> None:
    lines = (*(line(name, "supports") for name in ("poor", "a", "b")), line("against", "disputes"))
    studies = {name: study(name) for name in ("a", "b", "against")} | {"poor": study("poor", risk_of_bias="high")}
    fallen = assess(claim(*lines), studies, fallen={"poor", "against"})
    assert (fallen.verdict, fallen.certainty) == ("supported", "low")


def test_losses_name_the_studies_whose_loss_costs_certainty_only() -> None:
    two = claim(line("trial", "supports"), line("other", "supports"))
    found = losses(two, {"trial": study("trial"), "other": study("other")})
    assert {name: (x.verdict, x.certainty) for name, x in found.items()} == {
        "trial": ("supported", "low"),
        "other": ("supported", "low"),
    }


def test_impact_says_what_changes_and_which_articles_it_touches() -> None:
    lines = (line("trial", "supports"), line("other", "disputes"))
    found = impact(
        records(claim(*lines), study("trial"), study("other"), articles=(article("asserts", "denies"),)), ["trial"]
    )
    (change,) = found.claims
    assert (change.before.verdict, change.after.verdict, change.verdict_changes) == ("contested", "disputed", True)
    assert [(x.anchor, x.before, x.after) for x in found.statements] == [
        ("1", "beyond", "against"),
        ("2", "beyond", "with"),
    ]
    assert [(x.article, x.reference, x.study) for x in found.references] == [("blog", "doe", "trial")]


def test_impact_lists_claims_that_stay_as_they_are_without_their_statements() -> None:
    lines = (line("review", "supports"), line("trial", "supports"))
    review = study("review", "meta-analysis", included_designs=("rct",), included_studies=4)
    found = impact(records(claim(*lines), review, study("trial"), articles=(article("asserts"),)), ["trial"])
    assert [(x.claim, x.changes) for x in found.claims] == [("it", False)]
    assert found.statements == ()


def test_impact_of_an_unknown_study_suggests_the_nearest() -> None:
    with pytest.raises(ValueError, match=r"no study 'trail' in the data .did you mean 'trial'"):
        impact(records(claim(), study("trial")), ["trail"])


def test_a_study_that_falls_changes_what_its_retraction_would() -> None:
    lines = (line("trial", "supports"), line("other", "disputes"))
    whole = records(claim(*lines), study("trial"), study("other"))
    retracted = replace(whole, studies=(study("trial", integrity=RETRACTED), study("other")))
    (change,) = impact(whole, ["trial"]).claims
    after = appraise(retracted).claims["it"]
    assert (change.after.verdict, change.after.certainty) == (after.verdict, after.certainty)


LINES = (
    line("old", "supports"),
    line("small", "supports"),
    line("unsized", "supports"),
    line("draft", "supports"),
    line("recalled", "supports"),
    line("near", "supports", "indirect"),
)
ALL = records(
    claim(*LINES),
    study("old", year=1999),
    study("small", participants=49),
    study("unsized", participants=None),
    study("draft", "preprint"),
    study("recalled", verified="memory"),
    study("near"),
)


@pytest.mark.parametrize(
    ("word", "gone"),
    [
        ("preprints", {"draft"}),
        ("indirect", {"near"}),
        ("memory", {"recalled"}),
        ("before=2000", {"old"}),
        ("before=1999", set()),
        ("participants<50", {"small"}),
        ("participants<49", set()),
        ("study=near", {"near"}),
    ],
)
def test_each_filter_leaves_out_its_own(word: str, gone: set[str]) -> None:
    left = {x.study for x in without(ALL, parse_filters([word])).claims[0].evidence}
    assert {x.study for x in LINES} - left == gone


def test_filters_add_up_and_the_studies_themselves_stay() -> None:
    left = without(ALL, parse_filters(["memory", "before=2000", "before=1990", "study=near", "study=small"]))
    assert [x.study for x in left.claims[0].evidence] == ["unsized", "draft"]
    assert left.studies == ALL.studies


def test_no_filter_changes_nothing() -> None:
    assert without(ALL, Filters()) == ALL


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("old", "no such filter .known: preprints, indirect"),
        ("before<2000", "no such filter"),
        ("participants=50", "no such filter"),
        ("before=", "no such filter"),
        ("before=soon", "'soon' is not a whole number"),
        ("participants<-5", "'-5' is not a whole number"),
    ],
)
def test_a_filter_that_makes_no_sense_is_refused_with_the_way_out(word: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        parse_filters([word])


def test_an_unknown_study_in_a_filter_is_refused() -> None:
    with pytest.raises(ValueError, match="no study 'nobody'"):
        without(ALL, parse_filters(["study=nobody"]))
