"""Write data files in their one canonical form: same meaning, comments kept.

Without a path all YAML files under the workspace's data/ are formatted; `-` reads standard input and writes to
standard output. A file that cannot be formatted without a change of meaning is left as it is, and the reason shown.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

    from kg.problems import Problem

SUFFIXES: Final = (".yaml", ".yml")


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="files or folders; '-' is standard input")
    parser.add_argument("--check", action="store_true", help="change nothing; exit with 1 if a file would change")
    parser.add_argument(
        "--diff", action="store_true", help="change nothing; print what would change, exit like --check"
    )


def run(args: argparse.Namespace) -> int:
    """Format the files; 1 when one cannot be formatted or, with --check or --diff, would change."""
    if "-" in args.paths:
        if len(args.paths) > 1:
            raise ValueError("'-' stands alone, without other paths")
        return _filter(args)
    changed = kept = refused = 0
    for name, path in _files(args):
        content = path.read_bytes()
        result = _format(name, content)
        if not isinstance(result, bytes):
            _complain(result)
            refused += 1
        elif result == content:
            kept += 1
        else:
            changed += 1
            _change(args, name, path, result)
    would = " would be" if args.check or args.diff else ""
    counts = {f"{would} formatted".strip(): changed, "already in canonical form": kept, "refused": refused}
    print("; ".join(f"{n} file{'' if n == 1 else 's'} {what}" for what, n in counts.items() if n) or "no files")
    return int(refused > 0 or (bool(would) and changed > 0))


def _change(args: argparse.Namespace, name: str, path: Path, content: bytes) -> None:
    """Write the canonical form, or show what would change."""
    if args.diff:
        sys.stdout.write(_diff(name, path.read_bytes(), content))
    elif args.check:
        print(f"would format {name}")
    else:
        from kg.output import write_file

        write_file(path, content)
        print(f"formatted {name}")


def _filter(args: argparse.Namespace) -> int:
    """Format standard input to standard output."""
    content = sys.stdin.buffer.read()
    result = _format("<stdin>", content)
    if not isinstance(result, bytes):
        _complain(result)
        return 1
    if args.diff:
        sys.stdout.write(_diff("<stdin>", content, result))
    elif not args.check:
        sys.stdout.buffer.write(result)
    return int((args.check or args.diff) and result != content)


def _files(args: argparse.Namespace) -> Iterator[tuple[str, Path]]:
    """Yield every file to format, with the name to show; raises ValueError where there is none to find."""
    if args.paths:
        for given in args.paths:
            path = Path(given)
            if path.is_dir():
                yield from ((str(file), file) for file in _below(path))
            elif path.suffix.lower() in SUFFIXES:
                yield given, path
            else:
                raise ValueError(f"{given}: no canonical form for '{path.suffix}' (known: {', '.join(SUFFIXES)})")
        return
    from kg.workspace import find_root, open_workspace, shown_path

    start = Path(args.workspace) if args.workspace else None
    if start is None and find_root(Path.cwd()) is None:
        raise ValueError("no workspace here or above (name the files, or make a workspace with 'kg init')")
    workspace = open_workspace(start)
    yield from ((shown_path(workspace, file), file) for file in _below(workspace.data))


def _below(folder: Path) -> list[Path]:
    """Return the YAML files below a folder, without hidden ones, sorted."""
    found = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES and path.is_file())
    return sorted(p for p in found if not any(part.startswith(".") for part in p.relative_to(folder).parts))


def _format(name: str, content: bytes) -> bytes | Problem:
    """Return the canonical form of a file, or why there is none."""
    from kg.fmt import format_text
    from kg.problems import Problem

    try:
        text = content.decode()
    except UnicodeDecodeError:
        from kg.load.characters import decode  # only for its message

        return decode(name, content)[1][0]
    result = format_text(name, text)
    return result if isinstance(result, Problem) else result.encode()


def _complain(problem: Problem) -> None:
    """Print a problem to standard error."""
    from kg.report.text import render_full

    sys.stderr.write(render_full([problem]))


def _diff(name: str, before: bytes, after: bytes) -> str:
    """Return a unified diff, for people."""
    from difflib import unified_diff

    old, new = (content.decode().splitlines(keepends=True) for content in (before, after))
    lines = unified_diff(old, new, name, f"{name} (canonical)")
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
