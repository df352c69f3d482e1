"""How `kg query` finds a question, asks it, and prints the answer: a file, a dump, a terminal or a pipe."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from rich.console import Console

    from kg.query import Query, Table
    from kg.store import Store
    from kg.workspace import Workspace

STDIN: Final = "-"
GRAPH_FORMATS: Final = ("ttl", "nt", "jsonld")
_DUMPS: Final = (".nq", ".trig", ".ttl", ".nt", ".jsonld")
_PROSE: Final = 16  # cells; a column of words that is narrower than this is hard to read
_NAME: Final = 20  # cells; the same for ids


@dataclass(frozen=True, slots=True)
class Source:
    """What is asked: a dump of a graph, or (without one) the workspace, less the evidence that filters leave out."""

    dump: str | None = None
    without: tuple[str, ...] = ()


def find_query(workspace: Workspace, name: str) -> Query:
    """Return the query of a name, a file, or the standard input; raises ValueError with the way out."""
    from pathlib import Path

    from kg.query import checked_query
    from kg.query.nearest import did_you_mean
    from kg.workspace import find_query_files, read_query, shown_path

    if name == STDIN:
        return checked_query("standard input", sys.stdin.read())
    path = Path(name)
    if path.suffix == ".rq" or len(path.parts) > 1:
        return read_query(path, name)
    files = find_query_files(workspace)
    if name not in files:
        raise ValueError(f"no query '{name}' ({did_you_mean(name, files)} 'kg query' lists all)")
    return read_query(files[name], shown_path(workspace, files[name]))


def answer(query: Query, workspace: Workspace, given: Mapping[str, str], source: Source) -> Table:
    """Return the answer of the workspace's graph, or of a dump; raises ValueError for a query that cannot run."""
    from pathlib import Path

    from kg.iris import Iris
    from kg.query import bind, find_ids, unknown_terms
    from kg.query import run as run_query
    from kg.sparql.faults import QueryError

    if source.dump is not None and source.without:
        raise ValueError("--without: a dump is asked as it is (leave out --data)")
    store, base = _dumped(Path(source.dump)) if source.dump is not None else _graph(workspace, source.without)
    bindings = bind(query, given, Iris(base), find_ids(store))
    try:
        table = run_query(store, query, bindings, base)
    except QueryError as error:
        raise ValueError(f"{query.path}: {error}") from error
    if not table.rows:
        for term, way_out in unknown_terms(store, query):
            print(f"kg query: the vocabulary has no {term} ({way_out})", file=sys.stderr)
    return table


def _graph(workspace: Workspace, without: tuple[str, ...]) -> tuple[Store, str]:
    from kg.cli.data import sound_records
    from kg.rdf import build_nquads
    from kg.store import Store
    from kg.workspace import read_vocabulary

    lines = build_nquads(sound_records(workspace, without), workspace.base, read_vocabulary())
    return Store.from_nquads(lines), workspace.base


def _dumped(path: Path) -> tuple[Store, str]:
    """Return the store that a dump makes, and the base of the claims in it (empty where there are none)."""
    import gzip

    from pyoxigraph import NamedNode, RdfFormat, parse

    from kg.store import Solutions, Store

    bare = path.with_suffix("") if path.suffix == ".gz" else path
    kind = RdfFormat.from_extension(bare.suffix.removeprefix(".")) if bare.suffix in _DUMPS else None
    if kind is None:
        raise ValueError(f"{path}: no reader for '{bare.suffix}' (known: {', '.join(_DUMPS)}, each also with .gz)")
    data = path.read_bytes()
    try:
        lines = [f"{quad} ." for quad in parse(gzip.decompress(data) if bare != path else data, format=kind)]
    except (SyntaxError, gzip.BadGzipFile, EOFError) as error:
        raise ValueError(f"{path}: cannot be read: {error}") from error
    store = Store.from_nquads(lines)
    found = store.query("SELECT ?claim { ?claim a ev:Claim } ORDER BY ?claim LIMIT 1")
    claim = found.rows[0][0] if isinstance(found, Solutions) and found.rows else None
    return store, claim.value.rpartition("/claim/")[0] if isinstance(claim, NamedNode) else ""


