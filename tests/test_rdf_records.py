"""Nothing that a curator writes is lost on the way into the graph."""

from collections.abc import Iterator
from itertools import pairwise

import msgspec
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, parse

from kg.rdf import LAYERS, build_nquads
from kg.rdf.terms import web_iri
from kg.records import Place, Records
from kg.vocabulary import DIRECTIONS, EV, GRAPHS, MEASURES

BASE = "https://kg.example/evidence"
DATA: dict[str, list[dict[str, object]]] = {
    "topics": [{"id": "the-topic", "label": "topic label", "description": "topic description"}],
    "claims": [
        {
            "id": "the-claim",
            "text": 'claim text with "quotes", a \\ and <script>alert(1)</script> 😀',
            "topic": "the-topic",
            "kind": "risk-factor",
            "population": "claim population",
            "exposure": "claim exposure",
            "intervention": "claim intervention",
            "comparator": "claim comparator",
            "outcome": "claim outcome",
            "effect": "no-difference",
            "broader": "broader-claim",
            "contradicts": [{"claim": "other-claim", "kind": "superseded", "why": "contradiction why"}],
            "evidence": [
                {
                    "study": "the-study",
                    "finding": "the-finding",
                    "direction": "disputes",
                    "directness": "indirect",
                    "why": "line why",
                }
            ],
        }
    ],
    "studies": [
        {
            "id": "the-study",
            "title": "study title",
            "authors": ["First A", "Second B"],
            "year": 1998,
            "journal": "study journal",
            "volume": "17",
            "issue": "3 Suppl",
            "pages": "e100-9",
            "doi": "10.1000/a(b)c<d>;2-e",
            "pmid": "9813868",
            "pmcid": "PMC4647699",
            "arxiv": "2301.01234",
            "url": "https://study.example/100%/a(b);c",
            "design": "meta-analysis",
            "included_designs": ["cohort", "case-control"],
            "population": "study population",
            "overlaps": [{"study": "other-study", "kind": "same-people", "why": "overlap why"}],
            "participants": 4543,
            "included_studies": 29,
            "findings": [
                {
                    "id": "the-finding",
                    "outcome": "finding outcome",
                    "comparison": "finding comparison",
                    "measure": "HR",
                    "value": 0.97,
                    "ci_low": 0.5,
                    "ci_high": 1.25,
                    "ci_level": 90.0,
                    "p": "<0.001",
                    "unit": "finding unit",
                    "note": "finding note",
                },
                {"id": "second-finding", "outcome": "second outcome", "measure": "IRR", "p": 0.043},
            ],
            "certainty": "study certainty",
            "limitations": "study limitations",
            "integrity": {
                "status": "retracted",
                "date": "2020-02-29",
                "notice": "https://notice.example/1",
                "why": "integrity why",
            },
            "verified": "memory",
            "seen_at": ["https://seen.example/1", "https://seen.example/2"],
        }
    ],
    "articles": [
        {
            "id": "the-article",
            "title": "article title",
            "publisher": "article publisher",
            "kind": "health authority",
            "url": "https://article.example/",
            "published": "2021-03-04",
            "source": "article source",
            "references": [
                {
                    "id": "the-reference",
                    "as_cited": "reference as cited",
                    "where": "after its paragraph",
                    "resolves_to": "the-study",
                    "status": "resolved-via-secondary",
                    "source_type": "institutional-news",
                    "supports_statement": "does-not-bear",
                    "note": "reference note",
                }
            ],
            "statements": [
                {
                    "id": "the-anchor",
                    "section": "statement section",
                    "claim": "the-claim",
                    "stance": "denies",
                    "appeal": True,
                    "cites": ["the-reference"],
                    "numbers": ["one in four"],
                    "says": "statement says",
                    "quote": {"exact": "quote exact", "prefix": "quote prefix", "suffix": "quote suffix"},
                }
            ],
        }
    ],
    "conflicts": [
        {
            "id": "the-conflict",
            "kind": "article-vs-evidence",
            "articles": ["the-article"],
            "claims": ["the-claim", "other-claim"],
            "explanation": "conflict explanation",
            "stronger_side": "other-claim",
            "because": "conflict because",
        }
    ],
}
RECORDS = msgspec.convert(DATA, Records)
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
    unset = {
        f"{type(struct).__name__}.{field.name}"
        for struct in structs(RECORDS)
        for field in msgspec.structs.fields(struct)
        if not isinstance(struct, Place) and field.name != "at" and not getattr(struct, field.name)
    }
    sparse = {f"Finding.{name}" for name in ("comparison", "value", "ci_low", "ci_high", "ci_level", "unit", "note")}
    assert unset == sparse  # the second finding, which is there for its exact p value


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
    (study,) = RECORDS.studies
    assert study.integrity is not None
    other = msgspec.structs.replace(study, integrity=msgspec.structs.replace(study.integrity, status=status))
    lines = build_nquads(msgspec.structs.replace(RECORDS, studies=(other,)), BASE)
    assert not any("/cito/retracts>" in line for line in lines)
    assert any("#seeAlso> <https://notice.example/1>" in line for line in lines)


def test_a_retraction_without_a_notice_still_retracts_the_report() -> None:
    (study,) = RECORDS.studies
    assert study.integrity is not None
    other = msgspec.structs.replace(study, integrity=msgspec.structs.replace(study.integrity, notice=None))
    lines = build_nquads(msgspec.structs.replace(RECORDS, studies=(other,)), BASE)
    report = f"{BASE}/study/the-study/report"
    assert any(f"<{report}/retraction> " in line and f"/cito/retracts> <{report}>" in line for line in lines)


def test_only_an_asserting_statement_asserts_the_claim() -> None:
    asserts = f"SEPIO_0000030> <{BASE}/claim/the-claim>"
    assert not any(asserts in line for line in LINES)
    turned = msgspec.json.decode(msgspec.json.encode(DATA).replace(b'"denies"', b'"asserts"'), type=Records)
    assert any(asserts in line for line in build_nquads(turned, BASE))
