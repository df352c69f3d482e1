"""The page of changes: what became of the evidence, release by release, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from kg.labels import article_name, short_citation
from kg.render.routes import CHANGES, Link, page_of
from kg.render.site import Draft, Page
from kg.render.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.diff.words import Item, Section
    from kg.render.catalogue import Catalogue
    from kg.render.site import Site

_MANY: Final = 3
"""More changes of one sort than these are folded."""


@dataclass(frozen=True, slots=True)
class _Item:
    text: str
    details: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class _Section:
    """Changes of one sort; `number` counts them in words where they are too many to stand open."""

    title: str
    items: tuple[_Item, ...]
    number: str


@dataclass(frozen=True, slots=True)
class _Release:
    anchor: str
    date: str
    title: str
    sections: tuple[_Section, ...]


def changes_pages(site: Site) -> Iterator[Draft]:
    """Yield the page, where the site was built with its history."""
    if site.history:
        yield Draft(CHANGES, partial(_page, site))


def _page(site: Site) -> Page:
    known = _names(site.catalogue)
    view = tuple(
        _Release(
            release.id,
            release.when[:10],
            release.title,
            tuple(_section(x, known) for x in release.sections),
        )
        for release in site.history
    )
    description = "What changed in the evidence, and because of what."
    return Page(CHANGES, "changes.html", "Changes", view, description, styles=("records.css",))


def _names(catalogue: Catalogue) -> dict[str, dict[str, str]]:
    """Return what the records that have a page are called, by kind and id."""
    return {
        "claim": {x.id: x.text for x in catalogue.claims.values()},
        "study": {x.id: short_citation(x) for x in catalogue.studies.values()},
        "article": {x.id: article_name(x) for x in catalogue.articles.values()},
        "topic": {x.id: x.label for x in catalogue.topics.values()},
    }


def _section(section: Section, known: Mapping[str, Mapping[str, str]]) -> _Section:
    items = tuple(_item(item, known) for item in section.items)
    return _Section(section.title, items, counted(len(items), "change") if len(items) > _MANY else "")


def _item(item: Item, known: Mapping[str, Mapping[str, str]]) -> _Item:
    """Return an item with links to those of its records that have a page now."""
    links = tuple(
        Link(known[kind][name], page_of(kind, name)) for kind, name in item.about if name in known.get(kind, ())
    )
    return _Item(item.text, item.details, links)
