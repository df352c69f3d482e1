"""All contradictions: claims that clash with claims, and conflicts of articles, with both sides."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.render.routes import CONTRADICTIONS
from kg.render.site import Page
from kg.render.views_contradiction import conflict_view, pair_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.render.site import Site
    from kg.render.views_contradiction import ConflictView, PairView
    from kg.render.words import Word


@dataclass(frozen=True, slots=True)
class _ContradictionsPage:
    pairs: tuple[PairView, ...]
    conflicts: tuple[ConflictView, ...]
    pair_kinds: tuple[Word, ...]
    conflict_kinds: tuple[Word, ...]


def contradictions_pages(site: Site) -> Iterator[Page]:
    """Yield the page with all contradictions."""
    catalogue, words = site.catalogue, site.words
    conflicts = catalogue.records.conflicts
    view = _ContradictionsPage(
        tuple(pair_view(x, catalogue, words) for x in catalogue.pairs),
        tuple(conflict_view(x, catalogue, words) for x in conflicts),
        tuple(words.of("contradiction", x) for x in sorted({x.kind for x in catalogue.pairs})),
        tuple(words.of("conflict", x) for x in sorted({x.kind for x in conflicts})),
    )
    description = "Claims that cannot both hold as worded, and articles that disagree, with both sides."
    yield Page(CONTRADICTIONS, "contradictions.html", "Contradictions", view, description, scripts=("filter.js",))
