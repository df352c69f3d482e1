"""Every format of the graph comes back, through another parser, as the graph that went in."""

import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

import kg
from kg.export import EXPORTERS, dump, suffix_of
from kg.export.context import KEYS, TERMS, USABLE
from kg.export.jsonld import context_document
from kg.export.own_terms import OWN_TERMS
from kg.vocabulary import PREFIXES

ROOT = Path(__file__).parent.parent
FLAT = {".ttl", ".nt"}
OXIGRAPH = {
    ".ttl": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".nt": RdfFormat.N_TRIPLES,
    ".nq": RdfFormat.N_QUADS,
    ".jsonld": RdfFormat.JSON_LD,
}
RDFLIB = {".ttl": "turtle", ".trig": "trig", ".nt": "nt", ".nq": "nquads", ".jsonld": "json-ld"}

type_ = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"


@pytest.fixture(scope="module")
def lines() -> list[str]:
    return kg.graph_lines(ROOT)


def as_given(lines: list[str], suffix: str) -> set[str]:
    """The statements that a file with this suffix should hold, in canonical N-Quads."""
    quads = parse("\n".join(lines), format=RdfFormat.N_QUADS)
    return {f"{quad.triple if suffix in FLAT else quad} ." for quad in quads}


def by_oxigraph(data: bytes, suffix: str) -> set[str]:
    return {f"{quad.triple if suffix in FLAT else quad} ." for quad in parse(data, format=OXIGRAPH[suffix])}


def canonical(term: rdflib.term.Node) -> NamedNode | Literal:
    if isinstance(term, rdflib.Literal):
        datatype = None if term.datatype is None else NamedNode(str(term.datatype))
        return Literal(str(term), language=term.language, datatype=datatype)
    assert isinstance(term, rdflib.URIRef)
    return NamedNode(str(term))


def by_rdflib(data: bytes, suffix: str) -> set[str]:
    dataset = rdflib.Dataset()
    dataset.parse(data=data, format=RDFLIB[suffix])
    found = set()
    for subject, predicate, value, graph in dataset.quads():
        where = None if suffix in FLAT or graph is None else NamedNode(str(graph))
        found.add(f"{Quad(canonical(subject), canonical(predicate), canonical(value), where)} .")  # type: ignore[arg-type]  # checked by Quad
    return found


@pytest.mark.parametrize("suffix", EXPORTERS)
def test_two_parsers_read_back_what_was_written(lines: list[str], suffix: str) -> None:
    data = dump(lines, suffix)
    assert by_oxigraph(data, suffix) == as_given(lines, suffix)
    assert by_rdflib(data, suffix) == as_given(lines, suffix)


@pytest.mark.parametrize("suffix", EXPORTERS)
def test_the_order_of_the_lines_does_not_matter(lines: list[str], suffix: str) -> None:
    assert dump(lines[::-1], suffix) == dump(lines, suffix)


@pytest.mark.parametrize("suffix", EXPORTERS)
def test_a_graph_without_anything_is_a_file_that_parses(suffix: str) -> None:
    assert by_oxigraph(dump([], suffix), suffix) == by_rdflib(dump([], suffix), suffix) == set()


def test_two_builds_give_the_same_bytes_whatever_the_hash_seed() -> None:
    program = (
        "import hashlib, kg, sys; from kg.export import EXPORTERS; lines = kg.graph_lines(sys.argv[1]);"
        "print([hashlib.sha256(kg.dump(lines, s + z)).hexdigest() for s in EXPORTERS for z in ('', '.gz')])"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", program, str(ROOT)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    ]
    assert outputs[0] == outputs[1]
    assert outputs[0].count("'") == 2 * 2 * len(EXPORTERS)


# Terms with all that may go wrong in one format or another.
IRIS = st.sampled_from(
    [
        "https://example.org/kg/claim/a", "https://example.org/kg/claim/a-b/pico", "https://example.org/kg/",
        "https://example.org/kg", "https://example.org/kg/a..b", "https://example.org/kg/x:y", "https://example.org/kg//a",
        "https://example.org/kg/../a", "https://example.org/kg/?q=1#f", "http://a.example/(x);y,z'!$&*+=~%41é",
        PREFIXES["ev"], PREFIXES["ev"] + "a.", PREFIXES["ev"] + "-a", PREFIXES["ev"] + "a/b", PREFIXES["obo"] + "X_1",
        PREFIXES["dct"] + "title", PREFIXES["skos"] + "prefLabel", PREFIXES["ev"] + "order", PREFIXES["ev"] + "pValue",
        PREFIXES["ev"] + "topic", PREFIXES["schema"] + "é", "urn:x:y", "mailto:a@b.example", type_,
    ]
)  # fmt: skip
WORDS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=8) | st.sampled_from(
    ['"', '\\"', "\\", "'''", '"""', "\n\r\t", "😀", "<script>", "@en", "^^", " .", "\x7f", "\ufffe"]
)
NUMBERS = st.sampled_from(["1", "-1", "+1", "01", "1.0", ".5", "1.", "1e3", "true", "1 ", "", "x", "-0", "9" * 30])
DATATYPES = st.sampled_from([PREFIXES["xsd"] + name for name in ("integer", "decimal", "boolean", "date", "string")])
TERMS_OF_ALL_SORTS = (
    IRIS.map(NamedNode)
    | WORDS.map(Literal)
    | st.builds(lambda word, tag: Literal(word, language=tag), WORDS, st.sampled_from(["en", "de-ch"]))
    | st.builds(lambda number, kind: Literal(number, datatype=NamedNode(kind)), NUMBERS, DATATYPES)
)
GRAPHS = st.sampled_from(["https://example.org/kg/graph/claims", "https://example.org/kg/graph/derived"]).map(NamedNode)
QUADS = st.builds(Quad, IRIS.map(NamedNode), IRIS.map(NamedNode), TERMS_OF_ALL_SORTS, GRAPHS)


