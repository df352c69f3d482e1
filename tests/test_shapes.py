"""The SHACL shapes hold for our graph, and each of them catches its fault."""

import re
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from appraise_cases import claim, line, study
from full_records import BASE, RECORDS
from msgspec.structs import replace
from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, SH
from rdflib.term import Node

import kg
from kg.export import dump
from kg.rdf import build_nquads
from kg.records import Article, Records, Statement
from kg.vocabulary import GRAPHS, PREFIXES, iri
from kg.workspace import read_vocabulary

ROOT = Path(__file__).parent.parent
SHAPES = sorted((ROOT / "queries" / "shapes").glob("*.ttl"))

CLAIM, STUDY, ARTICLE = f"{BASE}/claim/the-claim", f"{BASE}/study/the-study", f"{BASE}/article/the-article"
FINDING, LINE = f"{STUDY}/finding/the-finding", f"{BASE}/evidence/the-claim/the-study/the-finding"
DENYING, ASSERTING = f"{ARTICLE}/statement/the-anchor", f"{ARTICLE}/statement/2"
REFERENCE, CONFLICT = f"{ARTICLE}/reference/the-reference", f"{BASE}/contradiction/the-conflict"
PAIR = f"{BASE}/contradiction/the-claim--other-claim"
CLASH, WRONG = f"{CLAIM}/clash/the-claim--other-claim", f"{BASE}/claim/wrong-claim/clash/article-evidence--wrong-claim"
JUDGED = f"{REFERENCE}/at/the-anchor"

