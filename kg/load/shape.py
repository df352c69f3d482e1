"""Values against the JSON Schema: every error at once, each at its exact place."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kg.load.events import Built, build, nearest_place
from kg.load.schema import json_schema
from kg.load.wording import missing_keys, unknown_key, words_for
from kg.problems import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from jsonschema_rs import Draft202012Validator, ValidationError

    from kg.load.events import Pointer
    from kg.load.words import Words

MAX_SHAPE_ERRORS: Final = 1000


@cache
def validator() -> Draft202012Validator:
    """Return the validator of data files."""
    from jsonschema_rs import Draft202012Validator  # 32 ms that only reading data needs

    return Draft202012Validator(json_schema())


def errors(value: Any) -> list[ValidationError]:
    """Return every shape error of a data file's value, up to a thousand."""
    if validator().is_valid(value):
        return []
    found = []
    for error in validator().iter_errors(value):
        found.append(error)
        if len(found) == MAX_SHAPE_ERRORS:
            break
    return found


def _same(pointer: Pointer) -> Pointer:
    return pointer


def without_echoes(
    errors: Iterable[ValidationError], poisoned: AbstractSet[Pointer], place: Callable[[Pointer], Pointer] = _same
) -> list[ValidationError]:
    """Return the errors that are not about a value that was reported already."""
    return [
        error
        for error in errors
        if not any(
            place(tuple(error.instance_path[:length])) in poisoned for length in range(len(error.instance_path) + 1)
        )
    ]


def explained(
    errors: Iterable[ValidationError], text: str, place: Callable[[Pointer], Pointer] = _same
) -> Iterator[tuple[Span, Words]]:
    """Yield span and words for each error; `place` turns a pointer of the schema into one of the text."""
    found = [(error, tuple(error.instance_path)) for error in errors]
    missing: dict[Pointer, list[str]] = {}
    for error, pointer in found:
        if error.kind.name == "required":
            missing.setdefault(pointer, []).append(error.kind.as_dict()["property"])
    wanted: set[Pointer] = set()
    for error, pointer in found:
        wanted.update(place(pointer[:length]) for length in range(len(pointer) + 1))
        wanted.update(place((*pointer, name)) for name in error.kind.as_dict().get("unexpected", ()))
    built = build(text, wanted) if found else Built()
    for error, pointer in found:
        there = built.located.get(place(pointer))
        raw, plain = (there.raw, there.plain) if there else ("", False)
        names = missing.pop(pointer, []) if error.kind.name == "required" else []
        for target, words in _described(error, names, raw, plain=plain):
            span = nearest_place(built, place(target), on_key=len(target) > len(pointer)) or Span()
            yield span, words


def _described(error: ValidationError, missing: list[str], raw: str, *, plain: bool) -> Iterator[tuple[Pointer, Words]]:
    """Yield what one error means and where; `missing` are all the keys that its mapping lacks.

    `raw` is the scalar as written, `plain` tells that it has no quotes.
    """
    pointer: Pointer = tuple(error.instance_path)
    kind = error.kind.name
    value: Any = error.instance
    if kind == "additionalProperties":
        for name in error.kind.as_dict()["unexpected"]:
            yield (*pointer, name), unknown_key(pointer, name, value)
    elif kind == "required":
        if words := missing_keys(pointer, missing, value):
            yield pointer, words
    elif kind != "minLength":  # The pattern of a text says the same.
        yield pointer, words_for(error, raw, plain=plain)
