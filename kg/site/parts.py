"""A site as parts, each a set of files with what makes them: all are written by a build, some are asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.render.site import File


@dataclass(slots=True)
class Part:
    """Some files of the site; `holds` says of a path, without much work, whether it could be among them."""

    files: Callable[[], Iterator[File]]
    holds: Callable[[str], bool]
    _known: dict[str, Callable[[], bytes]] | None = field(default=None, init=False)

    def find(self, path: str) -> Callable[[], bytes] | None:
        """Return what makes the file at a path; None where this part has no such file."""
        if not self.holds(path):
            return None
        if self._known is None:
            self._known = dict(self.files())
        return self._known.get(path)
