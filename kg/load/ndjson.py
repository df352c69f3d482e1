"""Data files in NDJSON, for bulk: one record a line, under the name of its kind, `{"study": {"id": …}}`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.load.parsed import Parsed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.problems import Fault, Problem

MAX_BYTES: Final = 4 * 1024 * 1024 * 1024


def parse(path: str, data: bytes) -> Parsed:
    return Parsed()


def locate(path: str, data: bytes, faults: Iterable[Fault]) -> list[Problem]:
    return []
