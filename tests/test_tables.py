"""Tables as text: each format by its own recommendation, and nothing in a value can break out of its cell."""

import csv
import io
import json
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results

from kg.query import Table
from kg.tables import TABLE_FORMATS
from kg.tables.plain import one_line

BASE = "https://example.org/kg"
XSD = "http://www.w3.org/2001/XMLSchema#"
CLAIM = NamedNode(f"{BASE}/claim/ice-helps")
TABLE = Table(
    ("claim", "text", "n"),
    (
        (CLAIM, Literal('Ice, "cold" helps', language="en"), Literal(12)),
        (NamedNode("https://doi.org/10.1/x"), Literal("two\nlines\tand | a <b>"), Literal(3)),
        (BlankNode("b0"), None, Literal("0.50", datatype=NamedNode(XSD + "decimal"))),
    ),
    base=BASE,
)
EMPTY = Table(("id", "text"), ())
YES = Table(("answer",), ((Literal(True),),), form="ASK")  # noqa: FBT003  # the value itself
TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"]), min_size=1)


def test_csv_quotes_only_what_it_must_and_ends_lines_as_rfc_4180_says() -> None:
    assert TABLE_FORMATS["csv"](TABLE) == (
        "claim,text,n\r\n"
        f'{BASE}/claim/ice-helps,"Ice, ""cold"" helps",12\r\n'
        'https://doi.org/10.1/x,"two\nlines\tand | a <b>",3\r\n'
        "_:b0,,0.50\r\n"
    )


def test_tsv_holds_whole_terms() -> None:
    assert TABLE_FORMATS["tsv"](TABLE) == (
        "?claim\t?text\t?n\n"
        f'<{BASE}/claim/ice-helps>\t"Ice, \\"cold\\" helps"@en\t"12"^^<{XSD}integer>\n'
        f'<https://doi.org/10.1/x>\t"two\\nlines\\tand | a <b>"\t"3"^^<{XSD}integer>\n'
        f'_:b0\t\t"0.50"^^<{XSD}decimal>\n'
    )


def test_json_is_that_of_sparql_1_1() -> None:
    document = json.loads(TABLE_FORMATS["json"](TABLE))
    assert document["head"] == {"vars": ["claim", "text", "n"]}
    assert document["results"]["bindings"] == [
        {
            "claim": {"type": "uri", "value": f"{BASE}/claim/ice-helps"},
            "text": {"type": "literal", "value": 'Ice, "cold" helps', "xml:lang": "en"},
            "n": {"type": "literal", "value": "12", "datatype": f"{XSD}integer"},
        },
        {
            "claim": {"type": "uri", "value": "https://doi.org/10.1/x"},
            "text": {"type": "literal", "value": "two\nlines\tand | a <b>"},
            "n": {"type": "literal", "value": "3", "datatype": f"{XSD}integer"},
        },
        {
            "claim": {"type": "bnode", "value": "b0"},
            "n": {"type": "literal", "value": "0.50", "datatype": f"{XSD}decimal"},
        },
    ]


def test_markdown_keeps_a_value_in_its_cell() -> None:
    assert TABLE_FORMATS["md"](TABLE) == (
        "| claim | text | n |\n"
        "| --- | --- | --- |\n"
        '| ice-helps | Ice, "cold" helps | 12 |\n'
        "| https://doi.org/10.1/x | two lines and \\| a \\<b\\> | 3 |\n"
        "| \\_:b0 |  | 0.5 |\n"
    )


def test_html_links_addresses_and_escapes_everything() -> None:
    assert TABLE_FORMATS["html"](TABLE) == (
        "<table>\n<thead>\n"
        '<tr><th scope="col">claim</th><th scope="col">text</th><th scope="col">n</th></tr>\n'
        "</thead>\n<tbody>\n"
        f'<tr><td><a href="{BASE}/claim/ice-helps">ice-helps</a></td>'
        "<td>Ice, &quot;cold&quot; helps</td><td>12</td></tr>\n"
        '<tr><td><a href="https://doi.org/10.1/x">https://doi.org/10.1/x</a></td>'
        "<td>two\nlines\tand | a &lt;b&gt;</td><td>3</td></tr>\n"
        "<tr><td>_:b0</td><td></td><td>0.5</td></tr>\n"
        "</tbody>\n</table>\n"
    )


