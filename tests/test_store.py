"""The store answers SPARQL, binds parameters as terms and explains mistakes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from kg.sparql.faults import QueryError
from kg.sparql.tokens import tokenize
from kg.store import Solutions, Store, Triples

EX = "https://example.org/"
LINES = (
    f'<{EX}a> <http://www.w3.org/2000/01/rdf-schema#label> "A" <{EX}graph/one> .',
    f'<{EX}b> <http://www.w3.org/2000/01/rdf-schema#label> "B" <{EX}graph/two> .',
    f"<{EX}b> <http://www.w3.org/2004/02/skos/core#broader> <{EX}a> <{EX}graph/two> .",
)


@pytest.fixture(scope="module")
def store() -> Store:
    return Store.from_nquads(LINES)


def rows(store: Store, sparql: str, **bindings: NamedNode | Literal) -> list[tuple[str | None, ...]]:
    answer = store.query(sparql, bindings)
    assert isinstance(answer, Solutions)
    return [tuple(None if term is None else str(term) for term in row) for row in answer.rows]


def test_the_default_graph_is_the_union_of_the_layers(store: Store) -> None:
    assert len(store) == 3
    assert rows(store, "SELECT ?l { ?s rdfs:label ?l } ORDER BY ?l") == [('"A"',), ('"B"',)]
    assert rows(store, "SELECT ?s { GRAPH <https://example.org/graph/one> { ?s ?p ?o } }") == [(f"<{EX}a>",)]


def test_from_narrows_the_query_to_its_graphs(store: Store) -> None:
    assert rows(store, "SELECT ?l FROM <https://example.org/graph/two> { ?s rdfs:label ?l }") == [('"B"',)]


def test_a_variable_without_a_value_is_none_and_columns_keep_their_order(store: Store) -> None:
    answer = store.query("SELECT ?top ?l { ?s rdfs:label ?l OPTIONAL { ?s skos:broader ?top } } ORDER BY ?l")
    assert isinstance(answer, Solutions)
    assert answer.columns == ("top", "l")
    assert [row[0] for row in answer.rows] == [None, NamedNode(EX + "a")]


def test_ask_is_a_bool_and_construct_and_describe_are_sorted_triples(store: Store) -> None:
    assert store.query("ASK { ?s skos:broader ?o }") is True
    assert store.query("ASK { ?s skos:narrower ?o }") is False
    answer = store.query("CONSTRUCT { ?l rdfs:seeAlso ?s . ?s rdfs:seeAlso ?s } { ?s rdfs:label ?x ; rdfs:label ?l }")
    assert isinstance(answer, Triples)
    assert [str(triple) for triple in answer.triples] == [
        f"<{EX}{name}> <http://www.w3.org/2000/01/rdf-schema#seeAlso> <{EX}{name}>" for name in "ab"
    ]
    described = store.query("DESCRIBE ?s", {"s": NamedNode(EX + "b")})
    assert isinstance(described, Triples)
    assert len(described.triples) == 2


@pytest.mark.parametrize(
    "sparql",
    [
        "SELECT ?l { ?s rdfs:label ?l }",
        "SELECT ?l { { SELECT ?l { ?s rdfs:label ?l } } }",
        "SELECT ?l { ?x rdfs:label ?l FILTER(?x = ?s) }",
        "SELECT ?l { ?x rdfs:label ?l FILTER EXISTS { ?y skos:broader ?x FILTER(?x = ?s) } }",
        "SELECT ?l { { ?x rdfs:label ?l FILTER(?x = $s) } UNION { ?x rdfs:comment ?l } }",
        "SELECT ?l { ?x rdfs:label ?l MINUS { ?x rdfs:label ?m FILTER(?x != ?s) } }",
        "SELECT ?l { GRAPH ?g { ?s rdfs:label ?l } }",
        "SELECT (SAMPLE(?x) AS ?l) { ?s rdfs:label ?x } GROUP BY ?s",
        "SELECT ?l { VALUES ?x { 1 } ?s rdfs:label ?l }",
        "SELECT ?l { ?s rdfs:label ?l # ?s { \n }",
        "SELECT ?l { ?s rdfs:label ?l FILTER(?l != '{ ?s }') }",
    ],
)
def test_a_parameter_reaches_every_scope(store: Store, sparql: str) -> None:
    assert rows(store, sparql, s=NamedNode(EX + "a")) == [('"A"',)]


def test_a_bound_variable_shows_in_the_rows(store: Store) -> None:
    assert rows(store, "SELECT ?s ?l { ?s rdfs:label ?l }", s=NamedNode(EX + "b")) == [(f"<{EX}b>", '"B"')]
    answer = store.query("SELECT * { ?s rdfs:label ?l }", {"s": NamedNode(EX + "b")})
    assert isinstance(answer, Solutions)
    assert set(answer.columns) == {"s", "l"}


@pytest.mark.parametrize("sparql", ["CONSTRUCT WHERE { ?s rdfs:label ?l }", "DESCRIBE ?s"])
def test_a_query_without_a_group_takes_parameters_too(store: Store, sparql: str) -> None:
    answer = store.query(sparql, {"s": NamedNode(EX + "a")})
    assert isinstance(answer, Triples)
    assert [str(triple.object) for triple in answer.triples] == ['"A"']


def test_a_parameter_is_a_term_and_never_syntax(store: Store) -> None:
    hostile = Literal('" } ?s ?p ?o . { \\ \n')
    assert rows(store, "SELECT ?s { ?s rdfs:label ?l }", l=hostile) == []
    assert rows(store, "SELECT ?l { }", l=hostile) == [(str(hostile),)]


def test_a_parameter_that_the_query_does_not_use_is_refused(store: Store) -> None:
    with pytest.raises(ValueError, match=r"no variable '\?claim' in this query \(it uses: l, s\)"):
        store.query("SELECT ?l { ?s rdfs:label ?l }", {"claim": NamedNode(EX + "a")})


MISTAKES = (
    ("SELEC ?x WHERE {}", "line 1, column 1: 'SELEC' does not start a query (did you mean 'SELECT'?)"),
    ("", "line 1, column 1: there is no query (a query starts with SELECT, ASK, CONSTRUCT, DESCRIBE)"),
    ("SELECT ?x WHERE {\n ?x a ", "line 1, column 17: '{' is never closed (a '}' is missing)"),
    ("SELECT ?x { ?x a ev:Claim }}", "line 1, column 28: '}' closes nothing (a '{' is missing before it)"),
    ("SELECT ?x { ?x a ev:Claim ) }", "line 1, column 27: ')' closes '{' (the '{' is still open here)"),
    (
        "SELECT ?x {\n ?x a evv:Claim }",
        "line 2, column 7: no prefix 'evv:' (did you mean 'ev'?; or declare it: PREFIX evv: <…>)",
    ),
    ("SELECT ?x { ?x a 'abc }", "line 1, column 18: the text 'abc } is never closed (it ends with ')"),
    ("SELECT ?x { ?x a <b> }", "line 1, column 18: <b> is not a whole IRI (write it in full, or declare BASE)"),
    ("SELECT ?x, ?y { ?x a ?y }", "line 1, column 10: a comma between columns (columns are separated by spaces)"),
    ("SELECT COUNT(?x) { ?x a ?y }", "line 1, column 8: 'COUNT' has no name (write (COUNT(…) AS ?name))"),
    ("SELECT ?x WHERE ?x a ?y", "line 1, column 17: '?x' follows WHERE (a '{' is missing after WHERE)"),
    ("SELECT ?x { ?x a ?y FILTR(?x) }", "line 1, column 21: unknown word 'FILTR' (did you mean 'FILTER'?)"),
    (
        "SELECT ?é {\n ?é a ev:Claim ?é ev:kind ?k }",
        "line 2, column 16: '?é' does not fit here (a '.' or ';' may be missing before it)",
    ),
    (
        "SELECT ?x ?y { ?x a ?y } GROUP BY ?x",
        (
            "line 1, column 1: SELECT shows a variable that has no value (a column of a grouped query is in GROUP BY "
            "or inside an aggregate; a new name is used only once)"
        ),
    ),
    (
        "SELECT * { ?x a ?y BIND(1 AS ?x) }",
        "line 1, column 30: '?x' has a value already (BIND takes a name that is new in its group)",
    ),
    (
        "DELETE WHERE { ?s ?p ?o }",
        "line 1, column 1: 'DELETE' would change the graph (it is only read; change the data files instead)",
    ),
    (
        "SELECT * { SERVICE <http://a.example/> { ?s ?p ?o } }",
        (
            "line 1, column 12: SERVICE asks another server (the graph is queried without the network; "
            "take the SERVICE part out)"
        ),
    ),
    (
        "SELECT * { ?x a ?y } LIMIT 1 ORDER BY ?x",
        (
            "line 1, column 30: 'ORDER' does not fit here "
            "(the order is WHERE, GROUP BY, HAVING, ORDER BY, LIMIT, OFFSET, VALUES)"
        ),
    ),
)


@pytest.mark.parametrize(("sparql", "message"), MISTAKES)
def test_a_mistake_is_named_with_its_place_and_a_way_out(store: Store, sparql: str, message: str) -> None:
    with pytest.raises(QueryError) as caught:
        store.query(sparql)
    assert str(caught.value) == message


@pytest.mark.parametrize(("opening", "closing"), ["{}", "()", "[]"])
def test_brackets_too_deep_for_the_parser_are_refused(store: Store, opening: str, closing: str) -> None:
    with pytest.raises(QueryError, match="line 1, column 111: brackets nested more than 100 deep"):
        store.query("SELECT * { " + opening * 100_000 + closing * 100_000 + " }")
    assert store.query("ASK " + "{" * 100 + "}" * 100) is True


def test_a_mistake_keeps_its_place_when_parameters_are_bound(store: Store) -> None:
    with pytest.raises(QueryError) as caught:
        store.query("SELECT ?x { ?x a evv:Claim }", {"x": NamedNode(EX + "a")})
    assert (caught.value.line, caught.value.column) == (1, 18)
    with pytest.raises(QueryError, match="BIND must not assign a parameter"):
        store.query("SELECT ?x { BIND(1 AS ?x) }", {"x": NamedNode(EX + "a")})


def test_an_unknown_function_is_a_mistake_of_the_query(store: Store) -> None:
    with pytest.raises(QueryError, match=r"custom function <.*> is not supported"):
        store.query("SELECT ?x { ?x a ?y FILTER(<https://example.org/f>(?x)) }")


WHOLE = (
    "PREFIX x: <x:> SELECT ?s (COUNT(DISTINCT ?o) AS ?n) WHERE { ?s a x:A ; x:p ?o , 'a\\'b'@en FILTER(?o > 1.5) "
    'OPTIONAL { ?s (x:q/^x:r)+ """long\ntext""" } MINUS { ?s x:t true } } GROUP BY ?s ORDER BY DESC(?n) LIMIT 10'
)


def mistake_in(store: Store, sparql: str) -> QueryError | None:
    try:
        store.query(sparql)
    except QueryError as error:
        return error
    return None


def test_tokens_lose_nothing_but_spaces_and_comments() -> None:
    tokens = tokenize(WHOLE + " # the end")
    assert "".join(token.text for token in tokens).replace(" ", "") == WHOLE.replace(" ", "")
    assert all(WHOLE.startswith(token.text, token.start) for token in tokens)


@given(st.data())
def test_a_query_with_a_piece_missing_or_doubled_runs_or_is_explained(store: Store, data: st.DataObject) -> None:
    pieces = [token.text for token in tokenize(WHOLE)]
    store.query(" ".join(pieces))
    at = data.draw(st.integers(0, len(pieces) - 1))
    pieces[at : at + 1] = data.draw(st.sampled_from([[], [pieces[at]] * 2, ["}"], ["?x"], ["'"], ["<"], ["é"]]))
    error = mistake_in(store, " ".join(pieces))
    assert error is None or (error.line in {1, 2} and 1 <= error.column <= len(WHOLE) + 10)


@given(st.text(max_size=40))
def test_any_text_at_all_is_explained(store: Store, text: str) -> None:
    with pytest.raises(QueryError):
        store.query(text)
