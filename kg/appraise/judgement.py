"""Curators' signed judgements: what each is bound to, and when it must be looked at again."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec.structs import replace

from kg.problems import Fault, Severity
from kg.records import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.appraise.model import Assessment
    from kg.records import Claim, Judgement, Records, Study

MONTHS: Final = 12
"""How long a judgement holds when nothing changes."""

_LENGTH: Final = 12
_ELSEWHERE: Final = Place()


def fingerprint(claim: Claim, studies: Mapping[str, Study]) -> str:
    """Return 12 hexadecimal digits that change when the claim, its evidence or a study behind it does.

    Where records stand, in which order they list things, where a study was read and what the claim contradicts make no
    difference.
    """
    lines = sorted(claim.evidence, key=lambda line: (line.study, line.finding or "", line.direction, line.why))
    judged = replace(
        claim, at=_ELSEWHERE, question=None, meaning=None, judgement=None, contradicts=(), evidence=tuple(lines)
    )
    behind = sorted({line.study for line in claim.evidence} & studies.keys())
    bare = [_in_order(studies[name]) for name in behind]
    return sha256(msgspec.json.encode((judged, bare), order="deterministic")).hexdigest()[:_LENGTH]


def _in_order(study: Study) -> Study:
    return replace(
        study,
        at=_ELSEWHERE,
        seen_at=(),
        included_designs=tuple(sorted(study.included_designs)),
        findings=tuple(sorted(study.findings, key=lambda finding: finding.id)),
        overlaps=tuple(sorted(study.overlaps, key=lambda overlap: (overlap.study, overlap.kind))),
    )


def stands(claim: Claim, studies: Mapping[str, Study]) -> bool:
    """Return whether a claim has a judgement that nothing has overtaken.

    No clock: that a judgement grew old does not topple it. It is shown as needing review, and stands.
    """
    return claim.judgement is not None and not overtaken(claim, claim.judgement, studies)


def standing(claim: Claim, computed: Assessment, studies: Mapping[str, Study]) -> Assessment:
    """Return the assessment that stands, with its basis: the computed one, or a curator's judgement in its place.

    Of a judgement there is no more than verdict and certainty: no study decides it and it hangs on none. The lines of
    evidence, with their levels, are beside it as they are.
    """
    judgement = claim.judgement
    if judgement is None:
        return computed
    if not stands(claim, studies):
        return replace(computed, basis="needs-review")
    return replace(
        computed,
        basis="judged",
        verdict=judgement.verdict,
        certainty=judgement.certainty,
        leaning=None,
        starts_at=None,
        decided_by=(),
        agreeing=(),
        dissent=(),
        outweighed=(),
        why=(),
        lowered=(),
        keystones=(),
    )


def review_reasons(claim: Claim, judgement: Judgement, studies: Mapping[str, Study], today: date) -> tuple[str, ...]:
    """Return why a judgement needs review, in words: what overtook it, and that it is old; empty for a fresh one."""
    reasons = overtaken(claim, judgement, studies)
    return (*reasons, f"it is more than {MONTHS} months old") if today > expiry(judgement.date) else reasons


def overtaken(claim: Claim, judgement: Judgement, studies: Mapping[str, Study]) -> tuple[str, ...]:
    """Return what has changed since a judgement, in words; empty while it stands."""
    reasons = []
    for name in sorted({line.study for line in claim.evidence} & studies.keys()):
        integrity = studies[name].integrity
        if integrity is not None and integrity.status == "retracted" and integrity.date > judgement.date:
            reasons.append(f"{name} was retracted on {integrity.date}")
    if fingerprint(claim, studies) != judgement.of:
        reasons.append("the claim or its evidence has changed since")
    return tuple(reasons)


def expiry(day: str) -> date:
    """Return the last day on which a judgement of `day` (a valid ISO date) holds."""
    signed = date.fromisoformat(day)
    next_year = signed.year + MONTHS // 12
    leap_day = (signed.month, signed.day) == (2, 29)
    return date(next_year, 2, 28) if leap_day else signed.replace(year=next_year)


def judgement_faults(records: Records, today: date) -> Iterator[Fault]:
    """Yield a warning for each judgement that needs review, and an error for one whose date is not a day."""
    studies = {study.id: study for study in records.studies}
    for claim in records.claims:
        if claim.judgement is None:
            continue
        pointer = (*claim.at.pointer, "judgement")
        try:
            date.fromisoformat(claim.judgement.date)
        except ValueError:
            message = f"'{claim.judgement.date}' is no day of the calendar"
            yield Fault(claim.at.path, claim.at.line, (*pointer, "date"), "impossible-date", message, "mend the day")
            continue
        for reason in review_reasons(claim, claim.judgement, studies, today):
            yield Fault(
                claim.at.path,
                claim.at.line,
                pointer,
                "judgement-needs-review",
                f"the judgement of '{claim.id}' by {claim.judgement.by} needs review: {reason}",
                f"judge it again, then write today's date and 'of: {fingerprint(claim, studies)}'",
                on_key=True,
                severity=Severity.WARNING,
            )
