"""Check the data and print every problem with its place and the way out.

Without a path the whole workspace is checked. With paths the same is checked, and only problems in those files
and folders are shown; a data file from elsewhere is checked together with the workspace's own.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

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
    from kg.problems import Severity  # a command imports what it needs when it runs
    from kg.report import text
    from kg.workspace import read_records

    workspace = workspace_of(args)
    given = [_given(path) for path in args.paths]
    records, problems = read_records(workspace, (path for path in given if path.is_file()))
    if given:
        problems = tuple(p for p in problems if any(_within(workspace, p, path) for path in given))
    if args.format == "json":
        from kg.report.json_array import dump

        print(dump(problems), end="")
    else:
        print(text.render_full(problems) if args.format == "full" else text.render_concise(problems), end="")
        print(f"{workspace.data.name}: {_counts(records)}; {text.tally(problems)}")
    return int(any(problem.severity is Severity.ERROR for problem in problems))


def _given(path: Path) -> Path:
    """Return an absolute path; raises ValueError where nothing is there or no loader reads it."""
    from kg.load import LOADERS

    if not path.exists() and not path.is_symlink():
        raise ValueError(f"{path}: no such file or folder")
    if path.is_file() and path.suffix.lower() not in LOADERS:
        raise ValueError(f"{path}: no reader for '{path.suffix}' (known: {', '.join(sorted(LOADERS))})")
    return path.absolute()


def _within(workspace: Workspace, problem: Problem, path: Path) -> bool:
    """Tell whether a problem is in a file or below a folder."""
    from kg.workspace import shown_path

    shown = shown_path(workspace, path)
    return shown in (".", problem.path) or problem.path.startswith(f"{shown}/")


def _counts(records: Records) -> str:
    """Return how many records of each kind there are."""
    from kg.records import LISTS

    return ", ".join(f"{len(getattr(records, name)):,} {name}" for name in LISTS)
