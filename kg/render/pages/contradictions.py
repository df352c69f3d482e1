"""All contradictions: those that curators noted, those that a rule found, and those that only look like one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from kg.render.routes import CONTRADICTIONS
from kg.render.site import Draft, Page
from kg.render.views_contradiction import ORIGINS, SCOPES, clash_views
from kg.render.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.appraise.contradictions import Clash
    from kg.render.site import Site
    from kg.render.views import ClaimView
    from kg.render.views_contradiction import ClashView
    from kg.render.words import Word

_PARTS: Final[tuple[tuple[str, str, str], ...]] = (
    ("curated", "Noted by curators", "A person read both sides and wrote down in what they differ."),
    (
        "detected",
        "Found by a rule",
        "A rule of the program found them in what curators recorded. Nobody has judged them.",
    ),
    (
        "studies",
        "Study against study",
        "Pairs of studies whose results on one claim point opposite ways, put together by a rule and judged by nobody.",
    ),
    (
        "candidate",
        "Looks like a contradiction",
        "Claims alike in what is done and measured, with effects that differ. Nobody has judged whether they clash.",
    ),
)
_BY_CLAIM: Final = "studies"
_MANY: Final = 12
"""From more cards than these a part is folded."""


@dataclass(frozen=True, slots=True)
class _Fold:
    """Contradictions under one heading, with their number in words; `claim` where all are on one."""

    heading: str
    number: str
    claim: ClaimView | None
    clashes: tuple[ClashView, ...]


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of the page: few contradictions one by one, many in folds."""

    key: str
    heading: str
    meaning: str
    count: int
    clashes: tuple[ClashView, ...]
    folds: tuple[_Fold, ...]


@dataclass(frozen=True, slots=True)
class _View:
    """The parts, and what the filter over all of them offers."""

    parts: tuple[_Part, ...]
    count: int
    scopes: tuple[tuple[str, str], ...]
    kinds: tuple[Word, ...]
    origins: tuple[tuple[str, str], ...]


def contradictions_pages(site: Site) -> Iterator[Draft]:
    """Yield the page with all contradictions."""
    yield Draft(CONTRADICTIONS, partial(_page, site))


def _page(site: Site) -> Page:
    description = "Claims that cannot both hold as worded, and articles and studies that disagree, with both sides."
    title, sheets, scripts = "Contradictions", ("records.css",), ("filter.js",)
    view = _view(site)
    return Page(CONTRADICTIONS, "contradictions.html", title, view, description, styles=sheets, scripts=scripts)


def _view(site: Site) -> _View:
    clashes = site.catalogue.appraised.clashes
    parts = tuple(_part(site, *part) for part in _PARTS)
    return _View(
        tuple(part for part in parts if part.count),
        len(clashes),
        tuple((scope, words) for scope, words in SCOPES.items() if any(x.scope == scope for x in clashes)),
        tuple(site.words.of("contradiction", x) for x in sorted({x.kind for x in clashes})),
        tuple((origin, words) for origin, words in ORIGINS.items() if any(x.origin == origin for x in clashes)),
    )


def _part(site: Site, key: str, heading: str, meaning: str) -> _Part:
    found = tuple(x for x in site.catalogue.appraised.clashes if _part_of(x) == key)
    views = clash_views(found, site.catalogue, site.words)
    if key == _BY_CLAIM:
        return _Part(key, heading, meaning, len(views), (), tuple(_by_claim(views)))
    if len(views) > _MANY:
        return _Part(key, heading, meaning, len(views), (), tuple(_by_scope(views)))
    return _Part(key, heading, meaning, len(views), views, ())


def _part_of(clash: Clash) -> str:
    """Return the part that a contradiction stands in: studies apart, which a rule found; else who says so."""
    return _BY_CLAIM if clash.scope == "study-study" and clash.origin == "detected" else clash.origin


def _by_claim(views: tuple[ClashView, ...]) -> Iterator[_Fold]:
    """Yield the pairs of studies by claim, in the order of the claims' sentences."""
    by_claim: dict[str, list[ClashView]] = {}
    for view in sorted(views, key=lambda x: x.sides[0].claim.link.text.casefold()):
        by_claim.setdefault(view.sides[0].claim.id, []).append(view)
    for clashes in by_claim.values():
        claim = clashes[0].sides[0].claim
        yield _Fold(claim.link.text, counted(len(clashes), "pair"), claim, tuple(clashes))


def _by_scope(views: tuple[ClashView, ...]) -> Iterator[_Fold]:
    """Yield contradictions by who stands against whom."""
    for scope, words in SCOPES.items():
        if clashes := tuple(x for x in views if x.scope_key == scope):
            yield _Fold(words.capitalize(), counted(len(clashes), "contradiction"), None, clashes)
