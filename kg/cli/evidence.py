"""The evidence that texts are held against, kept in a cache of the workspace, as reading YAML takes most of a check.

A cache is used only for the very files it was made from, and only by the very code that made it.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.rules.evidence import Known
    from kg.workspace import Workspace

FOLDER: Final = ".kg_cache"
_NAME: Final = "evidence.msgpack"
_KEY: Final = 32  # bytes of the key before the values
_IGNORED: Final = "*\n"  # the folder's own .gitignore


def read_evidence(workspace: Workspace) -> Known:
    """Return sound records with what stands for each claim; leaves with exit code 1 where the data has errors."""
    key = _key(workspace)
    path = workspace.root / FOLDER / _NAME
    return _cached(path, key) or _made(workspace, path, key)


def _key(workspace: Workspace) -> bytes:
    """Return what the data and the code that reads it hash to; no loader is asked which files count, to be quick."""
    from kg import __version__
    from kg.workspace import PACKAGE

    seen = sha256(__version__.encode())
    for path in sorted(PACKAGE.rglob("*.py")):
        found = path.stat()
        seen.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\0".encode())
    if not workspace.data.is_dir():
        raise ValueError(f"{workspace.data}: no data folder (make it, or start with 'kg init {workspace.root}')")
    folders = os.walk(workspace.data, followlinks=True)
    for path in sorted(Path(parent, name) for parent, _, names in folders for name in names):
        content = path.read_bytes() if path.is_file() else b""
        seen.update(f"{path}\0{len(content)}\0".encode("utf-8", "surrogatepass"))
        seen.update(content)
    return seen.digest()


def _cached(path: Path, key: bytes) -> Known | None:
    """Return what a cache holds, or None where it is missing, of other data, or broken."""
    import msgspec

    from kg.rules.evidence import Known

    try:
        content = path.read_bytes()
        if content[:_KEY] != key:
            return None
        return msgspec.msgpack.decode(content[_KEY:], type=Known)
    except (OSError, msgspec.DecodeError):
        return None


def _made(workspace: Workspace, path: Path, key: bytes) -> Known:
    """Return the evidence as read from the data, and put it into the cache where that can be written."""
    import msgspec

    from kg.appraise import appraise
    from kg.cli.data import sound_records
    from kg.rules.evidence import Known
    from kg.workspace import SETTINGS_FILE

    records = sound_records(workspace)
    known = Known(records, appraise(records).standing)
    if not (workspace.root / SETTINGS_FILE).is_file():
        return known  # the evidence that comes with the package: nothing is written into its folder
    beside = path.with_name(f"{_NAME}.{os.getpid()}")
    try:
        path.parent.mkdir(exist_ok=True)
        (path.parent / ".gitignore").write_text(_IGNORED, encoding="utf-8")
        beside.write_bytes(key + msgspec.msgpack.encode(known))
        beside.replace(path)
    except OSError:  # a read-only folder: the next check reads the data again
        beside.unlink(missing_ok=True)
    return known
