"""What a `.rq` file says about itself, and the exact words when it cannot be used."""

import pytest

from kg.query import Column, Parameter, parse_query
from kg.sparql.faults import QueryError

HEADER = """\
#+ summary: Which things are red?
#+ description: |
#+   Two lines
#+   of words.
#+ parameters:
#+   shade: {type: string, description: the shade, default: dark, example: light}
#+   since: {type: integer, description: a year, required: true}
#+ columns:
#+   thing: the thing
#+   shade: its shade
#+ tags: [colours, things]
# An ordinary comment.
"""
SELECT = "SELECT ?thing ?shade WHERE { ?thing <x:shade> ?shade ; <x:year> ?year FILTER(?year > ?since) }\n"


def message(text: str) -> str:
    with pytest.raises(ValueError, match=r"^queries/red[.]rq:") as caught:
        parse_query("queries/red.rq", text)
    return str(caught.value)


def test_a_header_becomes_a_query() -> None:
    query = parse_query("queries/red-things.rq", HEADER + SELECT)
    assert (query.name, query.form, query.summary) == ("red-things", "SELECT", "Which things are red?")
    assert query.description == "Two lines\nof words."
    assert query.parameters == (
        Parameter("shade", "string", "the shade", default="dark", example="light"),
        Parameter("since", "integer", "a year", required=True),
    )
    assert query.columns == (Column("thing", "the thing"), Column("shade", "its shade"))
    assert query.tags == ("colours", "things")
    assert query.sparql == "# An ordinary comment.\n" + SELECT


def test_a_file_without_a_header_is_a_query_too() -> None:
    query = parse_query("mine.rq", "SELECT ?a (COUNT(?b) AS ?n) { ?a ?p ?b } GROUP BY ?a")
    assert (query.name, query.summary, query.parameters) == ("mine", "", ())
    assert query.columns == (Column("a"), Column("n"))


@pytest.mark.parametrize(
    ("sparql", "form"),
    [
        ("ASK { ?a ?b ?c }", "ASK"),
        ("PREFIX select: <x:> CONSTRUCT { ?a ?b ?c } WHERE { ?a ?b ?c }", "CONSTRUCT"),
        ("# SELECT\nDESCRIBE <x:a>", "DESCRIBE"),
        ("select * { ?a ?b ?c }", "SELECT"),
    ],
)
def test_the_form_is_read_from_the_sparql(sparql: str, form: str) -> None:
    assert parse_query("q.rq", sparql).form == form


def test_the_line_ends_of_another_system_do_no_harm() -> None:
    query = parse_query("q.rq", (HEADER + SELECT).replace("\n", "\r\n"))
    assert query.summary == "Which things are red?"


def test_columns_that_are_not_those_of_select_are_named_on_both_sides() -> None:
    header = "#+ columns:\n#+   thing: a\n#+   colour: b\n"
    assert message(header + "SELECT ?thing ?shade { ?thing ?shade 1 }") == (
        "queries/red.rq: the header's columns are not those of SELECT: only in the header: 'colour'; "
        "only in SELECT: 'shade'"
    )
    assert message(header + "SELECT ?thing ?colour ?shade { ?thing ?shade ?colour }").endswith(
        "only in the header: none; only in SELECT: 'shade'"
    )


def test_columns_in_another_order_are_an_error() -> None:
    header = "#+ columns:\n#+   a: one\n#+   b: two\n"
    assert message(header + "SELECT ?b ?a { ?a ?p ?b }") == (
        "queries/red.rq: the header's columns are not those of SELECT: the header has the order a, b; SELECT has b, a"
    )


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("#+ sumary: x\n", "queries/red.rq: the header has an unknown key 'sumary' (did you mean 'summary'?)"),
        ("#+ summary: no\n", "queries/red.rq: 'summary' is False; it takes a text (in quotes)"),
        ("#+ just words\n", "queries/red.rq: the header is 'just words'; it takes 'name: …' lines"),
        ("#+ 3: x\n", "queries/red.rq: the header has the key 3; it takes a name in quotes"),
        (
            "#+ tags: [a, 3]\n",
            "queries/red.rq: 'tags' holds 3; it takes a list of texts, such as [evidence, claims]",
        ),
        (
            "#+ parameters:\n#+   thin: {type: string}\n",
            "queries/red.rq: parameter 'thin' is no variable of the query (did you mean 'thing'?)",
        ),
        (
            "#+ parameters:\n#+   shade: {type: strung}\n",
            "queries/red.rq: parameter 'shade' has the type 'strung' (did you mean 'string'?)",
        ),
        (
            "#+ parameters:\n#+   shade: {type: integer, default: many}\n",
            "queries/red.rq: parameter 'shade': default 'many' is not a whole number",
        ),
        (
            "#+ parameters:\n#+   shade: {type: claim, example: Not An Id}\n",
            "queries/red.rq: parameter 'shade': example 'Not An Id' is not a claim id",
        ),
        (
            "#+ parameters:\n#+   shade: {type: string, required: maybe}\n",
            "queries/red.rq: parameter 'shade': 'required' is 'maybe'; it takes true or false",
        ),
        (
            "#+ parameters:\n#+   shade: {type: string, defualt: x}\n",
            "queries/red.rq: parameter 'shade' has an unknown key 'defualt' (did you mean 'default'?)",
        ),
        ("#+ parameters: [shade]\n", "queries/red.rq: 'parameters' is ['shade']; it takes 'name: …' lines"),
    ],
)
def test_a_header_that_cannot_be_used_is_told_in_exact_words(header: str, expected: str) -> None:
    assert message(header + SELECT) == expected


def test_yaml_that_cannot_be_read_is_told_with_its_line_of_the_file() -> None:
    text = "# A comment first.\n#+ summary: x\n#+ description: one: two\n" + SELECT
    assert message(text).startswith("queries/red.rq:3: the header is not YAML: mapping values are not allowed")


def test_a_header_of_endless_length_is_refused() -> None:
    assert message("#+ summary: " + "x" * 30_000 + "\n" + SELECT) == (
        "queries/red.rq: the header has 30009 characters; 20000 is the most"
    )


def test_an_ask_has_no_columns_to_describe() -> None:
    text = "#+ columns:\n#+   a: one\nASK { ?a ?b ?c }"
    assert message(text) == "queries/red.rq: the header describes columns, but only a SELECT has columns"


def test_sparql_that_cannot_run_is_told_with_the_line_of_the_whole_file() -> None:
    with pytest.raises(QueryError) as caught:
        parse_query("red.rq", HEADER + "SELECT ?thing { ?thing foo:bar ?shade }")
    assert (caught.value.line, caught.value.column) == (13, 24)
