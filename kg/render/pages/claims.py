"""The list of all claims, with filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.render.routes import CLAIMS
from kg.render.site import Page
from kg.render.views import claim_view

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


def claims_pages(site: Site) -> Iterator[Page]:
    """Yield the page with all claims, sorted by their sentence."""
    catalogue, words = site.catalogue, site.words
    claims = sorted(catalogue.records.claims, key=lambda x: (x.text.casefold(), x.id))
    used = {x.topic for x in claims}
    view = _ClaimsPage(
        tuple(claim_view(x, catalogue, words) for x in claims),
        tuple(sorted(((x.id, x.label) for x in catalogue.topics.values() if x.id in used), key=lambda x: x[1])),
        tuple(words.of("kind", x) for x in sorted({x.kind for x in claims})),
    )
    description = "Every claim of the collection in one sentence, with how the studies on it lean."
    yield Page(CLAIMS, "claims.html", "Claims", view, description, scripts=("filter.js",))
