"""RDF to records, the way back: what `build_nquads` wrote, in any format and with or without its layers.

The graph does not hold the order of evidence, references, conflicts and the like: they come sorted. Web addresses come
as the graph writes them. All else comes back as it was.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

import msgspec

from kg.records import UNCLEAR_SIDE, Article, Claim, Conflict, Records, Study, Synonym, Topic
from kg.vocabulary import DIRECTIONS, EV, MEASURES, iri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.records import Record

Triple = tuple[str, str, str]
"""Subject, predicate and object; of a literal its text alone."""

_TYPE: Final = iri("rdf:type")
_DIRECTION: Final = {term: word for word, term in DIRECTIONS.items()}
_MEASURE: Final = {term: word for word, term in MEASURES.items()}

Fields = dict[str, object]
T = TypeVar("T", bound="Record")


SUFFIXES: Final = (".jsonld", ".nq", ".nt", ".trig", ".ttl")


def read_graph(data: bytes, suffix: str) -> Records:
    """Return the records that a dump holds, in the format of one of SUFFIXES.

    Raises ValueError for a dump that cannot be read, and as `read_triples` does.
    """
    from pyoxigraph import Literal, NamedNode, RdfFormat, parse

    found = RdfFormat.from_extension(suffix.removeprefix("."))
    if found is None:
        raise ValueError(f"no format of RDF has the suffix '{suffix}' (known: {', '.join(SUFFIXES)})")
    try:
        return read_triples(
            (quad.subject.value, quad.predicate.value, quad.object.value)
            for quad in parse(data, format=found)
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)
        )
    except SyntaxError as error:
        raise ValueError(f"not {found.name}: {error}") from error


def read_triples(triples: Iterable[Triple]) -> Records:
    """Return the records that a graph was made from; raises ValueError where it holds none, or parts of one only."""
    graph = _Graph(triples)
    records = Records(
        topics=_converted((_topic(graph, x) for x in graph.of("ev:Topic")), Topic),
        synonyms=_converted((_synonym(graph, x) for x in graph.of("ev:Synonym")), Synonym),
        claims=_converted((_claim(graph, x) for x in graph.of("ev:Claim")), Claim),
        studies=_converted((_study(graph, x) for x in graph.of("ev:Study")), Study),
        articles=_converted((_article(graph, x) for x in graph.of("schema:Article")), Article),
        conflicts=_converted((_conflict(graph, x) for x in graph.of("ev:ArticleConflict")), Conflict),
    )
    if not (records.claims or records.studies):
        raise ValueError("no claim and no study in it (write one with 'kg export', all layers)")
    return records


class _Graph:
    """Triples by subject and predicate, with what is needed of each."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._found: dict[str, dict[str, list[str]]] = {}
        self._typed: dict[str, list[str]] = {}
        self._about: dict[tuple[str, str], list[str]] = {}
        for subject, predicate, value in set(triples):
            self._found.setdefault(subject, {}).setdefault(predicate, []).append(value)
            if predicate == _TYPE:
                self._typed.setdefault(value, []).append(subject)
            else:
                self._about.setdefault((predicate, value), []).append(subject)

    def of(self, kind: str) -> list[str]:
        return sorted(self._typed.get(iri(kind), ()))

    def is_a(self, subject: str, kind: str) -> bool:
        return iri(kind) in self.all(subject, "rdf:type")

    def all(self, subject: str, name: str) -> list[str]:
        return sorted(self._found.get(subject, {}).get(iri(name), ()))

    def one(self, subject: str, name: str) -> str | None:
        return next(iter(self.all(subject, name)), None)

    def pointing(self, name: str, value: str) -> list[str]:
        return sorted(self._about.get((iri(name), value), ()))

    def id(self, subject: str | None) -> str | None:
        """Return the id of a record, which is also the end of its IRI where the record itself is not there."""
        return None if subject is None else self.one(subject, "ev:id") or subject.rpartition("/")[2]

    def ids(self, subject: str, name: str) -> list[str | None]:
        return sorted((self.id(x) for x in self.all(subject, name)), key=lambda x: x or "")

    def word(self, subject: str, name: str) -> str | None:
        """Return a value of one of our own lists, such as "rct" for ev:design-rct."""
        return next(iter(self.words(subject, name)), None)

    def words(self, subject: str, name: str) -> list[str]:
        return [value.removeprefix(EV).partition("-")[2] for value in self.all(subject, name)]

    def fields(self, subject: str, names: dict[str, str]) -> Fields:
        return {name: self.one(subject, predicate) for name, predicate in names.items()}


def _synonym(graph: _Graph, node: str) -> Fields:
    broader = graph.one(node, "skos:broader")
    return graph.fields(node, {"id": "ev:id", "label": "skos:prefLabel"}) | {
        "also": graph.all(node, "skos:altLabel"),
        "broader": graph.id(broader),
    }


