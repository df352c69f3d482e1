"""All rules across records, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.validate import articles, claims, findings, identity, studies, synonyms
from kg.validate.index import Index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.problems import Fault
    from kg.records import Records


def validate(records: Records, *, known: frozenset[str] = frozenset(), year: int | None = None) -> Iterator[Fault]:
    """Yield every fault that shows only across records or across fields.

    `known` are ids of records that exist and were left out because of their own problems; naming one of them is no
    fault. `year` is the current one; studies may be of the next. Without it, no study is too new.
    """
    index = Index(records, known)
    for part in (identity, synonyms, claims, findings, articles):
        yield from part.faults(index)
    yield from studies.faults(index, year)
