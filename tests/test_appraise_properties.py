"""What holds for any evidence whatever: properties on random claims and studies."""

from random import Random

from appraise_cases import NAMES, RETRACTED, bodies, line, records_of, study
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kg.appraise import appraise
from kg.appraise.assess import assess
from kg.appraise.fragility import without_studies
from kg.appraise.model import CERTAINTIES, Assessment
from kg.appraise.words import explain, headline
from kg.records import Claim, Direction, Study

ANY_BODY = settings(deadline=None, max_examples=60)  # no time limit: the machine may be busy
MANY_BODIES = settings(deadline=None, max_examples=300)  # what these look for is rare
Body = tuple[Claim, dict[str, Study]]
SWAPPED: dict[Direction, Direction] = {"supports": "disputes", "disputes": "supports", "inconclusive": "inconclusive"}
FOR = {"supported": "supports", "disputed": "disputes"}
MIRROR = {"supported": "disputed", "disputed": "supported"}


def keystones_one_by_one(the_claim: Claim, studies: dict[str, Study], now: Assessment) -> tuple[str, ...]:
    """By the definition: drop each study in turn."""
    after = {name: assess(without_studies(the_claim, {name}), studies).verdict for name in NAMES}
    open_still = {"unclear", "untested"} if now.verdict == "unclear" else {now.verdict}
    return tuple(name for name in NAMES if after[name] not in open_still)


@ANY_BODY
@given(bodies(), st.randoms(use_true_random=False))
def test_the_order_of_the_lines_never_matters(body: Body, random: Random) -> None:
    the_claim, studies = body
    shuffled = list(the_claim.evidence)
    random.shuffle(shuffled)
    assert assess(replace(the_claim, evidence=tuple(shuffled)), studies) == assess(the_claim, studies)


@ANY_BODY
@given(bodies(), st.sampled_from(("direct", "indirect")), st.sampled_from(NAMES))
def test_an_inconclusive_line_never_turns_one_verdict_into_its_opposite(body: Body, directness: str, name: str) -> None:
    the_claim, studies = body
    extra = line(name, "inconclusive", directness)  # type: ignore[arg-type]  # drawn from its words
    before = assess(the_claim, studies)
    after = assess(replace(the_claim, evidence=(*the_claim.evidence, extra)), studies)
    assert after.verdict in {before.verdict, "unclear"}
    if before.verdict not in {after.verdict, "untested"}:
        assert after.leaning == before.verdict


@ANY_BODY
@given(bodies(), st.sampled_from(NAMES))
def test_to_retract_is_to_leave_out_and_to_reinstate_restores_all(body: Body, name: str) -> None:
    the_claim, studies = body
    sound = {**studies, name: replace(studies[name], integrity=None)}
    before = assess(the_claim, sound)
    retracted = assess(the_claim, {**sound, name: replace(sound[name], integrity=RETRACTED)})
    gone = assess(without_studies(the_claim, {name}), sound)
    assert (retracted.verdict, retracted.leaning) == (gone.verdict, gone.leaning)
    assert retracted == assess(the_claim, sound, fallen={name})
    back = replace(RETRACTED, status="reinstated")
    assert assess(the_claim, {**sound, name: replace(sound[name], integrity=back)}) == before


@MANY_BODIES
@given(bodies(), st.sampled_from(NAMES))
def test_no_verdict_is_surer_for_the_fall_of_a_study_that_was_for_it(body: Body, name: str) -> None:
    the_claim, studies = body
    sound = {each: replace(known, integrity=None) for each, known in studies.items()}
    before, after = assess(the_claim, sound), assess(the_claim, sound, fallen={name})
    for_it = {x.study for x in before.lines if x.direction == FOR.get(before.verdict)}
    if name in for_it and after.verdict == before.verdict and before.certainty and after.certainty:
        assert CERTAINTIES.index(after.certainty) >= CERTAINTIES.index(before.certainty)


@MANY_BODIES
@given(bodies(), st.sampled_from(NAMES))
def test_what_is_unclear_is_not_decided_by_the_fall_of_a_study_on_that_side(body: Body, name: str) -> None:
    the_claim, studies = body
    apart = {each: replace(known, integrity=None, overlaps=()) for each, known in studies.items()}
    before, after = assess(the_claim, apart), assess(the_claim, apart, fallen={name})
    ways = {x.direction for x in before.lines if x.study == name and x.standing == "decisive"}
    if before.verdict == "unclear" and before.leaning in MIRROR and ways == {FOR[before.leaning]}:
        assert after.verdict != before.leaning


@ANY_BODY
@given(bodies())
def test_swapping_directions_swaps_verdict_and_leaning(body: Body) -> None:
    the_claim, studies = body
    turned = tuple(replace(x, direction=SWAPPED[x.direction]) for x in the_claim.evidence)
    before, after = assess(the_claim, studies), assess(replace(the_claim, evidence=turned), studies)
    assert after.verdict == MIRROR.get(before.verdict, before.verdict)
    assert after.leaning == (MIRROR.get(before.leaning, before.leaning) if before.leaning else None)
    assert (after.level, after.decided_by, after.dissent) == (before.level, before.decided_by, before.dissent)


@ANY_BODY
@given(bodies())
def test_certainty_is_the_start_less_the_steps(body: Body) -> None:
    the_claim, studies = body
    found = assess(the_claim, studies)
    if found.starts_at is not None and found.certainty is not None:
        steps = sum(reason.steps for reason in found.lowered)
        assert CERTAINTIES.index(found.certainty) == min(CERTAINTIES.index(found.starts_at) + steps, 3)
    assert (found.certainty is None) == (found.verdict == "untested")


@ANY_BODY
@given(bodies())
def test_adding_a_comment_or_a_memory_changes_no_decided_verdict(body: Body) -> None:
    the_claim, studies = body
    before = assess(the_claim, studies)
    added = {"o": study("o", "editorial"), "m": study("m", "meta-analysis", verified="memory")}
    for name in added:
        more = replace(the_claim, evidence=(*the_claim.evidence, line(name, "disputes")))
        after = assess(more, {**studies, **added})
        if before.verdict not in {"unclear", "untested"} and before.question != "report":
            assert (after.verdict, after.certainty) == (before.verdict, before.certainty)


@ANY_BODY
@given(bodies())
def test_keystones_are_the_studies_without_which_the_verdict_is_another(body: Body) -> None:
    the_claim, studies = body
    found = appraise(records_of(the_claim, studies)).claims["it"]
    assert found.keystones == keystones_one_by_one(the_claim, studies, found)


@ANY_BODY
@given(bodies())
def test_every_assessment_can_be_told_in_words(body: Body) -> None:
    the_claim, studies = body
    found = assess(the_claim, studies)
    assert headline(found)
    for sentence in explain(found):
        assert sentence.endswith(".")
        assert "{" not in sentence
