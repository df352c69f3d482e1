"""All contradictions: those that curators noted, those that a rule found, and those that only look like one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from kg.render.routes import CONTRADICTIONS
from kg.render.site import Draft, Page
from kg.render.views_contradiction import SCOPES, clash_views

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.appraise.contradictions import Origin
    from kg.render.site import Site
    from kg.render.views_contradiction import ClashView
    from kg.render.words import Word

_GROUPS: Final[tuple[tuple[Origin, str, str], ...]] = (
    ("curated", "Noted by curators", "A person read both sides and wrote down in what they differ."),
    (
        "detected",
        "Found by a rule",
        "A rule of the program found them in what curators recorded. Nobody has judged them.",
    ),
    (
        "candidate",
        "Looks like a contradiction",
        "Claims alike in what is done and measured, with effects that differ. Nobody has judged whether they clash.",
    ),
)


@dataclass(frozen=True, slots=True)
class _Group:
    key: Origin
    heading: str
    meaning: str
    clashes: tuple[ClashView, ...]
    scopes: tuple[tuple[str, str], ...]
    kinds: tuple[Word, ...]


def contradictions_pages(site: Site) -> Iterator[Draft]:
    """Yield the page with all contradictions."""
    yield Draft(CONTRADICTIONS, partial(_page, site))


def _page(site: Site) -> Page:
    groups = tuple(_group(site, *group) for group in _GROUPS)
    description = "Claims that cannot both hold as worded, and articles and studies that disagree, with both sides."
    title, sheets, scripts = "Contradictions", ("records.css",), ("filter.js",)
    return Page(CONTRADICTIONS, "contradictions.html", title, groups, description, styles=sheets, scripts=scripts)


def _group(site: Site, origin: Origin, heading: str, meaning: str) -> _Group:
    found = tuple(x for x in site.catalogue.appraised.clashes if x.origin == origin)
    return _Group(
        origin,
        heading,
        meaning,
        clash_views(found, site.catalogue, site.words),
        tuple((scope, words) for scope, words in SCOPES.items() if any(x.scope == scope for x in found)),
        tuple(site.words.of("contradiction", x) for x in sorted({x.kind for x in found})),
    )
