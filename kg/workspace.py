"""The workspace: where its settings, data, queries and site sources are, and the only reader of data files."""

from __future__ import annotations

import os
import stat
import tomllib
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from difflib import get_close_matches
from hashlib import sha256
from itertools import chain
from mmap import ACCESS_READ, mmap
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.load import Parsed
    from kg.problems import Fault, Problem
    from kg.query import Query
    from kg.records import Records
    from kg.texts import ArticleText

SETTINGS_FILE: Final = "kg.toml"
DEFAULT_BASE: Final = "https://example.org/evidence-claims-kg"
BUNDLED_LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
_LONGEST_TEXT: Final = 1_000_000  # bytes; a book has about that
_BIG: Final = 64 * 1024**2  # bytes; above it a file is mapped
PACKAGE: Final = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder with a `kg.toml`; every path is absolute, `base` has no slash at its end.

    `licence` is the address of the terms that its data may be used under, or empty. `queries` are searched first to
    last, so a workspace's own query replaces a bundled one of the same name. `check` is what the settings say of
    checks, as they say it (`kg.rules.policy` reads it).
    """

    root: Path
    base: str
    title: str
    licence: str
    data: Path
    queries: tuple[Path, ...]
    site: Path
    output: Path
    check: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Read:
    """What was read before, for whoever reads again and again: each data file by its shown path, bytes and content."""

    files: dict[str, tuple[bytes, Parsed]] = field(default_factory=dict)


def bundled(name: str) -> Path:
    """Return a folder that ships with the package: inside the wheel, or beside the package in a checkout."""
    inside = PACKAGE / "_bundled" / name
    return inside if inside.is_dir() else PACKAGE.parent / name


def read_vocabulary() -> str:
    """Return the Turtle text of our own vocabulary."""
    return (PACKAGE / "vocabulary.ttl").read_text(encoding="utf-8")


def find_query_files(workspace: Workspace) -> dict[str, Path]:
    """Return the file of each query by name, sorted; the workspace's own come before bundled ones of that name."""
    found: dict[str, Path] = {}
    for folder in workspace.queries:
        for path in folder.glob("*.rq"):
            found.setdefault(path.stem, path)
    return dict(sorted(found.items()))


def read_query(path: Path, shown: str = "") -> Query:
    """Return the query in a file; raises ValueError, with the path as `shown`, for one that cannot be used."""
    from kg.query import checked_query

    name = shown or str(path)
    try:
        return checked_query(name, path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError(f"{name}: not UTF-8 (byte {error.start})") from error
    except OSError as error:
        raise ValueError(f"{name}: {(error.strerror or 'cannot be read').lower()}") from error


def read_queries(workspace: Workspace) -> dict[str, Query]:
    """Return the queries of a workspace and the bundled ones by name, sorted; its own replace bundled ones."""
    files = find_query_files(workspace)
    return {name: read_query(path, shown_path(workspace, path)) for name, path in files.items()}


def read_templates(workspace: Workspace) -> dict[str, str]:
    """Return the text of each template by name; the workspace's own replace bundled ones."""
    files = _site_files(workspace, "templates")
    return {name: path.read_text(encoding="utf-8") for name, path in files.items() if path.suffix in {".html", ".svg"}}


def read_static(workspace: Workspace) -> dict[str, bytes]:
    """Return the content of each static file of the site by name; the workspace's own replace bundled ones."""
    return {name: path.read_bytes() for name, path in _site_files(workspace, "static").items()}


def _site_files(workspace: Workspace, folder: str) -> dict[str, Path]:
    """Return the files below a folder of the site sources by their relative name, sorted, hidden ones left out."""
    found: dict[str, Path] = {}
    for site in (bundled("site"), workspace.site):
        for path in (site / folder).rglob("*"):
            name = path.relative_to(site / folder)
            if path.is_file() and not any(part.startswith(".") for part in name.parts):
                found[name.as_posix()] = path
    return dict(sorted(found.items()))


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
    settings, check = _settings(root / SETTINGS_FILE) if root else ({}, {})
    home = root or bundled("data").parent
    data = home / "data"
    own_queries = home / "queries"
    return Workspace(
        root=home,
        base=settings.get("base", DEFAULT_BASE).rstrip("/"),
        title=settings.get("title", "Evidence Claims"),
        licence=settings.get("licence", "" if root else BUNDLED_LICENCE),
        data=data if data.is_dir() or root else bundled("data"),
        queries=tuple(dict.fromkeys(p for p in (own_queries, bundled("queries")) if p.is_dir())),
        site=home / "site",
        output=(root or Path.cwd()) / "_site",
        check=check,
    )


def _settings(path: Path) -> tuple[dict[str, str], dict[str, object]]:
    """Return the settings of a `kg.toml`, and its table `[check]`; raises ValueError with the key and the way out."""
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"{path}: not TOML: {error}") from error
    known = ("base", "check", "licence", "title")
    for key, value in table.items():
        if key not in known:
            near = get_close_matches(key, known, n=1)
            way_out = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(known)}"
            raise ValueError(f"{path}: unknown setting '{key}' ({way_out})")
        kind, takes = (dict, "a table") if key == "check" else (str, "a text in quotes")
        if not isinstance(value, kind) or value == "":
            raise ValueError(f"{path}: '{key}' is {value!r}; it takes {takes}")
    check = table.pop("check", {})
    for key, never, words in (("base", "#?", " without '#' or '?'"), ("licence", "", "")):
        url = table.get(key, DEFAULT_BASE)
        if not url.startswith(("https://", "http://")) or any(c in url for c in ' <>"{}|\\^`' + never):
            raise ValueError(f"{path}: '{key}' is '{url}'; it takes an http or https address{words}")
    return dict(table), check


