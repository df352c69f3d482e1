"""Write the graph to files: Turtle, TriG, N-Triples, N-Quads or JSON-LD, each also with .gz.

The end of the name decides the format: kg export out.trig out.nq.gz. With --format, and '-' or no FILE, it goes to
the standard output. Turtle and N-Triples cannot hold named graphs: they get all layers in one.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from kg.workspace import Workspace

STDOUT: Final = "-"
_MANY: Final = 100_000  # takes about a second


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="where to; '-' is the standard output")
    parser.add_argument("--format", metavar="FORMAT", help="ttl, trig, nt, nq or jsonld, each also with .gz")
    parser.add_argument(
        "--layer", action="append", metavar="LAYER", help="only this layer, such as claims; may be given again"
    )


def run(args: argparse.Namespace) -> int:
    """Write each file, whole or not at all."""
    from kg.cli.data import workspace_of

    targets = _targets(args.files, args.format)
    workspace = workspace_of(args)
    layers = _layers(args.layer or ())
    lines = _lines(workspace, layers)
    for name, suffix in targets:
        _write(name, suffix, lines, loud=all(other != STDOUT for other, _ in targets))
    return 0


def _targets(files: Sequence[str], given: str | None) -> list[tuple[str, str]]:
    """Return each file with the suffix of its format."""
    from kg.export import suffix_of

    forced = suffix_of(f".{given.removeprefix('.')}") if given else ""
    if not files and not forced:
        raise ValueError("nothing to write (name a file, such as graph.ttl, or --format ttl for the standard output)")
    if STDOUT in files and not forced:
        raise ValueError("'-' has no suffix to tell the format (add --format ttl, or another)")
    return [(name, forced or suffix_of(name)) for name in files or [STDOUT]]


def _layers(names: Iterable[str]) -> tuple[str, ...]:
    from difflib import get_close_matches

    from kg.vocabulary import GRAPHS

    for name in names:
        if name not in GRAPHS:
            near = get_close_matches(name, GRAPHS, 1)
            way_out = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(GRAPHS)}"
            raise ValueError(f"no layer '{name}' ({way_out})")
    return tuple(names)


def _lines(workspace: Workspace, layers: Sequence[str]) -> list[str]:
    from kg.cli.data import sound_records
    from kg.iris import Iris
    from kg.rdf import build_nquads
    from kg.workspace import read_vocabulary

    lines = build_nquads(sound_records(workspace), workspace.base, read_vocabulary())
    if not layers:
        return lines
    ends = tuple(f" <{Iris(workspace.base).graph(layer)}> ." for layer in layers)
    return [line for line in lines if line.endswith(ends)]


def _write(name: str, suffix: str, lines: Sequence[str], *, loud: bool) -> None:
    from pathlib import Path

    from kg.export import dump
    from kg.output import write_file

    if len(lines) > _MANY and sys.stderr.isatty():
        print(f"writing {len(lines):,} statements to {name} …", file=sys.stderr)
    content = dump(lines, suffix)
    if name == STDOUT:
        sys.stdout.buffer.write(content)
        return
    write_file(Path(name), content)
    what = "triples" if suffix.startswith((".ttl", ".nt")) else "quads"
    message = f"{name}: {len(lines):,} {what}, {len(content):,} bytes"
    print(message, file=sys.stdout if loud else sys.stderr)
