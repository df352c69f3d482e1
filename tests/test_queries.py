"""Every shipped query says what it asks, gives its golden answer, and means the same on two engines."""

from collections.abc import Iterator, Sequence
from decimal import Decimal, InvalidOperation
from functools import cache

import pytest
import rdflib
from query_cases import FOLDER, answer, bundled, case_names, fixture_lines, fixture_store, golden, queries, split_case

from kg.api import graph_lines
from kg.iris import Iris
from kg.query import Query, bind, run
from kg.sparql.bindings import bind as with_values
from kg.sparql.tokens import Token, tokenize
from kg.store import Store

NAMES = sorted(queries())
SELECTS = [name for name in NAMES if queries()[name].form == "SELECT"]
# One parameter's golden answer stands for all queries that take it in the same way.
ALIKE = {"topic", "article"}
SLOW_IN_RDFLIB = {"left-out-studies"}


@cache
def real_lines() -> tuple[str, ...]:
    return tuple(graph_lines(bundled()))


@cache
def real_store() -> Store:
    return Store.from_nquads(real_lines())


@cache
def dataset(lines: Sequence[str]) -> rdflib.Dataset:
    made = rdflib.Dataset(default_union=True)
    made.parse(data="\n".join(lines), format="nquads")
    return made


def required(query: Query) -> dict[str, str]:
    return {parameter.name: parameter.example or "" for parameter in query.parameters if parameter.required}


def lexical(value: object) -> str:
    """A value's text, numbers without needless zeros: rdflib keeps the digits as written, Oxigraph does not."""
    text = "" if value is None else str(value)
    try:
        return str(Decimal(text).normalize())
    except InvalidOperation:
        return text


def in_oxigraph(store: Store, query: Query, arguments: dict[str, str]) -> list[tuple[str, ...]]:
    table = run(store, query, bind(query, arguments, Iris(bundled().base)))
    return [tuple(lexical(getattr(term, "value", None)) for term in row) for row in table.rows]


def in_rdflib(graph: rdflib.Dataset, query: Query, arguments: dict[str, str]) -> list[tuple[str, ...]]:
    bindings = bind(query, arguments, Iris(bundled().base))
    result = graph.query(with_values(query.text, {name: str(term) for name, term in bindings.items()}))
    if result.type == "ASK":
        return [(str(result.askAnswer).lower(),)]
    if result.graph is not None:
        return [tuple(lexical(term) for term in triple) for triple in result.graph]
    return [tuple(lexical(term) for term in row) for row in result if isinstance(row, rdflib.query.ResultRow)]


@pytest.mark.parametrize("case", case_names())
def test_a_query_gives_its_golden_answer(case: str) -> None:
    assert golden(answer(fixture_store(), case)) == (FOLDER / f"{case}.tsv").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", NAMES)
def test_every_query_and_every_parameter_has_a_golden_answer(name: str) -> None:
    cases = [arguments for query, arguments in map(split_case, case_names()) if query == name]
    assert cases
    shown = {parameter for arguments in cases for parameter in arguments}
    assert {parameter.name for parameter in queries()[name].parameters} - ALIKE <= shown


def test_every_golden_answer_belongs_to_a_query() -> None:
    assert {split_case(case)[0] for case in case_names()} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_header_says_all_that_people_need(name: str) -> None:
    query = queries()[name]
    assert query.summary.endswith("?")
    assert query.description.endswith(".")
    assert query.tags
    assert bool(query.columns) == (query.form == "SELECT")
    assert all(column.description for column in query.columns)
    assert all(parameter.description and parameter.example for parameter in query.parameters)


@pytest.mark.parametrize("name", SELECTS)
def test_rows_are_sorted_by_the_query_itself(name: str) -> None:
    text = queries()[name].text
    assert "}" not in text[text.rindex("ORDER BY") :]


@pytest.mark.parametrize("name", NAMES)
def test_the_example_of_each_parameter_finds_something_where_the_query_does(name: str) -> None:
    query = queries()[name]
    everything = in_oxigraph(real_store(), query, required(query))
    for parameter in query.parameters:
        found = in_oxigraph(real_store(), query, required(query) | {parameter.name: parameter.example or ""})
        assert bool(found) == bool(everything), parameter.option


@pytest.mark.parametrize("case", case_names())
def test_rdflib_gives_the_rows_of_oxigraph(case: str) -> None:
    name, arguments = split_case(case)
    query = queries()[name]
    order = list if query.form == "SELECT" else sorted  # triples have no order
    rows = in_rdflib(dataset(fixture_lines()), query, arguments)
    assert order(rows) == order(in_oxigraph(fixture_store(), query, arguments))


@pytest.mark.parametrize("name", [name for name in SELECTS if name not in SLOW_IN_RDFLIB])
def test_rdflib_gives_the_rows_of_oxigraph_on_the_shipped_evidence(name: str) -> None:
    query = queries()[name]
    assert in_rdflib(dataset(real_lines()), query, {}) == in_oxigraph(real_store(), query, {})


def heavy_exists(sparql: str) -> list[str]:
    """Every (NOT) EXISTS over more than one pattern; Oxigraph runs its inside again for each row."""
    tokens = tokenize(sparql)
    return [
        " ".join(token.text for token in inside)
        for index, token in enumerate(tokens)
        if token.is_word("EXISTS")
        for inside in [list(_group(tokens[index + 1 :]))]
        if any(part.is_sign("{", ".", ";", ",", "/", "|", "^", "*", "+") for part in inside)
    ]


def _group(tokens: Sequence[Token]) -> Iterator[Token]:
    depth = 0
    for token in tokens:
        depth += token.is_sign("{") - token.is_sign("}")
        if depth == 0:
            return
        if depth > 1 or not token.is_sign("{"):
            yield token


@pytest.mark.parametrize("name", NAMES)
def test_no_query_has_exists_over_several_patterns(name: str) -> None:
    assert heavy_exists(queries()[name].text) == []


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("{ ?s a ?t }", False),
        ("{ ?s a ?t ; ?p ?o }", True),
        ("{ ?s a ?t . ?t ?p ?o }", True),
        ("{ ?s ex:a/ex:b ?o }", True),
        ("{ { ?s a ?t } }", True),
    ],
)
def test_exists_over_several_patterns_is_recognised(inside: str, *, found: bool) -> None:
    assert bool(heavy_exists(f"SELECT ?s {{ ?s ?p ?o FILTER NOT EXISTS {inside} }}")) == found
