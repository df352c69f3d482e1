"""What was computed about each claim, for the derived layer: verdict, certainty, level, and every reason."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.appraise.judgement import overtaken
from kg.appraise.words import explain, headline, level_words, reason_words
from kg.labels import short_citation
from kg.rdf.terms import about, boolean, integer, maybe_integer, name, node, text
from kg.vocabulary import concept

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.appraise.model import Appraisal, Assessment, Reason
    from kg.iris import Iris
    from kg.rdf.terms import Fact
    from kg.records import Records


def appraisal_facts(records: Records, appraisal: Appraisal, iris: Iris) -> Iterator[Fact]:
    """Yield the assessment of every claim, and the level of every line of evidence."""
    studies = {study.id: study for study in records.studies}
    names = {study.id: short_citation(study) for study in records.studies}
    for claim in records.claims:
        assessment = appraisal.claims[claim.id]
        yield from _assessment(assessment, appraisal.rule_version, iris, lambda study: names[study])
        yield from _levels(assessment, iris)
        stands = appraisal.standing[claim.id]
        if claim.judgement is not None:
            reasons = overtaken(claim, claim.judgement, studies)
            yield from about(iris.judgement(claim.id), (("ev:reviewBecause", text(reason)) for reason in reasons))
        yield from about(
            iris.claim(claim.id),
            (
                ("ev:basis", node(concept("basis", stands.basis))),
                ("ev:claimVerdict", node(concept("verdict", stands.verdict))),
                ("ev:claimCertainty", node(concept("certainty", stands.certainty)) if stands.certainty else None),
            ),
        )


def _assessment(found: Assessment, version: str, iris: Iris, cite: Callable[[str], str]) -> Iterator[Fact]:
    subject = iris.assessment(found.claim)
    yield from about(iris.claim(found.claim), (("ev:assessment", node(subject)),))
    yield from about(
        subject,
        (
            ("rdf:type", name("ev:CertaintyAssessment")),
            ("rdf:type", name("prov:Entity")),
            ("ev:ofClaim", node(iris.claim(found.claim))),
            ("ev:computed", boolean(value=True)),
            ("ev:ruleVersion", text(version)),
            ("prov:wasAttributedTo", name("ev:appraisal-rules")),
            ("ev:verdict", node(concept("verdict", found.verdict))),
            ("ev:leaning", node(concept("verdict", found.leaning)) if found.leaning else None),
            ("ev:certainty", node(concept("certainty", found.certainty)) if found.certainty else None),
            ("ev:certaintyStartsAt", node(concept("certainty", found.starts_at)) if found.starts_at else None),
            ("ev:level", maybe_integer(found.level)),
            ("ev:headline", text(headline(found))),
            ("ev:argument", text("\n".join(explain(found, cite)))),
        ),
    )
    for predicate, studies in (
        ("ev:decidedBy", found.decided_by),
        ("ev:agreeing", found.agreeing),
        ("ev:dissent", found.dissent),
        ("ev:outweighed", found.outweighed),
        ("ev:leftOpenBy", found.left_open),
        ("ev:keystone", found.keystones),
        ("ev:notIndependent", found.overlapping),
        ("ev:leftOut", found.retracted),
    ):
        yield from about(subject, ((predicate, node(iris.study(study))) for study in studies))
    yield from _reasons(subject, "verdict", found.why, iris, cite)
    yield from _reasons(subject, "certainty", found.lowered, iris, cite)


def _reasons(
    assessment: str, of: str, reasons: Iterable[Reason], iris: Iris, cite: Callable[[str], str]
) -> Iterator[Fact]:
    for position, reason in enumerate(reasons, start=1):
        subject = f"{assessment}/{of}/{position}"
        yield from about(assessment, (("ev:hasReason", node(subject)),))
        yield from about(
            subject,
            (
                ("rdf:type", name("ev:Reason")),
                ("ev:reasonFor", text(of)),
                ("ev:reasonCode", text(reason.code)),
                ("ev:order", integer(position)),
                ("ev:reasonText", text(reason_words(reason, cite))),
                ("ev:lowersBy", integer(reason.steps) if of == "certainty" else None),
            ),
        )
        yield from about(subject, (("ev:reasonStudy", node(iris.study(study))) for study in reason.studies))


def _levels(found: Assessment, iris: Iris) -> Iterator[Fact]:
    for line in found.lines:
        yield from about(
            iris.evidence(found.claim, line.study, line.finding),
            (
                ("ev:level", integer(line.level.number)),
                ("ev:synthesis", boolean(value=line.level.synthesis)),
                ("ev:levelReason", text(level_words(line.level))),
                ("ev:standing", node(concept("standing", line.standing))),
            ),
        )
