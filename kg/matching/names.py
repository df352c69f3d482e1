"""The names that people give to one thing, found in any text whatever word they use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.matching.words import stems

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from kg.records import Synonym

MARK: Final = "="
"""What the term of a thing starts with in an index; no word does."""


class Names:
    """Finds things by their names; `table` gives the id by the stems of a name, joined by a space.

    >>> from kg.records import Synonym
    >>> names = Names([Synonym(id="pfp", label="patellofemoral pain", also=("runner's knee",))])
    >>> names.longest(["my", "runner", "knee", "hurt"], 1)
    (2, 'pfp')
    """

    def __init__(self, synonyms: Iterable[Synonym]) -> None:
        self._synonyms = tuple(synonyms)
        self.table: dict[str, str] = {}
        for synonym in self._synonyms:
            for name in (synonym.label, *synonym.also):
                if key := " ".join(stems(name)):
                    self.table.setdefault(key, synonym.id)
        self._broader = {x.id: x.broader for x in self._synonyms if x.broader}
        self._most: dict[str, int] = {}
        for key in self.table:
            first = key.partition(" ")[0]
            self._most[first] = max(self._most.get(first, 0), key.count(" ") + 1)

    def of(self, things: Container[str]) -> Names:
        """Return the names of some things only."""
        return Names(x for x in self._synonyms if x.id in things)

    def longest(self, found: Sequence[str], start: int) -> tuple[int, str]:
        """Return how many stems from a place on are a name, at most, and of what; 0 where none begins."""
        for count in range(min(self._most.get(found[start], 0), len(found) - start), 0, -1):
            if name := self.table.get(" ".join(found[start : start + count])):
                return count, name
        return 0, ""

    def inside(self, found: Sequence[str]) -> Iterator[str]:
        """Yield each thing that is named in a text, given as its stems; names may lie over each other."""
        for start, first in enumerate(found):
            for end in range(start + 1, min(start + self._most.get(first, 0), len(found)) + 1):
                if name := self.table.get(" ".join(found[start:end])):
                    yield name

    def above(self, name: str) -> tuple[str, ...]:
        """Return the more general things, nearest first."""
        found: list[str] = []
        while (broader := self._broader.get(name)) and broader not in found:
            found.append(broader)
            name = broader
        return tuple(found)
