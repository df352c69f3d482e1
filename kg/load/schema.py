"""The JSON Schema of a data file, made from the record types; editors and the loader use the same one."""

from __future__ import annotations

from functools import cache
from typing import Any, Final

import msgspec

from kg.records import LISTS

SCHEMA_ID: Final = "https://example.org/evidence-claims-kg/schema.json"
DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_HIDDEN: Final = {"@at"}
_LIST_DESCRIPTIONS: Final = {
    "topics": "Subject areas that claims are filed under.",
    "synonyms": "Things under all the names that people give them.",
    "claims": "Propositions, and the evidence for and against each.",
    "studies": "Publications and what they found.",
    "articles": "Health articles: their references, and what they say statement by statement.",
    "conflicts": "Contradictions between articles, inside one, or between articles and the evidence.",
}


def json_schema() -> dict[str, Any]:
    """Return the schema of a data file: an object that holds any of the lists of `kg.records.LISTS`.

    A key without a value is never valid, so `null` is not among the types of an optional field.
    """
    _, components = msgspec.json.schema_components(LISTS.values(), ref_template="#/$defs/{name}")
    definitions = {name: _tidy(definition) for name, definition in sorted(components.items()) if name != "Place"}
    return {
        "$schema": DIALECT,
        "$id": SCHEMA_ID,
        "title": "Evidence Claims KG data file",
        "description": "Any data file may hold any of these lists, so that a big collection can be split.",
        "type": "object",
        "properties": {
            name: {
                "description": _LIST_DESCRIPTIONS[name],
                "type": "array",
                "items": {"$ref": f"#/$defs/{record.__name__}"},
            }
            for name, record in LISTS.items()
        },
        "additionalProperties": False,
        "$defs": definitions,
    }


@cache
def keys_of(definition: str) -> tuple[str, ...]:
    """Return the keys that a record or part of one may have, in the order of its type."""
    return tuple(json_schema()["$defs"][definition]["properties"])


def _tidy(node: Any) -> Any:
    """Return a schema node without `null` alternatives, defaults of absent fields, and the loader's own fields."""
    if isinstance(node, list):
        return [_tidy(item) for item in node]
    if not isinstance(node, dict):
        return node
    result = {key: _tidy(value) for key, value in node.items() if key != "default" or value is False}
    if "properties" in result:
        result["properties"] = {k: v for k, v in result["properties"].items() if k not in _HIDDEN}
    choices = result.get("anyOf")
    if choices is None:
        return result
    choices = [choice for choice in choices if choice != {"type": "null"}]
    del result["anyOf"]
    return result | (choices[0] if len(choices) == 1 else {"anyOf": choices})
