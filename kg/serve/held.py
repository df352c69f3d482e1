"""The site that is served, held in memory: a file is made when it is first asked for, and kept until data changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.site import Edition, Sources

_TRIED: Final = ("index.html", "404.html")
"""Pages that are made at once: a fault in what all pages share shows here."""


@dataclass(eq=False)
class Held:
    """The newest edition that could be used, with the files that were asked for."""

    edition: Edition | None = None
    _files: dict[str, bytes] = field(default_factory=dict)
    _seen: str = ""
    _lock: Lock = field(default_factory=Lock)

    def read(self, path: str) -> bytes | None:
        """Return the file at a path; None where there is none.

        Raises ValueError for a faulty query or template that only this file needs.
        """
        with self._lock:
            if path.endswith(".html") and path not in _TRIED:
                self._seen = path
            if path not in self._files:
                content = self.edition.read(path) if self.edition else None
                if content is None:
                    return None
                self._files[path] = content
            return self._files[path]

    def take(self, sources: Sources) -> None:
        """Serve the site of these sources from now on.

        The page that was looked at last is made first, so that it is there at once. Raises ValueError where that does
        not work, and goes on with what there was.
        """
        from kg.site import Edition

        edition = Edition(sources, self.edition)
        files = dict[str, bytes]()
        for path in dict.fromkeys((*_TRIED, self._seen)):
            content = edition.read(path) if path else None
            if content is not None:
                files[path] = content
        with self._lock:
            self.edition, self._files = edition, files
