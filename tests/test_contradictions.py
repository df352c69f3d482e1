"""Contradictions of every scope: what is listed, how it is typed, and which side is the stronger."""

from pathlib import Path
from typing import Any, get_args

import pytest
from appraise_cases import NAMES, RETRACTED, bodies, line, records_of, study
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kg.appraise.contradictions import Clash, find_contradictions
from kg.appraise.contradictions.slots import likeness, sharing, slot_words, ways_clash
from kg.records import (
    Article,
    Claim,
    Conflict,
    Contradiction,
    ContradictionKind,
    EvidenceLine,
    Finding,
    Records,
    Stance,
    Statement,
    Study,
)
from kg.workspace import open_workspace, read_records

ROOT = Path(__file__).parent.parent
TRIALS = (study("for-it", "meta-analysis", included_designs=("rct",)), study("against-it"), study("third"))


def claim(name: str, *lines: EvidenceLine, **fields: Any) -> Claim:
    usual: dict[str, Any] = {
        "text": f"{name}.",
        "topic": "t",
        "kind": "treatment",
        "population": "adults",
        "intervention": f"thing {name}",
        "outcome": f"pain {name}",
        "effect": "improves",
    }
    if "exposure" in fields:
        del usual["intervention"]
    return Claim(id=name, evidence=lines, **{**usual, **fields})


def article(name: str, *said: tuple[str, Stance]) -> Article:
    statements = tuple(Statement(section="s", claim=about, stance=stance, says="…") for about, stance in said)
    return Article(id=name, kind="guide", statements=statements)


def against(name: str, kind: ContradictionKind = "opposite") -> tuple[Contradiction, ...]:
    return (Contradiction(claim=name, kind=kind, why="They clash."),)


def found(*claims: Claim, articles: tuple[Article, ...] = (), conflicts: tuple[Conflict, ...] = (),
          studies: tuple[Study, ...] = TRIALS) -> dict[str, Clash]:  # fmt: skip
    records = Records(claims=claims, studies=studies, articles=articles, conflicts=conflicts)
    return {clash.id: clash for clash in find_contradictions(records)}


SUPPORTED = line("for-it", "supports")
DISPUTED = line("for-it", "disputes")


def test_a_curated_pair_of_claims_is_listed_once_with_the_side_that_the_evidence_favours() -> None:
    clashes = found(claim("a", SUPPORTED, contradicts=against("b")), claim("b", DISPUTED))
    assert list(clashes) == ["a--b"]
    clash = clashes["a--b"]
    assert (clash.scope, clash.kind, clash.origin) == ("claim-claim", "opposite", "curated")
    assert clash.stronger.side == 0
    assert "a is supported by the evidence" in clash.stronger.because


def test_where_both_claims_hold_for_other_people_neither_is_the_stronger() -> None:
    clashes = found(claim("a", SUPPORTED, contradicts=against("b", "population")), claim("b", SUPPORTED))
    assert clashes["a--b"].stronger.side is None
    assert clashes["a--b"].stronger.because.endswith("each may hold among its own people")


def test_where_both_hold_and_cannot_the_more_certain_is_the_stronger() -> None:
    clashes = found(claim("a", line("third", "supports"), contradicts=against("b")), claim("b", SUPPORTED))
    assert clashes["a--b"].stronger.side == 1


def test_that_a_publication_says_so_is_not_the_stronger_side_against_a_claim_of_what_is_so() -> None:
    report = claim("b", SUPPORTED, kind="reported-finding")
    (clash,) = found(claim("a", line("for-it", "disputes"), contradicts=against("b")), report).values()
    assert clash.stronger.side is None
    assert clash.stronger.because.endswith("that a publication says so does not make it so")
    (clash,) = found(claim("a", line("third", "supports"), contradicts=against("b")), report).values()
    assert clash.stronger.side == 0
    two = (claim("a", DISPUTED, kind="reported-finding", contradicts=against("b")), report)
    assert found(*two)["a--b"].stronger.side == 1


def test_where_none_is_borne_out_neither_is_the_stronger() -> None:
    clashes = found(claim("a", contradicts=against("b")), claim("b", DISPUTED))
    assert clashes["a--b"].stronger.side is None


