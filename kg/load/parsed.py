"""What a loader returns for one file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from kg.records import LISTS, Place, Record, Records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from kg.load.events import Built, Located, Pointer
    from kg.problems import Fault, Problem, Span


@dataclass(frozen=True, slots=True)
class Parsed:
    """The records of one file in file order, its problems, and every id it names, also of records left out."""

    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Loader:
    """How files of one format are read: bytes to records, and faults found later to problems with line and column."""

    parse: Callable[[str, bytes], Parsed]
    locate: Callable[[str, bytes, Iterable[Fault]], list[Problem]]
    max_bytes: int


def record(kind: str, item: dict[str, Any], at: Place) -> Record:
    """Return an item of a list as a record; raises msgspec.ValidationError where the schema let too much pass."""
    return msgspec.convert({**item, "@at": at}, LISTS[kind])


def place(located: Located | None, *, on_key: bool) -> Span | None:
    """Return the span of a key or of its value."""
    if located is None:
        return None
    return located.key if on_key and located.key else located.value


def nearest_place(built: Built, pointer: Pointer, *, on_key: bool) -> Span | None:
    """Return the span of a pointer, or of the nearest thing around it that has one."""
    while pointer and pointer not in built.located:
        pointer = pointer[:-1]
        on_key = False
    return place(built.located.get(pointer), on_key=on_key)


def gather(records: Iterable[Record]) -> Records:
    """Return records as one value, each kind sorted by id; records of the same id stay in the order given."""
    lists: dict[type[Record], list[Record]] = {kind: [] for kind in LISTS.values()}
    for each in records:
        lists[type(each)].append(each)
    return msgspec.convert(
        {name: tuple(sorted(lists[kind], key=lambda each: each.id)) for name, kind in LISTS.items()}, Records
    )
