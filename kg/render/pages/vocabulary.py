"""The vocabulary: every term of our own with its anchor, and the terms of others that it aligns with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from kg.render.routes import VOCABULARY
from kg.render.site import Draft, Page
from kg.vocabulary import EV, PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.render.site import Site
    from kg.render.words import Term

_TYPE: Final = PREFIXES["rdf"] + "type"
_OWL: Final = PREFIXES["owl"]
_SKOS: Final = PREFIXES["skos"]
_QUIET: Final = frozenset(
    {
        _TYPE,
        PREFIXES["rdfs"] + "isDefinedBy",
        PREFIXES["rdfs"] + "label",
        PREFIXES["rdfs"] + "comment",
        PREFIXES["dct"] + "title",
        _SKOS + "prefLabel",
        _SKOS + "definition",
        _SKOS + "inScheme",
    }
)
_SAYINGS: Final = {
    PREFIXES["rdfs"] + "subClassOf": "kind of",
    PREFIXES["rdfs"] + "subPropertyOf": "special case of",
    PREFIXES["rdfs"] + "domain": "said of",
    PREFIXES["rdfs"] + "range": "takes",
    PREFIXES["rdfs"] + "seeAlso": "see also",
    _OWL + "inverseOf": "inverse of",
    _SKOS + "notation": "written",
}


@dataclass(frozen=True, slots=True)
class _Fact:
    name: str
    value: str
    href: str


@dataclass(frozen=True, slots=True)
class _TermView:
    anchor: str
    name: str
    label: str
    definition: str
    facts: tuple[_Fact, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    anchor: str
    heading: str
    terms: tuple[_TermView, ...]


@dataclass(frozen=True, slots=True)
class _VocabularyPage:
    iri: str
    title: str
    definition: str
    parts: tuple[_Part, ...]


def vocabulary_pages(site: Site) -> Iterator[Draft]:
    """Yield the page of the vocabulary."""
    yield Draft(VOCABULARY, partial(_page, site))


def _page(site: Site) -> Page:
    terms = site.terms.values()
    ontology = next((x for x in terms if _OWL + "Ontology" in x.values(_TYPE)), None)
    view = _VocabularyPage(
        EV.rstrip("#"),
        ontology.label if ontology else "Vocabulary",
        ontology.definition if ontology else "",
        tuple(_parts(list(terms))),
    )
    return Page(VOCABULARY, "vocabulary.html", "Vocabulary", view, view.definition)


def _parts(terms: list[Term]) -> Iterator[_Part]:
    """Yield the terms of our own by what they are, so that each is in one part."""
    own = {x.iri: x for x in terms if x.anchor}
    for kind, anchor, heading in (
        ("Class", "part/classes", "Classes"),
        ("ObjectProperty", "part/links", "Properties that lead to a thing"),
        ("DatatypeProperty", "part/values", "Properties that hold a value"),
    ):
        members = [own.pop(x.iri) for x in tuple(own.values()) if _OWL + kind in x.values(_TYPE)]
        yield _Part(anchor, heading, tuple(_view(x) for x in members))
    for scheme in [own.pop(x.iri) for x in tuple(own.values()) if _SKOS + "ConceptScheme" in x.values(_TYPE)]:
        members = [own.pop(x.iri) for x in tuple(own.values()) if scheme.iri in x.values(_SKOS + "inScheme")]
        yield _Part(scheme.anchor, scheme.label, tuple(_view(x) for x in members))
    if own:
        yield _Part("part/others", "Others", tuple(_view(x) for x in own.values()))


def _view(term: Term) -> _TermView:
    facts = (
        _Fact(_SAYINGS.get(name, short_name(name)), short_name(value) if is_iri else value, _href(value, is_iri=is_iri))
        for name, value, is_iri in term.facts
        if name not in _QUIET
    )
    return _TermView(term.anchor, short_name(term.iri), term.label, term.definition, tuple(facts))


def _href(value: str, *, is_iri: bool) -> str:
    """Return where a term of our own is on this page; others are shown as names only."""
    return f"#{value.removeprefix(EV)}" if is_iri and value.startswith(EV) else ""


def short_name(iri: str) -> str:
    """Return an IRI with a known prefix in its short form.

    >>> short_name("http://purl.obolibrary.org/obo/SEPIO_0000002")
    'sepio:0000002'
    """
    fitting = [(len(space), prefix, space) for prefix, space in PREFIXES.items() if iri.startswith(space)]
    if not fitting:
        return iri
    _, prefix, space = max(fitting)
    return f"{prefix}:{iri.removeprefix(space)}"
