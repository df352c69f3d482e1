"""What articles leave out: known studies, among the best on a claim, that go against what the article says of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kg.appraise import appraise
from kg.appraise.contradictions.articles import opposing_levels
from kg.records import Stance  # noqa: TC001 - msgspec reads the annotations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.appraise.contradictions.model import Position
    from kg.appraise.model import Appraisal, Assessment
    from kg.records import Article, Records, Study


class Omission(Struct, frozen=True):
    """A study that an article does not mention although it goes against the article's stance on a claim.

    `level`: that of its best line on the claim. `cites_any`: whether the article leads to a study at all.
    """

    article: str
    claim: str
    stance: Stance
    study: str
    level: int
    cites_any: bool


def find_omissions(records: Records, appraisal: Appraisal | None = None) -> tuple[Omission, ...]:
    """Return what each article leaves out, sorted by article, claim, level and study.

    For each claim that an article asserts or hedges these are studies that dispute it, for each that it denies studies
    that support it; of the best two levels at which a line on the claim can decide, since what is weaker than that
    need not be named. A study that a cited review is known to include is not left out, nor one of a later year than the
    article, where that tells when it appeared.
    """
    assessments = (appraisal or appraise(records)).claims
    studies = {study.id: study for study in records.studies}
    found = (omission for article in records.articles for omission in _of_article(article, assessments, studies))
    return tuple(sorted(found, key=lambda x: (x.article, x.claim, x.level, x.study, x.stance)))


def _of_article(
    article: Article, assessments: Mapping[str, Assessment], studies: Mapping[str, Study]
) -> Iterator[Omission]:
    cited = {x.resolves_to for x in article.references if x.resolves_to in studies}
    covered = cited | {
        overlap.study for name in cited if name for overlap in studies[name].overlaps if overlap.kind == "includes"
    }
    for (claim, position), stance in _stances(article).items():
        if claim in assessments:
            for study, level in opposing_levels(assessments[claim], position).items():
                if study not in covered and not _is_later(studies[study], article):
                    yield Omission(article.id, claim, stance, study, level, bool(cited))


def _is_later(study: Study, article: Article) -> bool:
    return article.published is not None and study.year > int(article.published[:4])


def _stances(article: Article) -> dict[tuple[str, Position], Stance]:
    """Return how firmly an article says (or denies) each claim; asserted in one place is asserted."""
    found: dict[tuple[str, Position], Stance] = {}
    for statement in article.statements:
        position: Position = "against" if statement.stance == "denies" else "for"
        key = (statement.claim, position)
        if found.get(key) != "asserts":
            found[key] = statement.stance
    return found
