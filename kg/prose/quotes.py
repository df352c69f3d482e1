"""Where a quotation stands in a document: the TextQuoteSelector of the Web Annotation Data Model (section 4.2.4)."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.prose.document import Document
    from kg.records import Quote

_SENTENCE: Final = re.compile(r"(?<=[.!?:])\s+|\n")
_NEAR: Final = 0.6


def find_quote(document: Document, quote: Quote) -> tuple[tuple[int, int], ...]:
    """Return start and end of each place where the words stand, between the prefix and the suffix if these are given.

    Any white space is as good as any other, so that words broken over lines are found; else each character counts.
    """
    text, places = _flat(document.text)
    exact = " ".join(quote.exact.split())
    return tuple(
        (places[start], places[start + len(exact) - 1] + 1)
        for start in _starts(text, exact)
        if _fits(text[:start], text[start + len(exact) :], quote)
    )


def nearest_passage(document: Document, words: str) -> str:
    """Return the sentence that is most like some words, or nothing where none is like them."""
    sentences = [part.strip() for part in _SENTENCE.split(document.text) if part.strip()]
    return next(iter(get_close_matches(" ".join(words.split()), sentences, n=1, cutoff=_NEAR)), "")


def _starts(text: str, words: str) -> Iterator[int]:
    start = text.find(words)
    while start >= 0:
        yield start
        start = text.find(words, start + 1)


def _fits(before: str, after: str, quote: Quote) -> bool:
    """Return whether prefix and suffix stand right beside a place; white space between them does not matter."""
    prefix, suffix = (" ".join((words or "").split()) for words in (quote.prefix, quote.suffix))
    return before.rstrip().endswith(prefix) and after.lstrip().startswith(suffix)


def _flat(text: str) -> tuple[str, list[int]]:
    """Return a text with one space for any white space, and for each of its characters the place in the text."""
    characters: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        space = character.isspace()
        if space and characters and characters[-1] == " ":
            continue
        characters.append(" " if space else character)
        places.append(place)
    return "".join(characters), places
