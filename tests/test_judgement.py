"""A signed judgement stands before the computed verdict until the claim, its evidence or a study changes."""

from __future__ import annotations

from datetime import date

import pytest
from msgspec.structs import replace

from kg.appraise import appraise, appraise_claim
from kg.appraise.impact import hanging, impact
from kg.appraise.judgement import fingerprint, judgement_faults, review_reasons, standing, stands
from kg.appraise.words import headline
from kg.cards import card
from kg.records import (
    Article,
    Claim,
    Contradiction,
    EvidenceLine,
    Integrity,
    Judgement,
    Place,
    Records,
    Statement,
    Study,
    Topic,
)
from kg.report.impact_text import render_impact, render_keystones

STUDY = Study(
    id="smith-2020",
    title="Ice",
    authors=("Smith A",),
    year=2020,
    design="rct",
    population="adults",
    participants=200,
    limitations="one centre",
    verified="seen",
    seen_at=("https://example.org/ice",),
)
STUDIES = {STUDY.id: STUDY}
LINE = EvidenceLine(study="smith-2020", direction="supports", directness="direct", why="Less pain.")
CLAIM = Claim(
    id="ice",
    text="Ice helps.",
    topic="care",
    kind="treatment",
    population="adults",
    intervention="ice",
    outcome="pain",
    effect="improves",
    evidence=(LINE,),
)
DAY = "2026-03-01"
TODAY = date(2026, 6, 1)


def judged(claim: Claim = CLAIM, day: str = DAY) -> Claim:
    verdict = Judgement(verdict="unclear", by="A. Curator", date=day, why="w", of=fingerprint(claim, STUDIES))
    return replace(claim, judgement=verdict)


def reasons(claim: Claim, studies: dict[str, Study] = STUDIES, today: date = TODAY) -> tuple[str, ...]:
    assert claim.judgement is not None
    return review_reasons(claim, claim.judgement, studies, today)


def test_a_fresh_judgement_stands_before_the_computed_verdict() -> None:
    claim = judged()
    assert reasons(claim) == ()
    computed = appraise_claim(claim, STUDIES)
    assert (computed.verdict, computed.keystones) == ("supported", ("smith-2020",))
    answer = standing(claim, computed, STUDIES)
    assert (answer.basis, answer.verdict, answer.certainty, answer.keystones) == ("judged", "unclear", None, ())
    assert answer.lines == computed.lines


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Ice cures."},
        {"outcome": "swelling"},
        {"evidence": ()},
        {"evidence": (replace(LINE, direction="disputes"),)},
        {"evidence": (replace(LINE, why="Other words."),)},
    ],
)
def test_a_change_of_claim_or_evidence_topples_it(change: dict[str, object]) -> None:
    claim = replace(judged(), **change)
    assert "the claim or its evidence has changed since" in reasons(claim)
    computed = appraise_claim(claim, STUDIES)
    assert not stands(claim, STUDIES)
    assert standing(claim, computed, STUDIES) == replace(computed, basis="needs-review")


def test_a_changed_study_topples_it() -> None:
    assert reasons(judged(), {STUDY.id: replace(STUDY, participants=20)})


def test_a_retraction_after_the_judgement_is_named() -> None:
    retracted = {STUDY.id: replace(STUDY, integrity=Integrity(status="retracted", date="2026-05-01", why="w"))}
    assert reasons(judged(), retracted)[0] == "smith-2020 was retracted on 2026-05-01"


def test_where_it_stands_and_what_it_contradicts_make_no_difference() -> None:
    other = Contradiction(claim="rest", kind="opposite", why="w")
    moved = replace(judged(), at=Place("data/x.yaml", 9, ("claims", 3)), contradicts=(other,))
    assert reasons(moved, {STUDY.id: replace(STUDY, seen_at=("https://example.org/other",))}) == ()


@pytest.mark.parametrize(
    ("day", "today", "old"),
    [
        ("2025-06-01", date(2026, 6, 1), False),
        ("2025-06-01", date(2026, 6, 2), True),
        ("2024-02-29", date(2025, 2, 28), False),
        ("2024-02-29", date(2025, 3, 1), True),
    ],
)
def test_it_holds_for_twelve_months(day: str, today: date, old: bool) -> None:  # noqa: FBT001  # a table of cases
    claim = judged(day=day)
    assert (reasons(claim, today=today) == ("it is more than 12 months old",)) is old
    assert stands(claim, STUDIES)


@pytest.mark.parametrize(
    ("day", "rules"),
    [
        ("2026-06-01", []),
        ("2026-06-02", []),
        ("2026-06-03", ["judgement-from-the-future"]),
        ("2025-05-31", ["judgement-needs-review"]),
    ],
)
def test_a_judgement_is_of_no_day_to_come_but_of_tomorrow_where_that_has_begun(day: str, rules: list[str]) -> None:
    records = Records(claims=(judged(day=day),), studies=(STUDY,))
    assert [fault.rule for fault in judgement_faults(records, TODAY)] == rules


