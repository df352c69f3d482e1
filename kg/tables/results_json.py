"""SPARQL 1.1 Query Results JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.query import Table
    from kg.store import Term

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def render_json(table: Table) -> str:
    """Return the results as SPARQL JSON: `boolean` for an ASK, else `head` and `bindings`, a line per row."""
    if table.form == "ASK":
        return json.dumps({"head": {}, "boolean": table.shown(table.rows[0][0]) == "yes"}) + "\n"
    bindings = [
        {name: _value(term) for name, term in zip(table.columns, row, strict=True) if term is not None}
        for row in table.rows
    ]
    head = json.dumps({"vars": table.columns}, ensure_ascii=False)
    rows = ",\n".join(json.dumps(binding, ensure_ascii=False) for binding in bindings)
    return f'{{"head": {head}, "results": {{"bindings": [\n{rows}\n]}}}}\n'


def _value(term: Term) -> dict[str, object]:
    from pyoxigraph import BlankNode, Literal, NamedNode

    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Literal):
        value: dict[str, object] = {"type": "literal", "value": term.value}
        if term.language:
            value["xml:lang"] = term.language
        elif term.datatype.value != _STRING:
            value["datatype"] = term.datatype.value
        return value
    parts = {"subject": _value(term.subject), "predicate": _value(term.predicate), "object": _value(term.object)}
    return {"type": "triple", "value": parts}
