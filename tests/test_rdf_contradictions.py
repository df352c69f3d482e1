"""Contradictions, citation verdicts and omissions in the graph say what the rules say, in the derived layer only."""

from dataclasses import replace
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

import kg
from kg.appraise.citations import judge_citations
from kg.appraise.conclusions import conclude
from kg.appraise.contradictions import find_contradictions
from kg.appraise.omissions import find_omissions
from kg.iris import Iris
from kg.rdf import build_nquads
from kg.rdf.citations import citation_facts
from kg.rdf.contradictions import contradiction_facts
from kg.records import Records
from kg.store import Solutions, Store
from kg.workspace import open_workspace, read_records

ROOT = Path(__file__).parent.parent


@cache
def records() -> Records:
    return read_records(open_workspace(ROOT))[0]


@cache
def store() -> Store:
    return Store.from_nquads(kg.graph_lines(ROOT))


def rows(sparql: str) -> list[tuple[str, ...]]:
    solutions = store().query(sparql)
    assert isinstance(solutions, Solutions)
    return sorted(
        tuple(term.value.rpartition("/")[2] if isinstance(term, NamedNode | Literal) else "" for term in row)
        for row in solutions.rows
    )


def test_every_clash_is_in_the_graph_with_the_side_that_it_favours() -> None:
    found = rows(
        "SELECT ?scope ?origin ?side { ?c a ev:Clash ; ev:scope/skos:notation ?scope ; ev:origin/skos:notation ?origin "
        "OPTIONAL { ?c ev:favours/rdfs:label ?side } }"
    )
    expected = [
        (x.scope, x.origin, "" if x.stronger.side is None else x.sides[x.stronger.side].words)
        for x in find_contradictions(records())
    ]
    assert found == sorted(expected)


def test_every_curated_clash_leads_to_what_the_curator_wrote() -> None:
    noted = rows('SELECT ?n { ?c ev:origin/skos:notation "curated" ; ev:notedAs ?n . ?n a ev:Contradiction }')
    assert [name for (name,) in noted] == sorted(x.id for x in find_contradictions(records()) if x.origin == "curated")
    assert rows('SELECT ?c { ?c ev:notedAs ?n ; ev:origin/skos:notation ?o FILTER(?o != "curated") }') == []


def test_every_citation_and_omission_is_in_the_graph() -> None:
    verdicts = rows(
        "SELECT ?v ?c { ?j ev:standingCitationVerdict/skos:notation ?v ; ev:computedVerdict/skos:notation ?c }"
    )
    assert verdicts == sorted((x.verdict, x.computed) for x in judge_citations(records()))
    left_out = rows("SELECT ?a ?c ?s { ?o ev:omittedFrom ?a ; ev:omittedOn ?c ; ev:omittedStudy ?s . ?a ev:omits ?s }")
    assert left_out == sorted((x.article, x.claim, x.study) for x in find_omissions(records()))


def test_conclusions_that_are_handed_on_are_those_that_the_graph_would_draw() -> None:
    here = conclude(records())
    assert build_nquads(records(), "https://example.org/x", "", here) == build_nquads(
        records(), "https://example.org/x"
    )
    none = replace(here, clashes=(), citations=(), omissions=())
    assert not any("#Clash>" in line for line in build_nquads(records(), "https://example.org/x", "", none))


def test_what_is_computed_stands_in_the_derived_layer_and_has_names_of_its_own() -> None:
    iris, found = Iris("https://example.org/x"), conclude(records())
    facts = (*contradiction_facts(records(), found.clashes, iris), *citation_facts(found, iris))
    subjects = {subject for subject, predicate, _ in facts if "#type" in predicate}
    assert len(subjects) == len([x for c in found.clashes for x in (c, *c.sides)]) + len(found.citations) + len(
        found.omissions
    )
    computed = {"Clash", "Side", "CitationJudgement", "Omission"}
    for quad in parse("\n".join(kg.graph_lines(ROOT)), format=RdfFormat.N_QUADS):
        if isinstance(quad.object, NamedNode) and quad.object.value.rpartition("#")[2] in computed:
            assert str(quad.graph_name).endswith(("/graph/derived>", "/graph/vocabulary>"))
