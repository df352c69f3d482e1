"""A text as a reader sees it: blocks of running text, without the marks of its format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "paragraph", "item", "quote", "code", "row"]


@dataclass(frozen=True, slots=True)
class Run:
    """Words set in one way; `href` is an address as the text gives it, safe or not."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, quoted paragraph, listing or row of a table.

    `level`: of a heading 1 to 6, of an item how deep its list is nested, from 1.
    `number`: of an item in a numbered list.
    """

    kind: Kind
    runs: tuple[Run, ...]
    level: int = 0
    number: int = 0

    @property
    def text(self) -> str:
        """Return its words."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Document:
    """All blocks of a text in their order."""

    blocks: tuple[Block, ...]

    @property
    def text(self) -> str:
        """Return the words of all blocks, a line end between two; places in a document count its characters."""
        return "\n".join(block.text for block in self.blocks)