def no_literal_type(quad: Quad) -> bool:
    return quad.predicate.value != type_ or isinstance(quad.object, NamedNode)


@settings(max_examples=150)
@given(st.lists(QUADS.filter(no_literal_type), max_size=6))
@pytest.mark.parametrize("suffix", EXPORTERS)
def test_odd_terms_survive_every_format(suffix: str, quads: list[Quad]) -> None:
    lines = sorted({f"{quad} ." for quad in quads})
    assert by_oxigraph(dump(lines, suffix), suffix) == as_given(lines, suffix)


def test_turtle_is_written_for_people() -> None:
    base = "https://example.org/kg"
    lines = [
        f'<{base}/claim/{name}> <{PREFIXES["ev"]}id> "{name}" <{base}/graph/claims> .' for name in ("r-10", "r-9")
    ] + [
        f"<{base}/claim/r-9> <{type_}> <{PREFIXES['skos']}Concept> <{base}/graph/claims> .",
        f"<{base}/claim/r-9> <{type_}> <{PREFIXES['ev']}Claim> <{base}/graph/claims> .",
        f'<{base}/claim/r-9> <{PREFIXES["ev"]}order> "3"^^<{PREFIXES["xsd"]}integer> <{base}/graph/derived> .',
    ]
    assert dump(lines, ".ttl").decode() == (
        "# All layers in one graph; the TriG, N-Quads and JSON-LD files keep them apart.\n\n"
        "@base <https://example.org/kg/> .\n"
        "@prefix ev: <https://example.org/evidence-claims-kg/vocab#> .\n"
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n\n"
        '<claim/r-9>\n    a ev:Claim, skos:Concept ;\n    ev:id "r-9" ;\n    ev:order 3 .\n\n'
        '<claim/r-10>\n    ev:id "r-10" .\n'
    )
    assert (
        dump(lines, ".trig")
        .decode()
        .endswith(
            "<graph/claims> {\n"
            '    <claim/r-9>\n        a ev:Claim, skos:Concept ;\n        ev:id "r-9" .\n\n'
            '    <claim/r-10>\n        ev:id "r-10" .\n}\n\n'
            "<graph/derived> {\n    <claim/r-9>\n        ev:order 3 .\n}\n"
        )
    )
    assert json.loads(dump(lines, ".jsonld")) == {
        "@context": {
            "@base": "https://example.org/kg/",
            "skos": PREFIXES["skos"],
            "Claim": PREFIXES["ev"] + "Claim",
            "order": PREFIXES["ev"] + "order",
            "recordId": PREFIXES["ev"] + "id",
        },
        "@graph": [
            {
                "@id": "graph/claims",
                "@graph": [
                    {"@id": "claim/r-9", "@type": ["Claim", "skos:Concept"], "recordId": "r-9"},
                    {"@id": "claim/r-10", "recordId": "r-10"},
                ],
            },
            {"@id": "graph/derived", "@graph": [{"@id": "claim/r-9", "order": 3}]},
        ],
    }


def test_gzip_holds_the_same_file_and_no_time(lines: list[str]) -> None:
    zipped = dump(lines, ".nq.gz")
    assert gzip.decompress(zipped) == dump(lines, ".nq")
    assert zipped[4:8] == b"\0\0\0\0"


def test_every_property_and_own_class_of_the_graph_has_a_key(lines: list[str]) -> None:
    quads = list(parse("\n".join(lines), format=RdfFormat.N_QUADS))
    used = {quad.predicate.value for quad in quads}
    used |= {
        quad.object.value for quad in quads if quad.predicate.value == type_ and isinstance(quad.object, NamedNode)
    }
    own = {iri for iri in used if iri.startswith(PREFIXES["ev"])}
    properties = {quad.predicate.value for quad in quads} - {type_}
    assert (own | properties) - set(KEYS) == set()


def test_keys_are_one_to_one_and_no_prefix() -> None:
    assert len(KEYS) == len(TERMS)
    assert set(TERMS) & set(PREFIXES) == set()
    assert {key: TERMS[key] for key in OWN_TERMS} == OWN_TERMS


def test_values_under_a_key_are_links_english_plain_or_of_a_known_datatype() -> None:
    kinds = {kind for _, kind in TERMS.values()} - {"", "@id", "@en"}
    assert {kind for kind in kinds if not re.fullmatch(r"xsd:[a-zA-Z]+", kind)} == set()


def test_the_published_context_holds_every_key() -> None:
    context = json.loads(context_document())["@context"]
    assert set(context) == set(TERMS) | set(USABLE)
    assert context["aboutClaim"] == {"@id": PREFIXES["ev"] + "aboutClaim", "@type": "@id"}


@pytest.mark.parametrize(
    ("name", "suffix"),
    [("a.ttl", ".ttl"), ("out/a.b.trig", ".trig"), ("a.nt.gz", ".nt.gz"), ("a.jsonld", ".jsonld"), ("x.nq", ".nq")],
)
def test_the_end_of_a_name_decides_the_format(name: str, suffix: str) -> None:
    assert suffix_of(name) == suffix


def test_an_unknown_suffix_is_told_the_known_ones() -> None:
    with pytest.raises(
        ValueError, match=r"^a\.rdf: no such export format \(known: \.jsonld, \.nq, \.nt, \.trig, \.ttl"
    ):
        suffix_of("a.rdf")


def test_a_line_that_is_no_quad_is_refused() -> None:
    with pytest.raises(ValueError, match="not an N-Quads line: 'nonsense'"):
        dump(["nonsense"], ".ttl")