def test_studies_that_point_both_ways_clash_and_the_better_level_goes_first() -> None:
    (clash,) = found(claim("a", line("third", "supports"), DISPUTED)).values()
    assert clash.id == "study-study/a/third--for-it"
    assert clash.stronger.side == 1
    assert clash.stronger.because == "level 1 against level 2"


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (study("against-it"), 1),
        (study("against-it", verified="memory"), 0),
        (study("against-it", integrity=RETRACTED), 0),
        (study("against-it", "editorial"), 0),
    ],
)
def test_opinion_memory_and_retracted_studies_contradict_nothing(other: Study, count: int) -> None:
    assert len(found(claim("a", SUPPORTED, line("against-it", "disputes")), studies=(TRIALS[0], other))) == count


def test_a_study_that_finds_both_ways_stands_on_no_side() -> None:
    both = study("both", findings=tuple(Finding(id=x, outcome=x, measure="other") for x in ("pain", "function")))
    lines = (line("both", "supports", finding="pain"), line("both", "disputes", finding="function"))
    assert found(claim("a", *lines, line("third", "supports")), studies=(*TRIALS, both)) == {}


@given(bodies())
@settings(max_examples=40, deadline=None)
def test_no_clash_holds_a_study_against_itself(body: tuple[Claim, dict[str, Study]]) -> None:
    said = (article("x", ("it", "asserts")), article("y", ("it", "denies")))
    for clash in find_contradictions(replace(records_of(*body), articles=said)):
        for position in ("for", "against"):
            there = {x for side in clash.sides if side.position != position for x in side.studies}
            assert not there & {x for side in clash.sides if side.position == position for x in side.studies}


def test_what_a_study_finds_beside_the_question_goes_against_no_article() -> None:
    both = study("both", findings=tuple(Finding(id=x, outcome=x, measure="other") for x in ("pain", "load")))
    lines = (line("both", "supports", finding="pain"), line("both", "disputes", "indirect", finding="load"))
    disputing = (line("third", "disputes"), line("against-it", "disputes"))
    clash = found(claim("a", *lines, *disputing), articles=(article("x", ("a", "asserts")),), studies=(*TRIALS, both))[
        "article-evidence/a"
    ]
    assert clash.studies == ("against-it", "third")


def _words_on(one: Study, other: Study) -> str:
    lines = (line("one", "supports", finding="f"), line("other", "disputes", finding="f"))
    return found(claim("a", *lines), studies=(one, other))["study-study/a/one--other"].explanation


def test_what_may_tell_two_answers_apart_goes_by_the_kind_of_evidence() -> None:
    pain = _finding("pain")
    trial, cohort = study("one", findings=pain), study("other", "cohort", findings=pain)
    review = study("other", "meta-analysis", included_designs=("rct",), findings=pain)
    assert "one study against a review of several" in _words_on(trial, review)
    reviews = (replace(review, id="one"), replace(review, included_designs=("cohort",)))
    assert "took in other studies, or weighed them otherwise" in _words_on(*reviews)
    assert "the other watched what they chose" in _words_on(trial, cohort)
    assert "the other watched what they chose" in _words_on(replace(cohort, id="one"), replace(trial, id="other"))
    assert "made in like ways" in _words_on(trial, replace(trial, id="other"))
    assert all("both be right" not in _words_on(trial, x) for x in (cohort, review, replace(trial, id="other")))


@pytest.mark.parametrize(
    ("low", "high", "measure", "overlap"),
    [(0.8, 1.4, "HR", True), (0.9, 1.4, "HR", True), (0.95, 1.4, "HR", False), (0.8, 1.4, "OR", False)],
)
def test_intervals_in_one_measure_that_overlap_are_told(low: float, high: float, measure: Any, overlap: Any) -> None:
    here = Finding(id="f", outcome="pain", measure="HR", value=0.7, ci_low=0.5, ci_high=0.9)
    there = Finding(id="f", outcome="pain", measure=measure, value=1.1, ci_low=low, ci_high=high)
    said = _words_on(study("one", findings=(here,)), study("other", findings=(there,)))
    assert ("Their intervals overlap" in said) is overlap
    turned = _words_on(study("one", findings=(there,)), study("other", findings=(here,)))
    assert ("Their intervals overlap" in turned) is overlap


def _kind_of(one: Study, other: Study, directness: Any = "direct", **fields: Any) -> str:
    lines = (line("one", "supports", finding="f"), line("other", "disputes", directness, finding="f"))
    clashes = found(claim("a", *lines, **fields), studies=(one, other))
    return clashes["study-study/a/one--other"].kind


