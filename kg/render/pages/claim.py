"""A page for each claim: sentence, verdict and why, the evidence either way, who says it, what it clashes with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.render.neighbours import around_claim
from kg.render.plots.forest import claim_forest
from kg.render.plots.timeline import claim_timeline
from kg.render.routes import TOPICS, Link, page_of
from kg.render.site import Page
from kg.render.views import DIRECTION_ORDER, claim_view, evidence_view, said_view
from kg.render.views_contradiction import clash_views
from kg.render.views_verdict import assessment_view, judgement_view
from kg.render.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.records import Claim
    from kg.render.catalogue import Catalogue
    from kg.render.neighbourhood import Neighbourhood
    from kg.render.plots.forest import Forest
    from kg.render.plots.timeline import Timeline
    from kg.render.site import Site
    from kg.render.views import ClaimView, EvidenceView, SaidView
    from kg.render.views_contradiction import ClashView
    from kg.render.views_verdict import AssessmentView, JudgementView
    from kg.render.words import Word, Words


@dataclass(frozen=True, slots=True)
class _Slot:
    """A part of the question behind a claim, such as its population."""

    anchor: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class _Group:
    """The lines of evidence that point one way, direct ones first."""

    direction: Word
    heading: str
    lines: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True)
class _ClaimPage:
    claim: ClaimView
    assessment: AssessmentView
    judgement: JudgementView | None
    slots: tuple[_Slot, ...]
    effect: Word
    groups: tuple[_Group, ...]
    forest: Forest
    timeline: Timeline | None
    said: tuple[SaidView, ...]
    clashes: tuple[ClashView, ...]
    broader: Link | None
    narrower: tuple[ClaimView, ...]
    around: Neighbourhood


def claim_pages(site: Site) -> Iterator[Page]:
    """Yield one page per claim."""
    catalogue = site.catalogue
    for claim in catalogue.records.claims:
        view = _view(claim, catalogue, site.words)
        yield Page(
            page_of("claim", claim.id),
            "claim.html",
            claim.text,
            view,
            description=f"{claim.text} {view.claim.verdict.sentence} {view.claim.tally.sentence}",
            trail=(Link("Topics", TOPICS), view.claim.topic_link),
            resource=f"claim/{claim.id}",
            styles=("neighbourhood.css", "plots.css"),
        )


def _view(claim: Claim, catalogue: Catalogue, words: Words) -> _ClaimPage:
    broader = catalogue.claims[claim.broader] if claim.broader else None
    return _ClaimPage(
        claim=claim_view(claim, catalogue, words),
        assessment=assessment_view(claim, catalogue),
        judgement=judgement_view(claim, catalogue),
        slots=_slots(claim),
        effect=words.of("effect", claim.effect),
        groups=_groups(claim, catalogue, words),
        forest=claim_forest(claim, catalogue, words),
        timeline=claim_timeline(claim, catalogue, words),
        said=tuple(said_view(x, words) for x in catalogue.said_of_claim[claim.id]),
        clashes=clash_views(catalogue.appraised.clashes_of_claim[claim.id], catalogue, words),
        broader=Link(broader.text, page_of("claim", broader.id)) if broader else None,
        narrower=tuple(claim_view(x, catalogue, words) for x in catalogue.narrower[claim.id]),
        around=around_claim(claim, catalogue),
    )


def _slots(claim: Claim) -> tuple[_Slot, ...]:
    slots = (
        ("population", "People", claim.population),
        ("exposure", "Exposure", claim.exposure),
        ("intervention", "Intervention", claim.intervention),
        ("comparator", "Compared with", claim.comparator),
        ("outcome", "Outcome", claim.outcome),
    )
    return tuple(_Slot(f"pico/{key}", name, text) for key, name, text in slots if text)


def _groups(claim: Claim, catalogue: Catalogue, words: Words) -> tuple[_Group, ...]:
    groups = list[_Group]()
    for direction in DIRECTION_ORDER:
        lines = sorted(
            (x for x in claim.evidence if x.direction == direction),
            key=lambda x: (x.directness != "direct", -catalogue.studies[x.study].year, x.study, x.finding or ""),
        )
        if lines:
            count = counted(len({x.study for x in lines}), "study", "studies")
            views = tuple(evidence_view(claim, x, catalogue, words) for x in lines)
            groups.append(_Group(words.direction(direction), count, views))
    return tuple(groups)
