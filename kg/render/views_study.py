"""Views of studies and findings that several pages share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.appraise.words import DESIGNS
from kg.labels import estimate, short_citation
from kg.records import REVIEW_DESIGNS
from kg.render.routes import Link, page_of
from kg.render.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.records import Finding, Study
    from kg.render.catalogue import Catalogue
    from kg.render.words import Word, Words

_NOT_PEOPLE: Final = ("animal", "laboratory")
_OVERLAPS: Final = {
    "same-people": ("Reports on the same people as", "Reports on the same people as"),
    "includes": ("Includes", "Is included in"),
    "restates": ("Restates", "Is restated by"),
}


def is_retracted(study: Study) -> bool:
    """Return whether the publication was withdrawn, and not reinstated."""
    return study.integrity is not None and study.integrity.status == "retracted"


def size_of(study: Study) -> str:
    """Return how much a study rests on, such as "17 studies, 114,829 people"; empty where it is not known."""
    parts = list[str]()
    if study.included_studies is not None:
        parts.append(counted(study.included_studies, "study", "studies"))
    if study.participants is not None:
        people = study.design not in _NOT_PEOPLE
        parts.append(counted(study.participants, "person", "people") if people else f"n = {study.participants:,}")
    return ", ".join(parts)


def included_of(study: Study, words: Words) -> str:
    """Return the designs that a review includes, in words; empty for what is not a review."""
    if study.design not in REVIEW_DESIGNS or not study.included_designs:
        return ""
    if study.included_designs == ("unstated",):
        return "designs that it does not name"
    return listed([_plural(design, words) for design in study.included_designs])


def _plural(design: str, words: Words) -> str:
    return DESIGNS[design][1] if design in DESIGNS else words.of("design", design).label


@dataclass(frozen=True, slots=True)
class StudyView:
    """A study in a line: citation, design, size."""

    link: Link
    year: int
    design: Word
    size: str
    integrity: Word | None
    from_memory: bool


def study_view(study: Study, words: Words) -> StudyView:
    """Return a study in a line."""
    status = study.integrity.status if study.integrity else "ok"
    return StudyView(
        Link(short_citation(study), page_of("study", study.id)),
        study.year,
        words.of("design", study.design),
        size_of(study),
        None if status == "ok" else words.of("integrity", status),
        study.verified == "memory",
    )


@dataclass(frozen=True, slots=True)
class ReportedView:
    """What a study says of itself: what that is called, and the value in words."""

    name: str
    words: str
    value: Word | None = None


def reported_views(study: Study, words: Words) -> Iterator[ReportedView]:
    """Yield what a study says of its own certainty, level and risk of bias, and that no journal took it."""
    if study.certainty:
        yield ReportedView("Certainty, as its authors report it", study.certainty)
    if study.rating:
        yield ReportedView("Their rating on the usual scale", "", words.of("certainty", study.rating))
    if study.stated_level:
        yield ReportedView("Level of evidence, as it states it", f"level {study.stated_level}")
    if study.risk_of_bias:
        yield ReportedView("Risk of bias, as its authors report it", "", words.of("bias", study.risk_of_bias))
    if study.unpublished:
        yield ReportedView("Where it appeared", "in no journal: a report or a talk")


@dataclass(frozen=True, slots=True)
class FindingView:
    """A finding in words and numbers; `rated` is how sure its authors are of it."""

    anchor: str
    outcome: str
    comparison: str
    result: str
    measure: Word
    note: str
    rated: str


def finding_view(finding: Finding, words: Words) -> FindingView:
    """Return a finding in words and numbers."""
    return FindingView(
        f"finding/{finding.id}",
        finding.outcome,
        finding.comparison or "",
        estimate(finding),
        words.measure(finding.measure),
        finding.note or "",
        "; ".join(_rated(finding, words)),
    )


def _rated(finding: Finding, words: Words) -> Iterator[str]:
    if finding.rating:
        yield f"certainty, as its authors rate it: {words.of('certainty', finding.rating).label}"
    if finding.stated_level:
        yield f"level of evidence, as stated: {finding.stated_level}"


@dataclass(frozen=True, slots=True)
class OverlapView:
    """That a study is not independent of another, seen from the study; `anchor` is empty on the other's page."""

    anchor: str
    words: str
    other: Link
    why: str


def overlap_views(study: Study, catalogue: Catalogue) -> Iterator[OverlapView]:
    """Yield what a study is not independent of."""
    for holder, overlap in catalogue.overlaps_of_study[study.id]:
        own = holder.id == study.id
        other = catalogue.studies[overlap.study] if own else holder
        yield OverlapView(
            f"overlap/{overlap.study}" if own else "",
            _OVERLAPS[overlap.kind][0 if own else 1],
            Link(short_citation(other), page_of("study", other.id)),
            overlap.why,
        )
