"""Claims: what they name is there, they do not circle or contradict themselves, and no evidence counts twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.load.words import Names, quoted
from kg.records import Claim, EvidenceLine, Study, Topic
from kg.validate.circles import circles
from kg.validate.identity import where
from kg.validate.index import WARNING, fault, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.problems import Fault
    from kg.validate.index import Index


def faults(index: Index) -> Iterator[Fault]:
    """Yield what is wrong with claims."""
    for claim in index.records.claims:
        yield from index.dangling(claim, ("topic",), Topic, claim.topic)
        if claim.broader is not None:
            yield from index.dangling(claim, ("broader",), Claim, claim.broader)
        yield from _exposure(claim)
        yield from _evidence(index, claim)
    yield from _circles(index)
    yield from _contradictions(index)


def _exposure(claim: Claim) -> Iterator[Fault]:
    if claim.exposure is not None and claim.intervention is not None:
        message = f"claim '{claim.id}' has both 'exposure' and 'intervention'"
        way_out = "keep 'exposure' for what befalls people, 'intervention' for what is done to them"
        yield fault(claim, ("intervention",), "exposure-and-intervention", message, way_out, on_key=True)
    if claim.exposure is None and claim.intervention is None:
        message = f"claim '{claim.id}' has neither 'exposure' nor 'intervention'"
        yield fault(claim, ("id",), "neither-exposure-nor-intervention", message, "add one of the two")


def _evidence(index: Index, claim: Claim) -> Iterator[Fault]:
    if not claim.evidence:
        message = f"claim '{claim.id}' has no evidence"
        way_out = "add lines of evidence; until then its verdict is 'untested'"
        yield fault(claim, ("id",), "claim-without-evidence", message, way_out, severity=WARNING)
    seen: set[tuple[str, str | None]] = set()
    for number, line in enumerate(claim.evidence):
        pointer = ("evidence", number)
        yield from index.dangling(claim, (*pointer, "study"), Study, line.study)
        yield from _finding(index, claim, number, line)
        key = line.study, line.finding
        if key in seen:
            what = f"finding '{line.finding}' of study" if line.finding else "study"
            message = f"{what} '{line.study}' is already a line of evidence of claim '{claim.id}'"
            yield fault(claim, (*pointer, "study"), "repeated-evidence", message, "keep one of the two lines")
        seen.add(key)


def _finding(index: Index, claim: Claim, number: int, line: EvidenceLine) -> Iterator[Fault]:
    study = index.studies.get(line.study)
    if study is None or line.finding is None:
        return
    names = [finding.id for finding in study.findings]
    if line.finding in names:
        return
    message = f"study '{study.id}' has no finding {quoted(line.finding)}"
    near = Names(names).nearest(line.finding)
    listed = f"its findings: {', '.join(names)}" if names else "it has no findings"
    way_out = f"did you mean '{near}'?" if near else listed
    yield fault(claim, ("evidence", number, "finding"), "dangling-finding", message, way_out)


def _circles(index: Index) -> Iterator[Fault]:
    """Yield each circle of broader claims once, on its first claim."""
    for circle in circles({x.id: x.broader for x in index.claims.values()}):
        message = f"claim '{circle[0]}' falls under itself: {' → '.join((*circle, circle[0]))}"
        way_out = "take 'broader' out of one of them"
        yield fault(index.claims[circle[0]], ("broader",), "broader-circle", message, way_out)


def _contradictions(index: Index) -> Iterator[Fault]:
    """Yield contradictions of a claim with itself, with no claim, and those that were written before."""
    written: dict[frozenset[str], Claim] = {}
    for claim in in_order(index.records.claims):
        for number, contradiction in enumerate(claim.contradicts):
            pointer = ("contradicts", number, "claim")
            yield from index.dangling(claim, pointer, Claim, contradiction.claim)
            if contradiction.claim == claim.id:
                message = f"claim '{claim.id}' contradicts itself"
                yield fault(claim, pointer, "self-contradiction", message, "name the other claim")
                continue
            pair = frozenset((claim.id, contradiction.claim))
            before = written.setdefault(pair, claim)
            if before is not claim or any(each.claim == contradiction.claim for each in claim.contradicts[:number]):
                there = "above" if before is claim else f"on '{before.id}' {where(before.at, claim.at)}"
                message = f"the contradiction with '{contradiction.claim}' is already written {there}"
                way_out = "keep one of the two; a contradiction is written once, on one claim of the pair"
                yield fault(claim, pointer, "repeated-contradiction", message, way_out)
