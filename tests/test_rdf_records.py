"""Nothing that a curator writes is lost on the way into the graph."""

from collections.abc import Iterator
from itertools import pairwise

import msgspec
import pytest
from full_records import BASE, DATA, RECORDS
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from kg.rdf import LAYERS, build_nquads
from kg.rdf.terms import web_iri
from kg.records import Place, Records
from kg.vocabulary import DIRECTIONS, EV, GRAPHS, MEASURES

LINES = tuple(build_nquads(RECORDS, BASE))
QUADS = tuple(parse("\n".join(LINES), format=RdfFormat.N_QUADS))
LITERALS = {quad.object for quad in QUADS if isinstance(quad.object, Literal)}
IRIS = {t.value for quad in QUADS for t in (quad.subject, quad.object) if isinstance(t, NamedNode)}


def structs(value: object) -> Iterator[msgspec.Struct]:
    if isinstance(value, msgspec.Struct):
        yield value
        for field in msgspec.structs.fields(value):
            yield from structs(getattr(value, field.name))
    elif isinstance(value, tuple):
        for item in value:
            yield from structs(item)


def leaves(value: object, path: str = "") -> Iterator[tuple[str, str | int | float | bool]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, f"{path}/{key}")
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from leaves(item, f"{path}/{index}")
    elif isinstance(value, str | int | float):
        yield path, value


def iris_for(value: str) -> set[str]:
    """What an id, a controlled value or an address may be called in the graph."""
    mapped = {table[value] for table in (DIRECTIONS, MEASURES) if value in table}
    address = {web_iri(value)} if value.startswith("https://") else set[str]()
    ends = (f"/{value}", f"--{value}")
    named = {iri for iri in IRIS if iri.startswith(f"{BASE}/") and iri.endswith(ends)}
    concepts = {iri for iri in IRIS if iri.startswith(EV) and iri.endswith(f"-{value.replace(' ', '-')}")}
    return (mapped | address) & IRIS | named | concepts


def lands(value: str | float) -> bool:
    if isinstance(value, bool):
        return any(literal.value == str(value).lower() for literal in LITERALS)
    if isinstance(value, str):
        return any(literal.value == value for literal in LITERALS) or bool(iris_for(value))
    numbers = [
        literal.value for literal in LITERALS if literal.datatype.value.endswith(("decimal", "integer", "gYear"))
    ]
    return any(float(number) == value for number in numbers)


def test_the_records_of_this_test_set_every_field() -> None:
    fields = {
        (type(struct), field.name): False
        for struct in structs(RECORDS)
        for field in msgspec.structs.fields(struct)
        if not isinstance(struct, Place) and field.name not in {"at", "texts"}  # neither is written by curators
    }
    for struct in structs(RECORDS):
        for field in msgspec.structs.fields(struct):
            if getattr(struct, field.name) and (type(struct), field.name) in fields:
                fields[type(struct), field.name] = True
    assert [key for key, is_set in fields.items() if not is_set] == []


@pytest.mark.parametrize(("path", "value"), list(leaves(DATA)))
def test_every_field_lands_in_the_graph(path: str, value: str | float) -> None:
    assert lands(value), f"{path}: {value!r} is nowhere in the graph"


@pytest.mark.parametrize("value", ["a text that nobody wrote", 123456.0, "nobodys-id", "https://nobody.example/"])
def test_what_nobody_wrote_is_not_found_in_the_graph(value: str | float) -> None:
    assert not lands(value)


def test_a_finding_comes_with_its_numbers_in_full() -> None:
    subject = NamedNode(f"{BASE}/study/the-study/finding/the-finding")
    numbers = {q.predicate.value.removeprefix(EV): q.object.value for q in QUADS if q.subject == subject}
    wanted = {
        "pointEstimate": "0.97", "ciLower": "0.5", "ciUpper": "1.25", "ciLevel": "90", "pValueBound": "<0.001",
    }  # fmt: skip
    assert {key: numbers[key] for key in wanted} == wanted
    assert "pValue" not in numbers


def test_lines_are_sorted_distinct_and_canonical() -> None:
    assert all(one < other for one, other in pairwise(LINES))
    assert {f"{quad} ." for quad in QUADS} == set(LINES)


def test_nothing_in_the_graph_is_a_blank_node() -> None:
    assert [q for q in QUADS if isinstance(q.subject, BlankNode) or isinstance(q.object, BlankNode)] == []


def test_each_layer_has_its_own_graph_and_no_triple_stands_in_two() -> None:
    assert {quad.graph_name.value for quad in QUADS if isinstance(quad.graph_name, NamedNode)} == {
        f"{BASE}/graph/{layer}" for layer in LAYERS
    }
    assert set(GRAPHS) == {*LAYERS, "vocabulary"}
    triples = [quad.triple for quad in QUADS]
    assert len(triples) == len(set(triples))


def test_the_order_of_the_records_does_not_matter() -> None:
    turned = {key: values[::-1] for key, values in DATA.items()}
    assert build_nquads(msgspec.convert(turned, Records), BASE) == list(LINES)


@pytest.mark.parametrize("status", ["ok", "corrected", "concern", "reinstated"])
def test_a_notice_that_is_no_retraction_is_linked_and_retracts_nothing(status: str) -> None:
    study = next(study for study in RECORDS.studies if study.integrity)
    assert study.integrity is not None
    other = msgspec.structs.replace(study, integrity=msgspec.structs.replace(study.integrity, status=status))
    lines = build_nquads(msgspec.structs.replace(RECORDS, studies=(other,)), BASE)
    assert not any("/cito/retracts>" in line for line in lines)
    assert any("#seeAlso> <https://notice.example/1>" in line for line in lines)


def test_a_retraction_without_a_notice_still_retracts_the_report() -> None:
    study = next(study for study in RECORDS.studies if study.integrity)
    assert study.integrity is not None
    other = msgspec.structs.replace(study, integrity=msgspec.structs.replace(study.integrity, notice=None))
    lines = build_nquads(msgspec.structs.replace(RECORDS, studies=(other,)), BASE)
    report = f"{BASE}/study/the-study/report"
    assert any(f"<{report}/retraction> " in line and f"/cito/retracts> <{report}>" in line for line in lines)


def test_only_an_asserting_statement_asserts_the_claim() -> None:
    asserting = [line for line in LINES if f"SEPIO_0000030> <{BASE}/claim/the-claim>" in line]
    assert [line.split()[0] for line in asserting] == [f"<{BASE}/article/the-article/statement/2>"]
