"""Check texts against the evidence, or the data itself, and print every problem with its place and the way out.

Without a path the data of the workspace is checked. With texts (Markdown, HTML, plain) or folders of them, they are
held against the evidence; 'kg rule --all' lists what is looked for. With data files or folders of them the data is
checked, and only problems in them are shown; data files from elsewhere are checked together with the workspace's own.

`--output` writes reports for CI beside what is printed; `--baseline` shows only what is new. docs/check.md has both.
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
    from kg.rules.policy import Policy
    from kg.workspace import Workspace


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    from kg.cli.known import add_baseline
    from kg.cli.outputs import add_outputs

    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="texts, data files or folders (default: the data)"
    )
    add_outputs(parser)
    parser.add_argument(
        "--fail-on",
        choices=("error", "warning", "never"),
        help="the least that makes the exit code 1; with 'never' it is 0 whatever is found (default: error)",
    )
    add_baseline(parser)


def run(args: argparse.Namespace) -> int:
    """Report the problems and their number; 1 when there is one that --fail-on counts."""
    from kg.cli.data import workspace_of
    from kg.cli.known import gone_lines, without_known, write_baseline
    from kg.cli.outputs import outputs_of, write_outputs
    from kg.cli.texts import policy_of
    from kg.report.text import tally

    outputs = outputs_of(args)
    if args.write_baseline and (args.output or args.output_format):
        raise ValueError("--write-baseline makes no report (leave --output out)")
    workspace = workspace_of(args)
    policy = policy_of(workspace)
    problems, what = _found(workspace, policy, args.paths)

    def is_wanted(path: str) -> bool:
        return _is_wanted(workspace, path, args.paths)

    if args.write_baseline:
        print(write_baseline(args.write_baseline, problems, is_wanted))
        return 0
    known = ""
    if args.baseline:
        compared = without_known(args.baseline, problems, is_wanted)
        problems = compared.new
        known = f" ({compared.known:,} known from {args.baseline})"
        print("".join(f"{line}\n" for line in gone_lines(args.baseline, compared.gone)), end="", file=sys.stderr)
    seen = sorted(_as_seen_from_here(workspace, problem) for problem in problems)
    write_outputs(outputs, seen, f"{what}; {tally(seen)}{known}")
    return int(any(_fails(problem, args.fail_on or policy.fail_on) for problem in seen))


def _found(workspace: Workspace, policy: Policy, given: list[Path]) -> tuple[tuple[Problem, ...], str]:
    """Return the problems of the paths that are given, of the data where none is, and what was looked at, in words."""
    from kg.cli.texts import check_texts, find_texts, is_text

    texts = find_texts(workspace, (path for path in given if path.is_dir() or is_text(path)))
    of_data = [path for path in given if not _holds_texts_alone(workspace, path, texts)]
    problems = tuple(check_texts(workspace, texts, policy)) if texts else ()
    what = f"{len(texts):,} {'text' if len(texts) == 1 else 'texts'}" if texts else ""
    if of_data or not given:
        found, counts = _of_data(workspace, of_data)
        problems, what = (*found, *problems), f"{what}, {counts}" if what else counts
    return problems, what


def _of_data(workspace: Workspace, given: list[Path]) -> tuple[tuple[Problem, ...], str]:
    """Return the problems of data files, or of the whole data where none is given, and how many records there are."""
    from kg.workspace import read_records

    more = [path for each in given for path in _files(workspace, each)]
    _announce(workspace)
    records, found = read_records(workspace, more)
    wanted = tuple(problem for problem in found if _is_wanted(workspace, problem.path, given))
    return wanted, f"{workspace.data.name}: {_counts(records)}"


def _holds_texts_alone(workspace: Workspace, given: Path, texts: tuple[Path, ...]) -> bool:
    """Tell whether a path is a text, or a folder with texts that neither holds the data nor is a part of it."""
    from kg.cli.texts import is_text

    if not given.is_dir():
        return is_text(given)
    folder, data = given.resolve(), workspace.data.resolve()
    if data.is_relative_to(folder) or folder.is_relative_to(data):
        return False
    return any(path.resolve().is_relative_to(folder) for path in texts)


def _fails(problem: Problem, least: str) -> bool:
    """Tell whether a problem makes the command exit with 1."""
    return problem.severity in {"error": ("error",), "warning": ("error", "warning"), "never": ()}[least]


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


def _is_wanted(workspace: Workspace, path: str, given: list[Path]) -> bool:
    """Tell whether a file is one of those given, or below one of the folders, if there are any."""
    place = _real(workspace.root / path)
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