def read_records(
    workspace: Workspace, more: Iterable[Path] = (), today: date | None = None, read: Read | None = None
) -> tuple[Records, tuple[Problem, ...]]:
    """Return the records of every data file of a workspace, and of `more` files, with all problems, sorted.

    `today` stands for the current day, which decides what is too new or too old. A file with the same bytes as in
    `read` is not parsed again, and others are noted there.
    Raises ValueError when the workspace has no data folder.
    """
    from msgspec.structs import replace

    from kg.appraise.citation_review import citation_faults  # for what follows
    from kg.appraise.judgement import judgement_faults  # for what follows
    from kg.load import gather  # YAML and schema, 60 ms that only reading data needs
    from kg.validate import text_faults, validate_all  # for the same reason

    if not workspace.data.is_dir():
        raise ValueError(f"{workspace.data}: no data folder (make it, or start with 'kg init {workspace.root}')")
    files = {os.path.realpath(path): path for path in (*more, *data_files(workspace.data))}
    paths = {shown_path(workspace, path): path for path in files.values()}
    parsed = [_read(name, path, read) for name, path in sorted(paths.items())]
    everything = [record for each in parsed for record in each.records]
    known = frozenset[str]().union(*(each.known for each in parsed))
    records = gather(everything)
    texts = tuple(_read_text(workspace, x.id, x.text) for x in records.articles if x.text)
    records = replace(records, texts=texts)
    problems = [problem for each in parsed for problem in each.problems]
    faults: dict[str, list[Fault]] = {}
    today = today or datetime.now(tz=UTC).date()
    salvaged = [each for file in parsed for each in file.salvaged]
    found_later = validate_all(everything, salvaged, known=known, year=today.year)
    for fault in chain(found_later, judgement_faults(records, today), citation_faults(records), text_faults(records)):
        faults.setdefault(fault.path, []).append(fault)
    for name, found in faults.items():
        problems += _locate(paths[name], found)
    return records, tuple(sorted(set(problems)))


def _read_text(workspace: Workspace, article: str, name: str) -> ArticleText:
    """Return the own text of an article; what cannot be read says why."""
    from kg.texts import ArticleText  # see read_records

    path = workspace.data / name
    shown = shown_path(workspace, path)
    try:
        data = _own_text(path, workspace.data, shown)
        content = data.decode("utf-8-sig")
        return ArticleText(article=article, path=name, content=content, sha256=sha256(data).hexdigest())
    except UnicodeDecodeError as error:
        fault = f"'{shown}' is not UTF-8 (byte {error.start})"
    except FileNotFoundError:
        fault = f"no file '{shown}'"
    except OSError as error:
        fault = f"'{shown}' cannot be read: {error.strerror}"
    except ValueError as error:
        fault = str(error)
    return ArticleText(article=article, path=name, fault=fault)


