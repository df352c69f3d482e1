"""Make a new workspace with a small commented example that builds at once.

Nothing is ever overwritten: where a file of the workspace is there already, kg init lists what is in the way and stops.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator

TEMPLATE: Final = Path(__file__).parent.parent / "template"
RENAMED: Final = {"gitignore": ".gitignore"}  # under its own name it would hide files of this repository


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's own argument."""
    parser.add_argument(
        "folder", nargs="?", default=".", metavar="DIR", help="where; made if it is not there (default: this folder)"
    )


def run(args: argparse.Namespace) -> int:
    """Write the files, and say what to type next; raises ValueError where a file is in the way."""
    if args.workspace:
        raise ValueError(f"-C '{args.workspace}' is for a workspace that is there (write 'kg init {args.workspace}')")
    target = Path(args.folder)
    files = dict(_files())
    in_the_way = [name for name in files if (target / name).exists() or (target / name).is_symlink()]
    if in_the_way:
        raise ValueError(f"{target}: in the way: {', '.join(in_the_way)} (move them, or name another folder)")
    for name, content in files.items():
        path = target / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(content)
        print(f"  {path}")
    print("\nA workspace with one example. Next:\n")
    print("  kg check" if target.resolve() == Path.cwd() else f"  cd {_quoted(target)} && kg check")
    return 0


def _files() -> Iterator[tuple[str, bytes]]:
    """Yield the name and content of every file of a new workspace, sorted."""
    import json

    from kg.workspace import bundled

    files = {
        path.relative_to(TEMPLATE).as_posix(): path.read_bytes()
        for path in TEMPLATE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    schema = json.loads((bundled("data") / "schema.json").read_bytes())
    schema.pop("$comment", None)  # tells how this repository makes the file
    files["data/schema.json"] = json.dumps(schema, ensure_ascii=False, indent=2).encode() + b"\n"
    for name, content in sorted(files.items()):
        yield RENAMED.get(name, name), content


def _quoted(path: Path) -> str:
    """Return a path as a shell takes it."""
    from shlex import quote

    return quote(str(path))
