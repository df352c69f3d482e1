"""The list of all claims, with filters."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kg.appraise.model import CERTAINTIES
from kg.appraise.words import CERTAINTY
from kg.render.routes import CLAIMS
from kg.render.site import Draft, Page
from kg.render.views import claim_view
from kg.render.views_verdict import VERDICT_ORDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.render.site import Site
    from kg.render.views import ClaimView
    from kg.render.words import Word


@dataclass(frozen=True, slots=True)
class _ClaimsPage:
    claims: tuple[ClaimView, ...]
    topics: tuple[tuple[str, str], ...]
    kinds: tuple[Word, ...]
    verdicts: tuple[str, ...]
    certainties: tuple[tuple[str, str], ...]


def claims_pages(site: Site) -> Iterator[Draft]:
    """Yield the page with all claims, sorted by their sentence."""
    yield Draft(CLAIMS, partial(_page, site))


def _page(site: Site) -> Page:
    catalogue, words = site.catalogue, site.words
    claims = sorted(catalogue.records.claims, key=lambda x: (x.text.casefold(), x.id))
    used = {x.topic for x in claims}
    views = tuple(claim_view(x, catalogue, words) for x in claims)
    verdicts = {x.verdict.key for x in views}
    certainties = {x.verdict.certainty_key for x in views}
    view = _ClaimsPage(
        views,
        tuple(sorted(((x.id, x.label) for x in catalogue.topics.values() if x.id in used), key=lambda x: x[1])),
        tuple(words.of("kind", x) for x in sorted({x.kind for x in claims})),
        tuple(x for x in VERDICT_ORDER if x in verdicts),
        tuple((x, CERTAINTY[x]) for x in CERTAINTIES if x in certainties),
    )
    description = "Every claim of the collection in one sentence, with the verdict on it and how the studies lean."
    return Page(CLAIMS, "claims.html", "Claims", view, description, scripts=("filter.js",))