def print_answer(query: Query, table: Table, name: str | None, limit: int | None) -> None:
    """Print the answer in a format; rows left out, or none at all, are told on the standard error."""
    import dataclasses

    from kg.tables import TABLE_FORMATS

    is_graph = query.form in {"CONSTRUCT", "DESCRIBE"}
    if name in GRAPH_FORMATS and not is_graph:
        raise ValueError(f"--format: {name} is for CONSTRUCT and DESCRIBE (query '{query.name}' is a {query.form})")
    left_out = 0
    if limit is not None and limit < len(table.rows):
        left_out = len(table.rows) - limit
        table = dataclasses.replace(table, rows=table.rows[:limit])
    chosen = name or ("ttl" if is_graph else "table")
    if chosen in GRAPH_FORMATS:
        sys.stdout.write(_graph_text(table, chosen))
    elif chosen == "table" and table.form != "ASK" and sys.stdout.isatty():
        _print_in_terminal(query, table)
    else:
        sys.stdout.write(TABLE_FORMATS[chosen](table))
    if left_out:
        print(f"{left_out} more row{'' if left_out == 1 else 's'} (without --limit)", file=sys.stderr)
    elif not table.rows and not sys.stdout.isatty():
        print("no rows", file=sys.stderr)


def _graph_text(table: Table, name: str) -> str:
    from kg.export import dump
    from kg.export.turtle import turtle

    lines = [" ".join(str(term) for term in row) + " ." for row in table.rows]
    return (turtle(lines, header=()) if name == "ttl" else dump(lines, f".{name}")).decode("utf-8")


def _print_in_terminal(query: Query, table: Table) -> None:
    """Print a table that fits the terminal, or, where its columns would be too narrow, one block per row."""
    from rich.console import Console

    from kg.tables.plain import numeric_columns, one_line, shown_rows

    console = Console(highlight=False)
    rows = shown_rows(table)
    if query.summary:
        console.print(one_line(query.summary), style="bold", markup=False)
    names = [name.replace("_", " ") for name in table.columns]  # so that a head of two words can wrap
    needed = [
        max(*map(len, name.split()), *(min(len(row[i]), _PROSE if " " in row[i] else _NAME) for row in rows), 0)
        for i, name in enumerate(names)
    ]
    if sum(needed) + 2 * len(needed) <= console.width:
        _print_grid(console, names, rows, needed, numeric_columns(table))
    else:
        _print_blocks(console, names, rows)
    console.print(f"{len(rows)} row{'' if len(rows) == 1 else 's'}", style="dim")


def _print_grid(
    console: Console, columns: list[str], rows: list[tuple[str, ...]], needed: list[int], numbers: frozenset[int]
) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table as Grid
    from rich.text import Text

    grid = Grid(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1, 0, 0))
    for i, name in enumerate(columns):
        if i in numbers:
            grid.add_column(name, justify="right", width=needed[i])
        else:
            grid.add_column(name, min_width=needed[i], overflow="fold")
    for row in rows:
        grid.add_row(*(Text(value) for value in row))
    console.print(grid)


def _print_blocks(console: Console, columns: list[str], rows: list[tuple[str, ...]]) -> None:
    from rich.padding import Padding
    from rich.table import Table as Grid
    from rich.text import Text

    width = max(len(name) for name in columns)
    for row in rows:
        block = Grid.grid(padding=(0, 2, 0, 0))
        block.add_column(min_width=width, style="cyan", no_wrap=True)
        block.add_column(overflow="fold")
        for name, value in zip(columns, row, strict=True):
            if value:
                block.add_row(name, Text(value))
        console.print(Padding(block, (1, 0, 0, 0)))
    console.print()
