"""Each resource with a page has a description that stands alone."""

import json
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, parse

import kg
from kg.export.resource import KINDS, describe_all, jsonld, turtle
from kg.iris import Iris
from kg.records import UNCLEAR_SIDE, Records
from kg.vocabulary import iri
from kg.workspace import open_workspace, read_records

ROOT = Path(__file__).parent.parent
WORKSPACE = open_workspace(ROOT)
IRIS = Iris(WORKSPACE.base)
LABELS = {iri(name) for name in ("rdfs:label", "skos:prefLabel", "skos:notation", "dct:title", "ev:asCited")}

Described = dict[str, tuple[str, ...]]


@pytest.fixture(scope="module")
def described() -> Described:
    return describe_all(kg.graph_lines(ROOT), WORKSPACE.base)


@pytest.fixture(scope="module")
def records() -> Records:
    return read_records(WORKSPACE)[0]


def quads(lines: tuple[str, ...]) -> list[Quad]:
    return list(parse("\n".join(lines), format=RdfFormat.N_QUADS))


def subjects(lines: tuple[str, ...]) -> set[str]:
    return {quad.subject.value for quad in quads(lines) if isinstance(quad.subject, NamedNode)}


def test_every_record_has_a_description_that_begins_with_itself(described: Described, records: Records) -> None:
    wanted = {IRIS.topic(x.id) for x in records.topics} | {IRIS.claim(x.id) for x in records.claims}
    wanted |= {IRIS.study(x.id) for x in records.studies} | {IRIS.article(x.id) for x in records.articles}
    wanted |= {IRIS.synonym(x.id) for x in records.synonyms}
    wanted |= {IRIS.contradiction(x.id) for x in records.conflicts}
    wanted |= {IRIS.contradiction(x.id, y.claim) for x in records.claims for y in x.contradicts}
    assert {f"{WORKSPACE.base}/{path}" for path in described} == wanted
    for path, lines in described.items():
        assert lines[0].startswith(f"<{WORKSPACE.base}/{path}> ")
        assert path.partition("/")[0] in KINDS


def test_a_claim_comes_with_its_evidence_findings_statements_and_contradictions(
    described: Described, records: Records
) -> None:
    for claim in records.claims:
        there = subjects(described[f"claim/{claim.id}"])
        wanted = {IRIS.claim(claim.id), IRIS.pico(claim.id), IRIS.pico(claim.id, "population")}
        for line in claim.evidence:
            wanted |= {IRIS.evidence(claim.id, line.study, line.finding), IRIS.study(line.study)}
            wanted |= {IRIS.finding(line.study, line.finding)} if line.finding else set()
        wanted |= {IRIS.contradiction(claim.id, other.claim) for other in claim.contradicts}
        wanted |= {
            IRIS.contradiction(x.id, claim.id) for x in records.claims for y in x.contradicts if y.claim == claim.id
        }
        wanted |= {
            IRIS.statement(article.id, statement.id or str(position))
            for article in records.articles
            for position, statement in enumerate(article.statements, start=1)
            if statement.claim == claim.id
        }
        assert wanted <= there


def test_a_study_comes_with_its_report_and_findings_and_an_article_with_its_statements(
    described: Described, records: Records
) -> None:
    for study in records.studies:
        wanted = {IRIS.report(study.id), *(IRIS.finding(study.id, finding.id) for finding in study.findings)}
        assert wanted <= subjects(described[f"study/{study.id}"])
    for article in records.articles:
        wanted = {IRIS.reference(article.id, reference.id) for reference in article.references}
        wanted |= {IRIS.statement(article.id, s.id or str(n)) for n, s in enumerate(article.statements, start=1)}
        assert wanted <= subjects(described[f"article/{article.id}"])


def test_a_topic_names_its_claims(described: Described, records: Records) -> None:
    for claim in records.claims:
        lines = described[f"topic/{claim.topic}"]
        assert any(line.startswith(f"<{IRIS.claim(claim.id)}> <{iri('skos:prefLabel')}> ") for line in lines)
        assert any(
            f"<{IRIS.claim(claim.id)}> <{iri('ev:topic')}> <{IRIS.topic(claim.topic)}>" in line for line in lines
        )


def test_a_conflict_names_its_claims_articles_and_stronger_side(described: Described, records: Records) -> None:
    for conflict in records.conflicts:
        there = subjects(described[f"contradiction/{conflict.id}"])
        assert {IRIS.claim(claim) for claim in conflict.claims} <= there
        assert {IRIS.article(article) for article in conflict.articles} <= there
        assert conflict.stronger_side == UNCLEAR_SIDE or IRIS.claim(conflict.stronger_side) in there


def test_everything_that_is_linked_to_is_named(described: Described) -> None:
    named = {quad.subject.value for quad in quads(tuple(kg.graph_lines(ROOT)))
             if quad.predicate.value in LABELS and isinstance(quad.subject, NamedNode)}  # fmt: skip
    for lines in described.values():
        linked = {quad.object.value for quad in quads(lines) if isinstance(quad.object, NamedNode)}
        assert linked & named <= subjects(lines)


def test_a_description_says_only_what_the_graph_says(described: Described) -> None:
    graph = set(kg.graph_lines(ROOT))
    for lines in described.values():
        assert set(lines) <= graph
        assert len(lines) == len(set(lines))


def test_both_files_of_a_resource_hold_its_description(described: Described) -> None:
    for path, lines in described.items():
        triples = {quad.triple for quad in quads(lines)}
        assert {quad.triple for quad in parse(turtle(lines), format=RdfFormat.TURTLE)} == triples, path
        assert {quad.triple for quad in parse(jsonld(lines), format=RdfFormat.JSON_LD)} == triples, path


def test_the_resource_is_the_first_thing_in_its_files(described: Described) -> None:
    lines = described["claim/hip-weakness-pfps"]
    assert "\n\n<claim/hip-weakness-pfps>\n    a ev:Claim, " in turtle(lines).decode()[:1500]
    assert json.loads(jsonld(lines))["@graph"][0]["@id"] == "claim/hip-weakness-pfps"


def test_the_order_of_the_graph_does_not_matter(described: Described) -> None:
    turned = describe_all(sorted(kg.graph_lines(ROOT), key=lambda line: line[::-1]), WORKSPACE.base)
    assert list(turned) == list(described)
    for path, lines in described.items():
        assert turtle(turned[path]) == turtle(lines)
