"""The search page: a form that is also an address, facets, and what it says before anything is asked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from kg.appraise.model import CERTAINTIES
from kg.appraise.words import CERTAINTY
from kg.render.findable import KINDS
from kg.render.routes import SEARCH, Link, page_of
from kg.render.site import Draft, Page
from kg.render.views_verdict import VERDICT_ORDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.render.findable import Findable
    from kg.render.search import Search
    from kg.render.site import Site

_YEARS: Final = 5  # years from one choice of "since" to the next


@dataclass(frozen=True, slots=True)
class _Facet:
    """A way to narrow results down: its name in the address, its label, and (value, words) to choose from."""

    name: str
    label: str
    everything: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _SearchPage:
    folder: str
    total: int
    facets: tuple[_Facet, ...]
    topics: tuple[Link, ...]


def search_pages(site: Site) -> Iterator[Draft]:
    """Yield the search page."""
    if site.search is not None:
        yield Draft(SEARCH, partial(_page, site, site.search))


def _page(site: Site, search: Search) -> Page:
    found = search.found
    topics = sorted(site.catalogue.records.topics, key=lambda x: (x.label.casefold(), x.id))
    view = _SearchPage(
        search.folder,
        len(found),
        tuple(x for x in _facets(site, found) if x.choices),
        tuple(Link(x.label, page_of("topic", x.id)) for x in topics),
    )
    description = "Find claims, studies, articles and topics by words of your own."
    return Page(
        SEARCH, "search.html", "Search", view, description,
        styles=("search.css",), scripts=("search-rank.js", "search.js"),
    )  # fmt: skip


def _facets(site: Site, found: tuple[Findable, ...]) -> Iterator[_Facet]:
    kinds = {x.kind for x in found}
    yield _Facet("type", "Type", "every type", tuple((x, KINDS[x][1]) for x in KINDS if x in kinds))
    topics = {y for x in found for y in x.topics}
    labels = sorted((site.catalogue.topics[x].label, x) for x in topics)
    yield _Facet("topic", "Topic", "every topic", tuple((name, label) for label, name in labels))
    verdicts = {x.verdict.key for x in found if x.verdict}
    yield _Facet("verdict", "Verdict", "every verdict", tuple((x, x) for x in VERDICT_ORDER if x in verdicts))
    certainties = {x.verdict.certainty_key for x in found if x.verdict}
    choices = tuple((x, CERTAINTY[x]) for x in CERTAINTIES if x in certainties)
    yield _Facet("certainty", "Certainty", "any certainty", choices)
    years = sorted({x.year // _YEARS * _YEARS for x in found if x.year}, reverse=True)
    yield _Facet("year", "Published", "in any year", tuple((str(x), f"{x} or later") for x in years))
