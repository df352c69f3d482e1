"""The static files of a site: under which names they stand there, and their bytes as they are sent."""

from __future__ import annotations

import gzip
import hashlib
from functools import lru_cache, partial
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from kg.render.site import Pure

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.render.site import File

_HASHED: Final = (".css", ".js", ".wasm")
_SENT_ZIPPED: Final = (".wasm",)  # the page that asks for them unpacks them: few hosts compress them
_ZIPPED: Final = ".gz"
_FONT: Final = ".woff"  # for the pictures that are drawn here; pages use the fonts of their reader's machine


def asset_files(static: Mapping[str, bytes]) -> Iterator[File]:
    """Yield the static files that pages use."""
    for name, path in asset_paths(static).items():
        if not name.endswith(_FONT):
            content = static[name]
            if path.endswith(_ZIPPED):
                yield path, Pure(partial(zipped, content), (content,))
            else:
                yield path, partial(bytes, content)


def asset_paths(static: Mapping[str, bytes]) -> dict[str, str]:
    """Return the path of each static file on the site; scripts and style sheets carry a hash of their content."""
    paths: dict[str, str] = {}
    for name, content in static.items():
        path = PurePosixPath("assets", name)
        if path.suffix in _HASHED:
            ending = _ZIPPED if path.suffix in _SENT_ZIPPED else ""
            path = path.with_name(f"{path.stem}.{digest(content)}{path.suffix}{ending}")
        paths[name] = str(path)
    return paths


@lru_cache(maxsize=128)
def digest(content: bytes) -> str:
    """Return what tells one content from another in a file's name."""
    return hashlib.sha256(content).hexdigest()[:10]


@lru_cache(maxsize=32)
def zipped(content: bytes) -> bytes:
    """Return a file compressed; `kg serve` does it once, however often the data changes."""
    return gzip.compress(content, mtime=0)
