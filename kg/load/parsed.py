"""What a loader returns for one file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import msgspec

from kg.records import LISTS, Place, Record, Records

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from mmap import mmap

    from kg.problems import Fault, Problem


@dataclass(frozen=True, slots=True)
class Parsed:
    """The records of one file in file order, its problems, and every id it names, also of records left out."""

    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    known: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Loader:
    """How files of one format are read: bytes to records, and faults found later to problems with line and column."""

    parse: Callable[[str, bytes | mmap], Parsed]
    locate: Callable[[str, bytes | mmap, Iterable[Fault]], list[Problem]]
    max_bytes: int


def record(kind: str, item: dict[str, Any], at: Place) -> Record:
    """Return an item of a list as a record; raises msgspec.ValidationError where the schema let too much pass."""
    return msgspec.convert({**item, "@at": at}, LISTS[kind])


def gather(records: Iterable[Record]) -> Records:
    """Return records as one value, each kind sorted by id; records of the same id stay in the order given."""
    lists: dict[type[Record], list[Record]] = {kind: [] for kind in LISTS.values()}
    for each in records:
        lists[type(each)].append(each)
    return msgspec.convert(
        {name: tuple(sorted(lists[kind], key=lambda each: each.id)) for name, kind in LISTS.items()}, Records
    )
