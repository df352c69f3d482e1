"""The command line: `main` picks the command and is the only place that turns exceptions into messages."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Final, Protocol

from kg import __version__

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS: Final = ("build", "check", "completion", "export", "fmt", "init", "query", "serve", "show", "stats")
EPILOG: Final = "Exit codes: 0 clean, 1 problems found, 2 cannot run. 'kg COMMAND --help' tells more."


class Command(Protocol):
    """A module of this package: its docstring is the help, its first line the summary."""

    __doc__: str | None

    def register(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own arguments."""

    def run(self, args: argparse.Namespace) -> int:
        """Do it and return the exit code."""


def command(name: str) -> Command:
    """Return the module of a command; importing it costs next to nothing, its `run` imports what it needs."""
    module: Command = import_module(f"kg.cli.{name}")  # type: ignore[assignment]  # a module is the Command
    return module


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="kg",
        description="What health articles say, what studies found, and whether the two agree.",
        epilog=EPILOG,
    )
    parser.add_argument("--version", action="version", version=f"kg {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name in COMMANDS:
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
    args = build_parser().parse_args(argv)
    try:
        code = command(args.command).run(args)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader of our pipe (head, less) has gone; keep the interpreter from complaining at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    except (ValueError, OSError) as error:
        print(f"kg {args.command}: {error}", file=sys.stderr)
        return 2
    return code
