"""N-Quads lines taken apart: terms in N-Triples form, grouped by subject in an order that people expect."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.vocabulary import EV, iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LINE: Final = re.compile(
    r'(<[^>]*>|_:\S+) (<[^>]*>) (<[^>]*>|_:\S+|"(?:[^"\\]|\\.)*"(?:@[A-Za-z0-9-]+|\^\^<[^>]*>)?)'
    r"(?: (<[^>]*>|_:\S+))? ?\.",
)
_KEPT: Final = 1 << 16  # the same lines and terms come in each format and in several descriptions
_OWN: Final = f"<{EV}"
TYPE: Final = f"<{iri('rdf:type')}>"
_FIRST: Final = (
    TYPE,
    *(f"<{iri(name)}>" for name in ("rdfs:label", "skos:prefLabel", "dct:title", "skos:notation", "ev:id", "ev:order")),
)

Grouped = dict[str, dict[str, list[str]]]
"""Subject → predicate → objects, all in N-Triples form."""


class Quad(NamedTuple):
    """A statement; each part in N-Triples form, `graph` empty for the default graph."""

    subject: str
    predicate: str
    object: str
    graph: str = ""


def split(lines: Iterable[str]) -> Iterator[Quad]:
    """Return the quads of N-Quads or N-Triples lines in canonical form; raises ValueError for any other line."""
    return map(_quad, lines)


@lru_cache(maxsize=_KEPT)
def _quad(line: str) -> Quad:
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError(f"not an N-Quads line: '{line[:200]}'")
    return Quad(match[1], match[2], match[3], match[4] or "")


def base_of(lines: Iterable[str]) -> str:
    """Return the workspace's base, with a slash at its end, as the named graphs show it; empty where they do not.

    >>> base_of(['<x:s> <x:p> "o" <https://example.org/kg/graph/claims> .'])
    'https://example.org/kg/'
    """
    for line in lines:
        match = re.search(r" <([^>]*/)graph/[a-z]+> ?\.$", line)
        return match[1] if match else ""
    return ""


def group(quads: Iterable[Quad]) -> Grouped:
    """Return quads by subject, subjects in order of appearance, predicates and objects sorted, nothing twice."""
    found: dict[str, dict[str, set[str]]] = {}
    for quad in quads:
        found.setdefault(quad.subject, {}).setdefault(quad.predicate, set()).add(quad.object)
    return {
        subject: {predicate: _in_order(predicate, pairs[predicate]) for predicate in sorted(pairs, key=_rank)}
        for subject, pairs in found.items()
    }


def _in_order(predicate: str, objects: set[str]) -> list[str]:
    return sorted(objects, key=_own_first if predicate == TYPE else natural) if len(objects) > 1 else [*objects]


@lru_cache(maxsize=_KEPT)
def _rank(predicate: str) -> tuple[int, str]:
    return (_FIRST.index(predicate) if predicate in _FIRST else len(_FIRST), predicate)


def _own_first(term: str) -> tuple[bool, str]:
    return (not term.startswith(_OWN), term)


@lru_cache(maxsize=_KEPT)
def natural(term: str) -> tuple[str | int, ...]:
    """Return a key that sorts IRIs with their numbers as numbers, and a resource before what is under it.

    >>> sorted(["<x/10>", "<x/9>", "<x>"], key=natural)
    ['<x>', '<x/9>', '<x/10>']
    """
    parts = re.split(r"(\d+)", term.rstrip(">"))
    return tuple(int(part) if index % 2 else part for index, part in enumerate(parts))