def test_html_makes_no_link_of_a_script() -> None:
    table = Table(("x",), ((NamedNode("javascript:alert(1)"),), (Literal("<script>alert(1)</script>"),)))
    text = TABLE_FORMATS["html"](table)
    assert "<a" not in text
    assert "<script" not in text


def test_plain_text_is_aligned_with_numbers_to_the_right() -> None:
    assert TABLE_FORMATS["table"](TABLE) == (
        "claim                   text                     n\n"
        'ice-helps               Ice, "cold" helps       12\n'
        "https://doi.org/10.1/x  two lines and | a <b>    3\n"
        "_:b0                                           0.5\n"
    )


def test_plain_text_counts_the_cells_that_a_terminal_gives_a_character() -> None:
    table = Table(("a", "b"), ((Literal("膝"), Literal("x")), (Literal("e\u0301"), Literal("y"))))
    assert TABLE_FORMATS["table"](table) == "a   b\n膝  x\ne\u0301   y\n"


def test_plain_text_cannot_steer_the_terminal() -> None:
    assert one_line("a\x1b[31mb\u202ec\nd\x9be") == "a [31mb c d e"


@pytest.mark.parametrize("name", sorted(TABLE_FORMATS))
def test_a_table_without_rows_still_names_its_columns(name: str) -> None:
    text = TABLE_FORMATS[name](EMPTY)
    assert "id" in text
    assert "text" in text
    assert text.endswith("\n")


def test_an_ask_is_a_plain_answer() -> None:
    assert TABLE_FORMATS["table"](YES) == "yes\n"
    assert TABLE_FORMATS["csv"](YES) == "answer\r\ntrue\r\n"
    assert TABLE_FORMATS["tsv"](YES) == f'answer\n"true"^^<{XSD}boolean>\n'
    assert json.loads(TABLE_FORMATS["json"](YES)) == {"head": {}, "boolean": True}
    assert TABLE_FORMATS["md"](YES) == "| answer |\n| --- |\n| yes |\n"


@given(TEXT)
def test_csv_round_trips(text: str) -> None:
    table = Table(("a", "b"), ((Literal(text), Literal("next")),))
    rows = list(csv.reader(io.StringIO(TABLE_FORMATS["csv"](table), newline=""), strict=True))
    assert rows == [["a", "b"], [text, "next"]]


@given(TEXT)
@pytest.mark.parametrize("form", [QueryResultsFormat.TSV, QueryResultsFormat.JSON])
def test_tsv_and_json_round_trip_through_another_reader(form: QueryResultsFormat, text: str) -> None:
    table = Table(("a", "b"), ((Literal(text), NamedNode("urn:x")),))
    name = "tsv" if form == QueryResultsFormat.TSV else "json"
    answer = parse_query_results(TABLE_FORMATS[name](table), format=form)
    assert isinstance(answer, QuerySolutions)
    assert [tuple(row) for row in answer] == [(Literal(text), NamedNode("urn:x"))]


@given(TEXT)
def test_markdown_and_plain_text_have_a_line_for_each_row(text: str) -> None:
    table = Table(("a", "b"), ((Literal(text), Literal("x")),) * 2)
    assert len(TABLE_FORMATS["md"](table).splitlines()) == 4
    assert len(TABLE_FORMATS["table"](table).splitlines()) == 3


class Cells(HTMLParser):
    """The texts of all cells."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"table", "thead", "tbody", "tr", "th", "td"}, attrs
        if tag == "td":
            self.found.append("")

    def handle_data(self, data: str) -> None:
        if self.found:
            self.found[-1] += data


@given(TEXT)
def test_html_gives_a_reader_the_same_text(text: str) -> None:
    cells = Cells()
    cells.feed(TABLE_FORMATS["html"](Table(("a",), ((Literal(text),),))))
    assert cells.found[0].strip() == text.strip() or "\r" in text or "\x00" in text
