"""Which side of a contradiction the evidence favours, from verdict, certainty and level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.appraise.contradictions.evidence import listed
from kg.appraise.contradictions.model import Strength
from kg.appraise.model import CERTAINTIES
from kg.appraise.words import headline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.appraise.contradictions.evidence import Evidence
    from kg.appraise.contradictions.model import Side
    from kg.appraise.model import Assessment
    from kg.appraise.voices import Voice
    from kg.records import ContradictionKind

_EACH: Final[dict[ContradictionKind, str]] = {
    "population": "among its own people",
    "dose": "at its own dose",
    "timing": "at its own time",
    "outcome": "for its own outcome",
    "wording": "in its own words",
}
"""In what both sides of a contradiction of a kind can hold; the other kinds leave room for one."""
_WORST: Final = len(CERTAINTIES)
_NO_LEVEL: Final = 9


def stronger_side(sides: Sequence[Side], kind: ContradictionKind, evidence: Evidence) -> Strength:
    """Return which of several sides the verdicts on their claims favour.

    A side holds if its claim is supported, or if it is against a claim that is disputed. One side alone that holds is
    the stronger. Where several hold, a contradiction of population, dose, timing, outcome or wording lets each hold in
    its own; else the higher certainty, then the better level goes first. Where none holds, it is unclear. A side that
    says what is so goes before one that only says what is not. That a publication reports something bears out nothing
    against a claim of what is so.
    """
    holding = [number for number, side in enumerate(sides) if _holds(side, evidence)]
    holding = [number for number in holding if sides[number].position == "for"] or holding
    because = listed(dict.fromkeys(in_words(evidence.assessments[side.claim]) for side in sides))
    beside = _reports_beside(sides, evidence) if kind not in _EACH else frozenset()
    left = [number for number in holding if number not in beside]
    if holding and not left:
        return Strength(None, f"{because}: that a publication says so does not make it so")
    holding = left
    if len(holding) == 1:
        return Strength(holding[0], because)
    if not holding:
        return Strength(None, f"{because}: no side is borne out")
    if kind in _EACH:
        return Strength(None, f"{because}: each may hold {_EACH[kind]}")
    ranks = {number: _rank(evidence.assessments[sides[number].claim]) for number in holding}
    best = [number for number in holding if ranks[number] == min(ranks.values())]
    if len(best) == 1:
        return Strength(best[0], f"{because}: the better evidence decides")
    return Strength(None, f"{because}: neither is the stronger")


def stronger_voice(one: Voice, other: Voice, assessment: Assessment) -> Strength:
    """Return which of two studies on one claim, the first for it and the second against it, is the stronger.

    By level; at one level direct evidence goes before indirect, then a review of several studies before one study. Of
    two that are alike in this, the one on the side of the verdict is the stronger.
    """
    if one.level != other.level:
        better = 0 if one.level < other.level else 1
        return Strength(better, f"level {min(one.level, other.level)} against level {max(one.level, other.level)}")
    level = f"both at level {one.level}"
    if one.indirect != other.indirect:
        return Strength(1 if one.indirect else 0, f"{level}, one of them on a neighbouring question")
    if one.rank != other.rank:
        return Strength(0 if one.rank < other.rank else 1, f"{level}, one of them a review of several studies")
    because = f"{level} and alike; {in_words(assessment)}"
    if assessment.verdict in {"supported", "disputed"}:
        return Strength(0 if assessment.verdict == "supported" else 1, because)
    return Strength(None, because)


def in_words(assessment: Assessment) -> str:
    """Return a verdict as a clause, such as "rest is disputed by the evidence (low certainty, level 2)"."""
    verdict, *more = headline(assessment).split("; ")
    return f"{assessment.claim} is {verdict}" + (f" ({', '.join(more)})" if more else "")


def _holds(side: Side, evidence: Evidence) -> bool:
    return evidence.assessments[side.claim].verdict == ("supported" if side.position == "for" else "disputed")


def _reports_beside(sides: Sequence[Side], evidence: Evidence) -> frozenset[int]:
    """Return the places of sides that say what a publication reports, where another side says what is so."""
    reports = frozenset(
        number for number, side in enumerate(sides) if evidence.assessments[side.claim].question == "report"
    )
    return reports if len(reports) < len(sides) else frozenset()


def _rank(assessment: Assessment) -> tuple[int, int]:
    certainty = _WORST if assessment.certainty is None else CERTAINTIES.index(assessment.certainty)
    return (certainty, assessment.level or _NO_LEVEL)
