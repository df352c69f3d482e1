"""The description of each resource that has a page: what is said about it, its parts, and names of what it links to."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kg.export.jsonld import jsonld as dump_jsonld
from kg.export.quads import natural, split
from kg.export.turtle import turtle as dump_turtle
from kg.vocabulary import iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

KINDS: Final = ("article", "claim", "contradiction", "study", "synonym", "topic")

# A subject with one of these is part of the description of the object, whole.
_JOINS: Final = frozenset(
    f"<{iri(name)}>"
    for name in (
        "sepio:0000427",
        "ev:fromStudy",
        "ev:aboutClaim",
        "ev:between",
        "ev:betweenArticle",
        "ev:overlapsWith",
        "cito:retracts",
    )
)
# Of a subject with one of these, only this triple is part of it.
_LINKS: Final = frozenset(
    f"<{iri(name)}>" for name in ("ev:topic", "skos:broader", "ev:resolvesTo", "dct:replaces", "sepio:0000101")
)
_LABELS: Final = frozenset(
    f"<{iri(name)}>" for name in ("rdfs:label", "skos:prefLabel", "skos:notation", "dct:title", "ev:asCited")
)
_FINDING: Final = f"<{iri('sepio:0000084')}>"


def describe_all(lines: Iterable[str], base: str) -> dict[str, tuple[str, ...]]:
    """Return page path without suffix, such as "claim/rest" → N-Quads lines, the resource itself first.

    A claim comes with its PICO, evidence lines, their findings, statements about it and contradictions; a study with
    its report, findings, retraction and evidence lines; an article with statements, references and conflicts; a topic
    with the names of its claims; a contradiction with the names of its claims and articles.
    """
    about: dict[str, list[str]] = defaultdict(list)
    mentions: dict[str, list[str]] = {}
    labels: dict[str, list[str]] = defaultdict(list)
    parts: dict[str, set[str]] = defaultdict(set)
    links: dict[str, list[str]] = defaultdict(list)
    findings: dict[str, str] = {}
    page = re.compile(f"<{re.escape(base)}/((?:{'|'.join(KINDS)})/[a-z0-9-]+)[/>]")
    for line, quad in zip(lines := tuple(lines), split(lines), strict=True):
        about[quad.subject].append(line)
        mentions[line] = [term for term in (quad.subject, quad.object) if term[0] == "<"]
        if quad.predicate in _LABELS:
            labels[quad.subject].append(line)
        if quad.predicate == _FINDING:
            findings[quad.subject] = quad.object
        if own := page.match(quad.subject):
            parts[own[1]].add(quad.subject)
        if quad.predicate in _JOINS and (other := page.match(quad.object)):
            parts[other[1]].add(quad.subject)
        elif quad.predicate in _LINKS and (other := page.match(quad.object)):
            links[other[1]].append(line)
    described = {}
    for path, subjects in sorted(parts.items()):
        main = f"<{base}/{path}>"
        if main in about:
            whole = subjects | {findings[subject] for subject in subjects if subject in findings}
            body = [line for subject in _ordered(whole, main) for line in about[subject]] + sorted(links[path])
            described[path] = tuple(dict.fromkeys((*body, *_names(body, whole, mentions, labels))))
    return described


def _ordered(subjects: set[str], main: str) -> list[str]:
    """Return the resource, then its own parts, then the rest."""
    return sorted(
        subjects, key=lambda subject: (subject != main, not subject.startswith(main[:-1] + "/"), natural(subject))
    )


def _names(
    body: Sequence[str], whole: set[str], mentions: Mapping[str, list[str]], labels: Mapping[str, list[str]]
) -> Iterator[str]:
    """Yield the names of everything that the lines mention and do not describe."""
    mentioned = {term for line in body for term in mentions[line]} - whole
    for term in sorted(mentioned, key=natural):
        yield from labels.get(term, ())


def turtle(lines: Sequence[str]) -> bytes:
    """Return the Turtle file of one description, in the order of its lines."""
    return dump_turtle(lines, sort=False, header=())


def jsonld(lines: Sequence[str]) -> bytes:
    """Return the JSON-LD file of one description, in the order of its lines; the layers are flattened."""
    return dump_jsonld(lines, layers=False, sort=False)
