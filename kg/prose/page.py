"""What a page states about itself in `title`, `meta` and JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.prose.document import Entry
from kg.prose.stated import flat

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.prose.document import Range

_LONGEST: Final = 200_000  # characters of JSON-LD
_MOST: Final = 2_000


def meta(attributes: Mapping[str, str], place: Range) -> Iterator[Entry]:
    """Yield what a `meta` element states: its name or property in lower case, and its content."""
    name = attributes.get("name") or attributes.get("property") or attributes.get("itemprop") or ""
    if name and "content" in attributes:
        yield Entry(name.strip().lower(), attributes["content"].strip(), place)


def json_ld(text: str, place: Range) -> Iterator[Entry]:
    """Yield what JSON-LD states; the items of `@graph` as if each stood alone. What is not JSON states nothing."""
    import json

    if len(text) > _LONGEST:
        return
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        return
    for count, (path, words) in enumerate(flat(value)):
        if count >= _MOST:
            return
        if key := ".".join(part for part in path if part != "@graph"):
            yield Entry(key, words, place)
