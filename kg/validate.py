"""What must hold across records."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.problems import Fault
    from kg.records import Records


def validate(records: Records, *, known: frozenset[str] = frozenset(), year: int | None = None) -> Iterator[Fault]:
    """Yield every problem that shows only across records."""
    yield from ()
