"""RDF terms and quads as N-Quads text; the only place that escapes."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from kg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Fact = tuple[str, str, str]
"""Subject, predicate and object, each already in N-Triples form."""

_ESCAPES: Final = str.maketrans(
    {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"},
)
_XSD: Final = PREFIXES["xsd"]


def node(iri: str) -> str:
    """Return an IRI as a term."""
    return f"<{iri}>"


def name(prefixed: str) -> str:
    """Return a prefixed name as a term.

    >>> name("rdfs:label")
    '<http://www.w3.org/2000/01/rdf-schema#label>'
    """
    prefix, _, local = prefixed.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def text(value: str, language: str = "") -> str:
    """Return a plain literal, or one in a language."""
    return f'"{value.translate(_ESCAPES)}"' + (f"@{language}" if language else "")


def typed(value: str, datatype: str) -> str:
    """Return a literal of an XSD datatype given by its local name."""
    return f'"{value.translate(_ESCAPES)}"^^<{_XSD}{datatype}>'


def integer(value: int) -> str:
    """Return an xsd:integer."""
    return typed(str(value), "integer")


def decimal(value: float) -> str:
    """Return an xsd:decimal with the digits that the file has.

    >>> decimal(0.97)
    '"0.97"^^<http://www.w3.org/2001/XMLSchema#decimal>'
    """
    digits = f"{Decimal(repr(float(value))):f}"
    return typed(digits if "." in digits else digits + ".0", "decimal")


def boolean(*, value: bool) -> str:
    """Return an xsd:boolean."""
    return typed("true" if value else "false", "boolean")


def doi_node(doi: str) -> str:
    """Return the IRI under which a DOI resolves."""
    return node("https://doi.org/" + quote(doi, safe="/:;()._-~!$&'*+,=@"))


def about(subject: str, pairs: Iterable[tuple[str, str | None]]) -> Iterator[Fact]:
    """Yield the facts about a subject (an IRI), given as prefixed name and object term; None is left out."""
    head = node(subject)
    for predicate, value in pairs:
        if value is not None:
            yield head, name(predicate), value


def maybe(value: str | None) -> str | None:
    """Return a plain literal, or None for None."""
    return None if value is None else text(value)


def maybe_integer(value: int | None) -> str | None:
    """Return an xsd:integer, or None for None."""
    return None if value is None else integer(value)


def maybe_decimal(value: float | None) -> str | None:
    """Return an xsd:decimal, or None for None."""
    return None if value is None else decimal(value)
