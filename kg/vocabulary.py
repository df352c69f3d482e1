"""Every IRI the graph uses, each with its source; our own terms are defined in `vocabulary.ttl` beside this file."""

from __future__ import annotations

from typing import Final

OBO: Final = "http://purl.obolibrary.org/obo/"
EV: Final = "https://example.org/evidence-claims-kg/vocab#"

PREFIXES: Final[dict[str, str]] = {
    "bibo": "http://purl.org/ontology/bibo/",
    "cito": "http://purl.org/spar/cito/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eco": OBO + "ECO_",
    "ev": EV,
    "fabio": "http://purl.org/spar/fabio/",
    "oa": "http://www.w3.org/ns/oa#",
    "obo": OBO,
    "owl": "http://www.w3.org/2002/07/owl#",
    "pico": "http://data.cochrane.org/ontologies/pico/",
    "prism": "http://prismstandard.org/namespaces/basic/2.0/",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "http://schema.org/",
    "sepio": OBO + "SEPIO_",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "stato": OBO + "STATO_",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

GRAPHS: Final = ("claims", "studies", "evidence", "articles", "derived", "vocabulary")
"""The layers, one named graph each: `{base}/graph/{layer}`. Only `derived` holds what is computed."""


def iri(name: str) -> str:
    """Return the full IRI of a prefixed name.

    >>> iri("skos:broader")
    'http://www.w3.org/2004/02/skos/core#broader'
    """
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


# Effect measures: STATO where it has a class; the hazard ratio has none there, so NCI Thesaurus
# (as in FHIR's statistic types). STATO_0000135 is the *strictly* standardised difference, not the SMD.
MEASURES: Final[dict[str, str]] = {
    "OR": iri("stato:0000182"),
    "RR": iri("stato:0000245"),
    "HR": iri("obo:NCIT_C93150"),
    "IRR": iri("ev:measure-irr"),
    "RD": iri("stato:0000424"),
    "MD": iri("stato:0000457"),
    "SMD": iri("stato:0000100"),
    "r": iri("stato:0000142"),
    "prevalence": iri("ev:measure-prevalence"),
    "incidence": iri("ev:measure-incidence"),
    "percentage": iri("ev:measure-percentage"),
    "other": iri("ev:measure-other"),
}

# Direction of an evidence line, SEPIO: supporting, disputing, inconclusive.
DIRECTIONS: Final[dict[str, str]] = {
    "supports": iri("sepio:0000403"),
    "disputes": iri("sepio:0000404"),
    "inconclusive": iri("sepio:0000405"),
}

# Study classes of SEPIO: interventional, observational, case-control, secondary. Other designs are `ev:Study` only.
STUDY_CLASSES: Final[dict[str, str]] = {
    "meta-analysis": iri("sepio:0000079"),
    "systematic-review": iri("sepio:0000079"),
    "narrative-review": iri("sepio:0000079"),
    "guideline": iri("sepio:0000079"),
    "consensus-statement": iri("sepio:0000079"),
    "rct": iri("sepio:0000069"),
    "controlled-trial": iri("sepio:0000069"),
    "cohort": iri("sepio:0000070"),
    "cross-sectional": iri("sepio:0000070"),
    "survey": iri("sepio:0000070"),
    "case-series": iri("sepio:0000070"),
    "case-control": iri("sepio:0000071"),
}

# FaBiO, all at the Expression level so that one node never mixes FRBR levels.
REPORT_CLASSES: Final[dict[str, str]] = {
    "meta-analysis": iri("fabio:ReviewArticle"),
    "systematic-review": iri("fabio:ReviewArticle"),
    "narrative-review": iri("fabio:ReviewArticle"),
    "editorial": iri("fabio:Editorial"),
    "preprint": iri("fabio:Preprint"),
}
REPORT_CLASS: Final = iri("fabio:JournalArticle")


def concept(scheme: str, notation: str) -> str:
    """Return the IRI of a value of one of our own controlled lists.

    >>> concept("design", "rct")[-10:]
    'design-rct'
    """
    return f"{EV}{scheme}-{notation.replace(' ', '-')}"
