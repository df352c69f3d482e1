"""Documents to an inverted index with whole-number impacts, so that every reader of it adds up to the same ranking.

BM25F (Robertson, Zaragoza & Taylor 2004, doi:10.1145/1031171.1031181) with the title as the weightier of two fields.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.matching.names import MARK
from kg.matching.words import STOP_WORDS, stem, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.matching.names import Names

_SATURATION: Final = 1.2  # k1
_LENGTH: Final = 0.5  # b
_TITLE: Final = 4.0  # a word of the title counts as that many of the text
_GENERAL: Final = 0.4  # a thing counts that much as each more general thing
_SCALE: Final = 100  # impacts are in hundredths


@dataclass(frozen=True, slots=True)
class Document:
    """What can be found: `key` says what it is to the caller, `prior` is a factor on how well it matches."""

    key: str
    title: str
    pieces: tuple[str, ...]
    prior: float = 1.0


@dataclass(frozen=True, slots=True)
class Index:
    """Term → (number of the document, impact), in order; `surfaces` gives the commonest word of each stem."""

    documents: tuple[Document, ...]
    names: Names
    terms: Mapping[str, tuple[tuple[int, int], ...]]
    surfaces: Mapping[str, str]


def build_index(documents: Iterable[Document], names: Names) -> Index:
    """Return the index of documents, which keep their order: of two that match alike the first comes first."""
    documents = tuple(documents)
    seen = dict[str, Counter[str]]()
    titles = [_field((x.title,), names, seen) for x in documents]
    texts = [_field(x.pieces, names, seen) for x in documents]
    weights = dict[str, list[tuple[int, float]]]()
    for number, (title, text) in enumerate(zip(_normal(titles), _normal(texts), strict=True)):
        for term in sorted({*title, *text}):
            weight = _TITLE * title.get(term, 0.0) + text.get(term, 0.0)
            weights.setdefault(term, []).append((number, weight))
    return Index(
        documents,
        names.of({term.removeprefix(MARK) for term in weights if term.startswith(MARK)}),
        {term: _impacts(weights[term], documents) for term in sorted(weights)},
        {term: min(counts, key=lambda x: (-counts[x], x)) for term, counts in sorted(seen.items())},
    )


def _field(texts: tuple[str, ...], names: Names, seen: dict[str, Counter[str]]) -> dict[str, float]:
    """Return how often each term is in texts; `seen` is told the words behind each stem."""
    counts = dict[str, float]()
    for text in texts:
        found = words(text)
        roots = [stem(word) for word in found]
        for word, root in zip(found, roots, strict=True):
            if word not in STOP_WORDS:
                counts[root] = counts.get(root, 0.0) + 1.0
                seen.setdefault(root, Counter())[word] += 1
        for name in names.inside(roots):
            counts[MARK + name] = counts.get(MARK + name, 0.0) + 1.0
            for broader in names.above(name):
                counts[MARK + broader] = counts.get(MARK + broader, 0.0) + _GENERAL
    return counts


def _normal(fields: Sequence[Mapping[str, float]]) -> Iterator[dict[str, float]]:
    """Yield how often each term is in each field, as if all were of the same length."""
    lengths = [sum(field.values()) for field in fields]
    mean = sum(lengths) / len(fields) or 1.0 if fields else 1.0
    for field, length in zip(fields, lengths, strict=True):
        share = 1 - _LENGTH + _LENGTH * length / mean
        yield {term: count / share for term, count in field.items()}


def _impacts(weights: list[tuple[int, float]], documents: tuple[Document, ...]) -> tuple[tuple[int, int], ...]:
    rarity = math.log(1 + (len(documents) - len(weights) + 0.5) / (len(weights) + 0.5))
    return tuple(
        (number, max(1, round(_SCALE * documents[number].prior * rarity * weight / (_SATURATION + weight))))
        for number, weight in weights
    )
