"""The words of the pages: labels and definitions of controlled values, numbers with their nouns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.vocabulary import DIRECTIONS, EV, MEASURES, PREFIXES, concept

if TYPE_CHECKING:
    from collections.abc import Mapping

_LABELS: Final = (PREFIXES["skos"] + "prefLabel", PREFIXES["rdfs"] + "label", PREFIXES["dct"] + "title")
_COMMENTS: Final = (PREFIXES["skos"] + "definition", PREFIXES["rdfs"] + "comment", PREFIXES["dct"] + "description")
DIRECTION_WORDS: Final[dict[str, str]] = {
    "supports": "supports",
    "disputes": "disputes",
    "inconclusive": "leaves it open",
}


@dataclass(frozen=True, slots=True)
class Word:
    """A value in words; `key` is as curators write it, `anchor` its place on the vocabulary page or empty."""

    key: str
    label: str
    definition: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of the vocabulary: its IRI and all that is said of it, as (predicate, value, whether it is an IRI)."""

    iri: str
    facts: tuple[tuple[str, str, bool], ...]

    def values(self, predicate: str) -> tuple[str, ...]:
        """Return the values of a predicate, given as a full IRI."""
        return tuple(value for name, value, _ in self.facts if name == predicate)

    def first(self, predicates: tuple[str, ...]) -> str:
        """Return the first value of the first predicate that has any, else nothing."""
        return next((value for name in predicates for value in self.values(name)), "")

    @property
    def label(self) -> str:
        """Return the name for people."""
        return self.first(_LABELS)

    @property
    def definition(self) -> str:
        """Return what it means, in a sentence."""
        return self.first(_COMMENTS)

    @property
    def anchor(self) -> str:
        """Return the fragment of a term of our own, else nothing."""
        return self.iri.removeprefix(EV) if self.iri.startswith(EV) else ""


class Words:
    """Finds the words for the controlled values of the records."""

    __slots__ = ("_terms",)

    def __init__(self, terms: Mapping[str, Term]) -> None:
        self._terms = terms

    def of(self, scheme: str, key: str) -> Word:
        """Return the word for a value of one of our own lists, such as `("design", "rct")`."""
        return self._word(key, concept(scheme, key))

    def direction(self, key: str) -> Word:
        """Return the word for the direction of evidence."""
        word = self._word(key, DIRECTIONS[key])
        return Word(key, DIRECTION_WORDS[key], word.definition)

    def measure(self, key: str) -> Word:
        """Return the name of an effect measure."""
        return self._word(key, MEASURES[key])

    def _word(self, key: str, iri: str) -> Word:
        term = self._terms.get(iri)
        if term is None:
            return Word(key, key.replace("-", " "))
        return Word(key, term.label or key, term.definition, term.anchor)


def parse_terms(turtle: str) -> dict[str, Term]:
    """Return the entries of a vocabulary in Turtle, by IRI, in the order of the text."""
    from pyoxigraph import NamedNode, RdfFormat, parse

    facts: dict[str, list[tuple[str, str, bool]]] = {}
    for quad in parse(turtle, format=RdfFormat.TURTLE):
        subject, value = quad.subject, quad.object
        if isinstance(subject, NamedNode) and hasattr(value, "value"):
            entry = (quad.predicate.value, value.value, isinstance(value, NamedNode))
            facts.setdefault(subject.value, []).append(entry)
    return {iri: Term(iri, tuple(entries)) for iri, entries in facts.items()}


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return a number with its noun.

    >>> counted(1, "study", "studies"), counted(1200, "person", "people"), counted(2, "claim")
    ('1 study', '1,200 people', '2 claims')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def listed(words: tuple[str, ...] | list[str]) -> str:
    """Return words as a list in a sentence.

    >>> listed(["a"]), listed(["a", "b"]), listed(["a", "b", "c"])
    ('a', 'a and b', 'a, b and c')
    """
    return " and ".join(x for x in (", ".join(words[:-1]), *words[-1:]) if x)
