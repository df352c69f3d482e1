"""Check the data and print every problem with its place and the way out.

Without a path the whole workspace is checked. With paths the same is checked, and only problems in those files
and folders are shown; data files from elsewhere are checked together with the workspace's own.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

MEGABYTE: Final = 1_000_000
LONG_READ: Final = 4 * MEGABYTE  # bytes; YAML is read at 4 MB a second

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from kg.problems import Problem
    from kg.records import Records
    from kg.workspace import Workspace


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="show only problems in these files or folders"
    )
    parser.add_argument(
        "--format",
        choices=("full", "concise", "json"),
        default="full",
        help="full: with the line and the way out; concise: one line each; json: an array (default: %(default)s)",
    )


def run(args: argparse.Namespace) -> int:
    """Print the problems and their number; 1 when there is an error."""
    from kg.cli.data import workspace_of
    from kg.problems import Severity
    from kg.report import json_array, text
    from kg.workspace import read_records

    workspace = workspace_of(args)
    more = [path for given in args.paths for path in _files(workspace, given)]
    _announce(workspace)
    records, found = read_records(workspace, more)
    problems = [
        _as_seen_from_here(workspace, problem) for problem in found if _is_wanted(workspace, problem, args.paths)
    ]
    if args.format == "json":
        print(json_array.dump(problems), end="")
    else:
        print(text.render_full(problems) if args.format == "full" else text.render_concise(problems), end="")
        print(f"{workspace.data.name}: {_counts(records)}; {text.tally(problems)}")
    return int(any(problem.severity is Severity.ERROR for problem in problems))


def _announce(workspace: Workspace) -> None:
    """Tell that reading takes longer than a second, where it does."""
    from kg.workspace import data_files

    size = (
        sum(path.stat().st_size for path in data_files(workspace.data) if path.is_file())
        if workspace.data.is_dir()
        else 0
    )
    if size > LONG_READ:
        print(f"reading {size / MEGABYTE:,.0f} MB of data …", file=sys.stderr, flush=True)


def _files(workspace: Workspace, given: Path) -> Iterator[Path]:
    """Yield the data files that a path adds; raises ValueError where nothing is there or no loader reads it."""
    from kg.load import LOADERS
    from kg.workspace import data_files

    if not given.exists() and not given.is_symlink():
        raise ValueError(f"{given}: no such file or folder")
    path = given.absolute()
    if not path.is_dir():
        if path.suffix.lower() not in LOADERS:
            raise ValueError(f"{given}: no reader for '{path.suffix}' (known: {', '.join(sorted(LOADERS))})")
        yield path
    elif not workspace.data.is_relative_to(path.resolve()):
        yield from data_files(path)


def _is_wanted(workspace: Workspace, problem: Problem, given: list[Path]) -> bool:
    """Tell whether a problem is in one of the files or below one of the folders, if there are any."""
    place = _real(workspace.root / problem.path)
    return not given or any(place.is_relative_to(_real(path)) for path in given)


def _real(path: Path) -> Path:
    """Return a path without links on the way to it; one that is a link itself stays what it is."""
    return path.parent.resolve() / path.name if path.is_symlink() else path.resolve()


def _as_seen_from_here(workspace: Workspace, problem: Problem) -> Problem:
    """Return a problem with its path as seen from the current folder, so that a terminal can open it."""
    from dataclasses import replace

    if workspace.root == Path.cwd():
        return problem
    return replace(problem, path=Path(os.path.relpath(workspace.root / problem.path)).as_posix())


def _counts(records: Records) -> str:
    """Return how many records of each kind there are."""
    from kg.records import LISTS

    counts = ((len(getattr(records, name)), name, kind) for name, kind in LISTS.items())
    return ", ".join(f"{count:,} {name if count != 1 else kind.__name__.lower()}" for count, name, kind in counts)
