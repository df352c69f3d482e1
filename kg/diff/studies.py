"""What changed about studies: which there are, their integrity, their numbers, and the rest of their records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.diff.causes import is_news
from kg.diff.fields import compare, values
from kg.diff.model import Edited, FindingChange, IntegrityChange, StudyEntry
from kg.diff.sides import pairs
from kg.labels import estimate, short_citation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.diff.sides import Side
    from kg.records import Finding, IntegrityStatus, Study

_NUMBERS = ("measure", "value", "ci_low", "ci_high", "ci_level", "p", "unit")


def study_entries(here: Side, there: Side) -> tuple[StudyEntry, ...]:
    """Return the studies that are here and not there."""
    return tuple(
        StudyEntry(name, short_citation(here.studies[name]), here.studies[name].title, here.bears_on(name))
        for name in sorted(here.studies.keys() - there.studies)
    )


def integrity_changes(old: Side, new: Side) -> Iterator[IntegrityChange]:
    """Yield the studies whose editorial status changed; that a look-up found nothing is no news."""
    for before, after in pairs(old.studies, new.studies):
        if is_news(before, after):
            entry = after.integrity
            yield IntegrityChange(
                study=after.id,
                name=short_citation(after),
                before=_status(before),
                after=_status(after),
                date=entry.date if entry else None,
                notice=entry.notice if entry else None,
                why=entry.why if entry else None,
                claims=new.bears_on(after.id),
            )


def finding_changes(old: Side, new: Side) -> Iterator[FindingChange]:
    """Yield the findings, of studies on both sides, with other numbers, and those that came or went."""
    for before, after in pairs(old.studies, new.studies):
        was, now = ({x.id: x for x in study.findings} for study in (before, after))
        for name in sorted({*was, *now}):
            one, other = was.get(name), now.get(name)
            known = other or one
            if known is not None and (one is None or other is None or _numbers(one) != _numbers(other)):
                words = (None if x is None else _words(x) for x in (one, other))
                yield FindingChange(after.id, short_citation(after), name, known.outcome, *words)


def edited_studies(old: Side, new: Side) -> Iterator[Edited]:
    """Yield the studies of which other values changed."""
    for before, after in pairs(old.studies, new.studies):
        told = ("integrity",) if is_news(before, after) else ()
        fields = compare(values(before, told), values(after, told))
        fields += compare(_overlaps(before), _overlaps(after))
        was, now = ({x.id: x for x in study.findings} for study in (before, after))
        for name in sorted(was.keys() & now.keys()):
            fields += compare(values(was[name], _NUMBERS), values(now[name], _NUMBERS), f"finding {name}")
        if fields:
            yield Edited("study", after.id, short_citation(after), fields)


def _status(study: Study) -> IntegrityStatus | None:
    return study.integrity.status if study.integrity else None


def _numbers(finding: Finding) -> tuple[object, ...]:
    return tuple(getattr(finding, name) for name in _NUMBERS)


def _words(finding: Finding) -> str:
    return estimate(finding) or finding.note or "no number"


def _overlaps(study: Study) -> dict[str, str]:
    return {f"overlap with {each.study}": f"{each.kind}: {each.why}" for each in study.overlaps}
