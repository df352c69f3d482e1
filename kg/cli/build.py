"""Check the data, build the graph and write the site.

The site replaces the one before only when it is complete: until then, and when anything fails, the old one stands.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from kg.cli.data import add_without, left_out, sound_records, workspace_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable
    from pathlib import Path

    from kg.diff.history import Release
    from kg.records import Records
    from kg.site import Sources
    from kg.workspace import Workspace

_PLACEHOLDER: Final = "https://example.org/"  # reserved for documentation by RFC 2606: nobody can publish there


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("--output", metavar="DIR", help="where to write it (default: _site in the workspace)")
    add_without(parser)
    parser.add_argument(
        "--since",
        metavar="REV",
        help="with a page and feeds of what each commit since this one changed in the evidence",
    )
    parser.add_argument("-q", "--quiet", action="store_true", help="no progress, only the last line")


def run(args: argparse.Namespace) -> int:
    """Build the site and say where it is."""
    from dataclasses import replace
    from functools import partial
    from pathlib import Path

    from kg.output import read_code_version, read_made, write_tree
    from kg.site import Stamps, build_site

    workspace, without = workspace_of(args), left_out(args)
    output = Path(args.output) if args.output else workspace.output
    say = _silence if args.quiet else _progress
    records = sound_records(workspace, without)
    if without:  # every page says that it is not the whole evidence
        workspace = replace(workspace, title=f"{workspace.title}, without {', '.join(without)}")
    say(_counts(records))
    if workspace.base.startswith(_PLACEHOLDER):
        say(f"base is still '{workspace.base}': set it in kg.toml before you publish, links from outside need it")
    history = _history(workspace, args.since, say) if args.since else ()
    stamps = Stamps(read_code_version(), partial(read_made, output))
    written = write_tree(output, build_site(sources_of(workspace, records, history), say, stamps))
    changed = f", {written.files - written.unchanged:,} of them changed" if written.unchanged else ""
    print(f"open {_shown(output)}  ({written.files:,} files{changed}, {written.size / 1e6:.1f} MB)")
    return 0


def sources_of(workspace: Workspace, records: Records, history: tuple[Release, ...] = ()) -> Sources:
    """Return what the site of a workspace is made from, whose records are sound."""
    from kg.site import Sources
    from kg.workspace import read_queries, read_static, read_templates, read_vocabulary

    return Sources(
        title=workspace.title,
        base=workspace.base,
        records=records,
        vocabulary=read_vocabulary(),
        queries=read_queries(workspace),
        templates=read_templates(workspace),
        static=read_static(workspace),
        history=history,
        licence=workspace.licence,
    )


def _history(workspace: Workspace, since: str, say: Callable[[str], None]) -> tuple[Release, ...]:
    from kg.revisions import read_history

    return read_history(workspace, since, say)


def _counts(records: Records) -> str:
    from kg.records import LISTS
    from kg.render.words import counted

    return ", ".join(counted(len(getattr(records, name)), one.__name__.lower(), name) for name, one in LISTS.items())


def _shown(output: Path) -> str:
    """Return the first page's path, below the current folder where it is there."""
    page = (output / "index.html").absolute()
    here = page.cwd()
    return str(page.relative_to(here)) if page.is_relative_to(here) else str(page)


def _progress(words: str) -> None:
    print(f"kg build: {words}", file=sys.stderr, flush=True)


def _silence(words: str) -> None:
    """Say nothing of `words`."""