def _finding(outcome: str, comparison: str | None = None) -> tuple[Finding, ...]:
    return (Finding(id="f", outcome=outcome, comparison=comparison, measure="other"),)


def test_studies_seem_to_differ_in_what_their_records_say() -> None:
    pain = _finding("pain")
    assert _kind_of(study("one", findings=pain), study("other", findings=pain)) == "opposite"
    assert _kind_of(study("one", findings=pain), study("other", findings=_finding("leg stiffness"))) == "outcome"
    early, late = _finding("pain at 2 weeks"), _finding("pain after a year")
    assert _kind_of(study("one", findings=early), study("other", findings=late)) == "timing"
    much = _finding("pain", "20 or more miles a week")
    assert _kind_of(study("one", findings=pain), study("other", findings=much)) == "dose"
    recruits = study("other", findings=pain, population="army recruits")
    hurdlers = study("one", findings=pain, population="hurdlers")
    assert _kind_of(hurdlers, recruits, "indirect", population="hurdlers") == "population"


def test_one_moment_against_many_years_differs_in_timing_for_a_cause_only() -> None:
    one, other = study("one", "cross-sectional"), study("other", "cohort")
    assert _kind_of(one, other, kind="cause", exposure="x", effect="increases") == "timing"
    assert _kind_of(one, other, kind="treatment") == "opposite"


def test_articles_clash_when_one_asserts_what_the_other_denies() -> None:
    clashes = found(claim("a"), articles=(article("x", ("a", "asserts")), article("y", ("a", "denies"))))
    (clash,) = clashes.values()
    assert (clash.id, clash.scope, clash.hedged) == ("article-article/a", "article-article", False)
    assert [(side.position, side.articles) for side in clash.sides] == [("for", ("x",)), ("against", ("y",))]


def test_two_hedges_do_not_clash_and_one_hedge_is_marked() -> None:
    pair = (claim("a", contradicts=against("b")), claim("b"))
    hedging = (article("x", ("a", "hedges")), article("y", ("b", "hedges")))
    assert list(found(*pair, articles=hedging)) == ["a--b"]
    mixed = found(*pair, articles=(hedging[0], article("y", ("b", "asserts"))))
    assert mixed["article-article/a--b"].hedged


def test_an_article_that_says_both_is_a_clash_of_its_own() -> None:
    pair = (claim("a", contradicts=against("b", "timing")), claim("b"))
    clashes = found(*pair, articles=(article("x", ("a", "asserts"), ("b", "asserts")),))
    assert clashes["within-article/x/a--b"].kind == "timing"
    assert clashes["within-article/x/a--b"].sides[1].statements == ("x/2",)
    assert "article-article/a--b" not in clashes


def test_articles_that_both_say_both_are_at_odds_with_themselves_only() -> None:
    pair = (claim("a", contradicts=against("b")), claim("b"))
    said = tuple(article(name, ("a", "asserts"), ("b", "asserts")) for name in "xy")
    assert set(found(*pair, articles=said)) == {"a--b", "within-article/x/a--b", "within-article/y/a--b"}
    third = found(*pair, articles=(*said, article("z", ("b", "asserts"))))["article-article/a--b"]
    assert [side.articles for side in third.sides] == [("x", "y"), ("z",)]


@pytest.mark.parametrize(
    ("stance", "lines", "expected"),
    [
        ("asserts", (DISPUTED,), {"article-evidence/a": ("opposite", False)}),
        ("hedges", (DISPUTED,), {"article-evidence/a/hedged": ("opposite", True)}),
        ("denies", (SUPPORTED,), {"article-evidence/a/denied": ("opposite", False)}),
        ("asserts", (SUPPORTED,), {}),
        ("denies", (DISPUTED,), {}),
        (
            "asserts",
            (line("third", "supports"), line("against-it", "disputes")),
            {"article-evidence/a": ("wording", False)},
        ),
        ("hedges", (line("third", "supports"), line("against-it", "disputes")), {}),
        ("asserts", (), {}),
        ("asserts", (line("third", "inconclusive"),), {}),
    ],
)
def test_an_article_clashes_with_the_verdict(
    stance: Stance, lines: tuple[EvidenceLine, ...], expected: dict[str, tuple[str, bool]]
) -> None:
    clashes = found(claim("a", *lines), articles=(article("x", ("a", stance)),))
    assert {k: (x.kind, x.hedged) for k, x in clashes.items() if x.scope == "article-evidence"} == expected
    assert all(x.stronger.side == 1 for x in clashes.values() if x.kind == "opposite" and x.scope == "article-evidence")


