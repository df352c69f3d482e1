"""Serve the site on this machine and show a change as soon as it is saved.

The site is held in memory, and a page is made when it is asked for: `kg build` writes the same to a folder. Open pages
reload by themselves; problems of the data show in the terminal and on the page, while the last good site stays. Ends
with Ctrl-C.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from kg.serve.held import Held
    from kg.serve.live import Announcements
    from kg.serve.server import SiteServer
    from kg.workspace import Read, Workspace

PORT: Final = 8000


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("--port", type=int, default=PORT, help="on loopback; 0: any free one (default: %(default)s)")


def run(args: argparse.Namespace) -> int:
    """Serve the site, and the new one after each change, until interrupted."""
    from pathlib import Path
    from threading import Thread

    from watchfiles import watch

    from kg.cli.data import workspace_of
    from kg.serve.held import Held
    from kg.serve.live import Announcements
    from kg.workspace import Read

    workspace = workspace_of(args)
    held, announcements, read = Held(), Announcements(), Read()
    with _server(held, args.port, announcements) as server, suppress(KeyboardInterrupt):
        reload(workspace, read, held, announcements)
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            _say(f"open {server.address}  (Ctrl-C ends)")
            for changes in watch(*sources(workspace), debounce=100, step=20, raise_interrupt=False):
                names = sorted({Path(path).name for _, path in changes})
                _say(f"changed: {', '.join(names)}")
                workspace = _reopened(workspace)
                reload(workspace, read, held, announcements)
        finally:
            server.shutdown()  # before its socket is closed, which the thread would otherwise go on asking
    return 0


def reload(workspace: Workspace, read: Read, held: Held, announcements: Announcements) -> None:
    """Serve what the sources say now and announce it; with problems in them, announce those and go on as before."""
    from time import perf_counter

    from kg.cli.build import sources_of
    from kg.problems import Severity
    from kg.report.text import render_full
    from kg.workspace import read_records

    start = perf_counter()
    try:
        records, problems = read_records(workspace, read=read)
        errors = [problem for problem in problems if problem.severity is Severity.ERROR]
        if not errors:
            held.take(sources_of(workspace, records))
            _say(f"built in {perf_counter() - start:.2f} s")
            announcements.announce("built")
            return
        words = render_full(errors)
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


def _server(held: Held, port: int, announcements: Announcements) -> SiteServer:
    """Return the server; raises ValueError when the port is taken."""
    from kg.serve.server import SiteServer

    try:
        return SiteServer(held.read, port, announcements)
    except (OSError, OverflowError) as error:
        raise ValueError(f"port {port} cannot be used: {error} (try --port 0)") from error


def _say(words: str) -> None:
    print(f"kg serve: {words}", file=sys.stderr, flush=True)
