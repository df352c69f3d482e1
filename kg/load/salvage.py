"""The best reading of a record that does not fit the schema, so that the rest of it can be checked all the same."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import msgspec

from kg.load import shape
from kg.load.parsed import Salvaged, record
from kg.load.wording import schema_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jsonschema_rs import ValidationError

    from kg.load.events import Pointer
    from kg.records import Place

MAX_TRIES: Final = 400
_FORMS: Final[tuple[Any, ...]] = (
    *("10.1000/x", "1", "PMC1", "2301.00001", "2026-01-01", "0" * 12),
    *(1, 2000, 0.5, True, [], ["stand-in"], {}),
)


@dataclass(slots=True)
class _Reading:
    """A record's value on its way to fit, and the pointers below it where it is not what was written."""

    kind: str
    value: Any
    poisoned: set[Pointer]
    tries: int = 0

    def errors(self) -> list[ValidationError]:
        self.tries += 1
        return shape.errors({self.kind: [self.value]})

    def holder(self, pointer: Pointer) -> Any:
        """Return the mapping or list that holds the value at a pointer."""
        held = self.value
        for step in pointer[:-1]:
            held = held[step]
        return held

    def schema(self, pointer: Pointer) -> dict[str, Any]:
        return schema_at((self.kind, *(step for step in pointer if isinstance(step, str))))


def salvage(kind: str, item: Any, at: Place, poisoned: Iterable[Pointer] = ()) -> Salvaged | None:
    """Return an item that does not fit the schema with stand-ins where it does not, or None where nothing helps.

    `poisoned` are pointers below the item whose values were reported already. Lists keep their length.
    """
    reading = _Reading(kind, deepcopy(item), set(poisoned))
    if not isinstance(item, dict) or () in reading.poisoned:
        return None
    while found := reading.errors():
        if reading.tries > MAX_TRIES or not _mend(reading, found[0]):
            return None
    try:
        read = record(kind, reading.value, at)
    except msgspec.ValidationError:
        return None
    if ("id",) in reading.poisoned:  # No record can have an id like this, so it is never taken for another's.
        read = msgspec.structs.replace(read, id=f"{at.path}:{at.line}")
    return Salvaged(read, frozenset((*at.pointer, *pointer) for pointer in reading.poisoned))


def _mend(reading: _Reading, error: ValidationError) -> bool:
    """Make one shape error go away; tell whether that was possible."""
    pointer: Pointer = tuple(error.instance_path[2:])
    if error.kind.name == "additionalProperties":
        for name in error.kind.as_dict()["unexpected"]:
            reading.poisoned.add((*pointer, name))
            del reading.holder((*pointer, name))[name]
        return True
    if error.kind.name == "required":
        pointer = (*pointer, error.kind.as_dict()["property"])
    if not pointer:
        return False
    reading.poisoned.add(pointer)
    return _replace(reading, pointer)


def _replace(reading: _Reading, pointer: Pointer) -> bool:
    """Put a stand-in at a pointer, or leave an optional key out; tell whether that was possible."""
    holder, key = reading.holder(pointer), pointer[-1]
    required = reading.schema(pointer[:-1]).get("required", ())
    for stand_in in _stand_ins(reading, pointer):
        holder[key] = deepcopy(stand_in)
        # Keys that the stand-in itself lacks are put in later.
        left = (error for error in reading.errors() if error.kind.name != "required")
        if not any(tuple(error.instance_path[2:]) == pointer for error in left):
            return True
        if isinstance(key, str) and key not in required:
            del holder[key]
            return True
    return False


def _stand_ins(reading: _Reading, pointer: Pointer) -> Iterator[Any]:
    """Yield what may fit at a pointer, texts that stand nowhere else first."""
    yield f"stand-in-{len(reading.poisoned)}"
    yield f"https://stand-in.example/{len(reading.poisoned)}"
    yield from reading.schema(pointer).get("enum", ())
    yield from _FORMS
