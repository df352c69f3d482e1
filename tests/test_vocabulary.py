"""The vocabulary defines every term that the graph uses, and nothing that it does not."""

import re
from pathlib import Path
from typing import get_args

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

import kg
from kg import records
from kg.appraise import citations, contradictions, model
from kg.vocabulary import DIRECTIONS, EV, MEASURES, PREFIXES, REPORT_CLASSES, STUDY_CLASSES, concept, iri
from kg.workspace import read_vocabulary

ROOT = Path(__file__).parent.parent
TRIPLES = tuple(quad.triple for quad in parse(read_vocabulary(), format=RdfFormat.TURTLE))
DEFINED = {t.subject.value for t in TRIPLES if isinstance(t.subject, NamedNode) and t.subject.value.startswith(EV)}
SOURCES = [*sorted((ROOT / "kg" / "rdf").glob("*.py")), ROOT / "kg" / "vocabulary.py"]

SCHEMES = {
    "kind": records.ClaimKind,
    "effect": records.Effect,
    "contradiction": records.ContradictionKind,
    "directness": records.Directness,
    "design": records.Design | records.IncludedDesign,
    "verified": records.Verification,
    "integrity": records.IntegrityStatus,
    "overlap": records.OverlapKind,
    "stance": records.Stance,
    "reference": records.ReferenceStatus,
    "source": records.SourceType,
    "citation": citations.CitationVerdict,
    "conflict": records.ConflictKind,
    "verdict": records.Verdict,
    "certainty": records.Certainty,
    "bias": records.RiskOfBias,
    "standing": model.Standing,
    "scope": contradictions.Scope,
    "origin": contradictions.Origin,
    "basis": model.Basis,
}
AS_TEXT = {"ArticleKind", "ReferencePlace"}  # words for people, kept as they are


def objects(subject: str, predicate: str) -> list[NamedNode | BlankNode | Literal]:
    wanted = NamedNode(iri(predicate))
    return [
        t.object
        for t in TRIPLES
        if t.subject == NamedNode(subject) and t.predicate == wanted and isinstance(t.object, NamedNode | Literal)
    ]


def values(kind: object) -> set[str]:
    """The words of a Literal, or of a union of some."""
    found = set[str]()
    for part in get_args(kind):
        found |= {part} if isinstance(part, str) else values(part)
    return found


def concepts() -> dict[str, str]:
    """The IRI of each controlled value by the word that curators write, one entry per scheme and word."""
    own = {f"{scheme}:{word}": concept(scheme, word) for scheme, kind in SCHEMES.items() for word in values(kind)}
    reused = {f"measure:{word}": term for word, term in MEASURES.items()}
    return own | reused | {f"direction:{word}": term for word, term in DIRECTIONS.items()}


def used_in_source() -> set[str]:
    names = {name for path in SOURCES for name in re.findall(r"\bev:([A-Za-z-]+)", path.read_text(encoding="utf-8"))}
    return {EV + name for name in names}


def used_in_graph() -> set[str]:
    quads = parse("\n".join(kg.graph_lines(ROOT)), format=RdfFormat.N_QUADS)
    terms = [
        term
        for quad in quads
        if not str(quad.graph_name).endswith("/graph/vocabulary>")
        for term in (quad.predicate, quad.object)
        if isinstance(term, NamedNode)
    ]
    return {term.value for term in terms if term.value.startswith(EV)}


def test_every_own_term_of_the_source_and_of_the_graph_is_defined() -> None:
    assert used_in_source() | used_in_graph() <= DEFINED


def test_every_class_and_property_that_is_defined_is_used() -> None:
    kinds = {iri("owl:Class"), iri("owl:ObjectProperty"), iri("owl:DatatypeProperty")}
    terms = {t.subject.value for t in TRIPLES if isinstance(t.object, NamedNode) and t.object.value in kinds
             and isinstance(t.subject, NamedNode)}  # fmt: skip
    assert terms - used_in_source() == set()


@pytest.mark.parametrize("term", sorted(DEFINED))
def test_an_own_term_has_a_name_a_definition_and_a_home(term: str) -> None:
    is_scheme = term.endswith("-scheme")
    name = "dct:title" if is_scheme else "skos:prefLabel" if objects(term, "skos:inScheme") else "rdfs:label"
    definition = "dct:title" if is_scheme else "skos:definition" if name == "skos:prefLabel" else "rdfs:comment"
    for predicate in (name, definition):
        (label,) = objects(term, predicate)
        assert isinstance(label, Literal)
        assert label.language == "en"
        assert label.value.strip()
    assert objects(term, "rdfs:isDefinedBy") == [NamedNode(EV.rstrip("#"))]


def test_every_controlled_value_of_the_records_is_a_concept_with_its_word() -> None:
    for key, term in concepts().items():
        word = key.partition(":")[2]
        assert [o.value for o in objects(term, "skos:notation")] == [word], key
        assert objects(term, "skos:prefLabel"), key


def test_every_concept_is_a_controlled_value_of_the_records() -> None:
    defined = {t.subject.value for t in TRIPLES if t.predicate.value == iri("skos:notation")
               and isinstance(t.subject, NamedNode)}  # fmt: skip
    assert defined == set(concepts().values())


def test_every_list_of_controlled_values_is_looked_at_here() -> None:
    literals = {
        name for name in dir(records) if name[0].isupper() and repr(getattr(records, name)).startswith("typing.Literal")
    }
    covered = {name for name in literals if any(values(getattr(records, name)) <= values(k) for k in SCHEMES.values())}
    assert literals - covered - AS_TEXT == {"Measure", "Direction"}
    assert set(MEASURES) == values(records.Measure)
    assert set(DIRECTIONS) == values(records.Direction)


def test_every_design_has_a_place_in_the_class_tables_or_none_on_purpose() -> None:
    designs = values(records.Design)
    assert designs - set(STUDY_CLASSES) == {"laboratory", "animal", "editorial", "preprint"}
    assert set(REPORT_CLASSES) <= designs


def test_the_vocabulary_has_no_blank_node() -> None:
    assert [t for t in TRIPLES if isinstance(t.subject, BlankNode) or isinstance(t.object, BlankNode)] == []


def test_ranges_agree_with_the_graph() -> None:
    literal = {t.subject.value for t in TRIPLES if t.object == NamedNode(iri("owl:DatatypeProperty"))
               and isinstance(t.subject, NamedNode)}  # fmt: skip
    link = {t.subject.value for t in TRIPLES if t.object == NamedNode(iri("owl:ObjectProperty"))
            and isinstance(t.subject, NamedNode)}  # fmt: skip
    for quad in parse("\n".join(kg.graph_lines(ROOT)), format=RdfFormat.N_QUADS):
        if quad.predicate.value in literal:
            assert isinstance(quad.object, Literal)
            (expected,) = objects(quad.predicate.value, "rdfs:range")
            assert quad.object.datatype == expected
        elif quad.predicate.value in link:
            assert isinstance(quad.object, NamedNode)


def test_schema_org_is_the_one_that_rdf_uses() -> None:
    assert PREFIXES["schema"] == "http://schema.org/"


def test_prefixes_of_the_vocabulary_file_are_those_of_the_package() -> None:
    declared = dict(re.findall(r"@prefix (\w+): <([^>]*)> \.", read_vocabulary()))
    assert declared.items() <= PREFIXES.items()
