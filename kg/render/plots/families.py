"""Which findings may stand on one axis: same measure, unit, sort of outcome, and way that the measure runs.

The records name outcomes in free text, so the sort of an outcome is read from its words: the noun that the phrase is
about ("injury" in "running injury by 250 km"), or the whole phrase where that noun only says what kind of number it
is ("scale", "rate"). Where in doubt two findings stay apart; nothing is ever pooled.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from kg.records import RATIO_MEASURES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.records import Effect, EvidenceLine, Finding, Measure, Study

Side = Literal["low", "high", ""]
"""The side of no effect on which a value speaks for the claim; empty where that is not known."""

EVENTS: Final[frozenset[Measure]] = frozenset({*RATIO_MEASURES, "RD"})
"""Measures of how often something happens, in one group beside another."""

_DIFFERENCES: Final[frozenset[Measure]] = frozenset({"RD", "MD", "SMD", "r"})
_UNITLESS: Final[frozenset[Measure]] = frozenset({*RATIO_MEASURES, "SMD", "r"})
_SIGNED: Final[frozenset[Effect]] = frozenset({"increases", "decreases", "improves", "worsens"})
_CUT: Final = re.compile(
    r"[,;:(]|\b(?:at|in|after|during|within|by|over|up|to|with|of|on|from|for|that|per|between|among|until|when)\b"
)
_LEAD: Final = re.compile(
    r"^(?:change|rise|fall|increase|decrease|reduction|improvement|difference|risk|onset) (?:in|of) ", re.IGNORECASE
)
_CONTAINERS: Final = frozenset({
    "scale", "score", "index", "questionnaire", "change", "rate", "risk", "prevalence", "incidence", "level", "value",
    "ratio", "number", "share", "onset", "time", "cost", "test", "measure", "outcome", "function",
})  # fmt: skip
"""Nouns that name a kind of number and not what is counted or measured."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finding to draw, with its study and, on a claim's page, the line of evidence that it carries."""

    study: Study
    finding: Finding
    line: EvidenceLine | None
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Family:
    """Findings that may stand on one axis; `outcome` is the words for what was measured.

    `towards` is the side that speaks for the claim, where the lines tell.
    """

    measure: Measure
    unit: str
    outcome: str
    towards: Side
    members: tuple[Drawn, ...]


def null_of(measure: Measure) -> float | None:
    """Return the value of no effect; None for a measure that has none, such as a percentage."""
    if measure in RATIO_MEASURES:
        return 1.0
    return 0.0 if measure in _DIFFERENCES else None


def drawable(study: Study, finding: Finding, line: EvidenceLine | None) -> Drawn | None:
    """Return a finding as it can be drawn; None without an estimate and both ends of an interval."""
    value, low, high = finding.value, finding.ci_low, finding.ci_high
    if value is None or low is None or high is None or (finding.measure in RATIO_MEASURES and min(value, high) <= 0):
        return None
    return Drawn(study, finding, line, value, low, high)


def families(drawn: Sequence[Drawn], effect: Effect | None) -> tuple[Family, ...]:
    """Return findings in groups that may share an axis, the largest group first; each finding is in exactly one."""
    groups: dict[tuple[str, ...], list[Drawn]] = {}
    for one in drawn:
        groups.setdefault(_key(one), []).append(one)
    found = [
        Family(members[0].finding.measure, members[0].finding.unit or "", _outcome(members), towards, tuple(members))
        for group in groups.values()
        for towards, members in _by_side(group, effect)
    ]
    return tuple(sorted(found, key=lambda x: (-len(x.members), x.measure, x.outcome, x.unit, x.towards)))


def outcome_phrase(outcome: str) -> str:
    """Return the words for what was measured, without when, where and in whom.

    >>> outcome_phrase("change in Anterior Knee Pain Scale at 12 weeks"), outcome_phrase("running injuries by 250 km")
    ('Anterior Knee Pain Scale', 'running injury')
    """
    rest = _LEAD.sub("", outcome.strip())
    phrase = _CUT.split(rest, maxsplit=1)[0].strip() or rest
    *head, last = phrase.split()
    return " ".join((*head, _singular(last)))


