"""JSON-LD with its context inside, so that a file means the same wherever it lies."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final

import msgspec

from kg.export.context import KEYS, USABLE, build_context
from kg.export.quads import TYPE, base_of, group, natural, split
from kg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.export.quads import Grouped

_XSD: Final = PREFIXES["xsd"]
_NAMESPACES: Final = sorted(USABLE.items(), key=lambda item: -len(item[1]))
_LOCAL: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_RELATIVE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:/[A-Za-z0-9][A-Za-z0-9_-]*)*")
_WHOLE: Final = re.compile(r"0|-?[1-9]\d{0,14}")
_ESCAPE: Final = re.compile(r'\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|([tbnrf"\'\\]))')
_ESCAPED: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f", '"': '"', "'": "'", "\\": "\\"}

Json = dict[str, object]


def jsonld(lines: Sequence[str], *, layers: bool = True, sort: bool = True) -> bytes:
    """Return JSON-LD of N-Quads lines: each named graph as a node with an `@graph`, or without `layers` one graph."""
    writer = _Writer(base_of(lines))
    quads = list(split(lines))
    if sort:
        quads.sort(key=lambda quad: (quad.graph if layers else "", natural(quad.subject)))
    nodes: list[Json] = []
    if layers:
        for graph, members in groupby(quads, key=lambda quad: quad.graph):
            content = writer.nodes(group(members))
            nodes += [{"@id": writer.short(graph[1:-1]), "@graph": content}] if graph else content
    else:
        nodes = writer.nodes(group(quads))
    graph_text = msgspec.json.format(msgspec.json.encode(nodes), indent=2).decode().replace("\n", "\n  ")
    return f'{{\n  "@context": {_context_text(writer.context())},\n  "@graph": {graph_text}\n}}\n'.encode()


def context_document() -> bytes:
    """Return the published context, `context.jsonld`: the keys and prefixes that every export draws from."""
    return f'{{\n  "@context": {_context_text(build_context())}\n}}\n'.encode()


def _context_text(context: Mapping[str, object]) -> str:
    """Return a context as JSON with one key a line."""
    rows = (_row(key, tuple(x.items()) if isinstance(x, dict) else x) for key, x in context.items())
    return "{\n" + ",\n".join(rows) + "\n  }"


@lru_cache(maxsize=1 << 10)
def _row(key: str, value: object) -> str:
    return f"    {json.dumps(key)}: {json.dumps(dict(value) if isinstance(value, tuple) else value)}"


@lru_cache(maxsize=1 << 16)
def _prefix_of(iri: str) -> str:
    """Return the prefix that shortens an IRI, else nothing."""
    return next((x for x, space in _NAMESPACES if iri.startswith(space) and _LOCAL.fullmatch(iri, len(space))), "")


class _Writer:
    """Terms as JSON values, and the keys and prefixes that they used."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._relative = False
        self._keys: set[str] = set()
        self._prefixes: set[str] = set()

    def context(self) -> Mapping[str, object]:
        """Return the context of what has been written so far."""
        return build_context(self._base if self._relative else "", self._keys, self._prefixes)

    def nodes(self, grouped: Grouped) -> list[Json]:
        """Return a node object for each subject."""
        return [self._node(subject, pairs) for subject, pairs in grouped.items()]

    def _node(self, subject: str, pairs: dict[str, list[str]]) -> Json:
        node: Json = {"@id": self._reference(subject)}
        for predicate, objects in pairs.items():
            if predicate == TYPE:
                key, values = "@type", [self._class(term) for term in objects]
            else:
                key, kind = KEYS.get(predicate[1:-1], ("", ""))
                self._keys.update((key,) if key else ())
                key = key or self.short(predicate[1:-1], relative=False)
                values = [self._value(term, kind) for term in objects]
            node[key] = values[0] if len(values) == 1 else values
        return node

    def _class(self, term: str) -> object:
        key = KEYS.get(term[1:-1], ("", ""))[0]
        self._keys.update((key,) if key else ())
        return key or self.short(term[1:-1], relative=False)

    def _reference(self, term: str) -> str:
        return self.short(term[1:-1]) if term[0] == "<" else term

    def _value(self, term: str, kind: str) -> object:
        """Return the JSON value of a term under a key whose bare strings are of a kind (see `kg.export.context`)."""
        if term[0] != '"':
            reference = self._reference(term)
            return reference if kind == "@id" else {"@id": reference}
        end = term.rindex('"')
        words, mark = _unescape(term[1:end]), term[end + 1 :]
        if mark.startswith("^^"):
            return self._typed(words, mark[3:-1], kind)
        if mark == kind:
            return words
        return {"@value": words, "@language": mark[1:]} if mark else {"@value": words}

    def _typed(self, words: str, datatype: str, kind: str) -> object:
        if kind.startswith("xsd:") and datatype == _XSD + kind[4:]:
            return words
        if not kind and datatype == _XSD + "integer" and _WHOLE.fullmatch(words):
            return int(words)
        if not kind and datatype == _XSD + "boolean" and words in {"true", "false"}:
            return words == "true"
        return {"@value": words, "@type": self.short(datatype, relative=False)}

    def short(self, iri: str, *, relative: bool = True) -> str:
        """Return an IRI relative to the base, or with a prefix, or whole."""
        if prefix := _prefix_of(iri):
            self._prefixes.add(prefix)
            return f"{prefix}:{iri[len(PREFIXES[prefix]) :]}"
        if relative and self._base and iri.startswith(self._base) and _RELATIVE.fullmatch(iri, len(self._base)):
            self._relative = True
            return iri[len(self._base) :]
        return iri


def _unescape(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda m: _ESCAPED[m[3]] if m[3] else chr(int(m[1] or m[2], 16)), text)
