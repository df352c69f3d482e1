"""The JSON-LD context: a readable key for every property and class of the graph, with the type of its values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.export.own_terms import OWN_TERMS
from kg.vocabulary import PREFIXES, iri

if TYPE_CHECKING:
    from collections.abc import Iterable

_ID: Final = "@id"
_EN: Final = "@en"

# Terms of others, key → prefixed name, by what their values are. A decimal stays a string, because a JSON number would
# become a double; an integer and a boolean are JSON's own.
_LINKS: Final = {
    "assertsClaim": "sepio:0000030", "broader": "skos:broader", "citesAsEvidence": "cito:citesAsEvidence",
    "citesWork": "cito:cites", "comparatorGroup": "pico:comparatorGroup", "contradicts": "sepio:0000101",
    "direction": "sepio:0000183", "domain": "rdfs:domain", "evidenceItem": "sepio:0000084",
    "evidenceReport": "sepio:0000124", "expresses": "sepio:0000109", "forClaim": "sepio:0000427",
    "hasBody": "oa:hasBody", "hasCitedEntity": "cito:hasCitedEntity", "hasCitingEntity": "cito:hasCitingEntity",
    "hasSelector": "oa:hasSelector", "hasSource": "oa:hasSource", "hasTarget": "oa:hasTarget",
    "identifier": "dct:identifier", "inScheme": "skos:inScheme", "interventionGroup": "pico:interventionGroup",
    "isDefinedBy": "rdfs:isDefinedBy", "license": "dct:license", "outcomeGroup": "pico:outcomeGroup",
    "populationGroup": "pico:population", "range": "rdfs:range", "relatedMatch": "skos:relatedMatch",
    "replaces": "dct:replaces", "reportedIn": "sepio:0000442", "retracts": "cito:retracts", "seeAlso": "rdfs:seeAlso",
    "subClassOf": "rdfs:subClassOf", "subPropertyOf": "rdfs:subPropertyOf", "traceability": "sepio:0000398",
    "url": "schema:url", "wasAttributedTo": "prov:wasAttributedTo",
}  # fmt: skip
_ENGLISH: Final = {
    "altLabel": "skos:altLabel", "comment": "rdfs:comment", "definition": "skos:definition",
    "description": "dct:description",
    "prefLabel": "skos:prefLabel",
}  # fmt: skip
_PLAIN: Final = {
    "arxiv": "fabio:hasArXivId", "bibliographicCitation": "dct:bibliographicCitation", "creator": "dc:creator",
    "doi": "bibo:doi", "exact": "oa:exact", "issue": "bibo:issue", "journal": "prism:publicationName",
    "label": "rdfs:label", "notation": "skos:notation", "pages": "bibo:pages", "pmcid": "fabio:hasPubMedCentralId",
    "pmid": "fabio:hasPubMedId", "prefix": "oa:prefix", "publisher": "dc:publisher", "source": "dc:source",
    "suffix": "oa:suffix", "title": "dct:title", "versionInfo": "owl:versionInfo", "volume": "bibo:volume",
}  # fmt: skip
TERMS: Final[dict[str, tuple[str, str]]] = {
    **OWN_TERMS,
    **{key: (name, _ID) for key, name in _LINKS.items()},
    **{key: (name, _EN) for key, name in _ENGLISH.items()},
    **{key: (name, "") for key, name in _PLAIN.items()},
    "issued": ("dct:issued", "xsd:gYear"),
}
"""Key → prefixed name, and `@id`, `@en`, a datatype or nothing: what its values are without further mark."""

KEYS: Final[dict[str, tuple[str, str]]] = {iri(name): (key, kind) for key, (name, kind) in TERMS.items()}
"""The same by IRI: IRI → key and kind of value."""

# JSON-LD 1.1 takes a namespace as a prefix only where it ends in a delimiter, so SEPIO_ and the like go through obo.
USABLE: Final = {prefix: namespace for prefix, namespace in PREFIXES.items() if namespace[-1] in "/#"}


def build_context(
    base: str = "", keys: Iterable[str] | None = None, prefixes: Iterable[str] | None = None
) -> dict[str, object]:
    """Return the `@context` as JSON: of all terms, or of the keys and prefixes that a file uses.

    `base`, with a slash at its end, lets the workspace's own IRIs be relative.
    """
    chosen = sorted(TERMS if keys is None else keys)
    context: dict[str, object] = {"@base": base} if base else {}
    context.update((prefix, USABLE[prefix]) for prefix in sorted(USABLE if prefixes is None else prefixes))
    context.update((key, _definition(*TERMS[key])) for key in chosen)
    return context


def _definition(name: str, kind: str) -> str | dict[str, str]:
    if kind == _EN:
        return {"@id": iri(name), "@language": "en"}
    return {"@id": iri(name), "@type": iri(kind) if ":" in kind else kind} if kind else iri(name)
