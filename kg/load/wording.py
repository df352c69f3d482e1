"""A shape error in words: what the field takes, the value in quotes, and the way out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from kg.load.identifiers import MAX_ID, explain, id_too_long
from kg.load.scalars import Scalar, ambiguity, resolve
from kg.load.schema import json_schema
from kg.load.words import nearest, quoted

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

    from kg.load.words import Words

_MEANT: Final = {
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "array": "a list",
    "object": "keys with values",
}
_BOOLEANS: Final = {"yes": "true", "on": "true", "no": "false", "off": "false"}
_LIMITS: Final = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_DEFINITIONS: Final = "#/$defs/"


@dataclass(frozen=True, slots=True)
class Bad:
    """A value that its field does not take; `raw` is a scalar as the file writes it, `plain` means without quotes."""

    pointer: tuple[str | int, ...]
    value: Any
    raw: str = ""
    plain: bool = False

    @property
    def key(self) -> str:
        """The key that the value belongs to: the last name on the way to it."""
        return next((part for part in reversed(self.pointer) if isinstance(part, str)), "data file")

    @property
    def name(self) -> str:
        """What a message calls the value."""
        return f"an item of '{self.key}'" if isinstance(self.pointer[-1], int) else f"'{self.key}'"

    @property
    def shown(self) -> str:
        """The value as the file writes it, in quotes."""
        return quoted(self.raw or self.value)

    @property
    def is_required(self) -> bool:
        """Whether the record cannot do without."""
        return self.pointer[-1] in _node(self.pointer[:-1]).get("required", ())


def words_for(error: ValidationError, raw: str, *, plain: bool) -> Words:
    """Return the words for a value of the wrong type, form or size."""
    kind, facts = error.kind.name, error.kind.as_dict()
    bad = Bad(tuple(error.instance_path), error.instance, raw, plain)
    words = "wrong-form", f"{bad.name} is {bad.shown}: {error.message}", ""
    if kind == "type":
        words = _wrong_type(bad, facts["types"][0])
    elif kind == "enum":
        words = _unknown_value(bad, facts["options"])
    elif kind == "pattern":
        words = explain(facts["pattern"], bad.key, bad.value)
    elif kind == "maxLength":
        words = id_too_long(bad.value)
    elif kind == "minItems":
        words = "empty-value", f"{bad.name} is an empty list", "name at least one"
    elif kind in _LIMITS:
        words = _out_of_range(bad)
    elif kind == "anyOf":
        words = _no_choice(bad)
    return words


def unknown_key(pointer: tuple[str | int, ...], name: str, value: dict[str, Any]) -> Words:
    """Return the words for a key that its mapping does not have."""
    known = list(_node(pointer).get("properties", {}))
    match = nearest(name, known)
    if not pointer:
        way_out = f"did you mean '{match}'?" if match else f"known lists: {', '.join(known)}"
        return "unknown-list", f"{quoted(name)} is no list of a data file", way_out
    way_out = f"did you mean '{match}'?" if match else f"known keys: {', '.join(known)}"
    return "unknown-key", f"{_what(pointer, value)} has the unknown key {quoted(name)}", way_out


def missing_keys(pointer: tuple[str | int, ...], names: list[str], value: dict[str, Any]) -> Words | None:
    """Return the words for missing keys, or None where mistyped keys stand for them and are reported."""
    known = _node(pointer).get("properties", {})
    mistyped = {nearest(key, known) for key in value if key not in known}
    names = [name for name in known if name in names and name not in mistyped]
    if not names:
        return None
    way_out = "add " + ", ".join(f"'{name}: …'" for name in names)
    about = known[names[0]].get("description", "").rstrip(".")
    if len(names) == 1 and about:
        way_out += f" ({about if about[1].isupper() else about[0].lower() + about[1:]})"
    return "missing-key", f"{_what(pointer, value)} has no {', '.join(map(quoted, names))}", way_out


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


def _node(pointer: tuple[str | int, ...]) -> dict[str, Any]:
    return schema_at(tuple(part for part in pointer if isinstance(part, str)))


def _what(pointer: tuple[str | int, ...], value: dict[str, Any]) -> str:
    """Return what a mapping is, with its id: `claim 'rest'`, `evidence line`."""
    title: str = _node(pointer).get("title", "")
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", title).lower()
    identifier = value.get("id")
    return f"{name} {quoted(identifier)}" if isinstance(identifier, str) else name


def _wrong_type(bad: Bad, meant: str) -> Words:
    takes = _MEANT[meant]
    if isinstance(bad.value, dict | list):
        given = "a list" if isinstance(bad.value, list) else "keys with values"
        return "wrong-type", f"{bad.name} takes {takes}, and this is {given}", _right_type(bad, meant)
    if bad.plain and resolve(bad.raw) is None and not ambiguity(bad.raw):
        way_out = "write one" if bad.is_required else "write one, or leave the key out"
        way_out = "write one, or delete the '-'" if isinstance(bad.pointer[-1], int) else way_out
        return "empty-value", f"{bad.name} has no value; it takes {takes}", way_out
    if meant == "string" and bad.plain:
        message = f"{bad.shown} without quotes is {_taken_for(bad.raw)}; {bad.name} takes a text"
        return "unquoted-text", message, f"write '{bad.raw.replace(chr(39), chr(39) * 2)}'"
    return "wrong-type", f"{bad.name} is {bad.shown}; it takes {takes}", _right_type(bad, meant)


def _taken_for(raw: str) -> str:
    """Return what readers of YAML take a scalar without quotes for."""
    return ambiguity(raw) + (" to some programs" if resolve(raw) is None else "")


def _right_type(bad: Bad, meant: str) -> str:
    """Return the way out for a value that is of another type than meant."""
    scalar: Scalar = bad.value if isinstance(bad.value, Scalar) else None
    if meant == "array":
        return "begin each item on a line of its own with '- '"
    if meant == "object":
        required = _node(bad.pointer).get("required", [])
        return f"write its keys: {', '.join(required)}" if required else ""
    if meant == "boolean":
        word = _BOOLEANS.get(bad.raw.lower(), bad.raw.lower())
        return f"write {word} without quotes" if word in _BOOLEANS.values() else "write true or false without quotes"
    if meant == "string":
        return "if a bracket belongs to the text, put the text in quotes"
    if isinstance(scalar, str) and isinstance(resolve(bad.raw), int | float):
        return f"write {bad.raw} without quotes"
    return "write digits" if meant == "integer" else "write digits, such as 1.5"


def _unknown_value(bad: Bad, options: list[str]) -> Words:
    listed = f"one of: {', '.join(options)}"
    if isinstance(bad.value, dict | list):
        return "wrong-type", f"{bad.name} takes a text, and this is a list or mapping", listed
    shown = bad.raw or (bad.value if isinstance(bad.value, str) else "")
    if not shown.strip():
        return "empty-value", f"{bad.name} is empty", listed
    match = nearest(shown, options)
    way_out = f"did you mean '{match}'? ({listed})" if match else listed
    return "unknown-value", f"{bad.name} is {quoted(shown)}, which is none of its values", way_out


def _out_of_range(bad: Bad) -> Words:
    node = _node(bad.pointer)
    if "exclusiveMinimum" in node:
        takes = f"above {node['exclusiveMinimum']} and below {node['exclusiveMaximum']}"
    elif "maximum" in node:
        takes = f"from {node['minimum']} to {node['maximum']}"
    else:
        takes = f"from {node['minimum']} up"
    rule = "year-out-of-range" if bad.key == "year" else "number-out-of-range"
    return rule, f"{bad.name} is {bad.shown}; it takes a number {takes}", "look the number up"


def _no_choice(bad: Bad) -> Words:
    """Return the words for a value that fits none of the types that its field may have."""
    if bad.key == "p":
        if isinstance(bad.value, dict | list):
            return _wrong_type(bad, "number")
        if isinstance(bad.value, int | float) and not isinstance(bad.value, bool):
            message = f"{bad.name} is {bad.shown}; it takes a number from 0 to 1"
            return "number-out-of-range", message, "look the number up"
        return explain(_p_pattern(), bad.key, bad.raw)
    if isinstance(bad.value, str):
        if len(bad.value) > MAX_ID:
            return id_too_long(bad.value)
        return explain(schema_at(("claims", "id"))["pattern"], bad.key, bad.value)
    return _wrong_type(bad, "string")


def _p_pattern() -> str:
    choices: list[dict[str, Any]] = schema_at(("studies", "findings", "p"))["anyOf"]
    return next(str(choice["pattern"]) for choice in choices if "pattern" in choice)
