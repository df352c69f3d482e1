"""Texts for readers, in Markdown, HTML or plain: what a reader sees, block by block, and where a quotation stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.prose import html, markdown, plain
from kg.prose.document import Block, Document, Run
from kg.prose.quotes import find_quote, nearest_passage

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

READERS: Final[Mapping[str, Callable[[str], Document]]] = {
    ".md": markdown.parse,
    ".html": html.parse,
    ".txt": plain.parse,
}
"""How to read a text, by the suffix of its file."""

__all__ = ["READERS", "Block", "Document", "Run", "find_quote", "nearest_passage", "parse_text"]


def parse_text(path: str, text: str) -> Document:
    """Return the document in a text whose format the suffix of its path tells; raises ValueError for another one."""
    suffix = path[path.rfind(".") :].lower()
    if suffix not in READERS:
        raise ValueError(f"{path}: no reader for '{suffix}' (known: {', '.join(READERS)})")
    return READERS[suffix](text)
