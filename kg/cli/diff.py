"""Say what changed in the evidence between two states of it.

OLD and NEW are each a git revision, a workspace, a data folder, or a dump that kg export wrote (graph.nq.gz).
Without NEW it is what the workspace holds now, without OLD the last commit; OLD..NEW works as in git.
Verdicts of both sides are computed by today's rules.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from kg.diff import Changes
    from kg.problems import Problem
    from kg.records import Records
    from kg.workspace import Workspace


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("old", nargs="?", default="HEAD", metavar="OLD", help="what it was (default: HEAD)")
    parser.add_argument("new", nargs="?", metavar="NEW", help="what it is (default: the workspace as it stands)")
    parser.add_argument("--format", choices=("text", "markdown", "json"), default="text", help="text is the default")
    parser.add_argument("--full", action="store_true", help="edited records with old and new values, not names only")
    parser.add_argument("--exit-code", action="store_true", help="exit with 1 when anything changed, as in git")


def run(args: argparse.Namespace) -> int:
    """Print the changes."""
    from kg.cli.data import workspace_of
    from kg.diff import diff

    workspace = workspace_of(args)
    old, new = _sides(args.old, args.new)
    changes = diff(_records(workspace, old), _records(workspace, new))
    print(_rendered(changes, args, f"{old} to {new or 'now'}"), end="")
    return int(args.exit_code and not changes.empty)


def _sides(old: str, new: str | None) -> tuple[str, str | None]:
    """Return the two names; a range such as v1..v2 is two in one."""
    from pathlib import Path

    first, dots, last = old.partition("..")
    if new is None and dots and first and not first.endswith("/") and not Path(old).exists():
        return first, last.removeprefix(".") or "HEAD"
    return old, new


def _rendered(changes: Changes, args: argparse.Namespace, title: str) -> str:
    if args.format == "json":
        from kg.report.changes_json import dump

        return dump(changes)
    from kg.diff.words import tell

    sections = tell(changes, full=args.full)
    if args.format == "markdown":
        from kg.report.changes_markdown import render as markdown

        return markdown(sections, f"Changes of the evidence, {title}")
    from shutil import get_terminal_size

    from kg.report.changes_text import WIDTH, render

    return render(sections, get_terminal_size((WIDTH, 24)).columns if sys.stdout.isatty() else WIDTH)


def _records(workspace: Workspace, name: str | None) -> Records:
    """Return one side's records; when its data has errors, print them and leave with exit code 2."""
    from kg.problems import Severity
    from kg.report.text import render_full

    records, problems = _read(workspace, name)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        print(render_full(errors), file=sys.stderr)
        raise ValueError(f"{name or 'the workspace'}: {len(errors)} errors in the data, so that it cannot be compared")
    return records


def _read(workspace: Workspace, name: str | None) -> tuple[Records, tuple[Problem, ...]]:
    from pathlib import Path

    from kg.revisions import is_dump, is_revision, read_dump, read_revision
    from kg.workspace import read_records

    if name is None:
        return read_records(workspace)
    path = Path(name)
    if not path.exists():
        return read_revision(workspace, name)
    if name == path.name and is_revision(workspace, name):
        raise ValueError(f"'{name}' is a git revision and a path too (write './{name}' for the path)")
    if path.is_file() and is_dump(path):
        return read_dump(path), ()
    return read_records(_workspace_at(path, workspace))


def _workspace_at(path: Path, around: Workspace) -> Workspace:
    """Return the workspace at a path, or the one around us with this folder as its data."""
    from dataclasses import replace

    from kg.workspace import SETTINGS_FILE, open_workspace

    if not path.is_dir():
        raise ValueError(
            f"'{path}' is no folder or dump to compare (name a workspace, a data folder, a dump or a git revision)"
        )
    if (path / SETTINGS_FILE).is_file():
        return open_workspace(path)
    data = path.resolve()
    return replace(around, root=data, data=data / "data" if (data / "data").is_dir() else data)