def _topic(graph: _Graph, node: str) -> Fields:
    return graph.fields(node, {"id": "ev:id", "label": "skos:prefLabel", "description": "skos:definition"})


def _claim(graph: _Graph, node: str) -> Fields:
    pico = graph.one(node, "ev:pico") or ""
    slots = {
        slot: graph.one(f"{pico}/{slot}", "rdfs:label")
        for slot in ("population", "exposure", "intervention", "comparator", "outcome")
    }
    return slots | {
        "id": graph.id(node),
        "text": graph.one(node, "skos:prefLabel"),
        "question": graph.one(node, "ev:question"),
        "meaning": graph.one(node, "ev:meaning"),
        "topic": graph.id(graph.one(node, "ev:topic")),
        "kind": graph.word(node, "ev:kind"),
        "effect": graph.word(node, "ev:effect"),
        "broader": graph.id(graph.one(node, "skos:broader")),
        "contradicts": list(_contradictions(graph, node)),
        "evidence": [_line(graph, x) for x in graph.pointing("sepio:0000427", node)],
        "judgement": next(
            (_judgement(graph, x) for x in graph.all(node, "ev:assessment") if _is_judged(graph, x)), None
        ),
    }


def _contradictions(graph: _Graph, node: str) -> Iterator[Fields]:
    """Yield those that a claim holds: it stands first in the name of each."""
    for subject in graph.pointing("ev:between", node):
        holder, dashes, other = subject.rpartition("/")[2].partition("--")
        if dashes and holder == graph.id(node) and not graph.is_a(subject, "ev:ArticleConflict"):
            kind = graph.word(subject, "ev:contradictionKind")
            yield {"claim": other, "kind": kind, "why": graph.one(subject, "ev:explanation")}


def _line(graph: _Graph, node: str) -> Fields:
    return {
        "study": graph.id(graph.one(node, "ev:fromStudy")),
        "finding": graph.id(graph.one(node, "sepio:0000084")),
        "direction": _DIRECTION.get(graph.one(node, "sepio:0000183") or ""),
        "directness": graph.word(node, "ev:directness"),
        "why": graph.one(node, "ev:rationale"),
    }


def _is_judged(graph: _Graph, node: str) -> bool:
    return graph.one(node, "ev:judgedBy") is not None


def _judgement(graph: _Graph, node: str) -> Fields:
    texts = {"by": "ev:judgedBy", "date": "ev:judgedOn", "why": "ev:judgedBecause", "of": "ev:fingerprint"}
    return graph.fields(node, texts) | {
        "verdict": graph.word(node, "ev:verdict"),
        "certainty": graph.word(node, "ev:certainty"),
    }


def _study(graph: _Graph, node: str) -> Fields:
    report = graph.one(node, "sepio:0000442") or ""
    citation = graph.one(report, "dct:bibliographicCitation") or ""
    authors = sorted(graph.all(report, "dc:creator"), key=lambda name: (citation.find(name), name))
    texts = {
        "title": "dct:title", "year": "dct:issued", "journal": "prism:publicationName", "volume": "bibo:volume",
        "issue": "bibo:issue", "pages": "bibo:pages", "doi": "bibo:doi", "pmid": "fabio:hasPubMedId",
        "pmcid": "fabio:hasPubMedCentralId", "arxiv": "fabio:hasArXivId", "url": "schema:url",
    }  # fmt: skip
    own = {
        "id": "ev:id", "population": "ev:studyPopulation", "participants": "ev:participants",
        "included_studies": "ev:includedStudies", "certainty": "ev:reportedCertainty",
        "stated_level": "ev:statedLevel", "limitations": "ev:limitations",
    }  # fmt: skip
    findings = sorted(graph.all(node, "ev:hasFinding"), key=lambda x: int(graph.one(x, "ev:order") or 0))
    return (
        graph.fields(report, texts)
        | graph.fields(node, own)
        | {
            "authors": authors,
            "design": graph.word(node, "ev:design"),
            "included_designs": graph.words(node, "ev:includedDesign"),
            "overlaps": [_overlap(graph, x) for x in graph.all(node, "ev:hasOverlap")],
            "findings": [_finding(graph, x) for x in findings],
            "integrity": _integrity(graph, node, report),
            "rating": graph.word(node, "ev:reportedRating"),
            "risk_of_bias": graph.word(node, "ev:riskOfBias"),
            "unpublished": graph.one(node, "ev:unpublished") == "true",
            "verified": graph.word(node, "ev:verified"),
            "seen_at": graph.all(node, "ev:seenAt"),
        }
    )


def _overlap(graph: _Graph, node: str) -> Fields:
    other = graph.id(graph.one(node, "ev:overlapsWith"))
    return {"study": other, "kind": graph.word(node, "ev:overlapKind"), "why": graph.one(node, "ev:note")}


