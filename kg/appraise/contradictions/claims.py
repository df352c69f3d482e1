"""Claim against claim: the pairs that curators noted, and pairs that look as if they clash."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.appraise.contradictions.evidence import listed
from kg.appraise.contradictions.model import Clash, Side
from kg.appraise.contradictions.slots import (
    comparator_words,
    exposure_words,
    likeness,
    sharing,
    slot_words,
    way,
    ways_clash,
)
from kg.appraise.contradictions.stronger import stronger_side

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.appraise.contradictions.evidence import Evidence
    from kg.appraise.contradictions.slots import Way, Words
    from kg.records import Claim, ContradictionKind

SAME_OUTCOME: Final = 0.5
SAME_EXPOSURE: Final = 0.4
SAME_CROSSED: Final = 0.5
"""How alike slots must be; tuned on the pairs that curators noted, of which `docs/contradictions.md` tells."""


_COMMON: Final = 100
"""A word that the exposures of more claims than this share tells nothing, and would compare each with each."""


class _Slots(NamedTuple):
    claim: Claim
    population: Words
    exposure: Words
    comparator: Words
    outcome: Words
    way: Way | None


def claim_clashes(evidence: Evidence) -> Iterator[Clash]:
    """Yield the curated pairs, then the candidates that no curator noted."""
    alike = {frozenset((one.id, other.id)): (kind, why) for one, other, kind, why in _look_alikes(evidence)}
    curated = set[frozenset[str]]()
    for one, other, entry in evidence.pairs.values():
        curated.add(frozenset((one.id, other.id)))
        sides = (Side(claim=one.id), Side(claim=other.id))
        yield Clash(
            id=f"{one.id}--{other.id}",
            scope="claim-claim",
            kind=entry.kind,
            origin="curated",
            sides=sides,
            explanation=entry.why,
            stronger=stronger_side(sides, entry.kind, evidence),
            found=frozenset((one.id, other.id)) in alike,
        )
    for pair, (kind, why) in alike.items():
        if pair not in curated:
            names = sorted(pair)
            sides = (Side(claim=names[0]), Side(claim=names[1]))
            yield Clash(
                id=f"claim-claim/{'--'.join(names)}",
                scope="claim-claim",
                kind=kind,
                origin="candidate",
                sides=sides,
                explanation=why + _shared_findings(evidence.claims[names[0]], evidence.claims[names[1]], evidence),
                stronger=stronger_side(sides, kind, evidence),
            )


def _look_alikes(evidence: Evidence) -> Iterator[tuple[Claim, Claim, ContradictionKind, str]]:
    """Yield pairs that share slots and differ in effect, with kind and explanation.

    Compared are claims on the same people, or under one topic. Three patterns: the same exposure and outcome with
    effects that clash; one claim's comparator is what the other recommends, for the same outcome (only of things that
    are done to people); cause and effect change places (only of things that happen to them).
    """
    slots = [_slots(claim) for claim in evidence.claims.values()]
    for one, other in ((slots[i], slots[j]) for i, j in _neighbours(slots)):
        same_people = not one.population or not other.population or sharing(one.population, other.population) > 0
        if not same_people and one.claim.topic != other.claim.topic:
            continue
        kind: ContradictionKind = "opposite" if same_people else "population"
        if _same_question(one, other):
            found = f"the effect differs: {_effect(one.claim)} and {_effect(other.claim)}."
            yield one.claim, other.claim, kind, f"Alike in what is done and measured, while {found}"
        elif _swapped(one, other):
            yield one.claim, other.claim, kind, "What the one recommends the other only compares with, for one outcome."
        elif _reversed(one, other):
            yield one.claim, other.claim, "timing", "What is the cause in the one is the effect in the other."


def _effect(claim: Claim) -> str:
    return claim.effect.replace("-", " ")


def _neighbours(slots: list[_Slots]) -> list[tuple[int, int]]:
    """Return the places of the pairs of which one has a word of the other's exposure in any slot but its people."""
    index: dict[str, list[int]] = {}
    for place, claim in enumerate(slots):
        for word in claim.exposure:
            index.setdefault(word, []).append(place)
    rare = {word: places for word, places in index.items() if len(places) <= _COMMON}
    pairs = {
        (min(here, there), max(here, there))
        for here, claim in enumerate(slots)
        for word in claim.exposure | claim.comparator | claim.outcome
        for there in rare.get(word, ())
        if here != there
    }
    return sorted(pairs)


def _slots(claim: Claim) -> _Slots:
    return _Slots(
        claim,
        slot_words(claim.population),
        exposure_words(claim),
        comparator_words(claim),
        slot_words(claim.outcome),
        way(claim),
    )


def _same_question(one: _Slots, other: _Slots) -> bool:
    return (
        ways_clash(one.way, other.way)
        and sharing(one.outcome, other.outcome) >= SAME_OUTCOME
        and likeness(one.exposure, other.exposure) >= SAME_EXPOSURE
    )


def _swapped(one: _Slots, other: _Slots) -> bool:
    crossed = (likeness(one.exposure, other.comparator), likeness(other.exposure, one.comparator))
    return (
        one.claim.intervention is not None
        and other.claim.intervention is not None
        and one.way == other.way
        and one.way not in {None, "same", "linked"}
        and sharing(one.outcome, other.outcome) >= SAME_OUTCOME
        and min(crossed) > 0
        and max(crossed) >= SAME_CROSSED
    )


def _reversed(one: _Slots, other: _Slots) -> bool:
    return (
        one.claim.exposure is not None
        and other.claim.exposure is not None
        and likeness(one.exposure, other.outcome) >= SAME_CROSSED
        and likeness(other.exposure, one.outcome) >= SAME_CROSSED
    )


def _shared_findings(one: Claim, other: Claim, evidence: Evidence) -> str:
    """Return a sentence on findings that count for one claim and against the other, or nothing."""
    ways = {(line.study, line.finding or ""): line.direction for line in one.evidence if line.finding is not None}
    studies = {
        line.study
        for line in other.evidence
        if {ways.get((line.study, line.finding or "")), line.direction} == {"supports", "disputes"}
        if line.study in evidence.studies
    }
    if not studies:
        return ""
    return f" One finding counts for one of them and against the other: {listed(map(evidence.cite, sorted(studies)))}."