def test_articles_that_only_hedge_stand_apart_from_those_that_assert() -> None:
    clashes = found(claim("a", DISPUTED), articles=(article("x", ("a", "asserts")), article("y", ("a", "hedges"))))
    assert {key: clash.articles for key, clash in clashes.items()} == {
        "article-evidence/a": ("x",),
        "article-evidence/a/hedged": ("y",),
    }


def test_advice_that_was_replaced_is_listed_with_those_who_still_give_it() -> None:
    pair = (claim("new", SUPPORTED, contradicts=against("old", "superseded")), claim("old", DISPUTED))
    clashes = found(*pair, articles=(article("x", ("old", "asserts")), article("y", ("new", "asserts"))))
    clash = clashes["superseded/old--new"]
    assert [(side.claim, side.articles) for side in clash.sides] == [("old", ("x",)), ("new", ())]
    assert clash.stronger.side == 1
    assert not any(x.scope == "article-article" for x in clashes.values())


def conflict(**fields: Any) -> Conflict:
    usual: dict[str, Any] = {
        "kind": "article-vs-evidence",
        "articles": ("x",),
        "claims": ("a",),
        "stronger_side": "unclear",
    }
    return Conflict(**{"id": "c", "explanation": "E.", "because": "B.", **usual, **fields})


def test_what_a_curator_noted_and_a_rule_finds_is_listed_once() -> None:
    clashes = found(claim("a", DISPUTED), articles=(article("x", ("a", "asserts")),), conflicts=(conflict(),))
    assert list(clashes) == ["c"]
    clash = clashes["c"]
    assert (clash.origin, clash.found, clash.kind, clash.explanation) == ("curated", True, "opposite", "E.")
    assert (clash.stronger.by, clash.stronger.side) == ("curated", None)
    assert clash.computed is not None
    assert clash.computed.side == 1


def test_a_conflict_covers_only_its_own_articles_claims_and_scope() -> None:
    said = (article("x", ("a", "asserts")), article("y", ("b", "asserts")))
    both = (claim("a", DISPUTED), claim("b", DISPUTED))
    assert set(found(*both, articles=said, conflicts=(conflict(),))) == {"c", "article-evidence/b"}
    other = conflict(kind="within-article")
    assert set(found(*both, articles=said, conflicts=(other,))) >= {"c", "article-evidence/a", "article-evidence/b"}


def test_a_conflict_that_no_rule_finds_is_one_of_wording() -> None:
    clash = found(claim("a", SUPPORTED), articles=(article("x", ("a", "asserts")),), conflicts=(conflict(),))["c"]
    assert (clash.found, clash.kind) == (False, "wording")
    assert [side.position for side in clash.sides] == ["for", "against"]


RUN = {"population": "runners", "outcome": "knee osteoarthritis", "kind": "risk-factor", "intervention": None}


def test_claims_alike_in_their_slots_with_other_effects_are_candidates_only() -> None:
    one = claim("a", exposure="running", effect="increases", **{k: v for k, v in RUN.items() if k != "intervention"})
    other = replace(one, id="b", effect="no-difference", exposure="recreational running", outcome="knee arthritis")
    (clash,) = found(one, other).values()
    assert (clash.id, clash.origin, clash.kind) == ("claim-claim/a--b", "candidate", "opposite")
    assert found(one, replace(other, effect="increases")) == {}
    assert found(one, replace(other, effect="describes")) == {}
    assert list(found(replace(one, contradicts=against("b")), other)) == ["a--b"]


def test_a_comparator_that_another_claim_recommends_is_a_candidate() -> None:
    one = claim("a", intervention="loading exercise", comparator="complete rest", outcome="recovery")
    other = claim("b", intervention="complete rest", comparator="exercise", outcome="recovery")
    assert list(found(one, other)) == ["claim-claim/a--b"]
    assert found(one, replace(other, outcome="swelling")) == {}
    assert found(replace(one, comparator="no rest"), other) == {}


def test_cause_and_effect_that_change_places_are_a_candidate_of_timing() -> None:
    one = claim("a", exposure="weak hip", outcome="kneecap pain", kind="cause", effect="increases")
    other = claim("b", exposure="kneecap pain", outcome="hip weak", kind="cause", effect="increases")
    (clash,) = found(one, other).values()
    assert clash.kind == "timing"


