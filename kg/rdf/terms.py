"""RDF terms and quads as N-Quads text; the only place that escapes."""

from __future__ import annotations

import re
from decimal import Decimal
from ipaddress import AddressValueError, IPv6Address
from typing import TYPE_CHECKING, Final
from urllib.parse import quote

from kg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Fact = tuple[str, str, str]
"""Subject, predicate and object, each already in N-Triples form."""

# Canonical N-Quads (RDF 1.2 N-Quads, section 4): named escapes first, then the characters that have none.
_ESCAPES: Final = str.maketrans(
    {chr(code): f"\\u{code:04X}" for code in (*range(0x20), 0x7F, 0xFFFE, 0xFFFF)}
    | {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f"},
)
# RFC 3987, section 2.2: what an IRI may hold as it is, beside the delimiters of its parts.
_UCS: Final = (
    "\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
    + "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14))
    + "\U000e1000-\U000efffd"
)
_IN_HOST: Final = rf"A-Za-z0-9\-._~!$&'()*+,;={_UCS}"
_NOT_IN_HOST: Final = re.compile(f"%(?![0-9A-Fa-f]{{2}})|[^%{_IN_HOST}]")
_NOT_IN_PATH: Final = re.compile(f"%(?![0-9A-Fa-f]{{2}})|[^%:@/?{_IN_HOST}]")
_URL: Final = re.compile(r"(https?://)(?:([^/?#@]*)@)?([^/?#]*?)(:\d*)?(?=[/?#]|\Z)([^#]*)(?:#(.*))?", re.DOTALL)
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
    """Return an xsd:decimal with the digits that the file has, in XSD's canonical form, so that every engine keeps it.

    >>> decimal(0.97), decimal(95.0)
    ('"0.97"^^<http://www.w3.org/2001/XMLSchema#decimal>', '"95"^^<http://www.w3.org/2001/XMLSchema#decimal>')
    """
    digits = f"{Decimal(repr(float(value) or 0.0)):f}"
    return typed(digits.removesuffix(".0"), "decimal")


def boolean(*, value: bool) -> str:
    """Return an xsd:boolean."""
    return typed("true" if value else "false", "boolean")


def web_iri(url: str) -> str:
    """Return the IRI of a web address; what an IRI cannot hold as it is becomes percent escapes.

    >>> web_iri("https://a.example/100%/[x]|y#a#b")
    'https://a.example/100%25/%5Bx%5D%7Cy#a%23b'
    """
    match = _URL.fullmatch(url)
    if match is None:
        raise ValueError(f"'{url}' is not a web address (it starts with http:// or https://)")
    scheme, user, host, port, path, fragment = match.groups()
    head = scheme + (f"{_quoted(_NOT_IN_PATH, user)}@" if user is not None else "")
    head += host if _is_ipv6(host) else _quoted(_NOT_IN_HOST, host)
    tail = _quoted(_NOT_IN_PATH, path) + (f"#{_quoted(_NOT_IN_PATH, fragment)}" if fragment is not None else "")
    return head + (port or "") + tail


def _quoted(forbidden: re.Pattern[str], part: str) -> str:
    return forbidden.sub(lambda match: quote(match[0], safe=""), part)


def _is_ipv6(host: str) -> bool:
    try:
        return host[:1] == "[" and host[-1:] == "]" and bool(IPv6Address(host[1:-1]))
    except AddressValueError:
        return False


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
