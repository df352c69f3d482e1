"""The studies layer: each study, the publication that reports it, and its findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.labels import full_citation, short_citation
from kg.rdf.terms import (
    about,
    boolean,
    doi_node,
    integer,
    maybe,
    maybe_decimal,
    maybe_integer,
    name,
    node,
    text,
    typed,
    web_iri,
)
from kg.vocabulary import MEASURES, REPORT_CLASS, REPORT_CLASSES, STUDY_CLASSES, concept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.iris import Iris
    from kg.rdf.terms import Fact
    from kg.records import Finding, Integrity, Overlap, Records, Study


def study_facts(records: Records, iris: Iris) -> Iterator[Fact]:
    """Yield the asserted facts about studies, reports and findings."""
    for study in records.studies:
        yield from _study(study, iris)
        yield from _report(study, iris)
        if study.integrity is not None:
            yield from _integrity(study, study.integrity, iris)
        for overlap in study.overlaps:
            yield from _overlap(study, overlap, iris)
        for position, finding in enumerate(study.findings, start=1):
            yield from about(iris.study(study.id), (("ev:hasFinding", node(iris.finding(study.id, finding.id))),))
            yield from _finding(study, finding, position, iris)


def _study(study: Study, iris: Iris) -> Iterator[Fact]:
    subject = iris.study(study.id)
    own_class = STUDY_CLASSES.get(study.design)
    yield from about(
        subject,
        (
            ("rdf:type", name("ev:Study")),
            ("rdf:type", node(own_class) if own_class else None),
            ("ev:id", text(study.id)),
            ("rdfs:label", text(short_citation(study))),
            ("sepio:0000442", node(iris.report(study.id))),
            ("ev:design", node(concept("design", study.design))),
            ("ev:studyPopulation", text(study.population)),
            ("ev:participants", maybe_integer(study.participants)),
            ("ev:includedStudies", maybe_integer(study.included_studies)),
            ("ev:reportedCertainty", maybe(study.certainty)),
            ("ev:reportedRating", node(concept("certainty", study.rating)) if study.rating else None),
            ("ev:statedLevel", maybe_integer(study.stated_level)),
            ("ev:riskOfBias", node(concept("bias", study.risk_of_bias)) if study.risk_of_bias else None),
            ("ev:unpublished", boolean(value=True) if study.unpublished else None),
            ("ev:limitations", text(study.limitations)),
            ("ev:verified", node(concept("verified", study.verified))),
        ),
    )
    yield from about(subject, (("ev:includedDesign", node(concept("design", d))) for d in study.included_designs))
    yield from about(subject, (("ev:seenAt", node(web_iri(url))) for url in study.seen_at))


def _report(study: Study, iris: Iris) -> Iterator[Fact]:
    subject = iris.report(study.id)
    yield from about(
        subject,
        (
            ("rdf:type", node(REPORT_CLASSES.get(study.design, REPORT_CLASS))),
            ("dct:title", text(study.title)),
            ("dct:bibliographicCitation", text(full_citation(study))),
            ("dct:issued", typed(f"{study.year:04}", "gYear")),
            ("prism:publicationName", maybe(study.journal)),
            ("bibo:volume", maybe(study.volume)),
            ("bibo:issue", maybe(study.issue)),
            ("bibo:pages", maybe(study.pages)),
            ("dct:identifier", doi_node(study.doi) if study.doi else None),
            ("bibo:doi", maybe(study.doi)),
            ("fabio:hasPubMedId", maybe(study.pmid)),
            ("fabio:hasPubMedCentralId", maybe(study.pmcid)),
            ("fabio:hasArXivId", maybe(study.arxiv)),
            ("schema:url", node(web_iri(study.url)) if study.url else None),
        ),
    )
    yield from about(subject, (("dc:creator", text(author)) for author in study.authors))


def _integrity(study: Study, integrity: Integrity, iris: Iris) -> Iterator[Fact]:
    yield from about(
        iris.study(study.id),
        (
            ("ev:integrityStatus", node(concept("integrity", integrity.status))),
            ("ev:integrityDate", typed(integrity.date, "date")),
            ("ev:integrityReason", maybe(integrity.why)),
        ),
    )
    if integrity.status == "retracted":
        notice = web_iri(integrity.notice) if integrity.notice else iris.report(study.id) + "/retraction"
        yield from about(
            notice,
            (
                ("rdf:type", name("fabio:RetractionNotice")),
                ("cito:retracts", node(iris.report(study.id))),
                ("dct:issued", typed(integrity.date, "date")),
            ),
        )
    elif integrity.notice:
        yield from about(iris.study(study.id), (("rdfs:seeAlso", node(web_iri(integrity.notice))),))


def _overlap(study: Study, overlap: Overlap, iris: Iris) -> Iterator[Fact]:
    subject = iris.overlap(study.id, overlap.study)
    yield from about(iris.study(study.id), (("ev:hasOverlap", node(subject)),))
    yield from about(
        subject,
        (
            ("rdf:type", name("ev:Overlap")),
            ("ev:overlapsWith", node(iris.study(overlap.study))),
            ("ev:overlapKind", node(concept("overlap", overlap.kind))),
            ("ev:note", text(overlap.why)),
        ),
    )


def _finding(study: Study, finding: Finding, position: int, iris: Iris) -> Iterator[Fact]:
    bound = finding.p if isinstance(finding.p, str) else None
    exact = None if isinstance(finding.p, str) else finding.p
    yield from about(
        iris.finding(study.id, finding.id),
        (
            ("rdf:type", name("ev:Finding")),
            ("rdf:type", name("sepio:0000173")),
            ("ev:id", text(finding.id)),
            ("ev:order", integer(position)),
            ("ev:outcome", text(finding.outcome)),
            ("ev:comparison", maybe(finding.comparison)),
            ("ev:effectMeasure", node(MEASURES[finding.measure])),
            ("ev:pointEstimate", maybe_decimal(finding.value)),
            ("ev:ciLower", maybe_decimal(finding.ci_low)),
            ("ev:ciUpper", maybe_decimal(finding.ci_high)),
            ("ev:ciLevel", maybe_decimal(finding.ci_level)),
            ("ev:pValue", maybe_decimal(exact)),
            ("ev:pValueBound", maybe(bound)),
            ("ev:unit", maybe(finding.unit)),
            ("ev:note", maybe(finding.note)),
            ("ev:reportedRating", node(concept("certainty", finding.rating)) if finding.rating else None),
            ("ev:statedLevel", maybe_integer(finding.stated_level)),
        ),
    )
