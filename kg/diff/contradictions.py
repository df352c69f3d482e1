"""What changed about contradictions: which opened and closed, curated or detected, and which are told otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.diff.fields import compare, values
from kg.diff.model import Contradicting, Edited, Field
from kg.diff.sides import pairs
from kg.labels import short_citation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.appraise.contradictions import Clash
    from kg.diff.sides import Side
    from kg.records import Contradiction


def contradictions(here: Side, there: Side) -> tuple[Contradicting, ...]:
    """Return the contradictions that are here and not there, curated ones first; candidates are none.

    What a rule finds and a curator noted is told once, as the curator's. A contradiction that the rules find on both
    sides neither opens nor closes because a curator wrote it down, or took that back.
    """
    known = there.detected.known
    found = (_found(here, clash) for clash in here.detected.told if clash.id not in known)
    return (*_curated(here, there), *sorted(found, key=lambda x: x.id))


def _curated(here: Side, there: Side) -> tuple[Contradicting, ...]:
    known = _between_claims(there)
    found = [_contradicting(here, *each) for name, each in _between_claims(here).items() if name not in known]
    conflicts = {conflict.id for conflict in there.records.conflicts}
    for conflict in here.records.conflicts:
        if conflict.id not in conflicts:
            claims = tuple(sorted(conflict.claims))
            found.append(
                Contradicting(
                    id=conflict.id,
                    origin="curated",
                    kind=conflict.kind,
                    claims=claims,
                    texts=tuple(map(here.text, claims)),
                    articles=tuple(sorted(conflict.articles)),
                    studies=(),
                    explanation=conflict.explanation,
                )
            )
    return tuple(sorted(found, key=lambda x: x.id))


def edited_contradictions(old: Side, new: Side) -> Iterator[Edited]:
    """Yield the contradictions and conflicts on both sides that are now told otherwise."""
    before, after = _between_claims(old), _between_claims(new)
    for name in sorted(before.keys() & after.keys()):
        (was_on, was), (is_on, now) = before[name], after[name]
        fields = compare(values(was, ("claim",)), values(now, ("claim",)))
        if "superseded" in {was.kind, now.kind} and was_on != is_on:
            fields += (Field("the newer claim", was_on, is_on),)
        if fields:
            yield Edited("conflict", name, f"{new.text(is_on)} / {new.text(now.claim)}", fields)
    for one, other in pairs({x.id: x for x in old.records.conflicts}, {x.id: x for x in new.records.conflicts}):
        fields = compare(values(one), values(other))
        if fields:
            yield Edited("conflict", other.id, other.explanation, fields)


def _between_claims(side: Side) -> dict[str, tuple[str, Contradiction]]:
    """Return contradictions by their pair, with the claim that holds each."""
    return {
        " / ".join(sorted((claim.id, each.claim))): (claim.id, each)
        for claim in side.claims.values()
        for each in claim.contradicts
    }


def _contradicting(side: Side, holder: str, each: Contradiction) -> Contradicting:
    claims = tuple(sorted((holder, each.claim)))
    return Contradicting(
        id=" / ".join(claims),
        origin="curated",
        kind=each.kind,
        claims=claims,
        texts=tuple(map(side.text, claims)),
        articles=(),
        studies=(),
        explanation=each.why,
    )


def _found(side: Side, clash: Clash) -> Contradicting:
    return Contradicting(
        id=clash.id,
        origin="detected",
        kind=clash.kind,
        claims=clash.claims,
        texts=tuple(map(side.text, clash.claims)),
        articles=clash.articles,
        studies=_names(side, clash) if clash.scope == "study-study" else (),
        explanation=clash.explanation,
    )


def _names(side: Side, clash: Clash) -> tuple[str, ...]:
    """Return what the studies are called, the one that is for the claim first."""
    return tuple(short_citation(side.studies[study]) for x in clash.sides for study in x.studies)
