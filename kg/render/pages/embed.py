"""What other sites can show of a claim: a badge as SVG, and a card for a frame; neither has a script."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from kg.appraise.meaning import reason_in_a_line
from kg.labels import short_citation
from kg.render.machine.linked import address
from kg.render.routes import page_of
from kg.render.site import Draft, Page
from kg.render.views import claim_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.records import Claim
    from kg.render.site import Site
    from kg.render.views import ClaimView

_COLOURS: Final = {
    "supports": "#0d6b4f",
    "disputes": "#a33b1c",
    "contested": "#6b5a1e",
    "inconclusive": "#6b5a1e",
    "untested": "#575d64",
}
"""The light colours of the site's sheet; white on each has a contrast above 5.9."""
_SHAPES: Final = {
    "supports": "M0 0h10v10h-10z",
    "disputes": "M5 0l5 10h-10z",
    "contested": "M0 0l5 3.5l5 -3.5v10l-5 -3.5l-5 3.5z",
    "inconclusive": "M5 0a5 5 0 1 0 .01 0zM5 2.4a2.6 2.6 0 1 1 -.01 0z",
    "untested": "M0 4h10v2h-10z",
}
_LEFT: Final = 68
_PER_CHARACTER: Final = 6.1  # pixels, about what 11 px Verdana takes; `textLength` makes it exact


@dataclass(frozen=True, slots=True)
class _Badge:
    """A badge: its whole width, where its right part begins and how wide that is, in pixels."""

    label: str
    words: str
    colour: str
    shape: str
    left: int
    right: int

    @property
    def width(self) -> int:
        return self.left + self.right


@dataclass(frozen=True, slots=True)
class _Card:
    claim: ClaimView
    why: str
    address: str


def embed_pages(site: Site) -> Iterator[Draft]:
    """Yield a badge and a card for each claim."""
    for claim in site.catalogue.records.claims:
        for name, make in (("badge.svg", _badge), ("card.html", _card)):
            path = f"claim/{claim.id}/{name}"
            yield Draft(path, partial(_page, path, name, make, claim, site), listed=False)


def _page(path: str, template: str, make: Callable[[Claim, Site], object], claim: Claim, site: Site) -> Page:
    return Page(path, template, claim.text, make(claim, site))


def _card(claim: Claim, site: Site) -> _Card:
    view = claim_view(claim, site.catalogue, site.words)
    return _Card(view, _why(claim, site), address(site, page_of("claim", claim.id)))


def _why(claim: Claim, site: Site) -> str:
    """Return why the verdict that stands is what it is: a curator's words, else what decides by the rules."""
    if site.catalogue.appraised.answers[claim.id].basis == "judged" and claim.judgement:
        return claim.judgement.why
    studies = site.catalogue.studies
    return reason_in_a_line(site.catalogue.appraised.assessments[claim.id], lambda x: short_citation(studies[x]))


def _badge(claim: Claim, site: Site) -> _Badge:
    view = claim_view(claim, site.catalogue, site.words)
    verdict = view.verdict
    words = ", ".join(x for x in (verdict.key, verdict.certainty) if x)
    return _Badge(
        f"{view.link.text} {verdict.sentence}",
        words,
        _COLOURS[verdict.way],
        _SHAPES[verdict.way],
        _LEFT,
        round(len(words) * _PER_CHARACTER) + 32,
    )
