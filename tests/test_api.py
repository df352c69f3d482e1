"""The public API: the same graph in rdflib and in the store."""

import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode

import kg
from kg.sparql.bindings import bind
from kg.vocabulary import GRAPHS, PREFIXES, iri
from kg.workspace import DEFAULT_BASE, open_workspace

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def dataset() -> rdflib.Dataset:
    return kg.graph(ROOT)


@pytest.fixture(scope="module")
def store() -> kg.Store:
    return kg.open_store(ROOT)


def text_of(term: rdflib.term.Node | None) -> str | None:
    """A term of rdflib as N-Triples."""
    if term is None:
        return None
    if isinstance(term, rdflib.Literal):
        datatype = None if term.datatype is None else NamedNode(str(term.datatype))
        return str(Literal(str(term), language=term.language, datatype=datatype))
    return f"<{term}>"


def answers_of_rdflib(dataset: rdflib.Dataset, sparql: str) -> list[tuple[str | None, ...]]:
    rows = [row for row in dataset.query(sparql) if isinstance(row, rdflib.query.ResultRow)]
    return [tuple(text_of(term) for term in row) for row in rows]


def answers_of_store(store: kg.Store, sparql: str, **bindings: NamedNode | Literal) -> list[tuple[str | None, ...]]:
    answer = store.query(sparql, bindings)
    assert isinstance(answer, kg.Solutions)
    return [tuple(None if term is None else str(term) for term in row) for row in answer.rows]


def test_rdflib_and_the_store_hold_the_same_quads(dataset: rdflib.Dataset, store: kg.Store) -> None:
    in_rdflib = sorted((text_of(s), text_of(p), text_of(o), f"<{g}>") for s, p, o, g in dataset.quads())
    in_store = sorted(answers_of_store(store, "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } }"), key=repr)
    assert len(in_rdflib) == len(store)
    assert set(in_rdflib) == set(in_store)
    assert {g for *_, g in in_rdflib} == {f"<{DEFAULT_BASE}/graph/{layer}>" for layer in GRAPHS}


def test_there_is_no_blank_node_and_no_triple_in_two_layers(store: kg.Store) -> None:
    answer = store.query("SELECT ?s ?o { ?s ?p ?o FILTER(ISBLANK(?s) || ISBLANK(?o)) }")
    assert isinstance(answer, kg.Solutions)
    assert answer.rows == ()
    assert answers_of_store(store, "SELECT ?s { GRAPH ?a { ?s ?p ?o } GRAPH ?b { ?s ?p ?o } FILTER(?a != ?b) }") == []


QUERIES = (
    (
        "SELECT ?claim ?direction (COUNT(?line) AS ?n) "
        "{ ?line sepio:0000427 ?claim ; sepio:0000183 ?direction } GROUP BY ?claim ?direction"
    ),
    "SELECT ?claim ?above { ?claim skos:broader+ ?above }",
    (
        "SELECT ?statement ?claim { ?statement ev:aboutClaim ?claim ; ev:stance ev:stance-asserts ; "
        "ev:appealsToEvidence true MINUS { ?statement ev:cites ?reference } }"
    ),
    (
        "SELECT ?study ?design ?people { ?study a ev:Study ; ev:design/skos:notation ?design "
        "OPTIONAL { ?study ev:participants ?people } }"
    ),
    "SELECT ?finding ?value { ?finding ev:pointEstimate ?value ; ev:effectMeasure stato:0000182 FILTER(?value > 2) }",
    "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g",
    (
        "SELECT ?kind (SUM(?n) AS ?all) { { SELECT ?claim ?kind (COUNT(?study) AS ?n) "
        "{ ?claim ev:kind ?kind ; ev:supportedBy ?study } GROUP BY ?claim ?kind } } GROUP BY ?kind"
    ),
)


@pytest.mark.parametrize("sparql", QUERIES)
def test_both_engines_give_the_same_rows(dataset: rdflib.Dataset, store: kg.Store, sparql: str) -> None:
    rows = answers_of_store(store, sparql)
    assert rows
    assert sorted(answers_of_rdflib(dataset, sparql), key=repr) == sorted(rows, key=repr)


BOUND = (
    (
        "SELECT ?line ?direction { ?line sepio:0000427 ?claim ; sepio:0000183 ?direction }",
        {"claim": "hip-weakness-pfps"},
    ),
    (
        "SELECT ?claim ?n { { SELECT ?claim (COUNT(?line) AS ?n) { ?line sepio:0000427 ?claim } GROUP BY ?claim } }",
        {"claim": "hip-weakness-pfps"},
    ),
    ("SELECT ?text { ?any skos:prefLabel ?text FILTER(?any = ?claim) }", {"claim": "hip-weakness-pfps"}),
)


@pytest.mark.parametrize(("sparql", "ids"), BOUND)
def test_a_bound_query_is_plain_sparql_for_both(
    dataset: rdflib.Dataset, store: kg.Store, sparql: str, ids: dict[str, str]
) -> None:
    terms = {name: NamedNode(f"{DEFAULT_BASE}/claim/{value}") for name, value in ids.items()}
    rows = answers_of_store(store, sparql, **terms)
    assert rows
    plain = bind(sparql, {name: str(term) for name, term in terms.items()})
    assert sorted(answers_of_rdflib(dataset, plain), key=repr) == sorted(rows, key=repr)


def test_the_dataset_knows_the_prefixes_and_takes_the_union_by_default(dataset: rdflib.Dataset) -> None:
    assert {prefix: str(namespace) for prefix, namespace in dataset.namespaces() if prefix in PREFIXES} == PREFIXES
    assert (rdflib.URIRef(f"{DEFAULT_BASE}/claim/hip-weakness-pfps"), None, None) in dataset


def test_data_with_errors_gives_no_graph(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text("", encoding="utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "claims.yaml").write_text("claims:\n  - id: a\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"errors in the data \('kg check' explains all\):\ndata/claims.yaml:2:"):
        kg.graph_lines(tmp_path)


def test_a_workspace_may_be_given_as_a_folder_a_text_or_itself(tmp_path: Path) -> None:
    (tmp_path / "kg.toml").write_text('base = "https://kg.example/x"\n', encoding="utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "topics.yaml").write_text(
        "topics:\n  - id: sleep\n    label: Sleep\n    description: Rest at night.\n", encoding="utf-8"
    )
    lines = kg.graph_lines(tmp_path)
    assert any(f'<{iri("ev:id")}> "sleep" <https://kg.example/x/graph/claims>' in line for line in lines)
    assert kg.graph_lines(str(tmp_path)) == kg.graph_lines(open_workspace(tmp_path)) == lines


def test_every_public_name_can_be_had_and_another_cannot() -> None:
    assert all(getattr(kg, name) is not None for name in kg.__all__)
    assert set(dir(kg)) == set(kg.__all__)
    with pytest.raises(AttributeError, match="module 'kg' has no attribute 'grph'"):
        kg.grph  # noqa: B018  # type: ignore[attr-defined]  # the point of the test


def test_importing_the_package_imports_no_other() -> None:
    program = "import sys; old = set(sys.modules); import kg; print(*{m.split('.')[0] for m in set(sys.modules) - old})"
    result = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True)
    assert set(result.stdout.split()) <= {"kg", *sys.stdlib_module_names}
