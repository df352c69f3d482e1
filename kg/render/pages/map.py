"""The evidence map: where there is evidence, how good it is and which way it points, and where there is none."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kg.render.plots.evidence_map import evidence_map
from kg.render.routes import MAP
from kg.render.site import Draft, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.render.site import Site


def map_pages(site: Site) -> Iterator[Draft]:
    """Yield the map."""
    yield Draft(MAP, partial(_page, site))


def _page(site: Site) -> Page:
    return Page(
        MAP,
        "map.html",
        "Evidence map",
        evidence_map(site.catalogue, site.words),
        description="Every claim by topic, level of evidence and verdict, and where evidence is missing.",
        styles=("plots.css",),
    )