def test_claims_on_other_people_under_another_topic_are_not_compared() -> None:
    one = claim("a", intervention="ice", outcome="pain", population="athletes with ankle sprain")
    other = claim("b", intervention="ice", outcome="pain", population="infants", effect="worsens")
    assert found(one, other)["claim-claim/a--b"].kind == "population"
    assert found(one, replace(other, topic="u")) == {}


def test_slots_are_compared_word_by_word() -> None:
    assert slot_words("Injuries of the runners") == slot_words("an injury")
    assert slot_words(None) == frozenset()
    assert sharing(slot_words("knee pain"), slot_words("knee osteoarthritis")) == 0
    assert sharing(slot_words("knee pain"), slot_words("pain")) == 1
    assert likeness(frozenset(), frozenset()) == 0
    assert not ways_clash(None, "same")


@pytest.fixture(scope="module")
def real() -> tuple[Records, dict[str, Clash]]:
    records, _ = read_records(open_workspace(ROOT))
    return records, {clash.id: clash for clash in find_contradictions(records)}


def test_every_curated_conflict_and_pair_of_the_data_is_listed_as_curated(
    real: tuple[Records, dict[str, Clash]],
) -> None:
    records, clashes = real
    for each in records.conflicts:
        clash = clashes[each.id]
        assert (clash.origin, clash.explanation) == ("curated", each.explanation)
        assert set(each.claims) <= set(clash.claims)
        assert set(each.articles) <= set(clash.articles)
        stronger = None if clash.stronger.side is None else clash.sides[clash.stronger.side].claim
        assert stronger == (None if each.stronger_side == "unclear" else each.stronger_side)
    for one in records.claims:
        for other in one.contradicts:
            assert clashes[f"{one.id}--{other.claim}"].kind == other.kind


def test_where_curators_and_rules_both_name_a_stronger_side_it_is_the_same(
    real: tuple[Records, dict[str, Clash]],
) -> None:
    _, clashes = real
    both = [x for x in clashes.values() if x.computed and x.computed.side is not None and x.stronger.side is not None]
    assert both
    assert {x.id for x in both if x.computed and x.computed.side != x.stronger.side} == set()


def test_no_detected_clash_of_the_data_repeats_a_curated_one(real: tuple[Records, dict[str, Clash]]) -> None:
    _, clashes = real
    curated = [x for x in clashes.values() if x.origin == "curated"]
    for clash in clashes.values():
        if clash.origin != "curated":
            same = [x for x in curated if x.scope == clash.scope and x.claims == clash.claims]
            assert not any(set(x.articles) & set(clash.articles) or not clash.articles for x in same), clash.id


STANCES = st.sampled_from(get_args(Stance))


@settings(deadline=None)
@given(bodies(), st.lists(st.tuples(st.sampled_from("xyz"), STANCES), max_size=6), st.randoms())
def test_the_order_of_the_data_changes_nothing(
    body: tuple[Claim, dict[str, Study]], said: list[tuple[str, Stance]], random: Any
) -> None:
    the_claim, studies = body
    other = claim("other", line(NAMES[0], "supports"), contradicts=against("it"))
    articles = [
        article(name, *[("it", stance) for who, stance in said if who == name], ("other", "asserts")) for name in "xyz"
    ]
    records = replace(records_of(the_claim, studies), claims=(the_claim, other), articles=tuple(articles))
    lines = list(the_claim.evidence)
    random.shuffle(lines)
    random.shuffle(articles)
    shuffled = replace(
        records,
        claims=(other, replace(the_claim, evidence=tuple(lines))),
        studies=tuple(reversed(records.studies)),
        articles=tuple(articles),
    )
    once = find_contradictions(records)
    assert once == find_contradictions(shuffled)
    assert len({clash.id for clash in once}) == len(once)


SWAP: Any = {"supports": "disputes", "disputes": "supports", "inconclusive": "inconclusive"}


@settings(deadline=None)
@given(bodies())
def test_swapped_directions_swap_the_sides_of_studies(body: tuple[Claim, dict[str, Study]]) -> None:
    the_claim, studies = body
    turned = replace(the_claim, evidence=tuple(replace(x, direction=SWAP[x.direction]) for x in the_claim.evidence))
    there = find_contradictions(records_of(turned, studies))
    here = find_contradictions(records_of(the_claim, studies))
    assert {tuple(side.studies for side in x.sides) for x in here} == {
        tuple(s.studies for s in x.sides[::-1]) for x in there
    }
