"""Which claim a sentence is about, from its words and their synonyms; what it says of the claim is another question."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.matching import Document, Names, build_index
from kg.matching.names import MARK
from kg.matching.words import STOP_WORDS, stem, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.matching import Index
    from kg.records import Claim, Records


@dataclass(frozen=True, slots=True)
class Likeness:
    """A claim and how much of its weight a sentence has, 0 to 1; `lead` is that much more than the next best one."""

    claim: str
    score: float
    lead: float


_FEWEST: Final = 3  # words or names that a sentence has to share with a claim


class Matcher:
    """Finds the claim that a sentence is about."""

    def __init__(self, records: Records) -> None:
        self._claims = records.claims
        self._index = build_index(map(_document, records.claims), Names(records.synonyms))
        self._weights = _weights(self._index, records.claims)

    def nearest(self, text: str) -> Likeness | None:
        """Return the claim whose words a sentence has most of, or None where it shares too few with any."""
        found = self._shares(text)
        ranked = sorted(((score, -number) for number, (score, shared) in found.items() if shared >= _FEWEST))[::-1]
        if not ranked:
            return None
        (best, number), second = ranked[0], ranked[1][0] if len(ranked) > 1 else 0.0
        return Likeness(self._claims[-number].id, min(best, 1.0), best - second)

    def share(self, text: str, claim: str) -> float:
        """Return how much of the weight of one claim a sentence has, 0 to 1."""
        number = next((n for n, each in enumerate(self._claims) if each.id == claim), -1)
        return min(self._shares(text).get(number, (0.0, 0))[0], 1.0)

    def _shares(self, text: str) -> dict[int, tuple[float, int]]:
        """Return for each claim that has something of a text how much of its weight, and in how many words or names."""
        found: dict[int, tuple[float, int]] = {}
        for terms in sorted(set(_clauses(self._index, text))):
            for number in {n for term in terms for n, _ in self._index.terms.get(term, ())}:
                gain = max((self._weights[number].get(term, 0.0) for term in terms), default=0.0)
                if gain:
                    score, shared = found.get(number, (0.0, 0))
                    found[number] = (score + gain, shared + 1)
        return found


def _document(claim: Claim) -> Document:
    return Document(claim.id, claim.text, (claim.text,))


def _weights(index: Index, claims: Iterable[Claim]) -> list[dict[str, float]]:
    """Return for each claim what share of it each term of its text is."""
    found: list[dict[str, float]] = []
    for number, claim in enumerate(claims):
        impacts = {}
        for terms in _clauses(index, claim.text):
            for term in terms:
                impacts[term] = next((impact for n, impact in index.terms.get(term, ()) if n == number), 0)
        whole = sum(max(impacts.get(term, 0) for term in terms) for terms in set(_clauses(index, claim.text))) or 1
        found.append({term: impact / whole for term, impact in impacts.items()})
    return found


def _clauses(index: Index, text: str) -> Iterator[tuple[str, ...]]:
    """Yield for each thing that a text speaks of the terms that stand for it: a name, else a word."""
    found = words(text)
    roots = [stem(word) for word in found]
    place = 0
    while place < len(found):
        count, name = index.names.longest(roots, place)
        if count:
            yield (MARK + name, *(MARK + x for x in index.names.above(name)))
        elif found[place] not in STOP_WORDS:
            yield (roots[place],)
        place += count or 1
