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
class Salvaged:
    """A record with shape errors, read as well as it can be, for checks alone; `poisoned` is where it is not so."""

    record: Record
    poisoned: frozenset[tuple[str | int, ...]]


@dataclass(frozen=True, slots=True)
class Parsed:
    """The records of one file in file order, its problems, and every id it names, also of records left out.

    `salvaged` are records left out for their shape, as far as they can be read.
    """

    records: tuple[Record, ...] = ()
    problems: tuple[Problem, ...] = ()
    known: frozenset[str] = frozenset()
    salvaged: tuple[Salvaged, ...] = ()


@dataclass(frozen=True, slots=True)
class Loader:
    """How files of one format are read: bytes to records, and faults found later to problems with line and column."""

    parse: Callable[[str, bytes | mmap], Parsed]
    locate: Callable[[str, bytes | mmap, Iterable[Fault]], list[Problem]]
    max_bytes: int


def record(kind: str, item: dict[str, Any], at: Place) -> Record:
    """Return an item of a list, which fits the schema, as a record."""
    try:
        return msgspec.convert({**item, "@at": at}, LISTS[kind])
    except msgspec.ValidationError:
        # JSON Schema, rightly, takes 2020.0 and 1e2 for whole numbers; the record types do not.
        return msgspec.convert({**_with_whole_numbers(item), "@at": at}, LISTS[kind])


def _with_whole_numbers(value: Any) -> Any:
    """Return a value with each float that is whole as an integer; it becomes a float again where one is meant."""
    if isinstance(value, dict):
        return {key: _with_whole_numbers(held) for key, held in value.items()}
    if isinstance(value, list):
        return [_with_whole_numbers(held) for held in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def gather(records: Iterable[Record]) -> Records:
    """Return records as one value, each kind sorted by id; records of the same id stay in the order given."""
    lists: dict[type[Record], list[Record]] = {kind: [] for kind in LISTS.values()}
    for each in records:
        lists[type(each)].append(each)
    return msgspec.convert(
        {name: tuple(sorted(lists[kind], key=lambda each: each.id)) for name, kind in LISTS.items()}, Records
    )
