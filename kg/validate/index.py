"""Records by id, and how a fault of one is made."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, TypeVar

from kg.load.words import Names, quoted
from kg.problems import Fault, Severity
from kg.records import LISTS, Article, Claim, Record, Records, Study, Synonym, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

WARNING: Final = Severity.WARNING
Step = str | int
_R = TypeVar("_R", bound=Record)
_T = TypeVar("_T")


class Index:
    """The records of a workspace by id; of two records with the same id the first counts."""

    def __init__(self, records: Records, known: frozenset[str]) -> None:
        self.records = records
        self.known = known
        self.topics = _by_id(records.topics)
        self.synonyms = _by_id(records.synonyms)
        self.claims = _by_id(records.claims)
        self.studies = _by_id(records.studies)
        self.articles = _by_id(records.articles)
        self._names: dict[type[Record], Names] = {}

    @cached_property
    def kinds(self) -> dict[str, type[Record]]:
        """The kind of each id."""
        return {each.id: kind for name, kind in LISTS.items() for each in reversed(getattr(self.records, name))}

    def names(self, kind: type[Record]) -> Names:
        """Return the ids of one kind."""
        if kind not in self._names:
            self._names[kind] = Names(self._of(kind))
        return self._names[kind]

    def dangling(self, record: Record, pointer: Sequence[Step], kind: type[Record], target: str) -> Iterator[Fault]:
        """Yield a fault when no record of a kind has the id that stands at a pointer."""
        if target in self._of(kind) or target in self.known:
            return
        name = kind.__name__.lower()
        message = f"no {name} has the id {quoted(target)}"
        if other := self.kinds.get(target):
            message = f"{quoted(target)} is the id of {article_for(other)}; {article_for(kind)} is meant here"
        near = self.names(kind).nearest(target)
        way_out = f"did you mean '{near}'?" if near else f"add the {name}, or name one that is there"
        yield fault(record, pointer, f"dangling-{name}", message, way_out)

    def _of(self, kind: type[Record]) -> Mapping[str, Record]:
        known: dict[type[Record], Mapping[str, Record]] = {
            Topic: self.topics,
            Synonym: self.synonyms,
            Claim: self.claims,
            Study: self.studies,
            Article: self.articles,
        }
        return known[kind]


def _by_id(records: Sequence[_R]) -> dict[str, _R]:
    return {each.id: each for each in reversed(records)}


def article_for(kind: type[Record]) -> str:
    """Return a kind with its article.

    >>> article_for(Article), article_for(Claim)
    ('an article', 'a claim')
    """
    name = kind.__name__.lower()
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def fault(  # noqa: PLR0913  # a fault has that many parts
    record: Record,
    pointer: Sequence[Step],
    rule: str,
    message: str,
    way_out: str = "",
    *,
    on_key: bool = False,
    severity: Severity = Severity.ERROR,
) -> Fault:
    """Return a fault of the value at a pointer below a record."""
    at = record.at
    return Fault(at.path, at.line, (*at.pointer, *pointer), rule, message, way_out, on_key, severity)


def in_order(records: Iterable[_R]) -> list[_R]:
    """Return records in the order of the files, so that of two equal things the one further down is at fault."""
    return sorted(records, key=lambda each: (each.at.path, each.at.line))


def repeated(items: Sequence[_T]) -> Iterator[tuple[int, _T]]:
    """Yield index and value of each item that stood before.

    >>> list(repeated("abca"))
    [(3, 'a')]
    """
    seen: set[_T] = set()
    for index, item in enumerate(items):
        if item in seen:
            yield index, item
        seen.add(item)
