"""The first page: what this is, three ways in, how much there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.render.pages.topic import topic_views
from kg.render.routes import ARTICLES, CLAIMS, CONTRADICTIONS, HOME, STUDIES
from kg.render.site import Page
from kg.render.views import claim_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.render.catalogue import Catalogue
    from kg.render.pages.topic import TopicView
    from kg.render.site import Site
    from kg.render.views import ClaimView

_CONTESTED: Final = 6


@dataclass(frozen=True, slots=True)
class _Count:
    number: str
    noun: str
    href: str


@dataclass(frozen=True, slots=True)
class _HomePage:
    counts: tuple[_Count, ...]
    topics: tuple[TopicView, ...]
    contested: tuple[ClaimView, ...]


def home_pages(site: Site) -> Iterator[Page]:
    """Yield the first page."""
    catalogue = site.catalogue
    view = _HomePage(_counts(catalogue), topic_views(catalogue), _contested(site))
    description = "What health articles say, what studies found, and whether the two agree."
    yield Page(HOME, "home.html", "", view, description)


def _counts(catalogue: Catalogue) -> tuple[_Count, ...]:
    records = catalogue.records
    counts = (
        (len(records.claims), "claims", CLAIMS),
        (sum(len(x.evidence) for x in records.claims), "lines of evidence", CLAIMS),
        (len(records.studies), "studies", STUDIES),
        (sum(len(x.findings) for x in records.studies), "findings", STUDIES),
        (len(records.articles), "articles", ARTICLES),
        (sum(len(x.statements) for x in records.articles), "statements", ARTICLES),
        (sum(x.origin != "candidate" for x in catalogue.appraised.clashes), "contradictions", CONTRADICTIONS),
    )
    return tuple(_Count(f"{number:,}", noun, href) for number, noun, href in counts)


def _contested(site: Site) -> tuple[ClaimView, ...]:
    """Return the claims on which most studies stand against each other."""
    views = [claim_view(x, site.catalogue, site.words) for x in site.catalogue.records.claims]
    smaller_side = {x.id: _smaller_side(x) for x in views}
    views.sort(key=lambda x: (-smaller_side[x.id], x.id))
    return tuple(x for x in views[:_CONTESTED] if smaller_side[x.id])


def _smaller_side(claim: ClaimView) -> int:
    sides = {x.key: x.count for x in claim.tally.parts}
    return min(sides.get("supports", 0), sides.get("disputes", 0))
