"""Writes a whole tree of files beside the old one and swaps it in only when it is complete.

Killed at any moment, the old tree stands. While it is written, the new tree is a hidden sibling of the target;
its lock goes with the process, so the next run can tell a dead one and clear it away.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import sys
import zlib
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import distributions
from itertools import chain
from typing import TYPE_CHECKING, Final

from kg.workspace import PACKAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MARKER: Final = ".kg-site"
"""The file that tells a folder which we made, and may replace, from one that we did not."""

_MARKER_TEXT: Final = b"Made by 'kg build', which replaces this whole folder: keep nothing of your own in it.\n"
_AT_FDCWD: Final = -100
_RENAME_EXCHANGE: Final = 2


@dataclass(frozen=True, slots=True)
class Written:
    """What a write came to: files in the tree, their bytes, and how many of them the old tree had already."""

    files: int
    size: int
    unchanged: int


def write_tree(target: Path, files: Iterable[tuple[str, bytes]]) -> Written:
    """Make `target` hold just these files (paths relative, with '/'), in one step, or leave it as it was.

    Raises ValueError when `target` is something that we did not make, or a path would leave it or comes twice.
    """
    target = _checked(target)
    target.parent.mkdir(parents=True, exist_ok=True)
    _recover(target)
    fresh = _fresh_sibling(target)
    with _locked(fresh):
        try:
            written = _fill(fresh, files, target)
            _swap(fresh, target)
        finally:
            # After the exchange this is the old tree, after a failure the unfinished one.
            shutil.rmtree(fresh, ignore_errors=True)
    return written


def read_made(target: Path, path: str) -> bytes | None:
    """Return a file of a tree that we made; None where there is none."""
    with contextlib.suppress(OSError):
        if (target / MARKER).is_file() and not (file := target / path).is_symlink():
            return file.read_bytes()
    return None


def read_code_version() -> str:
    """Return what changes whenever the code that makes files does: ours, Python's, and that of every package."""
    ours = sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        ours.update(path.read_bytes())
    packages = sorted({f"{x.name} {x.version}" for x in distributions()})
    return "\n".join((ours.hexdigest(), sys.version, zlib.ZLIB_RUNTIME_VERSION, *packages))


def write_file(target: Path, content: bytes) -> None:
    """Make one file hold this content, in one step, or leave it as it was; a device or pipe is written to as it is.

    Raises ValueError where there is no folder for it, or a folder stands in its place.
    """
    target = target.resolve()
    if target.is_dir():
        raise ValueError(f"{target}: a folder stands there (name a file in it)")
    if not target.parent.is_dir():
        raise ValueError(f"{target}: no folder '{target.parent}' (make it first)")
    if target.exists() and not target.is_file():
        with target.open("wb") as file:
            file.write(content)
        return
    fresh = target.with_name(f".{target.name}.new-{os.getpid()}")
    try:
        with fresh.open("xb") as file:
            file.write(content)
        if target.exists():
            shutil.copymode(target, fresh)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)


def _checked(target: Path) -> Path:
    """Return the real path of a target that may be replaced."""
    target = target.resolve()
    if target.is_dir():
        if any(target.iterdir()) and not (target / MARKER).is_file():
            raise ValueError(f"{target}: not replaced, as it holds files that 'kg build' did not make (name another)")
    elif target.exists():
        raise ValueError(f"{target}: not replaced, as it is a file (name a folder)")
    if not target.name:
        raise ValueError(f"{target}: cannot be replaced (name a folder)")
    return target


def _siblings(target: Path, kind: str) -> Iterator[Path]:
    prefix = f".{target.name}.{kind}"
    yield from sorted(path for path in target.parent.iterdir() if path.name.startswith(prefix))


def _recover(target: Path) -> None:
    """Undo what a killed run left: put back a tree set aside by the two renames, clear unfinished ones."""
    for aside in _siblings(target, "old-"):
        if target.exists():
            shutil.rmtree(aside, ignore_errors=True)
        else:
            aside.rename(target)
    for unfinished in _siblings(target, "new-"):
        with contextlib.suppress(BlockingIOError, FileNotFoundError), _locked(unfinished):
            shutil.rmtree(unfinished, ignore_errors=True)


def _fresh_sibling(target: Path) -> Path:
    """Return a new empty folder beside the target, with the access rights that mkdir gives."""
    number = os.getpid()
    while True:
        fresh = target.parent / f".{target.name}.new-{number}"
        try:
            fresh.mkdir()
        except FileExistsError:
            number += 1
        else:
            return fresh


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold a lock on a folder that ends with this process; raises BlockingIOError where another holds it."""
    if sys.platform == "win32":
        yield
        return
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def _fill(folder: Path, files: Iterable[tuple[str, bytes]], old: Path) -> Written:
    """Write the files and the marker; a file that the old tree holds with the same bytes is linked, not written."""
    made = {""}
    count = size = unchanged = 0
    for path, content in chain(files, ((MARKER, _MARKER_TEXT),)):
        parent = _parent(path)
        try:
            if parent not in made:
                (folder / parent).mkdir(parents=True, exist_ok=True)
                made.add(parent)
            unchanged += _put(folder / path, content, old / path)
        except (FileExistsError, NotADirectoryError):
            raise ValueError(f"'{path}' would be written twice") from None
        count += 1
        size += len(content)
    return Written(count - 1, size - len(_MARKER_TEXT), max(unchanged - 1, 0))


def _parent(path: str) -> str:
    """Return the folder of a relative path; raises ValueError when the path could leave the tree."""
    parts = path.split("/")
    if any(part in {"", ".", ".."} or "\\" in part or "\0" in part for part in parts) or ":" in parts[0]:
        raise ValueError(f"'{path}' is no path inside the output folder")
    return "/".join(parts[:-1])


def _put(path: Path, content: bytes, old: Path) -> bool:
    """Make one file; return whether it is the old one."""
    with contextlib.suppress(OSError):
        if old.stat().st_size == len(content) and not old.is_symlink() and old.read_bytes() == content:
            os.link(old, path)
            return True
    with path.open("xb") as file:
        file.write(content)
    return False


def _swap(fresh: Path, target: Path) -> None:
    """Put the new tree in the place of the old one, which ends up under the name of the new one or is gone."""
    if not target.exists():
        fresh.rename(target)
    elif not _exchange(fresh, target):
        _replace_by_two_renames(fresh, target)


def _replace_by_two_renames(fresh: Path, target: Path) -> None:
    """Swap where the system cannot exchange two names; killed in between, the next run puts the old tree back."""
    aside = target.parent / f".{target.name}.old-{os.getpid()}"
    target.rename(aside)
    try:
        fresh.rename(target)
    except OSError:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two names in one step (renameat2, Linux 3.15 and newer); return whether that worked."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError):
        return False
    return bool(renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0)