def _own_text(path: Path, folder: Path, shown: str) -> bytes:
    """Return the bytes of an article's own text; raises ValueError that says why it is not taken."""
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ValueError(f"'{shown}' is a link that leaves the data folder")
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise ValueError(f"'{shown}' is no ordinary file")
    if found.st_size > _LONGEST_TEXT:
        raise ValueError(f"'{shown}' has {found.st_size:,} bytes; a text has up to {_LONGEST_TEXT:,}")
    return path.read_bytes()


def shown_path(workspace: Workspace, path: Path) -> str:
    """Return a path as problems show it: below the workspace's root where it is there, with '/' between names."""
    absolute = Path(os.path.abspath(path))  # noqa: PTH100  # a link is shown by its own name
    shown = absolute.relative_to(workspace.root) if absolute.is_relative_to(workspace.root) else absolute
    return shown.as_posix().encode("utf-8", "backslashreplace").decode()


def data_files(folder: Path) -> Iterator[Path]:
    """Yield what looks like a data file by its name, below a folder, without hidden files and folders.

    Raises OSError where a folder cannot be listed, so that no data is left out in silence.
    """
    from kg.load import LOADERS  # see read_records

    def fail(error: OSError) -> None:
        raise error

    seen: set[str] = set()
    for parent, folders, files in os.walk(folder, onerror=fail, followlinks=True):
        if (real := os.path.realpath(parent)) in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted((*files, *folders)):
            if Path(name).suffix.lower() in LOADERS and not name.startswith("."):
                yield Path(parent, name)


def _read(name: str, path: Path, read: Read | None) -> Parsed:
    """Return what a data file holds; what cannot be read is a problem."""
    from kg.load import LOADERS, Parsed  # see read_records
    from kg.problems import Problem, Span  # see read_records

    def problem(rule: str, message: str, way_out: str) -> Parsed:
        return Parsed((), (Problem(name, Span(), rule, message, way_out),))

    loader = LOADERS[path.suffix.lower()]
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            what = "a folder" if stat.S_ISDIR(found.st_mode) else "no ordinary file"
            return problem("not-a-file", f"'{name}' is {what}, and has the name of a data file", "rename or delete it")
        if found.st_size > loader.max_bytes:
            return problem(
                "file-too-large",
                f"the file has {found.st_size:,} bytes; such a file has up to {loader.max_bytes:,}",
                "split it into several files; big collections are best as NDJSON",
            )
        with _contents(path, found.st_size) as data:
            if read is None or isinstance(data, mmap):
                return loader.parse(name, data)
            known = read.files.get(name)
            if known is None or known[0] != data:
                known = read.files[name] = (data, loader.parse(name, data))
            return known[1]
    except OSError as error:
        if isinstance(error, FileNotFoundError) and path.is_symlink():
            way_out = "restore what it points to, or delete the link"
            return problem("dangling-link", f"'{name}' is a link to '{path.readlink()}', which is not there", way_out)
        return problem(
            "unreadable-file", f"'{name}' cannot be read: {error.strerror}", "make it readable, or delete it"
        )


def _locate(path: Path, faults: list[Fault]) -> list[Problem]:
    """Return faults of one file with line and column, from a second look at the file."""
    from kg.load import LOADERS  # see read_records

    with _contents(path, path.stat().st_size) as data:
        return LOADERS[path.suffix.lower()].locate(faults[0].path, data, faults)


@contextmanager
def _contents(path: Path, size: int) -> Iterator[bytes | mmap]:
    """Give the bytes of a file; a big file is mapped and not held in memory."""
    if size < _BIG:
        yield path.read_bytes()
        return
    with path.open("rb") as file, mmap(file.fileno(), 0, access=ACCESS_READ) as data:
        yield data
