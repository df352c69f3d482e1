"""Curators' signed judgements: what each is bound to, and when it must be looked at again."""

from __future__ import annotations

from datetime import date, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Final

import msgspec
from msgspec.structs import replace

from kg.appraise.model import CERTAINTIES
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
    """Yield a warning for each judgement that needs review, and an error for one that cannot be as written."""
    studies = {study.id: study for study in records.studies}
    for claim in records.claims:
        if claim.judgement is None:
            continue
        yield from _certainty_faults(claim, claim.judgement)
        wrong = tuple(_date_faults(claim, claim.judgement, today))
        yield from wrong
        for reason in () if wrong else review_reasons(claim, claim.judgement, studies, today):
            yield Fault(
                claim.at.path,
                claim.at.line,
                (*claim.at.pointer, "judgement"),
                "judgement-needs-review",
                f"the judgement of '{claim.id}' by {claim.judgement.by} needs review: {reason}",
                f"judge it again, then write today's date and 'of: {fingerprint(claim, studies)}'",
                on_key=True,
                severity=Severity.WARNING,
            )


def _date_faults(claim: Claim, judgement: Judgement, today: date) -> Iterator[Fault]:
    """Yield an error for a date that is no day, or that has come nowhere on earth: it would hold too long."""
    try:
        signed = date.fromisoformat(judgement.date)
    except ValueError:
        yield _error(claim, "date", "impossible-date", f"'{judgement.date}' is no day of the calendar", "mend the day")
        return
    if signed > today + timedelta(days=1):
        message = f"the judgement of '{claim.id}' is of {judgement.date}, and this is {today}"
        yield _error(claim, "date", "judgement-from-the-future", message, "write the day on which it was judged")


def _certainty_faults(claim: Claim, judgement: Judgement) -> Iterator[Fault]:
    """Yield an error for a decided verdict without its certainty, and for a certainty where there is no evidence."""
    if judgement.verdict in {"supported", "disputed", "contested"} and judgement.certainty is None:
        message = f"'{claim.id}' is judged '{judgement.verdict}' without a certainty"
        way_out = f"add 'certainty', one of: {', '.join(CERTAINTIES)}"
        yield _error(claim, "verdict", "judgement-without-certainty", message, way_out)
    if judgement.verdict == "untested" and judgement.certainty is not None:
        message = f"'{claim.id}' is judged 'untested' with certainty '{judgement.certainty}'"
        yield _error(claim, "certainty", "certainty-without-evidence", message, "delete it, or judge it 'unclear'")


def _error(claim: Claim, field: str, rule: str, message: str, way_out: str) -> Fault:
    pointer = (*claim.at.pointer, "judgement", field)
    return Fault(claim.at.path, claim.at.line, pointer, rule, message, way_out)
