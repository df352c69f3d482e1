"""What changed about claims: which there are, their wording, their verdicts and why, their contradictions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.diff.causes import causes
from kg.diff.fields import compare, values
from kg.diff.model import ClaimChange, ClaimEntry, Contradicting, Edited, Field, Reworded
from kg.diff.sides import pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.diff.sides import Side
    from kg.records import Claim, Contradiction


def claim_entries(here: Side, there: Side) -> tuple[ClaimEntry, ...]:
    """Return the claims that are here and not there."""
    return tuple(ClaimEntry(x, here.claims[x].text, here.answer(x)) for x in sorted(here.claims.keys() - there.claims))


def reworded(old: Side, new: Side) -> tuple[Reworded, ...]:
    """Return the claims whose text changed."""
    return tuple(Reworded(a.id, a.text, b.text) for a, b in pairs(old.claims, new.claims) if a.text != b.text)


def claim_changes(old: Side, new: Side) -> Iterator[ClaimChange]:
    """Yield the claims on both sides whose evidence or answer changed; those that nothing touched are not computed."""
    touched = {x for x in {*old.studies, *new.studies} if old.studies.get(x) != new.studies.get(x)}
    for before, after in pairs(old.claims, new.claims):
        if before == after and not any(line.study in touched for line in after.evidence):
            continue
        why = causes(before, after, old.studies, new.studies)
        was, now = old.answer(before.id), new.answer(after.id)
        if was != now or any(cause.study is not None or cause.decides for cause in why):
            yield ClaimChange(after.id, after.text, was, now, why)


def edited_claims(old: Side, new: Side) -> Iterator[Edited]:
    """Yield the claims of which other values changed."""
    for before, after in pairs(old.claims, new.claims):
        fields = compare(values(before, ("text",)), values(after, ("text",)))
        fields += compare(_rationales(before), _rationales(after))
        if fields:
            yield Edited("claim", after.id, after.text, fields)


def contradictions(here: Side, there: Side) -> tuple[Contradicting, ...]:
    """Return the contradictions of claims, and the curated conflicts, that are here and not there."""
    known = _between_claims(there)
    found = [_contradicting(here, *each) for name, each in _between_claims(here).items() if name not in known]
    conflicts = {conflict.id for conflict in there.records.conflicts}
    for conflict in here.records.conflicts:
        if conflict.id not in conflicts:
            claims = tuple(sorted(conflict.claims))
            texts = tuple(map(here.text, claims))
            articles = tuple(sorted(conflict.articles))
            found.append(Contradicting(conflict.id, conflict.kind, claims, texts, articles, conflict.explanation))
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


def _rationales(claim: Claim) -> dict[str, str]:
    return {f"evidence {'/'.join(filter(None, (x.study, x.finding)))} why": x.why for x in claim.evidence}


def _between_claims(side: Side) -> dict[str, tuple[str, Contradiction]]:
    """Return contradictions by their pair, with the claim that holds each."""
    return {
        " / ".join(sorted((claim.id, each.claim))): (claim.id, each)
        for claim in side.claims.values()
        for each in claim.contradicts
    }


def _contradicting(side: Side, holder: str, each: Contradiction) -> Contradicting:
    claims = tuple(sorted((holder, each.claim)))
    return Contradicting(" / ".join(claims), each.kind, claims, tuple(map(side.text, claims)), (), each.why)
