"""What most commands begin with: the workspace and its records, or the problems that stand in the way."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from kg.records import Records
    from kg.workspace import Workspace


def workspace_of(args: argparse.Namespace) -> Workspace:
    """Return the workspace that `-C` names, else the one around the current folder, else the bundled evidence."""
    from pathlib import Path

    from kg.workspace import open_workspace

    return open_workspace(Path(args.workspace) if args.workspace else None)


def sound_records(workspace: Workspace) -> Records:
    """Return the records; when the data has errors, print them and leave with exit code 1."""
    from kg.problems import Severity
    from kg.report.text import render_full
    from kg.workspace import read_records

    records, problems = read_records(workspace)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        print(render_full(errors), file=sys.stderr)
        print(f"{len(errors)} problems in the data ('kg check' lists all, warnings too)", file=sys.stderr)
        raise SystemExit(1)
    return records