# Message → subject and predicate whose values go, and the value that comes instead (Turtle; empty for none).
FAULTS: dict[str, tuple[str, str, str]] = {
    # claims
    "A claim falls under at most one broader claim, which exists.": (CLAIM, "skos:broader", "<urn:none>"),
    "A claim replaces only claims that exist.": (CLAIM, "dct:replaces", "<urn:none>"),
    "A PICO has at most one comparator.": (f"{CLAIM}/pico", "pico:comparatorGroup", "<urn:a>, <urn:b>"),
    "A contradiction has a kind, unless it is a conflict of articles.": (PAIR, "ev:contradictionKind", ""),
    "A contradiction of claims has one kind from the list of kinds.": (PAIR, "ev:contradictionKind", "ev:kind-cause"),
    "A synonym falls under at most one other, which exists.": (
        f"{BASE}/synonym/the-synonym",
        "skos:broader",
        "<urn:none>",
    ),
    # studies
    "An included design comes from the list of designs.": (STUDY, "ev:includedDesign", "ev:stance-asserts"),
    "The number of participants is one whole number above zero.": (STUDY, "ev:participants", "0"),
    "The number of included studies is one whole number above zero.": (STUDY, "ev:includedStudies", "2.5"),
    "A rating by its authors is one from the list of certainties.": (STUDY, "ev:reportedRating", "ev:bias-low"),
    "A level that authors state is one whole number from 1 to 5.": (STUDY, "ev:statedLevel", "6"),
    "A risk of bias is low, some or high.": (STUDY, "ev:riskOfBias", "ev:certainty-low"),
    "Whether a study is unpublished is true or false.": (STUDY, "ev:unpublished", '"yes"'),
    "A rating of a finding is one from the list of certainties.": (FINDING, "ev:reportedRating", "ev:bias-low"),
    "A level stated of a finding is one whole number from 1 to 5.": (FINDING, "ev:statedLevel", "0"),
    "Facts are seen at web addresses.": (STUDY, "ev:seenAt", "<javascript:alert(1)>"),
    "A study has findings that exist.": (STUDY, "ev:hasFinding", "<urn:none>"),
    "A study whose facts were seen says where.": (f"{BASE}/study/other-study", "ev:seenAt", ""),
    "The identifier of a publication is the address of its DOI.": (
        f"{STUDY}/report",
        "dct:identifier",
        "<https://example.org/10.1/x>",
    ),
    "A DOI is bare and in lower case.": (f"{STUDY}/report", "bibo:doi", '"https://doi.org/10.1000/X"'),
    "A PubMed number is digits only.": (f"{STUDY}/report", "fabio:hasPubMedId", '"PMID 1"'),
    "A PubMed Central id is PMC and digits.": (f"{STUDY}/report", "fabio:hasPubMedCentralId", '"4647699"'),
    "A point estimate is one decimal.": (FINDING, "ev:pointEstimate", "0.97, 0.98"),
    "An interval begins with one decimal that is not above its end.": (FINDING, "ev:ciLower", "1.26"),
    "An interval ends with one decimal.": (FINDING, "ev:ciUpper", '"1.25"'),
    "A confidence level is between 0 and 100 percent.": (FINDING, "ev:ciLevel", "100.0"),
    "A p value is a decimal from 0 to 1.": (f"{STUDY}/finding/second-finding", "ev:pValue", "1.01"),
    "A bound of a p value reads like <0.001.": (FINDING, "ev:pValueBound", '"significant"'),
    "A ratio is above zero.": (FINDING, "ev:pointEstimate", "0.0"),
    # evidence
    "A line of evidence rests on at most one finding, which exists.": (LINE, "sepio:0000084", "<urn:none>"),
    "A line of evidence cites the publication of its study.": (
        LINE,
        "sepio:0000124",
        f"<{BASE}/study/other-study/report>",
    ),
    "The finding of a line belongs to the study of the line.": (LINE, "ev:fromStudy", f"<{BASE}/study/other-study>"),
    # articles
    "An article expresses statements that exist.": (ARTICLE, "sepio:0000109", "<urn:none>"),
    "A statement cites references that exist.": (DENYING, "ev:cites", "<urn:none>"),
    "A statement cites references of its own article.": (DENYING, "ev:inArticle", "<urn:none>"),
    "Only a statement that asserts makes the proposition its own.": (ASSERTING, "ev:stance", "ev:stance-denies"),
    "What a statement asserts is the claim that it is about.": (
        ASSERTING,
        "sepio:0000030",
        f"<{BASE}/claim/other-claim>",
    ),
    "The citing entity of a reference is its article.": (REFERENCE, "cito:hasCitingEntity", "<urn:none>"),
    "A reference leads to at most one study, which exists.": (REFERENCE, "ev:resolvesTo", "<urn:none>"),
    "A selector has at most one prefix.": (f"{DENYING}/selector", "oa:prefix", '"a", "b"'),
    "A selector has at most one suffix.": (f"{DENYING}/selector", "oa:suffix", '"a", "b"'),
    "A conflict has at most one stronger side, a claim that exists.": (CONFLICT, "ev:strongerSide", "<urn:none>"),
    # derived
    "A claim has one computed assessment, beside a curator's.": (CLAIM, "ev:assessment", ""),
    "What names its rules is computed.": (f"{CLAIM}/assessment", "ev:computed", "false"),
    "A claim that contradicts another is contradicted by it.": (CLAIM, "sepio:0000101", ""),
    "An assessment has at most one certainty, from the list of certainties.": (
        f"{BASE}/claim/other-claim/assessment",
        "ev:certainty",
        "ev:kind-cause",
    ),
    "A level of evidence is a whole number from 1 to 5.": (
        f"{BASE}/claim/other-claim/assessment",
        "ev:level",
        "6",
    ),
    "An entry in the list of contradictions favours at most one side.": (CLASH, "ev:favours", "<urn:none>"),
    "The rules favour at most one side.": (f"{CLAIM}/clash/the-conflict", "ev:rulesFavour", "<urn:none>"),
    "What is noted as a contradiction is one that a curator wrote.": (CLASH, "ev:notedAs", "<urn:none>"),
    "Only a curated entry is noted as a contradiction.": (CLASH, "ev:origin", "ev:origin-detected"),
    "Articles on a side exist.": (f"{WRONG}/side/1", "ev:sideArticle", "<urn:none>"),
    "Statements on a side exist.": (f"{WRONG}/side/1", "ev:sideStatement", "<urn:none>"),
    "Studies on a side exist.": (f"{WRONG}/side/2", "ev:sideStudy", "<urn:none>"),
    "A reference is judged at one statement, which exists, or at none.": (JUDGED, "ev:judgedAt", "<urn:none>"),
    "A reference is held against one claim, which exists, or against none.": (JUDGED, "ev:judgedFor", "<urn:none>"),
}


