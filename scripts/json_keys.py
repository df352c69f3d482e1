"""The JSON-LD keys of our own terms, as a module made from the vocabulary."""

from __future__ import annotations

from typing import Final

from kg.vocabulary import EV, PREFIXES, iri

# "id" would read as JSON-LD's "@id", and "pico" is a prefix.
_OTHER_KEYS: Final = {"id": "recordId", "pico": "hasPico"}
_KINDS: Final = (iri("owl:Class"), iri("owl:DatatypeProperty"), iri("owl:ObjectProperty"))
_NATIVE: Final = {PREFIXES["xsd"] + name for name in ("boolean", "integer", "string")}
_HEAD: Final = '''"""Generated from kg/vocabulary.ttl by scripts/generate.py: the JSON-LD keys of our own terms."""

from typing import Final

OWN_TERMS: Final[dict[str, tuple[str, str]]] = {
'''


def own_terms(turtle: str) -> str:
    """Return the text of `kg/export/own_terms.py` for the vocabulary in Turtle."""
    from pyoxigraph import NamedNode, RdfFormat, parse

    kinds: dict[str, str] = {}
    ranges: dict[str, str] = {}
    for quad in parse(turtle, format=RdfFormat.TURTLE):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            if quad.predicate.value == iri("rdf:type"):
                kinds[quad.subject.value] = quad.object.value
            elif quad.predicate.value == iri("rdfs:range"):
                ranges[quad.subject.value] = quad.object.value
    rows = {}
    for term, kind in kinds.items():
        if term.startswith(EV) and kind in _KINDS:
            name = term.removeprefix(EV)
            rows[_OTHER_KEYS.get(name, name)] = (f"ev:{name}", _mark(kind, ranges.get(term, "")))
    return (
        _HEAD + "".join(f'    "{key}": ("{name}", "{mark}"),\n' for key, (name, mark) in sorted(rows.items())) + "}\n"
    )


def _mark(kind: str, expected: str) -> str:
    """Return what a bare JSON string under the key is: a link, English, of a datatype, or (empty) plain text."""
    if expected == iri("rdf:langString"):
        return "@en"
    if kind == iri("owl:ObjectProperty"):
        return "@id"
    if kind == iri("owl:Class") or expected in _NATIVE:
        return ""
    return "xsd:" + expected.removeprefix(PREFIXES["xsd"])
