"""What changed about claims: which there are, their wording, their verdicts and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.diff.causes import causes
from kg.diff.fields import compare, values
from kg.diff.model import ClaimChange, ClaimEntry, Edited, Reworded
from kg.diff.sides import pairs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.diff.sides import Side
    from kg.records import Claim


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


def _rationales(claim: Claim) -> dict[str, str]:
    return {f"evidence {'/'.join(filter(None, (x.study, x.finding)))} why": x.why for x in claim.evidence}
