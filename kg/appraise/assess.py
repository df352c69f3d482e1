"""The assessment of one claim: question, levels, verdict and certainty put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.appraise.certainty import Body, rate
from kg.appraise.independence import independent
from kg.appraise.model import Assessment
from kg.appraise.question import question_of
from kg.appraise.verdict import rule
from kg.appraise.voices import voices, weigh

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.appraise.model import WeighedLine
    from kg.appraise.verdict import Ruling
    from kg.appraise.voices import Voice
    from kg.records import Claim, Study


def assess(claim: Claim, studies: Mapping[str, Study]) -> Assessment:
    """Return what the evidence says on a claim, without its keystones; `studies` by id.

    What articles say of the claim plays no part: a claim that articles deny is assessed like any other.
    """
    question = question_of(claim)
    lines = weigh(claim, question, studies)
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


def _names(heard: Iterable[Voice]) -> tuple[str, ...]:
    return tuple(sorted(voice.study for voice in heard))
