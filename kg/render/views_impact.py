"""Views of what hangs on a study: the answers that would be others without it, and what articles would then be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.appraise.assess import assess
from kg.appraise.stance import bearing
from kg.appraise.words import headline
from kg.labels import article_name, statement_anchor
from kg.render.routes import Link, page_of, place_on
from kg.render.views import claim_view
from kg.render.views_article import bearing_view
from kg.render.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.appraise import Assessment
    from kg.records import Study, Verdict
    from kg.render.catalogue import Catalogue
    from kg.render.views import ClaimView
    from kg.render.views_article import BearingView
    from kg.render.words import Words


@dataclass(frozen=True, slots=True)
class MovedView:
    """A statement of an article that would stand elsewhere to the evidence."""

    place: Link
    says: str
    before: BearingView
    after: BearingView


@dataclass(frozen=True, slots=True)
class LossView:
    """A claim whose answer would be another, and what it would be."""

    claim: ClaimView
    without: str
    moved: tuple[MovedView, ...]


@dataclass(frozen=True, slots=True)
class ImpactView:
    """What would change without a study: verdicts, or the certainty alone.

    `void`: the claims whose standing judgement by a curator would fall; `same`: how many claims would stay as they are.
    """

    verdicts: tuple[LossView, ...]
    certainties: tuple[LossView, ...]
    void: tuple[Link, ...]
    same: int

    @property
    def sentence(self) -> str:
        """Return what would change, counted."""
        parts = list[str]()
        if count := len(self.verdicts):
            parts.append(counted(count, "verdict would be another", "verdicts would be others"))
        if count := len(self.certainties):
            parts.append(f"{counted(count, 'verdict')} would stand with another certainty")
        if self.same and parts:
            parts.append(f"{self.same:,} would stay as {'it is' if self.same == 1 else 'they are'}")
        return f"Without it, {listed(parts)}." if parts else ""


def impact_view(study: Study, catalogue: Catalogue, words: Words) -> ImpactView:
    """Return what would change if a study were retracted; of one that is, nothing."""
    verdicts, certainties, void = list[LossView](), list[LossView](), list[Link]()
    claims = dict.fromkeys(claim.id for claim, _ in catalogue.lines_of_study[study.id])
    same = 0
    for name in claims:
        claim, now = catalogue.claims[name], catalogue.appraised.answers[name]
        if now.basis == "judged":
            void.append(Link(claim.text, page_of("claim", name)))
            continue
        after = assess(claim, catalogue.studies, fallen={study.id})
        if study.id in now.keystones:
            verdicts.append(_loss(now, after, catalogue, words))
        elif now.verdict == after.verdict and now.verdict != "unclear" and now.certainty != after.certainty:
            certainties.append(_loss(now, after, catalogue, words))
        else:
            same += 1
    return ImpactView(tuple(verdicts), tuple(certainties), tuple(void), same)


def _loss(now: Assessment, after: Assessment, catalogue: Catalogue, words: Words) -> LossView:
    moved = tuple(_moved(now.claim, now.verdict, after.verdict, catalogue))
    return LossView(claim_view(catalogue.claims[now.claim], catalogue, words), headline(after), moved)


def _moved(claim: str, before: Verdict, after: Verdict, catalogue: Catalogue) -> Iterator[MovedView]:
    for said in catalogue.said_of_claim[claim]:
        statement = said.statement
        stood, stands = bearing(statement.stance, before), bearing(statement.stance, after)
        if stood != stands:
            place = place_on("article", said.article.id, f"statement/{statement_anchor(statement, said.position)}")
            yield MovedView(
                Link(article_name(said.article), place), statement.says, bearing_view(stood), bearing_view(stands)
            )
