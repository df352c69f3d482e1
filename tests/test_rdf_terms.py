"""Terms are valid RDF whatever the data holds."""

import re
from typing import get_args

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from msgspec import Meta
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.rdf.terms import decimal, doi_node, node, text, web_iri
from kg.records import Doi, Url

# Any text that UTF-8 can hold.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def pattern(kind: object) -> str:
    meta = next(part for part in get_args(kind) if isinstance(part, Meta))
    assert meta.pattern is not None
    return meta.pattern


def object_of(term: str) -> object:
    """What another parser reads back from the term as an object."""
    (quad,) = parse(f"<x:s> <x:p> {term} .", format=RdfFormat.N_QUADS)
    return quad.object


@given(TEXTS)
@example('"; \\ \n \r \t \x00 \x7f \x85 \u2028 \ufffe 😀 <script>alert("x")</script>')
def test_a_text_comes_back_as_it_was_and_in_canonical_form(value: str) -> None:
    assert object_of(text(value)) == Literal(value)
    assert text(value) == str(Literal(value))
    assert text(value, "en") == str(Literal(value, language="en"))


@given(st.floats(allow_nan=False, allow_infinity=False, min_value=-1e18, max_value=1e18))
@example(0.1)
@example(5e-324)
@example(1e17)
@example(-0.0)
def test_a_decimal_keeps_its_digits(value: float) -> None:
    term = decimal(value)
    assert re.fullmatch(r'"-?\d+(\.\d+)?"\^\^<http://www.w3.org/2001/XMLSchema#decimal>', term)
    assert float(term.split('"')[1]) == value


@pytest.mark.parametrize(
    ("value", "digits"), [(0.97, "0.97"), (3, "3"), (-0.0, "0"), (1e-7, "0.0000001"), (1e21, "1" + 21 * "0")]
)
def test_a_decimal_is_written_as_people_write_it(value: float, digits: str) -> None:
    assert decimal(value).split('"')[1] == digits


@given(st.from_regex(pattern(Url), fullmatch=True))
@example("https://a.example/(x);y=1,2?q=[a]&r={b}|c#d#e")
@example("https://a.example/100%/a%zz%41")
@example("http://[::1]:80/")
@example("http://[::1/")
@example("http://a:b@c@d:e/")
@example("https://xn--l-rga.example/L%C3%A4ufer?\ue000#\ufffe")
@example("http://a.example:8:0")
def test_every_web_address_that_the_data_may_hold_is_an_iri(url: str) -> None:
    assert object_of(node(web_iri(url))) == NamedNode(web_iri(url))


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/a(b);c=d,e?f=g&h=i%20j#k",
        "https://de.example.org/wiki/Läufer",
        "https://doi.org/10.1002/(SICI)1097-0118",
        "http://[2001:db8::1]:8080/x",
        "http://user:word@example.org",
    ],
)
def test_a_good_web_address_is_its_own_iri(url: str) -> None:
    assert web_iri(url) == url


@given(st.from_regex(pattern(Doi), fullmatch=True))
@example("10.1002/1521-4141(200102)31:2<307::aid-immu307>3.0.co;2-w")
@example("10.1000/100%#x?y[z]")
def test_every_doi_is_an_iri(doi: str) -> None:
    assert object_of(doi_node(doi)) == NamedNode(doi_node(doi)[1:-1])


def test_a_web_address_of_another_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="'javascript:x' is not a web address"):
        web_iri("javascript:x")
