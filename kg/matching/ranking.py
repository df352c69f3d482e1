"""A query to ranked documents, in whole numbers only; `site/static/search.js` ranks the same way, step by step."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.matching.names import MARK
from kg.matching.words import STOP_WORDS, distance, stem, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.matching.index import Index

_LONG: Final = 6  # letters from which a word may be two slips away from the one that was meant, instead of one
_SHORTEST: Final = 4  # letters below which a word is not corrected
_PREFIX: Final = 3  # letters from which a word may be the beginning of another
_MOST: Final = 24  # words that a beginning stands for
_TAIL: Final = 4  # a document that lacks a word of the query may be that many times worse than the best


@dataclass(frozen=True, slots=True)
class Hit:
    """A document that matches: its number in the index, and how well, to compare within one ranking only."""

    number: int
    score: int


@dataclass(frozen=True, slots=True)
class Ranking:
    """What was found, best first; `corrected` are words that were read as another, `unknown` those that no text has."""

    hits: tuple[Hit, ...]
    corrected: tuple[tuple[str, str], ...] = ()
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the query as it is looked up: its stem, and the terms that it stands for where it is no word itself."""

    text: str
    stem: str
    begins: tuple[str, ...] = ()


def rank(index: Index, query: str) -> Ranking:
    """Return the documents that match a query best first.

    A word is itself, else the beginning of words, else a slip for the nearest word. What has fewer words of the
    query than another document is left out where it is far behind the best.
    """
    corrected: list[tuple[str, str]] = []
    unknown: list[str] = []
    asked = [_resolve(index, word, corrected, unknown) for word in words(query)]
    clauses = tuple(dict.fromkeys(_clauses(index, [x for x in asked if x is not None])))
    return Ranking(_best(index, clauses), tuple(corrected), tuple(unknown))


def _resolve(index: Index, word: str, corrected: list[tuple[str, str]], unknown: list[str]) -> _Word | None:
    root = stem(word)
    if word in STOP_WORDS or root in index.terms or root in _name_words(index):
        return _Word(word, root)
    if begins := _beginning(index, word):
        return _Word(word, root, begins)
    if nearest := _nearest(index, root):
        shown = index.surfaces.get(nearest, nearest)
        corrected.append((word, shown))
        return _Word(shown, nearest)
    unknown.append(word)
    return None


def _name_words(index: Index) -> set[str]:
    return {word for key in index.names.table for word in key.split()}


def _beginning(index: Index, word: str) -> tuple[str, ...]:
    """Return the terms that begin with a word, the commonest first."""
    if len(word) < _PREFIX:
        return ()
    found = {term for term in index.terms if term.startswith(word)}
    found |= {MARK + name for key, name in index.names.table.items() if " " not in key and key.startswith(word)}
    return tuple(sorted(found, key=lambda x: (-len(index.terms.get(x, ())), x))[:_MOST])


def _nearest(index: Index, root: str) -> str:
    """Return the known stem that is nearest to one, the same first letter and common words before others."""
    if len(root) < _SHORTEST:
        return ""
    most = 2 if len(root) >= _LONG else 1
    known = {term for term in index.terms if not term.startswith(MARK)} | _name_words(index)
    near = [(distance(root, term, most), term) for term in known if len(term) >= _SHORTEST]
    ranked = [(away, term[0] != root[0], -len(index.terms.get(term, ())), term) for away, term in near if away <= most]
    return min(ranked)[-1] if ranked else ""


def _clauses(index: Index, asked: Sequence[_Word]) -> Iterator[tuple[str, ...]]:
    """Yield for each thing that is asked for the terms that stand for it."""
    roots = [word.stem for word in asked]
    place = 0
    while place < len(asked):
        count, name = index.names.longest(roots, place)
        word = asked[place]
        if count:
            yield (MARK + name,)
        elif word.text not in STOP_WORDS:
            yield word.begins or (word.stem,)
        place += count or 1


def _best(index: Index, clauses: Sequence[tuple[str, ...]]) -> tuple[Hit, ...]:
    sums, matched = Counter[int](), Counter[int]()
    for terms in clauses:
        best: dict[int, int] = {}
        for term in terms:
            for number, impact in index.terms.get(term, ()):
                best[number] = max(best.get(number, 0), impact)
        for number, impact in best.items():
            sums[number] += impact
            matched[number] += 1
    hits = sorted((Hit(x, sums[x]) for x in sums), key=lambda x: (-x.score, x.number))
    most = max(matched.values(), default=0)
    return tuple(x for x in hits if matched[x.number] == most or x.score * _TAIL >= hits[0].score)
