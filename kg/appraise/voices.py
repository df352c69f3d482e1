"""From lines of evidence to one voice per study: what each study says on a claim, and at which level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.appraise.levels import LAST, line_level
from kg.appraise.model import WeighedLine

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from kg.appraise.model import Level, Question, Standing
    from kg.records import Claim, Direction, EvidenceLine, Study

SMALL: Final = 100
"""Fewer people than this are few, whatever was measured."""


class Voice(NamedTuple):
    """What a study says on a claim by its best decisive lines; `split` where it finds both for and against.

    `partial`: another line of the study, as near to the claim and of the same level, is inconclusive, such as the same
    result in other people. It has then found something of a part of what the claim is about.
    """

    study: str
    rank: tuple[int, bool, bool]
    directions: frozenset[Direction]
    lines: tuple[WeighedLine, ...]
    partial: bool = False

    @property
    def level(self) -> int:
        """Return the level of the lines."""
        return self.rank[0]

    @property
    def indirect(self) -> bool:
        """Return whether the lines are indirect."""
        return self.rank[1]

    @property
    def split(self) -> bool:
        """Return whether the study finds both for and against the claim at its best level."""
        return len(self.directions) > 1


def weigh(
    claim: Claim,
    question: Question,
    studies: Mapping[str, Study],
    fallen: Collection[str] = (),
) -> tuple[WeighedLine, ...]:
    """Return the claim's lines with level and standing, best first; lines of unknown studies are left out.

    `fallen`: studies to be taken as retracted.
    """
    known = [line for line in claim.evidence if line.study in studies]
    weighed = {_weigh(line, question, studies[line.study], line.study in fallen) for line in known}
    return tuple(sorted(weighed, key=lambda x: (x.rank, x.direction, x.study, x.finding or "", x.standing)))


def voices(lines: Iterable[WeighedLine]) -> tuple[Voice, ...]:
    """Return one voice per study with a decisive line, best first.

    A study counts once. Where its lines differ in rank, only those of its best rank speak: what it found on the
    question itself, not what it found beside it.
    """
    by_study: dict[str, list[WeighedLine]] = {}
    still_open = set[tuple[str, tuple[int, bool, bool]]]()
    for line in lines:
        if line.standing == "decisive":
            by_study.setdefault(line.study, []).append(line)
        elif line.standing == "inconclusive":
            still_open.add((line.study, line.rank))
    found: list[Voice] = []
    for study, own in by_study.items():
        best = min(line.rank for line in own)
        speaking = tuple(line for line in own if line.rank == best)
        found.append(
            Voice(study, best, frozenset(line.direction for line in speaking), speaking, (study, best) in still_open)
        )
    return tuple(sorted(found, key=lambda voice: (voice.rank, voice.study)))


def is_small(study: Study) -> bool:
    """Return whether a study is known to have fewer than 100 people."""
    return study.participants is not None and study.participants < SMALL


def is_retracted(study: Study) -> bool:
    """Return whether a study was withdrawn."""
    return study.integrity is not None and study.integrity.status == "retracted"


def _weigh(line: EvidenceLine, question: Question, study: Study, fallen: bool) -> WeighedLine:  # noqa: FBT001 - one of the four things that a line is weighed by
    level = line_level(study, question, line.directness)
    return WeighedLine(
        study=line.study,
        finding=line.finding,
        direction=line.direction,
        directness=line.directness,
        level=level,
        standing="retracted" if fallen or is_retracted(study) else _standing(line, level, study),
    )


def _standing(line: EvidenceLine, level: Level, study: Study) -> Standing:
    """Return whether a line that is not withdrawn can decide.

    Opinion, what is known from memory only, and indirect lines at the last level
    (mechanism or uncontrolled cases, of something else) are shown and decide nothing.
    """
    if level.opinion:
        return "opinion"
    if study.verified == "memory":
        return "memory"
    if line.direction == "inconclusive":
        return "inconclusive"
    if line.directness == "indirect" and level.number == LAST:
        return "too-far"
    return "decisive"
