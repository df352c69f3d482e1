"""The graph as files: one exporter per format, each from sorted N-Quads lines to the bytes of a file."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Final

from kg.export.jsonld import jsonld
from kg.export.lines import nquads, ntriples
from kg.export.turtle import trig, turtle

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EXPORTERS: Final[dict[str, Callable[[Sequence[str]], bytes]]] = {
    ".jsonld": jsonld,
    ".nq": nquads,
    ".nt": ntriples,
    ".trig": trig,
    ".ttl": turtle,
}
"""Suffix → exporter. Turtle and N-Triples cannot hold named graphs, so they flatten the layers."""

ZIPPED: Final = ".gz"


def suffix_of(name: str) -> str:
    """Return the suffix that decides the format, with `.gz` where the file is to be compressed.

    Raises ValueError that names the known suffixes.

    >>> suffix_of("out/graph.nq.gz")
    '.nq.gz'
    """
    bare = name.removesuffix(ZIPPED)
    for suffix in EXPORTERS:
        if bare.endswith(suffix):
            return suffix + name[len(bare) :]
    known = ", ".join(EXPORTERS)
    raise ValueError(f"{name}: no such export format (known: {known}, each also with {ZIPPED})")


def dump(lines: Sequence[str], suffix: str) -> bytes:
    """Return the bytes of a file with this suffix (see `suffix_of`); the same lines give the same bytes."""
    data = EXPORTERS[suffix.removesuffix(ZIPPED)](lines)
    return gzip.compress(data, mtime=0) if suffix.endswith(ZIPPED) else data