def test_a_retraction_on_the_day_of_the_judgement_is_not_told_as_later() -> None:
    withdrawn = replace(STUDY, integrity=Integrity(status="retracted", date=DAY))
    knowing = replace(CLAIM, judgement=Judgement(verdict="untested", by="A. Curator", date=DAY, why="w",
                                                 of=fingerprint(CLAIM, {STUDY.id: withdrawn})))  # fmt: skip
    assert stands(knowing, {STUDY.id: withdrawn})


def test_a_claim_without_a_judgement_has_the_computed_answer() -> None:
    assert not stands(CLAIM, STUDIES)
    assert standing(CLAIM, appraise_claim(CLAIM, STUDIES), STUDIES) == appraise_claim(CLAIM, STUDIES)


def test_the_certainty_of_a_curator_is_shown_where_the_verdict_is_unclear() -> None:
    claim = judged()
    assert claim.judgement is not None
    sure = replace(claim, judgement=replace(claim.judgement, certainty="low"))
    answer = standing(sure, appraise_claim(sure, STUDIES), STUDIES)
    assert headline(answer) == "unclear: the evidence has no answer; low certainty; a curator's judgement"
    open_line = replace(CLAIM, evidence=(replace(LINE, direction="inconclusive"),))
    assert headline(appraise_claim(open_line, STUDIES)) == "unclear: the evidence has no answer"


def test_the_card_shows_the_judgement_and_the_computed_verdict() -> None:
    topics = (Topic(id="care", label="Care", description="d"),)
    claim = replace(judged(), outcome="swelling")
    text = [line.text for line in card(Records(topics=topics, claims=(claim,), studies=(STUDY,)), claim, TODAY)]
    head = text.index("Judged by A. Curator on 2026-03-01: unclear: the evidence has no answer")
    assert text[head + 2] == "NEEDS REVIEW: the claim or its evidence has changed since"
    assert any(line.startswith("Computed verdict: ") for line in text[head:])


def test_the_impact_of_a_study_names_the_judgements_that_it_voids() -> None:
    other = replace(CLAIM, id="rest", evidence=())
    records = Records(claims=(judged(), replace(other, judgement=judged().judgement)), studies=(STUDY,))
    found = impact(records, ["smith-2020"])
    assert found.judgements == ("ice",)
    assert "Curators' judgements that would be void\n  ice\n" in render_impact(found, str)


def test_a_judged_claim_hangs_on_no_study_and_the_list_says_on_which_it_would() -> None:
    found = appraise(Records(claims=(judged(), replace(CLAIM, id="rest")), studies=(STUDY,)))
    assert hanging(found) == {"smith-2020": ("rest",)}
    text = render_keystones(found, str)
    assert "1  smith-2020 (smith-2020): rest\n" in text
    assert text.endswith("a curator's judgement stands:\n   ice: smith-2020\n")
    assert "judgement" not in render_keystones(appraise(Records(claims=(CLAIM,), studies=(STUDY,))), str)


def test_the_impact_of_a_study_starts_from_the_judgement_that_stands_and_ends_with_the_rules() -> None:
    other = replace(STUDY, id="jones-2021")
    both = {STUDY.id: STUDY, other.id: other}
    two = replace(CLAIM, evidence=(LINE, replace(LINE, study=other.id)))
    judgement = Judgement(verdict="unclear", by="A. Curator", date=DAY, why="w", of=fingerprint(two, both))
    statement = Statement(section="Intro", claim="ice", stance="asserts", says="Ice helps.")
    article = Article(id="blog", kind="guide", statements=(statement,))
    claims = (replace(two, judgement=judgement),)
    found = impact(Records(claims=claims, studies=(STUDY, other), articles=(article,)), ["smith-2020"])
    (change,) = found.claims
    assert (change.before.verdict, change.before.leaning, change.judged) == ("unclear", None, True)
    assert (change.after.verdict, change.verdict_changes) == ("supported", True)
    assert [(x.before, x.after) for x in found.statements] == [("beyond", "with")]
    text = render_impact(found, str)
    assert "    now    unclear: the evidence has no answer; a curator's judgement\n    rules  supported by" in text


def test_the_impact_of_a_study_starts_from_the_rules_where_the_judgement_stands_no_more() -> None:
    stale = replace(judged(), text="Ice cures.")
    found = impact(Records(claims=(stale,), studies=(STUDY,)), ["smith-2020"])
    (change,) = found.claims
    assert (change.before.verdict, change.judged, found.judgements) == ("supported", False, ())


def test_a_judgement_of_unclear_that_gives_way_to_unclear_is_no_change() -> None:
    open_line = replace(LINE, direction="inconclusive")
    other = replace(STUDY, id="jones-2021")
    two = replace(CLAIM, evidence=(open_line, replace(open_line, study=other.id)))
    of = fingerprint(two, {STUDY.id: STUDY, other.id: other})
    claim = replace(two, judgement=Judgement(verdict="unclear", by="A. Curator", date=DAY, why="w", of=of))
    (change,) = impact(Records(claims=(claim,), studies=(STUDY, other)), ["smith-2020"]).claims
    assert (change.judged, change.after.verdict, change.changes) == (True, "unclear", False)
