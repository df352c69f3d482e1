"""Turtle and TriG for people: grouped by subject, `a` first, one predicate a line, always in the same order."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kg.export.quads import TYPE, base_of, group, natural, split
from kg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.export.quads import Grouped

_XSD: Final = PREFIXES["xsd"]
_NAMESPACES: Final = sorted(PREFIXES.items(), key=lambda item: -len(item[1]))
_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_RELATIVE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*(?:/[A-Za-z0-9][A-Za-z0-9_-]*)*")
_BARE: Final = {
    "integer": re.compile(r"[+-]?\d+"),
    "decimal": re.compile(r"[+-]?\d*\.\d+"),
    "boolean": re.compile("true|false"),
}
_WIDTH: Final = 100
_FLAT: Final = ("# All layers in one graph; the TriG, N-Quads and JSON-LD files keep them apart.",)
_LAYERED: Final = ("# One named graph per layer; only 'derived' holds what is computed.",)


def turtle(lines: Sequence[str], *, sort: bool = True, header: Sequence[str] = _FLAT) -> bytes:
    """Return Turtle of N-Quads lines, their graphs flattened; without `sort`, subjects keep their order."""
    quads = split(lines)
    names = _Names(base_of(lines))
    blocks = _blocks(group(sorted(quads, key=lambda quad: natural(quad.subject)) if sort else quads), names, "")
    return "\n\n".join((names.head(header), *blocks)).encode() + b"\n"


def trig(lines: Sequence[str]) -> bytes:
    """Return TriG of N-Quads lines: a block for each named graph."""
    quads = sorted(split(lines), key=lambda quad: (quad.graph, natural(quad.subject)))
    names = _Names(base_of(lines))
    graphs = []
    for graph, members in groupby(quads, key=lambda quad: quad.graph):
        indent = "    " if graph else ""
        body = "\n\n".join(_blocks(group(members), names, indent))
        graphs.append(f"{names.term(graph)} {{\n{body}\n}}" if graph else body)
    return "\n\n".join((names.head(_LAYERED), *graphs)).encode() + b"\n"


def _blocks(grouped: Grouped, names: _Names, indent: str) -> list[str]:
    return [_block(subject, pairs, names, indent) for subject, pairs in grouped.items()]


def _block(subject: str, pairs: dict[str, list[str]], names: _Names, indent: str) -> str:
    rows = []
    for predicate, objects in pairs.items():
        verb = "a" if predicate == TYPE else names.term(predicate)
        values = [names.term(value) for value in objects]
        flat = f"{indent}    {verb} {', '.join(values)}"
        if len(values) == 1 or len(flat) <= _WIDTH:
            rows.append(flat)
        else:
            rows.append(f"{indent}    {verb}\n{indent}        " + f",\n{indent}        ".join(values))
    return f"{indent}{names.term(subject)}\n" + " ;\n".join(rows) + " ."


def _multiline(literal: str) -> str:
    """Return a literal with line ends as a long string, which has them as they are."""
    end = literal.rindex('"')
    words = re.sub(r"\\.", lambda escape: "\n" if escape[0] == "\\n" else escape[0], literal[1:end])
    return f'"""{words}"""{literal[end + 1 :]}' if "\n" in words else literal


@lru_cache(maxsize=1 << 16)
def _prefix_of(iri: str) -> str:
    """Return the prefix that shortens an IRI, else nothing."""
    return next((x for x, space in _NAMESPACES if iri.startswith(space) and _LOCAL.fullmatch(iri, len(space))), "")


class _Names:
    """Short forms of terms, and the prefixes that they used."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._known: dict[str, str] = {}
        self._used: set[str] = set()
        self._relative = False

    def term(self, term: str) -> str:
        """Return the shortest form of a term that is given in N-Triples form."""
        if term[0] == "<":
            short = self._known.get(term)
            if short is None:
                short = self._known[term] = self._iri(term[1:-1])
            return short
        head, mark, datatype = term.rpartition("^^<")
        if not mark or term[-1] != ">":
            return _multiline(term) if "\\n" in term else term
        if datatype.startswith(_XSD):
            bare = _BARE.get(datatype[len(_XSD) : -1])
            if bare is not None and bare.fullmatch(head[1:-1]):
                return head[1:-1]
        return f"{head}^^{self.term('<' + datatype)}"

    def _iri(self, iri: str) -> str:
        if prefix := _prefix_of(iri):
            self._used.add(prefix)
            return f"{prefix}:{iri[len(PREFIXES[prefix]) :]}"
        if self._base and iri.startswith(self._base) and _RELATIVE.fullmatch(iri, len(self._base)):
            self._relative = True
            return f"<{iri[len(self._base) :]}>"
        return f"<{iri}>"

    def head(self, comments: Iterable[str]) -> str:
        """Return comments, base and the prefixes that were used."""
        base = [f"@base <{self._base}> ."] if self._relative else []
        prefixes = [f"@prefix {prefix}: <{PREFIXES[prefix]}> ." for prefix in sorted(self._used)]
        parts = ["\n".join(comments), "\n".join((*base, *prefixes))]
        return "\n\n".join(part for part in parts if part)
