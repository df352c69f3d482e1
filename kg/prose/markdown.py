"""Markdown (CommonMark, with tables, strike-through and front matter) as the document that its HTML is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.prose import html

if TYPE_CHECKING:
    from kg.prose.document import Document


def parse(text: str) -> Document:
    """Return the blocks of a Markdown text; front matter is no part of it."""
    from pyromark import Options
    from pyromark import html as to_html

    options = Options.ENABLE_TABLES | Options.ENABLE_STRIKETHROUGH | Options.ENABLE_YAML_STYLE_METADATA_BLOCKS
    return html.parse(to_html(text, options=options))
