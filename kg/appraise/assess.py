"""The assessment of one claim: question, levels, verdict and certainty put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kg.appraise.certainty import Body, rate
from kg.appraise.independence import independent
from kg.appraise.model import CERTAINTIES, Assessment, Reason
from kg.appraise.question import question_of
from kg.appraise.verdict import SAYS, rule
from kg.appraise.voices import voices, weigh

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from kg.appraise.model import WeighedLine
    from kg.appraise.verdict import Ruling
    from kg.appraise.voices import Voice
    from kg.records import Claim, Study


def assess(claim: Claim, studies: Mapping[str, Study], fallen: Collection[str] = ()) -> Assessment:
    """Return what the evidence says on a claim, without its keystones; `studies` by id.

    What articles say of the claim plays no part: a claim that articles deny is assessed like any other.

    `fallen`: studies to be taken as retracted, to see what would then hold. A verdict is not surer without a study that
    was for it than with it: what its authors said against the evidence goes with it, and the evidence is no better.
    """
    now = _assess(claim, studies, fallen)
    if now.certainty is None or not now.retracted:
        return now
    behind = {x.study for x in now.lines if x.standing == "retracted" and SAYS.get(x.direction) == now.verdict}
    doubted = {x.study for x in now.lines if x.standing == "retracted" and x.study not in behind}
    sound = {name: replace(studies[name], integrity=None) for name in behind}
    before = _assess(claim, {**studies, **sound}, doubted)
    return _no_surer(now, before, behind)


def _no_surer(now: Assessment, before: Assessment, behind: Collection[str]) -> Assessment:
    """Return an assessment with no more certainty than before the studies behind it fell."""
    if now.certainty is None or before.certainty is None or before.verdict != now.verdict:
        return now
    steps = CERTAINTIES.index(before.certainty) - CERTAINTIES.index(now.certainty)
    if steps <= 0:
        return now
    reason = Reason("no-surer-than-before", tuple(sorted(behind)), steps)
    return replace(now, certainty=before.certainty, lowered=(*now.lowered, reason))


def _assess(claim: Claim, studies: Mapping[str, Study], fallen: Collection[str]) -> Assessment:
    question = question_of(claim)
    lines = weigh(claim, question, studies, fallen)
    ruling = rule(lines, studies)
    rating = rate(Body(claim, question, lines, ruling, studies))
    valid = {line.study for line in lines if line.standing != "retracted"}
    return Assessment(
        claim=claim.id,
        question=question,
        verdict=ruling.verdict,
        leaning=ruling.leaning,
        level=_level(lines, ruling),
        certainty=rating.certainty,
        starts_at=rating.starts_at,
        decided_by=_names(ruling.deciding),
        agreeing=_names(voice for voice in ruling.side if voice not in ruling.deciding),
        dissent=_names(ruling.dissent),
        outweighed=_names(ruling.outweighed),
        left_open=_left_open(lines, ruling),
        split=_names(voice for voice in voices(lines) if voice.split),
        overlapping=tuple(sorted(valid - independent(valid, studies))),
        retracted=tuple(sorted({line.study for line in lines} - valid)),
        lines=lines,
        why=ruling.why,
        lowered=rating.lowered,
    )


def _level(lines: tuple[WeighedLine, ...], ruling: Ruling) -> int | None:
    if ruling.deciding:
        return ruling.deciding[0].level
    return min((line.level.number for line in lines if line.standing != "retracted"), default=None)


def _left_open(lines: tuple[WeighedLine, ...], ruling: Ruling) -> tuple[str, ...]:
    """Return every study that was asked the question itself, at the deciding level or better, and has no answer."""
    if not ruling.deciding:
        return ()
    level = ruling.deciding[0].level
    spoken = {voice.study for voice in (*ruling.side, *ruling.dissent, *ruling.outweighed)}
    asked = (x for x in lines if x.directness == "direct" and x.level.number <= level)
    return tuple(sorted({x.study for x in asked if x.standing == "inconclusive"} - spoken))


def _names(heard: Iterable[Voice]) -> tuple[str, ...]:
    return tuple(sorted(voice.study for voice in heard))
