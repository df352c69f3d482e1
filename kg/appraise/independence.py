"""Which studies of a claim are evidence of their own, so that the same people are not counted twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.records import Study


def independent(ids: Iterable[str], studies: Mapping[str, Study]) -> frozenset[str]:
    """Return those of the studies that are evidence of their own beside the others.

    A study that a review among them includes is left out, and so is one that only restates another of them. Of studies
    on the same people the larger stays (the first by id where the records do not tell), and so does the largest
    where all of them include or restate one another in a circle. What the records do not say is not known here: studies
    without an `overlaps` entry are taken as independent.
    """
    given = sorted(set(ids), key=lambda name: (-(studies[name].participants or 0), name))
    included = {x.study for name in given for x in studies[name].overlaps if x.kind == "includes"}
    kept = list[str]()
    for name in given:
        overlaps = studies[name].overlaps
        restates = any(x.kind == "restates" and x.study in given for x in overlaps)
        if name not in included and not restates and not any(_same_people(name, x, studies) for x in kept):
            kept.append(name)
    return frozenset(kept or given[:1])


def _same_people(one: str, other: str, studies: Mapping[str, Study]) -> bool:
    pairs = ((one, other), (other, one))
    return any(x.kind == "same-people" and x.study == there for here, there in pairs for x in studies[here].overlaps)
