"""Print the completion script of a shell.

Write it where the shell looks for such files, or load it from the file the shell reads at its start:

  bash   eval "$(kg completion bash)"                                 in ~/.bashrc
  zsh    eval "$(kg completion zsh)"                                  in ~/.zshrc, after compinit
  fish   kg completion fish > ~/.config/fish/completions/kg.fish
  tcsh   kg completion tcsh > ~/.kg.tcsh                              and `source ~/.kg.tcsh` in ~/.tcshrc
"""

from __future__ import annotations

import argparse
import sys
from typing import Final

from kg.cli import build_parser

SHELLS: Final = ("bash", "fish", "tcsh", "zsh")


def register(parser: argparse.ArgumentParser) -> None:
    """Add the shell's name."""
    parser.add_argument("shell", choices=SHELLS, help="the shell to complete for")


def run(args: argparse.Namespace) -> int:
    """Print the script."""
    import shtab  # no other command needs it

    parser = build_parser()
    _complete_paths(parser, {"DIR": shtab.DIRECTORY, "FILE": shtab.FILE, "PATH": shtab.FILE})
    sys.stdout.write(shtab.complete(parser, args.shell).rstrip() + "\n")
    return 0


def _complete_paths(parser: argparse.ArgumentParser, completers: dict[str, object]) -> None:
    """Let the arguments that are shown as DIR, FILE or PATH complete to such names, in every command."""
    for action in parser._actions:  # noqa: SLF001  # argparse has no public list of what was added
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001  # nor a public name for this class
            for sub in action.choices.values():
                _complete_paths(sub, completers)
        elif action.metavar in completers:
            action.complete = completers[action.metavar]  # type: ignore[attr-defined]  # where shtab looks
