"""Values against the JSON Schema: every error at once, each in words and at the exact place."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kg.load.events import Built, build, nearest_place
from kg.load.identifiers import MAX_ID, explain, id_too_long
from kg.load.scalars import Scalar, ambiguity, resolve
from kg.load.schema import json_schema
from kg.load.words import nearest, quoted
from kg.problems import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from jsonschema_rs import Draft202012Validator, ValidationError

    from kg.load.events import Pointer
    from kg.load.words import Words

MAX_SHAPE_ERRORS: Final = 1000
_MEANT: Final = {
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "keys with values",
}
_DEFINITIONS: Final = "#/$defs/"
_LIMITS: Final = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")


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
    wanted: set[Pointer] = set()
    for error, pointer in found:
        wanted.update(place(pointer[:length]) for length in range(len(pointer) + 1))
        wanted.update(place((*pointer, name)) for name in error.kind.as_dict().get("unexpected", ()))
    built = build(text, wanted) if found else Built()
    for error, pointer in found:
        there = built.located.get(place(pointer))
        raw, plain = (there.raw, there.plain) if there else ("", False)
        for target, words in _described(error, pointer, raw, plain=plain):
            span = nearest_place(built, place(target), on_key=len(target) > len(pointer)) or Span()
            yield span, words


def _described(error: ValidationError, pointer: Pointer, raw: str, *, plain: bool) -> Iterator[tuple[Pointer, Words]]:
    """Yield what one error means and where; `raw` is the scalar as written, `plain` tells that it has no quotes."""
    kind, facts = error.kind.name, error.kind.as_dict()
    if kind == "additionalProperties":
        for name in facts["unexpected"]:
            yield (*pointer, name), _unknown_key(pointer, name, error.instance)
    elif kind == "required":
        if words := _missing_key(pointer, facts["property"], error.instance):
            yield pointer, words
    elif kind != "minLength":  # The pattern of a text says the same.
        yield pointer, _value_words(error, raw, plain=plain)


def _value_words(error: ValidationError, raw: str, *, plain: bool) -> Words:
    """Return the words for a value of the wrong type, form or size."""
    pointer: Pointer = tuple(error.instance_path)
    kind, facts, key = error.kind.name, error.kind.as_dict(), _key(pointer)
    value: Any = error.instance
    words = "wrong-form", f"'{key}' is {quoted(raw or value)}: {error.message}", ""
    if kind == "type":
        words = _wrong_type(key, facts["types"][0], value, raw, plain=plain)
    elif kind == "enum":
        words = _unknown_value(key, facts["options"], value, raw)
    elif kind == "pattern":
        words = explain(facts["pattern"], key, value)
    elif kind == "maxLength":
        words = id_too_long(value)
    elif kind == "minItems":
        words = "empty-value", f"'{key}' is an empty list", "name at least one"
    elif kind in _LIMITS:
        words = _out_of_range(pointer, key, raw or str(value))
    elif kind == "anyOf":
        words = _no_choice(key, value, raw, plain=plain)
    return words


def _key(pointer: Pointer) -> str:
    """Return the key that a value belongs to: the last name on the way to it."""
    return next((str(part) for part in reversed(pointer) if isinstance(part, str)), "data file")


@cache
def schema_at(names: tuple[str, ...]) -> dict[str, Any]:
    """Return the schema node that the keys on the way to a value lead to; indexes of lists are left out."""
    schema = json_schema()
    node: dict[str, Any] = schema
    for name in names:
        node = node.get("properties", {}).get(name, {})
        node = node.get("items", node)
        if "$ref" in node:
            node = schema["$defs"][node["$ref"].removeprefix(_DEFINITIONS)]
    return node


def _node(pointer: Pointer) -> dict[str, Any]:
    return schema_at(tuple(part for part in pointer if isinstance(part, str)))


def _what(pointer: Pointer, value: Any) -> str:
    """Return what a mapping is, with its id: `claim 'rest'`, `evidence line`."""
    title: str = _node(pointer).get("title", "")
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", title).lower()
    identifier = value.get("id") if isinstance(value, dict) else None
    return f"{name} {quoted(identifier)}" if isinstance(identifier, str) else name


def _unknown_key(pointer: Pointer, name: str, value: Any) -> Words:
    known = list(_node(pointer).get("properties", {}))
    match = nearest(name, known)
    way_out = f"did you mean '{match}'?" if match else f"known keys: {', '.join(known)}"
    if not pointer:
        return "unknown-list", f"{quoted(name)} is no list of a data file", way_out
    return "unknown-key", f"{_what(pointer, value)} has the unknown key {quoted(name)}", way_out


def _missing_key(pointer: Pointer, name: str, value: Any) -> Words | None:
    """Return the words for a missing key, or None where a mistyped key stands for it and is reported."""
    known = _node(pointer).get("properties", {})
    if any(nearest(key, known) == name for key in value if key not in known):
        return None
    described = known[name].get("description", "")
    way_out = f"add '{name}: …'" + (f" ({described[0].lower()}{described[1:].rstrip('.')})" if described else "")
    return "missing-key", f"{_what(pointer, value)} has no '{name}'", way_out


def _wrong_type(key: str, meant: str, value: Any, raw: str, *, plain: bool) -> Words:
    takes = _MEANT[meant]
    if isinstance(value, dict | list):
        given = "a list" if isinstance(value, list) else "keys with values"
        return "wrong-type", f"'{key}' takes {takes}, and this is {given}", ""
    if plain and resolve(raw) is None and not ambiguity(raw):
        way_out = "write one, or leave the key out"
        return "empty-value", f"'{key}' has no value; it takes {takes}", way_out
    if meant == "string":
        taken = ambiguity(raw) if plain else ""
        message = f"{quoted(raw or value)} without quotes is {taken} to some programs; '{key}' takes a text"
        return "unquoted-text", message, f"write {_in_quotes(raw)}"
    message = f"'{key}' is {quoted(raw or value)}; it takes {takes}"
    return "wrong-type", message, _right_type(meant, value, raw)


def _right_type(meant: str, value: Scalar, raw: str) -> str:
    """Return the way out for a scalar that is of another type than meant."""
    if meant == "array":
        return "begin each item on a line of its own with '- '"
    if meant == "boolean":
        return {"yes": "write true", "on": "write true", "no": "write false", "off": "write false"}.get(
            raw.lower(), f"write {raw.lower()} without quotes" if raw.lower() in ("true", "false") else ""
        )
    if meant in ("number", "integer") and isinstance(value, str) and isinstance(resolve(raw), int | float):
        return f"write {raw} without quotes"
    return ""


def _in_quotes(raw: str) -> str:
    return "'" + raw.replace("'", "''") + "'"


def _unknown_value(key: str, options: list[str], value: Any, raw: str) -> Words:
    shown = raw or (value if isinstance(value, str) else "")
    listed = f"one of: {', '.join(options)}"
    if isinstance(value, dict | list):
        return "wrong-type", f"'{key}' takes a text, and this is a list or mapping", listed
    if not shown:
        return "empty-value", f"'{key}' is empty", listed
    match = nearest(shown, options)
    way_out = f"did you mean '{match}'? ({listed})" if match else listed
    return "unknown-value", f"'{key}' is {quoted(shown)}, which is none of its values", way_out


def _out_of_range(pointer: Pointer, key: str, value: str) -> Words:
    node = _node(pointer)
    low, high = node.get("minimum", node.get("exclusiveMinimum")), node.get("maximum", node.get("exclusiveMaximum"))
    if "anyOf" in node:
        low, high = 0, 1
    above = "above " if "exclusiveMinimum" in node else "from "
    takes = (
        f"{above}{low}"
        if high is None
        else f"{above}{low} to {high}"
        if above == "from "
        else f"between {low} and {high}"
    )
    rule = "year-out-of-range" if key == "year" else "number-out-of-range"
    return rule, f"'{key}' is {quoted(value)}; it takes a number {takes}", ""


def _no_choice(key: str, value: Any, raw: str, *, plain: bool) -> Words:
    """Return the words for a value that fits none of the types that its field may have."""
    if key == "p" and not isinstance(value, dict | list):
        if plain and isinstance(value, int | float):
            return "number-out-of-range", f"'p' is {quoted(raw or value)}; it takes a number from 0 to 1", ""
        return explain(_p_pattern(), key, raw or str(value or ""))
    if isinstance(value, str):
        return (
            explain(schema_at(("claims", "id"))["pattern"], key, value) if len(value) <= MAX_ID else id_too_long(value)
        )
    return _wrong_type(key, "string", value, raw, plain=plain)


def _p_pattern() -> str:
    choices: list[dict[str, Any]] = schema_at(("studies", "findings", "p"))["anyOf"]
    return next(str(choice["pattern"]) for choice in choices if "pattern" in choice)
