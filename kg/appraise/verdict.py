"""The verdict on a claim from the voices of its studies; never a count of votes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.appraise.independence import independent
from kg.appraise.model import Reason
from kg.appraise.voices import is_small, voices

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.appraise.model import Leaning, WeighedLine
    from kg.appraise.voices import Voice
    from kg.records import Direction, Study, Verdict

SAYS: Final[dict[Direction, Leaning]] = {"supports": "supported", "disputes": "disputed"}
"""The verdict that lines of a direction speak for."""
_OPPOSITE: Final[dict[Leaning, Direction]] = {"supported": "disputes", "disputed": "supports"}


class Ruling(NamedTuple):
    """A verdict with what it rests on.

    `deciding`: voices of the verdict's side at the deciding level (of both sides where contested);
    `side`: those of the next level too; `dissent` and `outweighed`: voices that go the other way, near and far.
    """

    verdict: Verdict
    leaning: Leaning | None = None
    deciding: tuple[Voice, ...] = ()
    side: tuple[Voice, ...] = ()
    dissent: tuple[Voice, ...] = ()
    outweighed: tuple[Voice, ...] = ()
    why: tuple[Reason, ...] = ()


def rule(lines: tuple[WeighedLine, ...], studies: Mapping[str, Study]) -> Ruling:
    """Return the verdict on a claim with these lines.

    1. The best rank with a decisive line decides: level, then direct before indirect, then review before single
       study. All one way: supported or disputed; both ways: contested. A study that finds both for and against
       decides nothing beside one that does not, and leaves the claim contested where it stands alone.
    2. Voices of the same or the next level that go the other way are dissent.
    3. The verdict is unclear after all, and the answer only a leaning, where every voice of its side is indirect and a
       single primary study stands behind them, or where every voice is indirect or partial and a direct line of another
       study, of the same or a better level and of 100 people or more, is inconclusive: neither a neighbouring question
       nor a part of the people closes what the question itself leaves open.
    4. Without a decisive line the claim is unclear, without any line that is still valid untested.
    """
    heard = voices(lines)
    if not heard:
        return _without_decisive_line(lines)
    best = [voice for voice in heard if voice.rank == heard[0].rank]
    directions = {way for voice in best if not voice.split for way in voice.directions}
    ruling = _one_way(SAYS[next(iter(directions))], heard) if len(directions) == 1 else _both_ways(heard)
    doubt = _doubt(ruling, heard, lines, studies)
    if doubt is None:
        return ruling
    leaning: Leaning = "contested" if ruling.verdict == "contested" else SAYS[next(iter(directions))]
    return ruling._replace(verdict="unclear", leaning=leaning, why=(*ruling.why, doubt))


def _both_ways(heard: tuple[Voice, ...]) -> Ruling:
    level = heard[0].level
    deciding = tuple(voice for voice in heard if voice.level == level)
    side = tuple(voice for voice in heard if voice.level <= level + 1)
    return Ruling("contested", None, deciding, side, why=(Reason("best-level-conflicts", _names(deciding)),))


def _one_way(verdict: Leaning, heard: tuple[Voice, ...]) -> Ruling:
    level = heard[0].level
    against = _OPPOSITE[verdict]
    mine = [voice for voice in heard if against not in voice.directions]
    other = [voice for voice in heard if against in voice.directions]
    deciding = tuple(voice for voice in mine if voice.level == level)
    return Ruling(
        verdict,
        deciding=deciding,
        side=tuple(voice for voice in mine if voice.level <= level + 1),
        dissent=tuple(voice for voice in other if voice.level <= level + 1),
        outweighed=tuple(voice for voice in other if voice.level > level + 1),
        why=(Reason("best-level-agrees", _names(deciding)),),
    )


def _doubt(
    ruling: Ruling,
    heard: tuple[Voice, ...],
    lines: tuple[WeighedLine, ...],
    studies: Mapping[str, Study],
) -> Reason | None:
    """Return why indirect or partial evidence does not close the claim, or None where it does."""
    against = {voice.study for voice in (*ruling.dissent, *ruling.outweighed)}
    mine = [voice for voice in heard if voice.study not in against]
    if any(not voice.indirect and not voice.partial for voice in mine):
        return None
    names = {voice.study for voice in mine}
    alone = len(independent(names, studies)) == 1 and not any(_is_synthesis(voice) for voice in mine)
    if alone and all(voice.indirect for voice in mine):
        return Reason("one-indirect-study", tuple(sorted(names)))
    level = ruling.deciding[0].level
    still_open = {
        line.study
        for line in lines
        if line.standing == "inconclusive" and line.directness == "direct" and line.level.number <= level
        if line.study not in names and not is_small(studies[line.study])
    }
    return Reason("open-in-direct-evidence", tuple(sorted(still_open))) if still_open else None


def _without_decisive_line(lines: tuple[WeighedLine, ...]) -> Ruling:
    valid = [line for line in lines if line.standing != "retracted"]
    if not valid:
        gone = tuple(sorted({line.study for line in lines}))
        return Ruling("untested", why=(Reason("only-retracted", gone) if gone else Reason("no-line"),))
    pointing = [line for line in valid if line.direction != "inconclusive"]
    leanings = {SAYS[line.direction] for line in pointing}
    code: Reason = (
        Reason("nothing-can-decide", tuple(sorted({line.study for line in pointing})))
        if pointing
        else Reason("only-inconclusive", tuple(sorted({line.study for line in valid})))
    )
    leaning: Leaning | None = None
    if leanings:
        leaning = "contested" if len(leanings) > 1 else leanings.pop()
    return Ruling("unclear", leaning, why=(code,))


def _is_synthesis(voice: Voice) -> bool:
    return any(line.level.synthesis for line in voice.lines)


def _names(heard: Iterable[Voice]) -> tuple[str, ...]:
    return tuple(sorted(voice.study for voice in heard))
