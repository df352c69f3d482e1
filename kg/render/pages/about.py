"""Pages of plain words: method and limits, and the page for an address that leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.render.routes import ABOUT
from kg.render.site import Page
from kg.render.views import DIRECTION_ORDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.render.site import Site


def about_pages(site: Site) -> Iterator[Page]:
    """Yield the page on method and limits, and the page for what is not found."""
    directions = tuple(site.words.direction(x) for x in DIRECTION_ORDER)
    yield Page(ABOUT, "about.html", "Method and limits", directions, "How the collection is made, and its limits.")
    yield Page("404.html", "404.html", "Not found", site.base, listed=False)
