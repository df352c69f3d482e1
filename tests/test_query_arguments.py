"""Values for parameters become RDF terms, or are refused in exact words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from kg.iris import Iris
from kg.query import Query, bind, parse_query, run
from kg.store import Store

IRIS = Iris("https://example.org/kg")
XSD = "http://www.w3.org/2001/XMLSchema#"
KNOWN = {"claim": ("hip-weakness", "ice-helps", "ice-hurts"), "study": ()}


def query_with(**types: str) -> Query:
    """A query that shows its parameters as they are."""
    lines = "".join(f"#+   {name}: {{type: {kind}, description: it}}\n" for name, kind in types.items())
    names = " ".join(f"?{name}" for name in types)
    return parse_query("shown.rq", f"#+ parameters:\n{lines}SELECT {names} {{ }}")


@pytest.mark.parametrize(
    ("kind", "value", "term"),
    [
        ("claim", "ice-helps", NamedNode("https://example.org/kg/claim/ice-helps")),
        ("claim", "https://example.org/kg/claim/ice-helps", NamedNode("https://example.org/kg/claim/ice-helps")),
        ("topic", "anything-goes", NamedNode("https://example.org/kg/topic/anything-goes")),
        ("article", "a1", NamedNode("https://example.org/kg/article/a1")),
        ("iri", "urn:x:y", NamedNode("urn:x:y")),
        ("string", "two words", Literal("two words")),
        ("integer", "-7", Literal("-7", datatype=NamedNode(XSD + "integer"))),
        ("decimal", "0.5", Literal("0.5", datatype=NamedNode(XSD + "decimal"))),
        ("boolean", "true", Literal("true", datatype=NamedNode(XSD + "boolean"))),
        ("date", "2024-05-31", Literal("2024-05-31", datatype=NamedNode(XSD + "date"))),
    ],
)
def test_a_value_becomes_a_term_of_its_type(kind: str, value: str, term: NamedNode | Literal) -> None:
    assert bind(query_with(it=kind), {"it": value}, IRIS, KNOWN) == {"it": term}


@pytest.mark.parametrize(
    ("kind", "value", "expected"),
    [
        ("claim", "ice-help", "--it: no claim 'ice-help' (did you mean 'ice-helps'?)"),
        ("claim", "ice", "--it: no claim 'ice' (did you mean 'ice-helps' or 'ice-hurts'?)"),
        ("claim", "zzz", "--it: no claim 'zzz' (known: hip-weakness, ice-helps, ice-hurts)"),
        ("study", "x-2001", "--it: no study 'x-2001' (there are none)"),
        ("topic", "Not An Id", "--it: 'Not An Id' is not a topic id"),
        ("integer", "2015.5", "--it: '2015.5' is not a whole number"),
        ("integer", "2015\n", "--it: '2015\n' is not a whole number"),
        ("boolean", "maybe", "--it: 'maybe' is not true or false"),
        ("date", "2024-13-01", "--it: '2024-13-01' is not a date such as 2024-05-31"),
        ("date", "31.5.2024", "--it: '31.5.2024' is not a date such as 2024-05-31"),
        ("iri", "a b", "--it: 'a b' is not an IRI"),
        ("string", "", "--it: '' is not a text"),
    ],
)
def test_a_value_that_its_type_does_not_take_is_refused(kind: str, value: str, expected: str) -> None:
    with pytest.raises(ValueError, match=r"^--it: ") as caught:
        bind(query_with(it=kind), {"it": value}, IRIS, KNOWN)
    assert str(caught.value) == expected


def test_an_unknown_parameter_is_refused_with_the_nearest() -> None:
    with pytest.raises(ValueError, match=r"^query 'shown' has no parameter 'clam' \(did you mean 'claim'\?\)$"):
        bind(query_with(claim="claim"), {"clam": "x"}, IRIS)
    with pytest.raises(ValueError, match=r"^query 'q' has no parameter 'clam' \(it has none\)$"):
        bind(parse_query("q.rq", "ASK { ?claim a ?type }"), {"clam": "x"}, IRIS)


def test_a_required_parameter_is_asked_for_with_an_example() -> None:
    text = "#+ parameters:\n#+   min_year: {type: integer, description: the year, required: true, example: 2015}\n"
    query = parse_query("since.rq", text + "SELECT ?min_year { }")
    with pytest.raises(ValueError, match="needs") as caught:
        bind(query, {}, IRIS)
    assert str(caught.value) == "query 'since' needs --min-year: the year, for example --min-year 2015"
    assert bind(query, {"min-year": "2001"}, IRIS) == bind(query, {"min_year": "2001"}, IRIS)


def test_a_default_stands_in_and_a_free_parameter_stays_free() -> None:
    text = "#+ parameters:\n#+   a: {type: string, default: x}\n#+   b: {type: string}\n"
    query = parse_query("q.rq", text + "SELECT ?a ?b { }")
    assert bind(query, {}, IRIS) == {"a": Literal("x")}
    assert bind(query, {"a": "y", "b": "z"}, IRIS) == {"a": Literal("y"), "b": Literal("z")}


@given(st.text(min_size=1).filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text)))
def test_no_text_leaves_its_literal(text: str) -> None:
    query = query_with(it="string")
    table = run(Store.from_nquads(()), query, bind(query, {"it": text}, IRIS))
    assert table.rows == ((Literal(text),),)


@pytest.mark.parametrize(
    "attack",
    [
        '" } #',
        "} UNION { ?s ?p ?o",
        "x> } ASK {",
        "' . DROP ALL",
        '\\" } UNION { ?a ?b ?c } #',
        "?other",
        '"""',
        "\\u0022 }",
    ],
)
def test_an_attack_stays_a_text_and_is_no_id(attack: str) -> None:
    text = query_with(it="string")
    store = Store.from_nquads(["<x:a> <x:b> <x:c> <x:g> ."])
    assert run(store, text, bind(text, {"it": attack}, IRIS)).rows == ((Literal(attack),),)
    for kind in ("claim", "topic", "integer", "iri"):
        with pytest.raises(ValueError, match=r"^--it: "):
            bind(query_with(it=kind), {"it": attack}, IRIS, {})
