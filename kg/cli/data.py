"""What most commands begin with: the workspace and its records, or the problems that stand in the way."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from kg.records import Records
    from kg.workspace import Workspace


def workspace_of(args: argparse.Namespace) -> Workspace:
    """Return the workspace that `-C` names, else the one around the current folder, else the bundled evidence."""
    from pathlib import Path

    from kg.workspace import SETTINGS_FILE, find_root, open_workspace

    if args.workspace is None and find_root(Path.cwd()) is None:
        if Path("data").is_dir():
            raise ValueError(f"this folder has data but no {SETTINGS_FILE} (an empty one makes it a workspace)")
        print(f"no {SETTINGS_FILE} here or above: this is the evidence that comes with kg", file=sys.stderr)
    return open_workspace(Path(args.workspace) if args.workspace else None)


def add_without(parser: argparse.ArgumentParser) -> None:
    """Add `--without`, which asks what would hold if some evidence were not there."""
    parser.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="FILTER",
        help="leave evidence out: preprints, indirect, memory, before=YEAR, participants<NUMBER (in quotes), "
        "study=ID; several with commas, or given again",
    )


def left_out(args: argparse.Namespace) -> tuple[str, ...]:
    """Return what `--without` leaves out, one filter a word; an empty one stays, to be refused and not passed over."""
    given: list[str] = args.without
    return tuple(word for each in given for word in (list(filter(None, each.split(","))) or [each]))


def sound_records(workspace: Workspace, without: Sequence[str] = ()) -> Records:
    """Return the records, less the evidence that filters leave out.

    When the data has errors, prints them and leaves with exit code 1. Raises ValueError for an unknown filter.
    """
    from kg.problems import Severity
    from kg.report.text import render_full
    from kg.workspace import read_records

    records, problems = read_records(workspace)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        print(render_full(errors), file=sys.stderr)
        number = "1 problem" if len(errors) == 1 else f"{len(errors)} problems"
        print(f"{number} in the data ('kg check' lists all, warnings too)", file=sys.stderr)
        raise SystemExit(1)
    return _filtered(records, without) if without else records


def _filtered(records: Records, words: Sequence[str]) -> Records:
    """Return the records without some evidence, and say on the standard error how much that is."""
    from kg.appraise.counterfactual import parse_filters, without

    left = without(records, parse_filters(words))
    before, after = (sum(len(claim.evidence) for claim in each.claims) for each in (records, left))
    print(f"without {', '.join(words)}: {before - after} of {before} lines of evidence left out", file=sys.stderr)
    return left
