"""A page for each claim: sentence, verdict and why, the evidence either way, who says it, what it clashes with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kg.render.neighbours import around_claim
from kg.render.plots.forest import claim_forest
from kg.render.plots.timeline import claim_timeline
from kg.render.reuse import citation_text, revised
from kg.render.routes import TOPICS, Link, page_of, share_image_of
from kg.render.site import Draft, Page
from kg.render.views import claim_view
from kg.render.views_claim import answer_view, outlook_view, rows_of, stances_of, voice_views
from kg.render.views_contradiction import clash_views
from kg.render.views_verdict import assessment_view, judgement_view
from kg.render.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.records import Claim
    from kg.render.neighbourhood import Neighbourhood
    from kg.render.plots.forest import Forest
    from kg.render.plots.timeline import Timeline
    from kg.render.site import Site
    from kg.render.views import ClaimView
    from kg.render.views_claim import AnswerView, OutlookView, RowsView, VoiceView
    from kg.render.views_contradiction import ClashView
    from kg.render.views_verdict import AssessmentView, JudgementView
    from kg.render.words import Word


@dataclass(frozen=True, slots=True)
class _Slot:
    """A part of the question behind a claim, such as its population."""

    anchor: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where what the page says comes from: the place of the record, how facts were checked, the state of the data."""

    place: str
    read: str
    checked: str
    revised: str


@dataclass(frozen=True, slots=True)
class _ClaimPage:
    claim: ClaimView
    assessment: AssessmentView
    judgement: JudgementView | None
    slots: tuple[_Slot, ...]
    effect: Word
    answer: AnswerView
    groups: tuple[RowsView, ...]
    forest: Forest
    timeline: Timeline | None
    outlook: OutlookView
    said: tuple[VoiceView, ...]
    stances: str
    clashes: tuple[ClashView, ...]
    broader: Link | None
    narrower: tuple[ClaimView, ...]
    around: Neighbourhood
    origin: _Origin
    citation: str
    id: str


def claim_pages(site: Site) -> Iterator[Draft]:
    """Yield one page per claim."""
    for claim in site.catalogue.records.claims:
        yield Draft(page_of("claim", claim.id), partial(_page, claim, site))


def _page(claim: Claim, site: Site) -> Page:
    view = _view(claim, site)
    return Page(
        page_of("claim", claim.id),
        "claim.html",
        claim.text,
        view,
        description=f"{claim.text} {view.claim.verdict.sentence} {view.claim.tally.sentence}",
        trail=(Link("Topics", TOPICS), view.claim.topic_link),
        resource=f"claim/{claim.id}",
        image=share_image_of(claim.id),
        styles=("claim.css", "neighbourhood.css", "plots.css"),
        scripts=("table.js",),
    )


def _view(claim: Claim, site: Site) -> _ClaimPage:
    catalogue, words = site.catalogue, site.words
    broader = catalogue.claims[claim.broader] if claim.broader else None
    return _ClaimPage(
        claim=claim_view(claim, catalogue, words),
        assessment=assessment_view(claim, catalogue),
        judgement=judgement_view(claim, catalogue),
        slots=_slots(claim),
        effect=words.of("effect", claim.effect),
        answer=answer_view(claim, catalogue, words),
        groups=rows_of(claim, catalogue, words),
        forest=claim_forest(claim, catalogue, words),
        timeline=claim_timeline(claim, catalogue, words),
        outlook=outlook_view(claim, catalogue),
        said=voice_views(claim, catalogue, words),
        stances=stances_of(claim, catalogue),
        clashes=clash_views(catalogue.appraised.clashes_of_claim[claim.id], catalogue, words),
        broader=Link(broader.text, page_of("claim", broader.id)) if broader else None,
        narrower=tuple(claim_view(x, catalogue, words) for x in catalogue.narrower[claim.id]),
        around=around_claim(claim, catalogue),
        origin=_origin(claim, site),
        citation=citation_text(claim, site),
        id=claim.id,
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


def _facts(seen: int, total: int) -> str:
    if seen == total:
        return "the facts of the one study" if total == 1 else f"the facts of all {total} studies"
    return f"the facts of {seen} of {counted(total, 'study', 'studies')}"


def _origin(claim: Claim, site: Site) -> _Origin:
    studies = [site.catalogue.studies[x] for x in sorted({line.study for line in claim.evidence})]
    seen = sum(x.verified == "seen" for x in studies)
    looked_up = [x.integrity.date for x in studies if x.integrity]
    place = f"{claim.at.path}, line {claim.at.line}" if claim.at.path else ""
    read = [f"{_facts(seen, len(studies))} were read on the pages that each names"]
    if memory := len(studies) - seen:
        read.append(f"{memory} {'is' if memory == 1 else 'are'} partly from memory")
    checked = f"{len(looked_up)} of {len(studies)}, the latest on {max(looked_up)}" if looked_up else "none yet"
    return _Origin(place, f"{listed(read)}.".capitalize() if studies else "", checked, revised(site))
