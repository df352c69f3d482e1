"""Show what is read in an article: its sentences, citations, references, claim marks and suppressions.

Each line begins with file, line and column, so that a terminal or an editor goes there. Read are Markdown (.md),
HTML (.html) and plain text (.txt). docs/reading.md tells how sentences, citations and marks are found.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="an article in .md, .html or .txt")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text (default) or json")


def run(args: argparse.Namespace) -> int:
    """Print what was found, file by file; 1 where a file cannot be read as text."""
    from kg.prose import parse_file
    from kg.report.reading import dump_reading, render_reading
    from kg.report.text import render_concise

    documents = [parse_file(path.as_posix(), path.read_bytes()) for path in args.files]
    print(dump_reading(documents) if args.format == "json" else "".join(map(render_reading, documents)), end="")
    problems = [problem for document in documents for problem in document.problems]
    if problems:
        print(render_concise(problems), end="", file=sys.stderr)
    return int(bool(problems))
