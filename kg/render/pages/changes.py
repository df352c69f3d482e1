"""The page of changes: what became of the evidence, release by release, the newest first."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kg.render.routes import CHANGES, Link, page_of
from kg.render.site import Draft, Page

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from kg.diff.words import Item
    from kg.render.site import Site


@dataclass(frozen=True, slots=True)
class _Item:
    text: str
    details: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class _Section:
    title: str
    items: tuple[_Item, ...]


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
    catalogue = site.catalogue
    known = {
        "claim": catalogue.claims,
        "study": catalogue.studies,
        "article": catalogue.articles,
        "topic": catalogue.topics,
    }
    view = tuple(
        _Release(
            release.id,
            release.when[:10],
            release.title,
            tuple(_Section(x.title, tuple(_item(item, known) for item in x.items)) for x in release.sections),
        )
        for release in site.history
    )
    return Page(CHANGES, "changes.html", "Changes", view, "What changed in the evidence, and because of what.")


def _item(item: Item, known: Mapping[str, Container[str]]) -> _Item:
    """Return an item with links to those of its records that have a page now."""
    links = tuple(Link(name, page_of(kind, name)) for kind, name in item.about if name in known.get(kind, ()))
    return _Item(item.text, item.details, links)
