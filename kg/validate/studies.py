"""Studies: years, dates, what reviews include, how facts were verified, and that each publication stands once."""

from __future__ import annotations

from calendar import monthrange
from typing import TYPE_CHECKING, Final

from kg.records import REVIEW_DESIGNS, Record, Study
from kg.validate.identity import where
from kg.validate.index import fault, in_order, repeated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.problems import Fault
    from kg.validate.index import Index, Step

_IDENTIFIERS: Final = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "arxiv": "arXiv id"}


def faults(index: Index, year: int | None) -> Iterator[Fault]:
    """Yield what is wrong with studies."""
    publications: dict[tuple[str, str], Study] = {}
    for study in in_order(index.records.studies):
        if year is not None and study.year > year + 1:
            message = f"study '{study.id}' is of {study.year}, and this is {year}"
            yield fault(study, ("year",), "year-out-of-range", message, f"look the year up; {year + 1} is the latest")
        yield from _included_designs(study)
        if study.verified == "seen" and not study.seen_at:
            message = f"study '{study.id}' is verified as 'seen' and has no 'seen_at'"
            way_out = "add the pages on which it was read, or write 'verified: memory'"
            yield fault(study, ("verified",), "seen-nowhere", message, way_out)
        for number, page in repeated(study.seen_at):
            yield fault(study, ("seen_at", number), "repeated-item", f"'{page}' is already in 'seen_at'", "delete it")
        yield from _integrity(study)
        yield from _overlaps(index, study)
        yield from _published_twice(study, publications)


def impossible_date(record: Record, pointer: tuple[Step, ...], date: str) -> Iterator[Fault]:
    """Yield a fault for a day that its month does not have."""
    year, month, day = (int(part) for part in date.split("-"))
    last = monthrange(year or 1, month)[1]
    if day > last or not year:
        message = f"date '{date}' is not in the calendar"
        yield fault(record, pointer, "impossible-date", message, f"the last day of that month is '{date[:-2]}{last}'")


def _included_designs(study: Study) -> Iterator[Fault]:
    designs = study.included_designs
    if study.design in REVIEW_DESIGNS and not designs:
        message = f"the design of study '{study.id}' is '{study.design}', and it has no 'included_designs'"
        way_out = "list the designs it includes, or 'unstated' where it does not say"
        yield fault(study, ("design",), "review-without-included-designs", message, way_out)
    if study.design not in REVIEW_DESIGNS and designs:
        message = f"the design of study '{study.id}' is '{study.design}'; only reviews have 'included_designs'"
        yield fault(
            study, ("included_designs",), "included-designs-without-review", message, "delete them", on_key=True
        )
    if "unstated" in designs and len(designs) > 1:
        number = designs.index("unstated")
        message = "'unstated' stands beside stated designs"
        yield fault(study, ("included_designs", number), "unstated-beside-designs", message, "delete one or the other")
    for number, design in repeated(designs):
        message = f"'{design}' is already in 'included_designs'"
        yield fault(study, ("included_designs", number), "repeated-item", message, "delete it")


def _integrity(study: Study) -> Iterator[Fault]:
    integrity = study.integrity
    if integrity is None:
        return
    yield from impossible_date(study, ("integrity", "date"), integrity.date)
    if integrity.status not in ("ok", "reinstated") and integrity.notice is None and integrity.why is None:
        message = f"study '{study.id}' is marked '{integrity.status}' with neither 'notice' nor 'why'"
        way_out = "add the address of the notice, or the reason that it gives"
        yield fault(study, ("integrity", "status"), "integrity-without-reason", message, way_out)


def _overlaps(index: Index, study: Study) -> Iterator[Fault]:
    """Yield overlaps with no study, with the study itself, written twice, and inclusion by what is no review."""
    for number, overlap in enumerate(study.overlaps):
        pointer = ("overlaps", number, "study")
        yield from index.dangling(study, pointer, Study, overlap.study)
        if overlap.study == study.id:
            yield fault(study, pointer, "self-overlap", f"study '{study.id}' overlaps itself", "name the other study")
            continue
        other = index.studies.get(overlap.study)
        above = any(each.study == overlap.study for each in study.overlaps[:number])
        if above or (other and other.id < study.id and any(each.study == study.id for each in other.overlaps)):
            there = "above" if above or not other else f"on '{other.id}' {where(other.at, study.at)}"
            message = f"the overlap with '{overlap.study}' is already written {there}"
            way_out = "keep one of the two; an overlap is written once, on the later study"
            yield fault(study, pointer, "repeated-overlap", message, way_out)
        if overlap.kind == "includes" and study.design not in REVIEW_DESIGNS:
            message = f"study '{study.id}' includes '{overlap.study}', and its design is '{study.design}'"
            way_out = "only reviews include studies; write 'same-people' or 'restates'"
            yield fault(study, ("overlaps", number, "kind"), "inclusion-without-review", message, way_out)


def _published_twice(study: Study, publications: dict[tuple[str, str], Study]) -> Iterator[Fault]:
    """Yield identifiers of a publication that stands under another id already."""
    for key, name in _IDENTIFIERS.items():
        identifier: str | None = getattr(study, key)
        if identifier is None:
            continue
        before = publications.setdefault((key, identifier), study)
        if before is not study and before.id != study.id:
            message = f"{name} '{identifier}' is already that of study '{before.id}' {where(before.at, study.at)}"
            yield fault(study, (key,), "duplicate-publication", message, "keep one entry for each publication")
