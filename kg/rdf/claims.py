"""The claims layer: topics, synonyms, claims with their PICO, and contradictions between claims."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.rdf.terms import about, boolean, name, node, text, typed
from kg.vocabulary import concept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.iris import Iris
    from kg.rdf.terms import Fact
    from kg.records import Claim, Contradiction, Judgement, Records, Synonym, Topic

_SLOTS: Final = (
    ("population", "pico:population", "pico:Population"),
    ("intervention", "pico:interventionGroup", "pico:InterventionGroup"),
    ("exposure", "pico:interventionGroup", "ev:ExposureGroup"),
    ("comparator", "pico:comparatorGroup", "pico:InterventionGroup"),
    ("outcome", "pico:outcomeGroup", "pico:OutcomeGroup"),
)


def claim_facts(records: Records, iris: Iris) -> Iterator[Fact]:
    """Yield the asserted facts about topics, synonyms, claims and contradictions."""
    yield from about(iris.scheme(), (("rdf:type", name("skos:ConceptScheme")), ("dct:title", text("Claims", "en"))))
    for topic in records.topics:
        yield from _topic(topic, iris)
    for synonym in records.synonyms:
        yield from _synonym(synonym, iris)
    for claim in records.claims:
        yield from _claim(claim, iris)
        if claim.judgement is not None:
            yield from _judgement(claim, claim.judgement, iris)
        for other in claim.contradicts:
            yield from _contradiction(claim, other, iris)


def _topic(topic: Topic, iris: Iris) -> Iterator[Fact]:
    yield from about(
        iris.topic(topic.id),
        (
            ("rdf:type", name("ev:Topic")),
            ("rdf:type", name("skos:Concept")),
            ("ev:id", text(topic.id)),
            ("skos:prefLabel", text(topic.label, "en")),
            ("skos:definition", text(topic.description, "en")),
        ),
    )


def _synonym(synonym: Synonym, iris: Iris) -> Iterator[Fact]:
    subject = iris.synonym(synonym.id)
    yield from about(
        subject,
        (
            ("rdf:type", name("ev:Synonym")),
            ("rdf:type", name("skos:Concept")),
            ("ev:id", text(synonym.id)),
            ("skos:prefLabel", text(synonym.label, "en")),
            ("skos:broader", node(iris.synonym(synonym.broader)) if synonym.broader else None),
        ),
    )
    yield from about(subject, (("skos:altLabel", text(words, "en")) for words in synonym.also))


def _claim(claim: Claim, iris: Iris) -> Iterator[Fact]:
    yield from about(
        iris.claim(claim.id),
        (
            ("rdf:type", name("ev:Claim")),
            ("rdf:type", name("sepio:0000000")),
            ("rdf:type", name("skos:Concept")),
            ("ev:id", text(claim.id)),
            ("skos:prefLabel", text(claim.text, "en")),
            ("ev:question", text(claim.question, "en") if claim.question else None),
            ("ev:meaning", text(claim.meaning, "en") if claim.meaning else None),
            ("skos:inScheme", node(iris.scheme())),
            ("ev:topic", node(iris.topic(claim.topic))),
            ("ev:kind", node(concept("kind", claim.kind))),
            ("ev:effect", node(concept("effect", claim.effect))),
            ("ev:pico", node(iris.pico(claim.id))),
            ("skos:broader", node(iris.claim(claim.broader)) if claim.broader else None),
        ),
    )
    yield from about(iris.pico(claim.id), (("rdf:type", name("pico:PICO")),))
    slots = {"population": claim.population, "intervention": claim.intervention, "exposure": claim.exposure,
             "comparator": claim.comparator, "outcome": claim.outcome}  # fmt: skip
    for slot, predicate, kind in _SLOTS:
        words = slots[slot]
        if words is not None:
            group = iris.pico(claim.id, slot)
            yield from about(iris.pico(claim.id), ((predicate, node(group)),))
            yield from about(group, (("rdf:type", name(kind)), ("rdfs:label", text(words, "en"))))


def _judgement(claim: Claim, judgement: Judgement, iris: Iris) -> Iterator[Fact]:
    subject = iris.judgement(claim.id)
    yield from about(iris.claim(claim.id), (("ev:assessment", node(subject)),))
    yield from about(
        subject,
        (
            ("rdf:type", name("ev:CertaintyAssessment")),
            ("rdf:type", name("prov:Entity")),
            ("ev:ofClaim", node(iris.claim(claim.id))),
            ("ev:computed", boolean(value=False)),
            ("ev:verdict", node(concept("verdict", judgement.verdict))),
            ("ev:certainty", node(concept("certainty", judgement.certainty)) if judgement.certainty else None),
            ("ev:judgedBy", text(judgement.by)),
            ("ev:judgedOn", typed(judgement.date, "date")),
            ("ev:judgedBecause", text(judgement.why)),
            ("ev:fingerprint", text(judgement.of)),
        ),
    )


def _contradiction(claim: Claim, other: Contradiction, iris: Iris) -> Iterator[Fact]:
    this, that = iris.claim(claim.id), iris.claim(other.claim)
    yield from about(
        iris.contradiction(claim.id, other.claim),
        (
            ("rdf:type", name("ev:Contradiction")),
            ("ev:between", node(this)),
            ("ev:between", node(that)),
            ("ev:contradictionKind", node(concept("contradiction", other.kind))),
            ("ev:explanation", text(other.why)),
        ),
    )
    if other.kind == "superseded":
        yield from about(this, (("dct:replaces", node(that)),))
