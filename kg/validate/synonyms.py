"""Synonyms: no name stands for two things or twice for one, and no thing is more general than itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.load.words import quoted
from kg.matching.words import stems
from kg.records import Synonym
from kg.validate.circles import circles
from kg.validate.identity import where
from kg.validate.index import fault, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.problems import Fault
    from kg.validate.index import Index


def faults(index: Index) -> Iterator[Fault]:
    """Yield what is wrong with synonyms."""
    first: dict[str, Synonym] = {}
    for synonym in in_order(index.records.synonyms):
        yield from _names(synonym, first)
        if synonym.broader is not None:
            yield from index.dangling(synonym, ("broader",), Synonym, synonym.broader)
    for circle in circles({x.id: x.broader for x in index.records.synonyms}):
        message = f"synonym '{circle[0]}' falls under itself: {' → '.join((*circle, circle[0]))}"
        way_out = "take 'broader' out of one of them"
        yield fault(index.synonyms[circle[0]], ("broader",), "broader-circle", message, way_out)


def _names(synonym: Synonym, first: dict[str, Synonym]) -> Iterator[Fault]:
    named = ((("label",), synonym.label), *((("also", n), name) for n, name in enumerate(synonym.also)))
    for pointer, name in named:
        key = " ".join(stems(name))
        if not key:
            way_out = "write it in letters or digits"
            yield fault(synonym, pointer, "repeated-name", f"name {quoted(name)} holds no word", way_out)
            continue
        before = first.setdefault(key, synonym)
        if before is not synonym:
            message = f"{quoted(name)} is already a name of synonym '{before.id}' {where(before.at, synonym.at)}"
            yield fault(synonym, pointer, "repeated-name", message, "keep it with one of the two")
        elif pointer != ("label",) and key in _before(synonym, pointer[-1]):
            message = f"{quoted(name)} is already a name of this synonym: case, accents and endings do not count"
            yield fault(synonym, pointer, "repeated-name", message, "take it out")


def _before(synonym: Synonym, number: str | int) -> set[str]:
    earlier = synonym.also[: int(number)]
    return {" ".join(stems(name)) for name in (synonym.label, *earlier)}
