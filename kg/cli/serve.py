"""Serve the site on this machine and build it anew whenever a source is saved.

Open pages reload by themselves; problems of the data show in the terminal and on the page, while the last good
site stays. Ends with Ctrl-C.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from kg.serve.live import Announcements
    from kg.serve.server import SiteServer
    from kg.workspace import Workspace

PORT: Final = 8000


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("--port", type=int, default=PORT, help="on loopback; 0: any free one (default: %(default)s)")
    parser.add_argument("--output", metavar="DIR", help="where the site is written (default: _site in the workspace)")


def run(args: argparse.Namespace) -> int:
    """Build, serve, and build again on each change until interrupted."""
    from pathlib import Path
    from threading import Thread

    from watchfiles import watch

    from kg.cli.data import workspace_of
    from kg.serve.live import Announcements
    from kg.serve.server import SiteServer

    workspace = workspace_of(args)
    output = Path(args.output) if args.output else workspace.output
    announcements = Announcements()
    rebuild(workspace, output, announcements)
    with _server(SiteServer, output, args.port, announcements) as server, suppress(KeyboardInterrupt):
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            _say(f"open {server.address}  (Ctrl-C ends)")
            for changes in watch(*sources(workspace), debounce=100, step=20, raise_interrupt=False):
                names = sorted({Path(path).name for _, path in changes})
                _say(f"changed: {', '.join(names)}")
                rebuild(_reopened(workspace), output, announcements)
        finally:
            server.shutdown()  # before its socket is closed, which the thread would otherwise go on asking
    return 0


def rebuild(workspace: Workspace, output: Path, announcements: Announcements) -> None:
    """Build the site and announce it; with problems in the sources, announce those and leave the site as it is."""
    from kg.cli.build import build
    from kg.problems import Severity
    from kg.report.text import render_full
    from kg.workspace import read_records

    try:
        records, problems = read_records(workspace)
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        if errors:
            words = render_full(errors)
        else:
            written = build(workspace, records, output, lambda _: None)
            _say(f"built {written.files:,} files, {written.files - written.unchanged:,} of them new")
            announcements.announce("built")
            return
    except (ValueError, OSError) as error:
        words = str(error)
    print(words, file=sys.stderr, flush=True)
    announcements.announce("problems", words)


def sources(workspace: Workspace) -> list[Path]:
    """Return the folders and files whose changes matter, those that exist."""
    from kg.workspace import SETTINGS_FILE

    places = [workspace.data, *workspace.queries, workspace.site, workspace.root / SETTINGS_FILE]
    return [place for place in places if place.exists()]


def _reopened(workspace: Workspace) -> Workspace:
    """Return the workspace with its settings read again; with broken settings, as it was."""
    from kg.workspace import find_root, open_workspace

    try:
        return open_workspace(workspace.root) if find_root(workspace.root) else workspace
    except ValueError as error:
        print(error, file=sys.stderr, flush=True)
        return workspace


def _server(kind: type[SiteServer], output: Path, port: int, announcements: Announcements) -> SiteServer:
    """Return the server; raises ValueError when the port is taken."""
    try:
        return kind(output, port, announcements)
    except (OSError, OverflowError) as error:
        raise ValueError(f"port {port} cannot be used: {error} (try --port 0)") from error


def _say(words: str) -> None:
    print(f"kg serve: {words}", file=sys.stderr, flush=True)
