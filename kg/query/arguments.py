"""The values given for a query's parameters, checked and turned into RDF terms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.query.nearest import did_you_mean
from kg.query.types import PARAMETER_TYPES, RECORD_TYPES, datatype_iri, record_iri

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kg.iris import Iris
    from kg.query.header import Parameter, Query
    from kg.store import Term

_ANY: Final[Mapping[str, Collection[str]]] = {}


def bind(
    query: Query, arguments: Mapping[str, str], iris: Iris, known_ids: Mapping[str, Collection[str]] = _ANY
) -> dict[str, Term]:
    """Return the RDF term of each parameter that has a value, given or by default.

    `arguments` are written as on a command line, by the parameter's name (with `_` or `-`). `known_ids` holds the ids
    of each record type; a type that it lacks is not looked up. Raises ValueError for a parameter that the query does
    not have, a missing required one, and a value that its type does not take.
    """
    given = {name.replace("-", "_"): value for name, value in arguments.items()}
    known = {parameter.name: parameter for parameter in query.parameters}
    for name in given:
        if name not in known:
            way_out = did_you_mean(name, known) if known else "it has none"
            raise ValueError(f"query '{query.name}' has no parameter '{name}' ({way_out})")
    terms: dict[str, Term] = {}
    for name, parameter in known.items():
        value = given.get(name, parameter.default)
        if value is not None:
            terms[name] = _term(parameter, value, iris, known_ids)
        elif parameter.required:
            example = f", for example {parameter.option} {parameter.example}" if parameter.example else ""
            raise ValueError(f"query '{query.name}' needs {parameter.option}: {parameter.description}{example}")
    return terms


def _term(parameter: Parameter, value: str, iris: Iris, known_ids: Mapping[str, Collection[str]]) -> Term:
    from pyoxigraph import Literal, NamedNode

    kind = parameter.type
    if kind in RECORD_TYPES:
        # The address of a record's page is its IRI, so both are understood.
        value = value.removeprefix(record_iri(iris, kind, ""))
        known = known_ids.get(kind)
        if known is not None and value not in known:
            raise ValueError(f"{parameter.option}: no {kind} '{value}' ({did_you_mean(value, known)})")
    if not PARAMETER_TYPES[kind].accepts(value):
        raise ValueError(f"{parameter.option}: '{value}' is not {PARAMETER_TYPES[kind].name}")
    if kind in RECORD_TYPES:
        return NamedNode(record_iri(iris, kind, value))
    if kind == "iri":
        return NamedNode(value)
    return Literal(value, datatype=NamedNode(datatype_iri(kind)))
