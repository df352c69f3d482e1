"""N-Quads and N-Triples: one statement a line, sorted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.export.quads import split

if TYPE_CHECKING:
    from collections.abc import Sequence


def nquads(lines: Sequence[str]) -> bytes:
    """Return the lines as a file."""
    return "".join(f"{line}\n" for line in sorted(set(lines))).encode()


def ntriples(lines: Sequence[str]) -> bytes:
    """Return the triples without their graphs as a file, each once."""
    triples = {f"{quad.subject} {quad.predicate} {quad.object} .\n" for quad in split(lines)}
    return "".join(sorted(triples)).encode()
