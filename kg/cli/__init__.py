"""The command line: `main` picks the command and is the only place that turns exceptions into messages."""

from __future__ import annotations

import argparse
import io
import os
import sys
from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol

from kg import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

COMMANDS: Final = (
    "build",
    "check",
    "citations",
    "completion",
    "contradictions",
    "diff",
    "export",
    "find",
    "fmt",
    "impact",
    "init",
    "network",
    "query",
    "read",
    "rule",
    "serve",
    "show",
    "stats",
)
EPILOG: Final = "Exit codes: 0 clean, 1 problems found, 2 cannot run. 'kg COMMAND --help' tells more."
INTERRUPTED: Final = 130  # what a shell reports for a process that Ctrl-C ended: 128 + SIGINT


class Command(Protocol):
    """A module of this package: its docstring is the help, its first line the summary."""

    __doc__: str | None

    def register(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own arguments."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it and return the exit code."""


def command(name: str) -> Command:
    """Return the module of a command; importing it costs next to nothing, its `run` imports what it needs."""
    module: Command = import_module(f"kg.cli.{name}")
    return module


def build_parser(names: Iterable[str] = COMMANDS) -> argparse.ArgumentParser:
    """Return the parser of the whole command line, or of the named commands only."""
    parser = argparse.ArgumentParser(
        prog="kg",
        description="What health articles say, what studies found, and whether the two agree.",
        epilog=EPILOG,
    )
    parser.add_argument("--version", action="version", version=f"kg {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in names:
        module = command(name)
        summary, _, details = (module.__doc__ or "").partition("\n")
        sub = commands.add_parser(
            name,
            help=summary.rstrip("."),
            description=summary,
            epilog=details.strip() or None,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        sub.add_argument("-C", "--workspace", metavar="DIR", help="the workspace, or a folder inside it")
        module.register(sub)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code: 0 clean, 1 problems, 2 cannot run."""
    words = sys.argv[1:] if argv is None else list(argv)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without UTF-8 gets \u2013, not a failure
    name = words[0] if words and not words[0].startswith("-") else ""
    if name and name not in COMMANDS:
        near = get_close_matches(name, COMMANDS, n=1, cutoff=0.5)
        way_out = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(COMMANDS)}"
        print(f"kg: no command '{name}' ({way_out})", file=sys.stderr)
        return 2
    try:
        args = build_parser([name] if name else COMMANDS).parse_args(words)
        code = command(args.command).run(args)
        if sys.stdout is not None:  # None: started without one (`>&-`)
            sys.stdout.flush()
    except BrokenPipeError:
        _let_go_of_output()  # the reader of our pipe (head, less) has gone
        return 0
    except KeyboardInterrupt:
        _let_go_of_output()
        return INTERRUPTED
    except (ValueError, OSError) as error:
        print(f"kg {name}: {error}", file=sys.stderr)
        _let_go_of_output()
        return 2
    return code


def _let_go_of_output() -> None:
    """Send what is left in stdout's buffer nowhere, so that the interpreter does not complain at exit."""
    try:
        sys.stdout.flush()
    except (AttributeError, OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
