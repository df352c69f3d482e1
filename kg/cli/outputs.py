"""Where reports go: standard output, and files beside it, each in a format of its own."""

from __future__ import annotations

import os
import sys
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from kg.problems import Problem

STDOUT: Final = "-"


class Output(NamedTuple):
    """A report: the name of its format and its file, '-' for standard output."""

    format: str
    file: str


def add_outputs(parser: argparse.ArgumentParser) -> None:
    """Add what says which reports to make."""
    parser.add_argument(
        "--output-format",
        "--format",
        metavar="NAME",
        help="what is printed: full (default), concise, json, jsonl, github, gitlab, sarif, junit, rdjsonl or markdown",
    )
    parser.add_argument(
        "--output",
        action="append",
        default=[],
        metavar="NAME:FILE",
        help="write a report to a file as well, replaced in one step; NAME or NAME:- is printed; can be given again",
    )


def outputs_of(args: argparse.Namespace) -> tuple[Output, ...]:
    """Return the reports to make, that on standard output first.

    Raises ValueError for an unknown format, and where two reports would go to one place.
    """
    given = [_parsed(word) for word in args.output]
    if args.output_format:
        given.append(_parsed(args.output_format, alone=True))
    if all(output.file != STDOUT for output in given):
        given.append(Output("full", STDOUT))
    places: dict[str, str] = {}
    for output in given:
        place = STDOUT if output.file == STDOUT else os.path.realpath(output.file)
        if place in places:
            where = "standard output" if place == STDOUT else f"'{output.file}'"
            raise ValueError(f"{places[place]} and {output.format} would both go to {where} (name another file)")
        places[place] = output.format
    return tuple(sorted(given, key=lambda output: output.file != STDOUT))


def write_outputs(outputs: Sequence[Output], problems: Sequence[Problem], summary: str) -> None:
    """Print and write the reports; the summary ends those that people read, or goes to standard error."""
    from kg.report.reporters import REPORTERS

    for output in outputs:
        reporter = REPORTERS[output.format]
        printed = output.file == STDOUT
        render = reporter.coloured if printed and reporter.coloured and _is_coloured() else reporter.render
        text = render(problems)
        if reporter.coloured:
            text += f"{summary}\n"
        if not printed:
            from kg.output import write_file  # 40 ms, where a file is asked for

            write_file(Path(output.file), text.encode("utf-8", "replace"))
        elif reporter.coloured:
            print(text, end="")
        else:
            _print_exactly(text)
            print(summary, file=sys.stderr)


def _parsed(word: str, *, alone: bool = False) -> Output:
    """Return the report that 'NAME' or 'NAME:FILE' asks for."""
    from kg.report.reporters import REPORTERS

    name, colon, file = (word, "", "") if alone else word.partition(":")
    if name not in REPORTERS:
        near = get_close_matches(name, REPORTERS, n=1, cutoff=0.5)
        way_out = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(REPORTERS)}"
        raise ValueError(f"no report format '{name}' ({way_out})")
    if colon and not file:
        raise ValueError(f"'{word}' names no file (write '{name}' or '{name}:-' for standard output)")
    return Output(name, file or STDOUT)


def _print_exactly(text: str) -> None:
    """Print a report that a program reads: in UTF-8, whatever the terminal's own encoding is."""
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None:  # no output at all (`>&-`), or a text that stands in for it
        print(text, end="")
        return
    sys.stdout.flush()
    buffer.write(text.encode("utf-8", "replace"))
    buffer.flush()


def _is_coloured() -> bool:
    """Tell whether standard output is a terminal that takes colours, and nobody has said no (no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM", "") in {"", "dumb"}:
        return False
    return sys.stdout is not None and sys.stdout.isatty()
