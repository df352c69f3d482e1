"""Plain text as blocks, with places: paragraphs with an empty line between them, and lists of numbered lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.prose.markup import Gatherer, Shape
from kg.prose.places import byte_counter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.prose.markup import Markup

_ITEM: Final = re.compile(r"[ \t]*(?:(\d{1,3})[.)]|\[(\d{1,3})\]|[-*\u2022])[ \t]+(?=\S)")


def read(text: str, base: int = 0) -> Markup:
    r"""Return the paragraphs of a text; `base` is the byte at which it begins.

    >>> [(block.kind, block.text) for block in read("One\nline.\n\nTwo:\n1. a\n2. b").blocks]
    [('paragraph', 'One line.'), ('paragraph', 'Two:'), ('item', 'a'), ('item', 'b')]
    """
    byte = byte_counter(text, base)
    gatherer = Gatherer()
    shape = Shape()
    for start, end in _lines(text):
        item = _ITEM.match(text, start, end)
        if item or not text[start:end].strip():
            gatherer.end_block(shape)
            shape = Shape("item", 1, int(item[1] or item[2] or 0)) if item else Shape()
        elif text[start:end].strip().rstrip(":").lower() in {"references", "bibliography", "sources"}:
            gatherer.end_block(shape)
            shape = Shape("heading", 1)
        first = item.end() if item else start
        gatherer.add(text[first:end], byte(first), byte(end))
        if shape.kind == "heading":
            gatherer.end_block(shape)
            shape = Shape()
    gatherer.end_block(shape)
    return gatherer.found


def _lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield first character and end of each line, its line end included."""
    start = 0
    for match in re.finditer(r"\r\n|\r|\n", text):
        yield start, match.end()
        start = match.end()
    yield start, len(text)
