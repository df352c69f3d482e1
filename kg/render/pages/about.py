"""Pages of plain words: method and limits, accessibility, and the page for an address that leads nowhere."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kg.render.licence import licence_link
from kg.render.routes import ABOUT, Link
from kg.render.site import Draft, Page
from kg.render.views import DIRECTION_ORDER
from kg.render.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.render.catalogue import Catalogue
    from kg.render.site import Site
    from kg.render.words import Word

ACCESSIBILITY = "accessibility/index.html"


@dataclass(frozen=True, slots=True)
class _AboutPage:
    """What the page on the method counts in the collection, in words."""

    directions: tuple[Word, ...]
    rule_version: str
    studies: str
    from_memory: str
    looked_up: str
    judged: str
    licence: Link | None
    vendored: str


def about_pages(site: Site) -> Iterator[Draft]:
    """Yield the page on method and limits, that on accessibility, and the page for what is not found."""
    yield Draft(ABOUT, partial(_page, site))
    trail = (Link("About and method", ABOUT),)
    description = "How this site is made to be used by everybody, and where it falls short."
    page = Page(ACCESSIBILITY, "accessibility.html", "Accessibility", None, description, trail)
    yield Draft(ACCESSIBILITY, lambda: page)
    yield Draft("404.html", lambda: Page("404.html", "404.html", "Not found", site.base), listed=False)


def _page(site: Site) -> Page:
    view = _about(site, site.catalogue)
    return Page(ABOUT, "about.html", "About and method", view, "How the collection is made and judged, and its limits.")


def _about(site: Site, catalogue: Catalogue) -> _AboutPage:
    studies = catalogue.records.studies
    memory = sum(1 for x in studies if x.verified == "memory")
    looked_up = sum(1 for x in studies if x.integrity)
    judged = sum(1 for x in catalogue.appraised.answers.values() if x.basis == "judged")
    return _AboutPage(
        tuple(site.words.direction(x) for x in DIRECTION_ORDER),
        catalogue.appraised.rule_version,
        counted(len(studies), "study", "studies"),
        f"{memory:,} {'is' if memory == 1 else 'are'} partly known from memory" if memory else "",
        counted(looked_up, "study", "studies") if looked_up else "",
        counted(judged, "claim") if judged else "",
        licence_link(site.licence),
        site.assets.get("vendor/manifest.json", ""),
    )
