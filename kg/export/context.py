"""The JSON-LD context: a readable key for every property and class of the graph, with the type of its values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.vocabulary import PREFIXES, iri

if TYPE_CHECKING:
    from collections.abc import Iterable

_ID: Final = "@id"
_EN: Final = "@en"

# Key → prefixed name; the terms are grouped by what their values are. A decimal stays a string, because a JSON number
# would become a double; an integer and a boolean are JSON's own.
_LINKS: Final = {
    "aboutClaim": "ev:aboutClaim", "agreeing": "ev:agreeing", "assertsClaim": "sepio:0000030",
    "assessment": "ev:assessment", "between": "ev:between", "betweenArticle": "ev:betweenArticle",
    "broader": "skos:broader", "certainty": "ev:certainty", "certaintyStartsAt": "ev:certaintyStartsAt",
    "citationVerdict": "ev:citationVerdict", "cites": "ev:cites", "citesAsEvidence": "cito:citesAsEvidence",
    "citesWork": "cito:cites", "comparatorGroup": "pico:comparatorGroup", "conflictKind": "ev:conflictKind",
    "contradictionKind": "ev:contradictionKind", "contradicts": "sepio:0000101", "decidedBy": "ev:decidedBy",
    "design": "ev:design", "direction": "sepio:0000183", "directness": "ev:directness", "disputedBy": "ev:disputedBy",
    "dissent": "ev:dissent", "domain": "rdfs:domain", "effect": "ev:effect", "effectMeasure": "ev:effectMeasure",
    "evidenceItem": "sepio:0000084", "evidenceReport": "sepio:0000124", "expresses": "sepio:0000109",
    "forClaim": "sepio:0000427", "fromStudy": "ev:fromStudy", "hasBody": "oa:hasBody",
    "hasCitedEntity": "cito:hasCitedEntity", "hasCitingEntity": "cito:hasCitingEntity", "hasFinding": "ev:hasFinding",
    "hasOverlap": "ev:hasOverlap", "hasPico": "ev:pico", "hasReason": "ev:hasReason", "hasSelector": "oa:hasSelector",
    "hasSource": "oa:hasSource", "hasTarget": "oa:hasTarget", "identifier": "dct:identifier",
    "inArticle": "ev:inArticle", "includedDesign": "ev:includedDesign", "inconclusiveIn": "ev:inconclusiveIn",
    "inScheme": "skos:inScheme", "integrityStatus": "ev:integrityStatus", "interventionGroup": "pico:interventionGroup",
    "isDefinedBy": "rdfs:isDefinedBy", "keystone": "ev:keystone", "kind": "ev:kind", "leaning": "ev:leaning",
    "leftOut": "ev:leftOut", "license": "dct:license", "notIndependent": "ev:notIndependent", "ofClaim": "ev:ofClaim",
    "outcomeGroup": "pico:outcomeGroup", "outweighed": "ev:outweighed", "overlapKind": "ev:overlapKind",
    "overlapsWith": "ev:overlapsWith", "populationGroup": "pico:population", "range": "rdfs:range",
    "reasonStudy": "ev:reasonStudy", "referenceStatus": "ev:referenceStatus", "relatedMatch": "skos:relatedMatch",
    "replaces": "dct:replaces", "reportedIn": "sepio:0000442", "resolvesTo": "ev:resolvesTo",
    "retracts": "cito:retracts", "seeAlso": "rdfs:seeAlso", "seenAt": "ev:seenAt", "sourceType": "ev:sourceType",
    "stance": "ev:stance", "standing": "ev:standing", "strongerSide": "ev:strongerSide",
    "subClassOf": "rdfs:subClassOf", "subPropertyOf": "rdfs:subPropertyOf", "supportedBy": "ev:supportedBy",
    "topic": "ev:topic", "traceability": "sepio:0000398", "url": "schema:url", "verdict": "ev:verdict",
    "verified": "ev:verified", "wasAttributedTo": "prov:wasAttributedTo",
}  # fmt: skip
_ENGLISH: Final = {
    "comment": "rdfs:comment", "definition": "skos:definition", "description": "dct:description",
    "prefLabel": "skos:prefLabel",
}  # fmt: skip
_DECIMALS: Final = ("ciLevel", "ciLower", "ciUpper", "pointEstimate", "pValue")
_PLAIN: Final = {
    "appealsToEvidence": "ev:appealsToEvidence", "argument": "ev:argument", "articleKind": "ev:articleKind",
    "arxiv": "fabio:hasArXivId", "asCited": "ev:asCited", "because": "ev:because",
    "bibliographicCitation": "dct:bibliographicCitation", "comparison": "ev:comparison", "computed": "ev:computed",
    "creator": "dc:creator", "doi": "bibo:doi", "exact": "oa:exact", "explanation": "ev:explanation",
    "headline": "ev:headline", "includedStudies": "ev:includedStudies", "integrityReason": "ev:integrityReason",
    "issue": "bibo:issue", "journal": "prism:publicationName", "label": "rdfs:label", "level": "ev:level",
    "levelReason": "ev:levelReason", "limitations": "ev:limitations", "lowersBy": "ev:lowersBy",
    "notation": "skos:notation", "note": "ev:note", "order": "ev:order", "outcome": "ev:outcome", "pages": "bibo:pages",
    "participants": "ev:participants", "pmcid": "fabio:hasPubMedCentralId", "pmid": "fabio:hasPubMedId",
    "prefix": "oa:prefix", "publisher": "dc:publisher", "pValueBound": "ev:pValueBound", "rationale": "ev:rationale",
    "reasonCode": "ev:reasonCode", "reasonFor": "ev:reasonFor", "reasonText": "ev:reasonText", "recordId": "ev:id",
    "reportedCertainty": "ev:reportedCertainty", "ruleVersion": "ev:ruleVersion", "says": "ev:says",
    "section": "ev:section", "source": "dc:source", "statedNumber": "ev:statedNumber",
    "studyPopulation": "ev:studyPopulation", "suffix": "oa:suffix", "title": "dct:title", "unit": "ev:unit",
    "versionInfo": "owl:versionInfo", "volume": "bibo:volume", "whereCited": "ev:whereCited",
}  # fmt: skip
_CLASSES: Final = (
    "ArticleConflict", "CertaintyAssessment", "Claim", "Contradiction", "EvidenceLine", "ExposureGroup", "Finding",
    "Overlap", "Reason", "Reference", "Statement", "Study", "Topic",
)  # fmt: skip

TERMS: Final[dict[str, tuple[str, str]]] = {
    **{key: (name, _ID) for key, name in _LINKS.items()},
    **{key: (name, _EN) for key, name in _ENGLISH.items()},
    **{key: (f"ev:{key}", "xsd:decimal") for key in _DECIMALS},
    **{key: (name, "") for key, name in _PLAIN.items()},
    **{key: (f"ev:{key}", "") for key in _CLASSES},
    "integrityDate": ("ev:integrityDate", "xsd:date"),
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