def with_what_is_left_out() -> Records:
    """The records with an article that is wrong and leaves out the study that says so."""
    wrong = replace(
        claim(line("against", "disputes")), id="wrong-claim", topic="the-topic", text="It is so.", contradicts=()
    )
    said = Statement(section="s", claim="wrong-claim", stance="asserts", says="So it is.")
    return replace(
        RECORDS,
        claims=(*RECORDS.claims, wrong),
        studies=(*RECORDS.studies, study("against", seen_at=("https://seen.example/against",))),
        articles=(*RECORDS.articles, Article(id="wrong-article", kind="other", statements=(said,))),
    )


@cache
def shapes(path: Path) -> Graph:
    return Graph().parse(path)


@cache
def sound() -> Graph:
    lines = build_nquads(with_what_is_left_out(), BASE, read_vocabulary())
    return Graph().parse(data=dump(lines, ".nt"), format="nt")


def messages(graph: Graph, path: Path) -> set[str]:
    """The messages of what the shapes in a file find wrong."""
    _, report, _ = pyshacl.validate(graph, shacl_graph=shapes(path))
    assert isinstance(report, Graph)
    results = report.subjects(RDF.type, SH.ValidationResult)
    return {str(message) for result in results for message in report.objects(result, SH.resultMessage)}


def all_messages() -> dict[str, Path]:
    return {str(text): path for path in SHAPES for text in shapes(path).objects(None, SH.message)}


def uris(graph: Graph, subject: Node, *predicates: URIRef) -> list[URIRef]:
    found = [value for predicate in predicates for value in graph.objects(subject, predicate)]
    return sorted(value for value in found if isinstance(value, URIRef))


def required() -> list[tuple[str, Path, URIRef, URIRef, bool]]:
    """Message, file, class or predicate of the target, path, and whether the path is inverse, of what must be there.

    Without what is its own target: where it is missing, no one asks for it.
    """
    found = []
    for path in SHAPES:
        graph = shapes(path)
        for shape, part in graph.subject_objects(SH.property):
            message, where = graph.value(part, SH.message), graph.value(part, SH.path)
            if graph.value(part, SH.minCount) is None or message is None:
                continue
            targets = uris(graph, shape, SH.targetClass, SH.targetObjectsOf, SH.targetSubjectsOf)
            inverse = graph.value(where, SH.inversePath)
            followed = inverse or where
            assert isinstance(followed, URIRef)
            others = [target for target in targets if target != followed][:1]
            found += [(str(message), path, target, followed, inverse is not None) for target in others]
    return found


def focus(target: URIRef) -> URIRef:
    """One node of the fixture that the shape looks at; a target is a class, or a property with such nodes."""
    found = [*sound().subjects(RDF.type, target)]
    by_object = str(target).startswith((PREFIXES["sepio"], PREFIXES["pico"]))
    found += sound().objects(None, target) if by_object else sound().subjects(target)
    return min(node for node in found if isinstance(node, URIRef))


def copy_of(graph: Graph) -> Graph:
    changed = Graph()
    for triple in graph:
        changed.add(triple)
    return changed


@pytest.fixture(scope="module")
def ours() -> Graph:
    return Graph().parse(data=dump(kg.graph_lines(ROOT), ".nt"), format="nt")


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_our_graph_conforms(ours: Graph, path: Path) -> None:
    conforms, _, text = pyshacl.validate(ours, shacl_graph=shapes(path), meta_shacl=True)
    assert conforms, text


