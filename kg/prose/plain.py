"""Plain text: paragraphs with an empty line between them."""

from __future__ import annotations

import re

from kg.prose.document import Block, Document, Run


def parse(text: str) -> Document:
    r"""Return the paragraphs of a text.

    >>> [block.text for block in parse("One\nline.\n\n\nTwo.").blocks]
    ['One line.', 'Two.']
    """
    paragraphs = (" ".join(part.split()) for part in re.split(r"\n[^\S\n]*\n", text.replace("\r\n", "\n")))
    return Document(tuple(Block("paragraph", (Run(words),)) for words in paragraphs if words))
