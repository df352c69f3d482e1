"""What a site is made from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.diff.history import Release
    from kg.query import Query
    from kg.records import Records


@dataclass(frozen=True, slots=True)
class Sources:
    """All that a site is made from: settings, sound records, and the texts that ship as files."""

    title: str
    base: str
    records: Records
    vocabulary: str
    queries: Mapping[str, Query]
    templates: Mapping[str, str]
    static: Mapping[str, bytes]
    history: tuple[Release, ...] = ()
    licence: str = ""