@pytest.mark.parametrize("path", SHAPES, ids=lambda path: path.stem)
def test_records_with_every_field_conform(path: Path) -> None:
    assert messages(sound(), path) == set()


@pytest.mark.parametrize(("message", "path", "target", "followed", "inverse"), required(), ids=lambda x: str(x)[-60:])
def test_what_must_be_there_is_missed(
    message: str, path: Path, target: URIRef, followed: URIRef, *, inverse: bool
) -> None:
    graph, node = copy_of(sound()), focus(target)
    graph.remove((None, followed, node) if inverse else (node, followed, None))
    assert message in messages(graph, path)


@pytest.mark.parametrize("message", FAULTS)
def test_a_fault_is_caught(message: str) -> None:
    subject, predicate, value = FAULTS[message]
    prefix, _, local = predicate.partition(":")
    graph = copy_of(sound())
    assert (URIRef(subject), URIRef(PREFIXES[prefix] + local), None) in graph
    graph.remove((URIRef(subject), URIRef(PREFIXES[prefix] + local), None))
    if value:
        declared = "".join(f"@prefix {p}: <{namespace}> .\n" for p, namespace in PREFIXES.items())
        graph.parse(data=f"{declared}<{subject}> {predicate} {value} .", format="turtle")
    assert message in messages(graph, all_messages()[message])


def test_every_message_of_the_shapes_has_its_fault() -> None:
    assert set(all_messages()) == set(FAULTS) | {message for message, *_ in required()}


def test_every_shape_says_what_is_wrong_in_words() -> None:
    for path in SHAPES:
        graph = shapes(path)
        for shape in set(graph.subjects(RDF.type, SH.NodeShape)):
            parts = [*graph.objects(shape, SH.property)]
            targets = {*graph.objects(shape, SH.targetClass), *graph.objects(shape, SH.targetSubjectsOf),
                       *graph.objects(shape, SH.targetObjectsOf)}  # fmt: skip
            said = [part for part in [shape, *parts] if isinstance(graph.value(part, SH.message), Literal)]
            assert not targets or len(said) >= len(parts)


def looked_at(graph: Graph) -> set[Node]:
    """The nodes that a shape is for."""
    found = set[Node]()
    for path in SHAPES:
        for _, kind in shapes(path).subject_objects(SH.targetClass):
            found |= set(graph.subjects(RDF.type, kind))
        for _, predicate in shapes(path).subject_objects(SH.targetObjectsOf):
            found |= set(graph.objects(None, URIRef(str(predicate))))
        for _, predicate in shapes(path).subject_objects(SH.targetSubjectsOf):
            found |= set(graph.subjects(URIRef(str(predicate))))
    return found


def test_every_class_in_the_graph_has_a_shape(ours: Graph) -> None:
    for graph in (ours, sound()):
        defined = Graph().parse(data=read_vocabulary(), format="turtle")
        seen = looked_at(graph) | set(defined.subjects())
        assert {str(kind) for node, kind in graph.subject_objects(RDF.type) if node not in seen} == set()


def test_the_classes_that_the_rules_add_are_in_the_graph_that_shapes_are_tried_on() -> None:
    for name in ("Clash", "Side", "Omission", "CitationJudgement", "Reason", "CertaintyAssessment"):
        assert (None, RDF.type, URIRef(iri(f"ev:{name}"))) in sound(), name


def test_every_layer_but_the_vocabulary_has_shapes() -> None:
    assert {path.stem for path in SHAPES} == set(GRAPHS) - {"vocabulary"}


def test_the_prefixes_of_the_shapes_are_those_of_the_package() -> None:
    for path in SHAPES:
        declared = dict(re.findall(r"@prefix (\w+): <([^>]*)> \.", path.read_text(encoding="utf-8")))
        assert {k: v for k, v in declared.items() if k not in {"sh", "shape"}}.items() <= PREFIXES.items()
