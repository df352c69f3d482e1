"""The graph described as a data set: VoID (https://www.w3.org/TR/void/) and DCAT 3 (https://www.w3.org/TR/vocab-dcat-3/)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.export.quads import TYPE, split
from kg.export.turtle import turtle
from kg.rdf.terms import integer, name, node, text, typed
from kg.vocabulary import EV, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_TYPE: Final = "rdf:type"
_MEDIA: Final = {
    ".ttl": "text/turtle",
    ".trig": "application/trig",
    ".nt": "application/n-triples",
    ".nq": "application/n-quads",
    ".jsonld": "application/ld+json",
}
"""Media types as IANA registers them."""
_IANA: Final = "https://www.iana.org/assignments/media-types/"


@dataclass(frozen=True, slots=True)
class About:
    """What a data set is: its title, the address that its IRIs start with, and its licence's address or nothing."""

    title: str
    base: str
    licence: str = ""


def describe_dataset(lines: Sequence[str], dumps: Mapping[str, int], about: About) -> bytes:
    """Return the description of a graph of N-Quads lines as Turtle; `dumps` are its files' paths → bytes."""
    facts = (*_whole(lines, about), *_layers(lines, about), *_classes(lines, about), *_files(dumps, about))
    return turtle([f"{s} {name(p)} {o} ." for s, p, o in facts], sort=False, header=())


def _whole(lines: Sequence[str], about: About) -> Iterator[tuple[str, str, str]]:
    """Yield what holds of the data set as a whole; triples count once, however many layers say them."""
    quads = split(lines)
    whole = node(f"{about.base}/#dataset")
    triples = {(x.subject, x.predicate, x.object) for x in quads}
    yield whole, _TYPE, name("void:Dataset")
    yield whole, _TYPE, name("dcat:Dataset")
    yield whole, "dct:title", text(about.title)
    yield whole, "dct:description", text("What health articles claim, what studies found, and whether the two agree.")
    if about.licence:
        yield whole, "dct:license", node(about.licence)
    yield whole, "dcat:landingPage", node(f"{about.base}/downloads/")
    yield whole, "void:uriSpace", text(f"{about.base}/")
    yield whole, "void:triples", integer(len(triples))
    yield whole, "void:distinctSubjects", integer(len({x[0] for x in triples}))
    yield whole, "void:properties", integer(len({x[1] for x in triples}))
    used = {x.predicate for x in quads} | {x.object for x in quads if x.predicate == TYPE}
    for iri in sorted(PREFIXES.values()):
        if any(term.startswith(f"<{iri}") for term in used):
            yield whole, "void:vocabulary", node(iri)
    yield whole, "void:rootResource", node(EV.removesuffix("#"))


def _layers(lines: Sequence[str], about: About) -> Iterator[tuple[str, str, str]]:
    """Yield each layer as a part of the data set, with its size."""
    for graph, count in sorted(Counter(x.graph for x in split(lines)).items()):
        yield node(f"{about.base}/#dataset"), "void:subset", graph
        yield graph, _TYPE, name("void:Dataset")
        yield graph, "void:triples", integer(count)


def _classes(lines: Sequence[str], about: About) -> Iterator[tuple[str, str, str]]:
    """Yield how many things there are of each class."""
    members = {(x.subject, x.object) for x in split(lines) if x.predicate == TYPE}
    for number, (kind, count) in enumerate(sorted(Counter(kind for _, kind in members).items()), start=1):
        part = node(f"{about.base}/void.ttl#class-{number}")
        yield node(f"{about.base}/#dataset"), "void:classPartition", part
        yield part, "void:class", kind
        yield part, "void:entities", integer(count)


def _files(dumps: Mapping[str, int], about: About) -> Iterator[tuple[str, str, str]]:
    """Yield each dump as a distribution of the data set."""
    for path, size in sorted(dumps.items()):
        file, address = node(f"{about.base}/void.ttl#{path.rpartition('/')[2]}"), node(f"{about.base}/{path}")
        yield node(f"{about.base}/#dataset"), "void:dataDump", address
        yield node(f"{about.base}/#dataset"), "dcat:distribution", file
        yield file, _TYPE, name("dcat:Distribution")
        yield file, "dcat:downloadURL", address
        bare = path.removesuffix(".gz")
        yield file, "dcat:mediaType", node(f"{_IANA}{_MEDIA[bare[bare.rindex('.') :]]}")
        if bare != path:
            yield file, "dcat:compressFormat", node(f"{_IANA}application/gzip")
        yield file, "dcat:byteSize", typed(str(size), "nonNegativeInteger")
