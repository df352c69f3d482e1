"""Views of the list of studies: what each is, which topics it is on, what hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.labels import short_citation
from kg.render.routes import Link, page_of
from kg.render.views_report import place_of
from kg.render.views_study import study_view

if TYPE_CHECKING:
    from kg.records import Study
    from kg.render.catalogue import Catalogue
    from kg.render.views_study import StudyView
    from kg.render.words import Word, Words


@dataclass(frozen=True, slots=True)
class ListedStudy:
    """A study in the list; `people` and the counts are what the table is sorted by."""

    study: StudyView
    title: str
    place: str
    people: int
    topics: tuple[Link, ...]
    topic_keys: str
    claims: int
    hanging: int
    integrity: str


@dataclass(frozen=True, slots=True)
class StudiesView:
    """The list, and what it can be filtered by."""

    studies: tuple[ListedStudy, ...]
    designs: tuple[Word, ...]
    topics: tuple[tuple[str, str], ...]
    integrity: tuple[Word, ...]
    from_memory: bool
    hanging: int


def studies_view(catalogue: Catalogue, words: Words) -> StudiesView:
    """Return the list of studies by author and year."""
    studies = sorted(catalogue.records.studies, key=lambda x: (short_citation(x).casefold(), x.id))
    rows = tuple(_listed(x, catalogue, words) for x in studies)
    on = {key for row in rows for key in row.topic_keys.split()}
    return StudiesView(
        rows,
        tuple(words.of("design", x) for x in sorted({x.design for x in studies})),
        tuple((x.id, x.label) for x in sorted(catalogue.records.topics, key=lambda x: x.label) if x.id in on),
        tuple(words.of("integrity", x) for x in sorted({x.integrity for x in rows if x.integrity})),
        any(x.study.from_memory for x in rows),
        sum(1 for x in rows if x.hanging),
    )


def _listed(study: Study, catalogue: Catalogue, words: Words) -> ListedStudy:
    claims = {claim.id: claim for claim, _ in catalogue.lines_of_study[study.id]}
    topics = sorted({claim.topic for claim in claims.values()})
    return ListedStudy(
        study_view(study, words),
        study.title,
        place_of(study),
        study.participants or 0,
        tuple(Link(catalogue.topics[x].label, page_of("topic", x)) for x in topics),
        " ".join(topics),
        len(claims),
        len(catalogue.appraised.hanging[study.id]),
        "" if study.integrity is None else study.integrity.status,
    )
