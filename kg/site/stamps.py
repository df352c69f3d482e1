"""What the tree of an earlier build holds already: files made by the same code out of the same inputs."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.render.site import Pure

STAMPS: Final = ".kg-stamps"
"""The file that says, for each such file, what it was made from and what its bytes were: path, stamp and digest."""


class Stamps:
    """Gives back what was made before, where nothing can have changed."""

    def __init__(self, code: str, old: Callable[[str], bytes | None]) -> None:
        """Take what names the version of all code that makes files, and what gives the files of the tree before."""
        self._code = code.encode()
        self._old = old
        self._known = {}
        for line in (old(STAMPS) or b"").decode("utf-8", "replace").splitlines():
            path, _, marks = line.partition(" ")
            self._known[path] = marks
        self._lines = list[str]()

    def keep(self, path: str, make: Pure) -> bytes:
        """Return the file at a path: the old one if it was made from the same and nobody has touched it, else anew."""
        stamp = _digest(self._code, *make.inputs)
        known, _, digest = self._known.get(path, "").partition(" ")
        content = self._old(path) if known == stamp else None
        if content is None or _digest(content) != digest:
            content = make()
        self._lines.append(f"{path} {stamp} {_digest(content)}\n")
        return content

    def render(self) -> bytes:
        """Return the stamps of all that was kept or made."""
        return "".join(sorted(self._lines)).encode()


def _digest(*parts: bytes) -> str:
    """Return what tells these parts from any others."""
    found = sha256()
    for part in parts:
        found.update(len(part).to_bytes(8, "big"))
        found.update(part)
    return found.hexdigest()[:32]
