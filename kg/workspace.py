"""The workspace: where its settings, data, queries and site sources are, and the only reader of data files."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

SETTINGS_FILE: Final = "kg.toml"
DEFAULT_BASE: Final = "https://example.org/evidence-claims-kg"
PACKAGE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with a `kg.toml`; every path is absolute, `base` has no slash at its end.

    `queries` are searched first to last, so a workspace's own query replaces a bundled one of the same name.
    """

    root: Path
    base: str
    title: str
    data: Path
    queries: tuple[Path, ...]
    site: Path
    output: Path


def bundled(name: str) -> Path:
    """Return a folder that ships with the package: inside the wheel, or beside the package in a checkout."""
    inside = PACKAGE / "_bundled" / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def read_vocabulary() -> str:
    """Return the Turtle text of our own vocabulary."""
    return (PACKAGE / "vocabulary.ttl").read_text(encoding="utf-8")


def find_root(start: Path) -> Path | None:
    """Return the nearest folder at or above `start` that holds a `kg.toml`, or None."""
    for folder in (start, *start.parents):
        if (folder / SETTINGS_FILE).is_file():
            return folder
    return None


def open_workspace(given: Path | None = None) -> Workspace:
    """Return the workspace in or above `given` (default: the current folder); else the bundled evidence.

    Raises ValueError when `given` holds no workspace, or `kg.toml` cannot be used.
    """
    start = (given or Path.cwd()).resolve()
    root = find_root(start)
    if root is None and given is not None:
        msg = f"{given}: no {SETTINGS_FILE} here or above (make one with 'kg init {given}')"
        raise ValueError(msg)
    settings = _settings(root / SETTINGS_FILE) if root else {}
    home = root or bundled("data").parent
    data = home / "data"
    own_queries = home / "queries"
    own_site = home / "site"
    return Workspace(
        root=home,
        base=settings.get("base", DEFAULT_BASE).rstrip("/"),
        title=settings.get("title", "Evidence Claims"),
        data=data if data.is_dir() or root else bundled("data"),
        queries=tuple(dict.fromkeys(p for p in (own_queries, bundled("queries")) if p.is_dir())),
        site=own_site if (own_site / "templates").is_dir() else bundled("site"),
        output=(root or Path.cwd()) / "_site",
    )


def _settings(path: Path) -> dict[str, str]:
    """Return the settings of a `kg.toml`; raises ValueError that names the key and the way out."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: not TOML: {error}") from error
    known = {"base", "title"}
    for key, value in table.items():
        if key not in known:
            raise ValueError(f"{path}: unknown setting '{key}' (known: {', '.join(sorted(known))})")
        if not isinstance(value, str) or not value:
            raise ValueError(f"{path}: '{key}' is {value!r}; it takes a text in quotes")
    base = table.get("base", DEFAULT_BASE)
    if not base.startswith(("https://", "http://")) or any(c in base for c in ' <>"{}|\\^`#?'):
        raise ValueError(f"{path}: 'base' is '{base}'; it takes an http or https address without '#' or '?'")
    return dict(table)
