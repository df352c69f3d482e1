"""Faults of sound and salvaged records together, without those that only follow from a value that was salvaged."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.load.parsed import gather
from kg.validate.whole import validate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.load.parsed import Salvaged
    from kg.problems import Fault
    from kg.records import Record
    from kg.validate.index import Step

_Pointer = tuple["Step", ...]

_BETWEEN: Final = {
    "broader-circle",
    "duplicate-id",
    "duplicate-publication",
    "id-of-two-kinds",
    "repeated-contradiction",
    "repeated-overlap",
}
"""Rules about two records, where the one at fault may be sound and the other not."""

_OF_ONE_VALUE: Final = ("dangling-", "duplicate-", "id-of-two-kinds", "reserved-id", "impossible-date", "year-out-")
"""How rules begin that look at no other value of the same mapping."""


def validate_all(
    sound: Sequence[Record], salvaged: Sequence[Salvaged], *, known: frozenset[str] = frozenset(), year: int
) -> Iterator[Fault]:
    """Yield every fault of sound records, and of salvaged ones each that does not come from what was salvaged."""
    known |= {each.record.id for each in salvaged}
    found = {_key(fault): fault for fault in validate(gather(sound), known=known, year=year)}
    if salvaged:
        broken = {(each.record.at.path, each.record.at.pointer): each for each in salvaged}
        names = {f"{kind} '{each.record.id}' " for each in salvaged for kind in ("study", "article")}
        everything = gather((*sound, *(each.record for each in salvaged)))
        for fault in validate(everything, known=known, year=year):
            own = broken.get((fault.path, fault.pointer[:2]))
            if (own is None and fault.rule in _BETWEEN) or (own and not _follows(fault, own, names)):
                found[_key(fault)] = fault
    yield from found.values()


def _key(fault: Fault) -> tuple[str, _Pointer, str]:
    return fault.path, fault.pointer, fault.rule


def _follows(fault: Fault, own: Salvaged, names: Iterable[str]) -> bool:
    """Tell whether a fault of a salvaged record may come from a value that is not as written."""
    if any(fault.pointer[: len(pointer)] == pointer for pointer in own.poisoned):
        return True
    if f"'{own.record.at.path}:{own.record.at.line}'" in fault.message:  # the stand-in for its id
        return True
    below = {pointer[len(own.record.at.pointer) :] for pointer in own.poisoned}
    if fault.rule == "inclusion-without-review" and ("design",) in below:
        return True
    if fault.rule == "dangling-reference":
        lost = any(pointer[0] == "references" and (pointer[-1] == "id" or len(pointer) < 3) for pointer in below)  # noqa: PLR2004  # list, or item
        return lost or fault.help == "it has no references"
    if fault.rule in ("dangling-finding", "article-without-the-claim") and fault.message.startswith(tuple(names)):
        return True
    beside = _mapping(fault.pointer) in {_mapping(pointer) for pointer in own.poisoned}
    return beside and not fault.rule.startswith(_OF_ONE_VALUE)


def _mapping(pointer: _Pointer) -> _Pointer:
    """Return the pointer to the innermost mapping that holds a value."""
    while isinstance(pointer[-1], int):
        pointer = pointer[:-1]
    return pointer[:-1]
