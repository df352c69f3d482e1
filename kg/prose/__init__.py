"""Texts for readers, in Markdown, HTML or plain: sentences, citations, references and marks, each with its place."""

from __future__ import annotations

from kg.prose.document import (
    Block,
    Citation,
    ClaimMark,
    Document,
    Entry,
    Identifier,
    Range,
    Reference,
    Run,
    Sentence,
    Suppression,
)
from kg.prose.files import LONGEST, READERS, parse_file, parse_text, read_html, read_markdown, read_plain
from kg.prose.places import Lines
from kg.prose.quotes import find_quote, nearest_passage

__all__ = [
    "LONGEST",
    "READERS",
    "Block",
    "Citation",
    "ClaimMark",
    "Document",
    "Entry",
    "Identifier",
    "Lines",
    "Range",
    "Reference",
    "Run",
    "Sentence",
    "Suppression",
    "find_quote",
    "nearest_passage",
    "parse_file",
    "parse_text",
    "read_html",
    "read_markdown",
    "read_plain",
]
