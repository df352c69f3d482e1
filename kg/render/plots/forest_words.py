"""What a forest plot says in words: what lies either side of no effect, what is to be seen, numbers and units."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.labels import number, short_citation
from kg.render.plots.families import EVENTS, is_number, null_of
from kg.render.plots.scale import MINUS
from kg.render.words import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.render.plots.families import Drawn, Family


def ends(family: Family) -> tuple[str, str]:
    """Return what lies either side of no effect, in words."""
    if null_of(family.measure) is None:
        return "", ""
    if family.measure in EVENTS and is_number(family.outcome):
        return f"lower {family.outcome}", f"higher {family.outcome}"
    if family.measure in EVENTS:
        what = family.outcome.split()[-1]
        return f"{what} less often", f"{what} more often"
    if family.measure == "r":
        return "the one less with the other", "the one more with the other"
    return "lower", "higher"


def sentence(family: Family, members: Sequence[Drawn]) -> str:
    """Return what is to be seen, in a sentence or two."""
    null = null_of(family.measure)
    values = [x.value for x in members]
    if null is None:
        if len(values) == 1:
            return "One estimate, on a scale that has no value of no effect."
        return f"Estimates from {signed(min(values))} to {signed(max(values))}{unit_words(family.unit)}."
    mark = signed(null)
    below = [_name(x) for x in members if x.high < null]
    above = [_name(x) for x in members if x.low > null]
    across = [_name(x) for x in members if x.low <= null <= x.high]
    if len(members) == 1:
        if across:
            return f"The interval takes in {mark}, the value of no effect."
        return f"The whole interval lies {'below' if below else 'above'} {mark}, the value of no effect."
    parts = [
        f"{_some(names, len(members))} {words}"
        for names, words in (
            (below, f"the whole interval lies below {mark}"),
            (above, f"the whole interval lies above {mark}"),
            (across, f"the interval takes in {mark}"),
        )
        if names
    ]
    text = "; ".join(parts)
    return f"{text[0].upper()}{text[1:]}. No effect is {mark}."


def _some(names: Sequence[str], total: int) -> str:
    """Return findings as a part of all, with their names where they are few."""
    if len(names) == total:
        return "in both" if total == 2 else f"in all {total}"  # noqa: PLR2004 - a pair
    few = f" ({listed(list(names))})" if len(names) <= 2 else ""  # noqa: PLR2004 - few
    return f"in {len(names)} of {total}{few}"


def _name(one: Drawn) -> str:
    return short_citation(one.study)


def interval_words(one: Drawn) -> str:
    """Return the interval in words, with its level where that is not the usual 95%."""
    level = one.finding.ci_level
    unusual = f", {number(level)}% interval" if level is not None and level != 95.0 else ""  # noqa: PLR2004 - the usual
    return f"{signed(one.low)} to {signed(one.high)}{unusual}"


def signed(value: float) -> str:
    """Return a number with a true minus sign."""
    return number(value).replace("-", MINUS)


def unit_words(unit: str) -> str:
    """Return a unit as it follows a number."""
    return unit and (unit if unit.startswith("%") else f" {unit}")