def is_number(outcome: str) -> bool:
    """Return whether an outcome's words name a number, such as a rate, and not something that happens.

    >>> is_number("injury rate"), is_number("injury")
    (True, False)
    """
    return outcome.casefold().split()[-1] in _CONTAINERS


def _key(one: Drawn) -> tuple[str, ...]:
    """Return what findings must have in common; a number whose unit is not known has its study in it."""
    finding = one.finding
    alone = () if finding.unit or finding.measure in _UNITLESS else (one.study.id,)
    events = finding.measure in EVENTS
    return (finding.measure, finding.unit or "", _sort(finding.outcome, whole=not events), *alone)


def _sort(outcome: str, *, whole: bool) -> str:
    """Return what an outcome is about; `whole` for measures on a scale, where another scale is another number."""
    phrase = outcome_phrase(outcome).casefold()
    head = phrase.split()[-1]
    return phrase if whole or head in _CONTAINERS else head


def _outcome(members: Sequence[Drawn]) -> str:
    """Return the words that all members share: the phrase where it is the same, else the noun."""
    phrases = {outcome_phrase(x.finding.outcome) for x in members}
    if len({x.casefold() for x in phrases}) == 1:
        return min(phrases)
    return min(x.split()[-1] for x in phrases)


def _singular(noun: str) -> str:
    if len(noun) > 4 and noun.endswith("ies"):  # noqa: PLR2004 - "ties" is no plural of "ty"
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "is", "us")) and not noun.isupper() else noun


def _by_side(group: Sequence[Drawn], effect: Effect | None) -> list[tuple[Side, list[Drawn]]]:
    """Return a group parted by the side that speaks for the claim.

    A finding whose interval takes in no effect does not tell its side. It goes where the same things are compared the
    same way round, else to the larger part.
    """
    known: dict[Side, list[Drawn]] = {}
    open_ones = list[Drawn]()
    for one in group:
        side = _side(one, effect)
        (known.setdefault(side, []) if side else open_ones).append(one)
    if len(known) < 2:  # noqa: PLR2004 - one side, or none, is no reason to part
        return [(_told(next(iter(known), ""), group), list(group))]
    words: dict[Side, Counter[str]] = {
        side: sum((_compared(x) for x in members), Counter()) for side, members in known.items()
    }
    parts: dict[Side, list[Drawn]] = {side: list(members) for side, members in known.items()}
    for one in open_ones:
        signs = _compared(one)
        best = max(sorted(parts), key=lambda x: ((words[x] & signs).total(), len(known[x]), x))
        parts[best].append(one)
    return [(_told(side, members), [x for x in group if x in members]) for side, members in sorted(parts.items())]


def _told(side: Side, members: Sequence[Drawn]) -> Side:
    """Return the side that speaks for the claim, unless a clear result among the members leaves the claim open."""
    for one in members:
        null = null_of(one.finding.measure)
        clear = null is not None and not one.low <= null <= one.high
        if clear and one.line is not None and one.line.direction == "inconclusive":
            return ""
    return side


def _side(one: Drawn, effect: Effect | None) -> Side:
    null = null_of(one.finding.measure)
    if null is None or effect not in _SIGNED or one.line is None or one.low <= null <= one.high:
        return ""
    if one.line.direction == "inconclusive":
        return ""
    above = one.low > null
    return "high" if above == (one.line.direction == "supports") else "low"


def _compared(one: Drawn) -> Counter[str]:
    """Return the words of a comparison, each with the side of "vs" that it stands on."""
    first, _, second = (one.finding.comparison or "").casefold().partition(" vs ")
    return Counter(
        f"{side} {word}"
        for side, text in (("first", first), ("second", second))
        for word in re.findall(r"\w{4,}", text)
    )
