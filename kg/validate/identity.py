"""Ids: one record each, and each fit to be the name of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.load.identifiers import reserved
from kg.load.words import quoted
from kg.records import LISTS, Article, Place, Record, Study
from kg.validate.index import article_for, fault, in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.problems import Fault
    from kg.validate.index import Index

_WAY_OUT: Final = "give one of the two another id"


def faults(index: Index) -> Iterator[Fault]:
    """Yield ids that two records share, that two parts of a record share, and that no page can have."""
    first: dict[str, Record] = {}
    for record in in_order(each for name in LISTS for each in getattr(index.records, name)):
        before = first.setdefault(record.id, record)
        if before is not record:
            yield _duplicate(record, before)
        yield from _reserved(record, (), record.id)
        if isinstance(record, Study):
            ids = ((("findings", number), finding.id) for number, finding in enumerate(record.findings))
            yield from _local(record, "finding", ids)
        if isinstance(record, Article):
            ids = ((("references", number), reference.id) for number, reference in enumerate(record.references))
            yield from _local(record, "reference", ids)
            yield from _statements(record)


def where(place: Place, seen_from: Place) -> str:
    """Return a place for a message in a file.

    >>> where(Place("a.yaml", 4), Place("a.yaml", 9)), where(Place("a.yaml", 4), Place("b.yaml", 9))
    ('at line 4', 'at a.yaml:4')
    """
    return f"at line {place.line}" if place.path == seen_from.path else f"at {place.path}:{place.line}"


def _duplicate(record: Record, before: Record) -> Fault:
    there = where(before.at, record.at)
    if type(before) is type(record):
        return fault(record, ("id",), "duplicate-id", f"id '{record.id}' is already {there}", _WAY_OUT)
    message = f"id '{record.id}' is already that of {article_for(type(before))} {there}"
    return fault(record, ("id",), "id-of-two-kinds", message, _WAY_OUT)


def _reserved(record: Record, pointer: tuple[str | int, ...], identifier: str) -> Iterator[Fault]:
    if why := reserved(identifier):
        message = f"id '{identifier}' cannot be used: {why}"
        yield fault(record, (*pointer, "id"), "reserved-id", message, f"write '{identifier}-1', or a telling name")


def _local(record: Record, what: str, ids: Iterable[tuple[tuple[str | int, ...], str]]) -> Iterator[Fault]:
    """Yield ids of parts of a record that stood before in it, or that cannot be used."""
    seen: set[str] = set()
    for pointer, identifier in ids:
        if identifier in seen:
            message = f"{what} {quoted(identifier)} is already in {type(record).__name__.lower()} '{record.id}'"
            yield fault(record, (*pointer, "id"), f"duplicate-{what}-id", message, _WAY_OUT)
        seen.add(identifier)
        yield from _reserved(record, pointer, identifier)


def _statements(article: Article) -> Iterator[Fault]:
    """Yield anchors of statements that stood before, or that are the number of another statement."""
    yield from _local(
        article,
        "statement",
        ((("statements", n), each.id) for n, each in enumerate(article.statements) if each.id is not None),
    )
    numbers = {str(n): n for n, each in enumerate(article.statements, start=1) if each.id is None}
    for n, each in enumerate(article.statements):
        if each.id in numbers:
            message = f"id '{each.id}' is also the number of a statement that has no id"
            yield fault(article, ("statements", n, "id"), "duplicate-statement-id", message, "use a word as id")