def _finding(graph: _Graph, node: str) -> Fields:
    texts = {
        "id": "ev:id",
        "outcome": "ev:outcome",
        "comparison": "ev:comparison",
        "unit": "ev:unit",
        "note": "ev:note",
        "stated_level": "ev:statedLevel",
    }
    numbers = {"value": "ev:pointEstimate", "ci_low": "ev:ciLower", "ci_high": "ev:ciUpper", "ci_level": "ev:ciLevel"}
    exact = graph.one(node, "ev:pValue")
    return graph.fields(node, texts | numbers) | {
        "measure": _MEASURE.get(graph.one(node, "ev:effectMeasure") or ""),
        "rating": graph.word(node, "ev:reportedRating"),
        "p": float(exact) if exact else graph.one(node, "ev:pValueBound"),
    }


def _integrity(graph: _Graph, study: str, report: str) -> Fields | None:
    status = graph.word(study, "ev:integrityStatus")
    if status is None:
        return None
    notice = graph.one(study, "rdfs:seeAlso")
    if status == "retracted":
        notice = next((x for x in graph.pointing("cito:retracts", report) if x != f"{report}/retraction"), None)
    texts = {"date": "ev:integrityDate", "why": "ev:integrityReason"}
    return graph.fields(study, texts) | {"status": status, "notice": notice}


def _article(graph: _Graph, node: str) -> Fields:
    texts = {
        "id": "ev:id", "title": "dct:title", "publisher": "dc:publisher", "kind": "ev:articleKind",
        "url": "schema:url", "published": "dct:issued", "source": "dc:source",
        "text": "ev:textFile",
    }  # fmt: skip
    inside = graph.pointing("ev:inArticle", node)
    statements = [x for x in inside if graph.is_a(x, "ev:Statement")]
    statements.sort(key=lambda x: int(graph.one(x, "ev:order") or 0))
    return graph.fields(node, texts) | {
        "references": [_reference(graph, x) for x in inside if graph.is_a(x, "ev:Reference")],
        "statements": [_statement(graph, x) for x in statements],
    }


def _reference(graph: _Graph, node: str) -> Fields:
    texts = {"as_cited": "ev:asCited", "where": "ev:whereCited", "note": "ev:note", "judged_on": "ev:citationJudgedOn"}
    return graph.fields(node, texts) | {
        "id": _local(graph, node),
        "resolves_to": graph.id(graph.one(node, "ev:resolvesTo")),
        "status": graph.word(node, "ev:referenceStatus"),
        "source_type": graph.word(node, "ev:sourceType"),
        "supports_statement": graph.word(node, "ev:citationVerdict"),
    }


def _statement(graph: _Graph, node: str) -> Fields:
    anchor = node.rpartition("/")[2]
    selector = f"{node}/selector"
    quote = graph.fields(selector, {"exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix"})
    return graph.fields(node, {"section": "ev:section", "says": "ev:says"}) | {
        "id": None if anchor == graph.one(node, "ev:order") else anchor,
        "claim": graph.id(graph.one(node, "ev:aboutClaim")),
        "stance": graph.word(node, "ev:stance"),
        "appeal": graph.one(node, "ev:appealsToEvidence") == "true",
        "cites": [_local(graph, x) for x in graph.all(node, "ev:cites")],
        "numbers": graph.all(node, "ev:statedNumber"),
        "quote": quote if quote["exact"] else None,
    }


def _local(graph: _Graph, reference: str) -> str:
    """Return the id of a reference within its article."""
    return (graph.id(reference) or "").rpartition("/")[2]


def _conflict(graph: _Graph, node: str) -> Fields:
    texts = {"id": "ev:id", "explanation": "ev:explanation", "because": "ev:because"}
    return graph.fields(node, texts) | {
        "kind": graph.word(node, "ev:conflictKind"),
        "articles": graph.ids(node, "ev:betweenArticle"),
        "claims": graph.ids(node, "ev:between"),
        "stronger_side": graph.id(graph.one(node, "ev:strongerSide")) or UNCLEAR_SIDE,
    }


def _converted(found: Iterable[Fields], kind: type[T]) -> tuple[T, ...]:
    """Return records, sorted by id; raises ValueError that names the one that is not whole."""
    records: list[T] = []
    for fields in found:
        try:
            records.append(msgspec.convert(_given(fields), kind, strict=False))
        except msgspec.ValidationError as error:
            name = f"{kind.__name__.lower()} '{fields.get('id')}'"
            raise ValueError(f"{name} is not whole: {error} (write the dump with 'kg export', all layers)") from error
    return tuple(sorted(records, key=lambda record: record.id))


def _given(fields: Fields) -> Fields:
    """Return the fields without those that are not given, at every depth."""
    return {
        name: [_given(x) if isinstance(x, dict) else x for x in value] if isinstance(value, list)
        else _given(value) if isinstance(value, dict) else value
        for name, value in fields.items()
        if value is not None
    }  # fmt: skip
