"""The first page: a question first, three ways in, what is contested, fragile and new, how much there is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from kg.appraise.meaning import short_answer
from kg.appraise.model import CERTAINTIES
from kg.render.pages.topic import topic_views
from kg.render.routes import ARTICLES, CLAIMS, CONTRADICTIONS, HOME, STUDIES, Link, page_of
from kg.render.site import Draft, Page
from kg.render.views import claim_view
from kg.render.views_verdict import WAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.appraise import Assessment
    from kg.render.catalogue import Catalogue
    from kg.render.pages.topic import TopicView
    from kg.render.site import Site
    from kg.render.views import ClaimView

_MOST: Final = 4
_QUESTIONS: Final = 8


@dataclass(frozen=True, slots=True)
class _Count:
    number: str
    noun: str
    href: str


@dataclass(frozen=True, slots=True)
class _Question:
    """What a lay person asks, the shape of the verdict on it, and the answer in a word or two."""

    link: Link
    way: str
    answer: str


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Some claims that have one thing in common."""

    anchor: str
    heading: str
    claims: tuple[ClaimView, ...]


@dataclass(frozen=True, slots=True)
class _HomePage:
    questions: tuple[_Question, ...]
    shelves: tuple[_Shelf, ...]
    topics: tuple[TopicView, ...]
    counts: tuple[_Count, ...]


def home_pages(site: Site) -> Iterator[Draft]:
    """Yield the first page."""
    yield Draft(HOME, partial(_page, site))


def _page(site: Site) -> Page:
    catalogue = site.catalogue
    view = _HomePage(tuple(_questions(site)), tuple(_shelves(site)), topic_views(catalogue), _counts(catalogue))
    description = "What health articles say, what studies found, and whether the two agree."
    return Page(HOME, "home.html", "", view, description, styles=("home.css",))


def _questions(site: Site) -> Iterator[_Question]:
    """Yield claims that are written as a question too; those with most studies and statements come first."""
    catalogue = site.catalogue
    asked = [x for x in catalogue.records.claims if x.question]
    asked.sort(key=lambda x: (-len(catalogue.said_of_claim[x.id]) - len(x.evidence), x.id))
    for claim in asked[:_QUESTIONS]:
        found = catalogue.appraised.answers[claim.id]
        answer = short_answer(found.verdict, found.certainty)
        yield _Question(Link(claim.question or "", page_of("claim", claim.id)), WAYS[found.verdict], answer)


def _shelves(site: Site) -> Iterator[_Shelf]:
    """Yield what is contested, what hangs on one study, and what has the newest evidence; no claim twice."""
    answers = site.catalogue.appraised.answers
    years = {x.id: x.year for x in site.catalogue.studies.values()}
    shown = set[str]()
    for anchor, heading, rank in (
        ("contested", "Where the best studies disagree", lambda x: x.verdict == "contested"),
        ("fragile", "What hangs on one study", lambda x: len(x.keystones) == 1 and x.verdict != "contested"),
        ("new", "Where the newest studies decide", lambda x: max((years[y] for y in x.decided_by), default=0)),
    ):
        found = [x for x in site.catalogue.records.claims if x.id not in shown and rank(answers[x.id])]
        found.sort(key=lambda x: (-rank(answers[x.id]), *_certain(answers[x.id]), x.id))
        shown.update(x.id for x in found[:_MOST])
        if found:
            views = tuple(claim_view(x, site.catalogue, site.words) for x in found[:_MOST])
            yield _Shelf(anchor, heading, views)


def _certain(found: Assessment) -> tuple[int, int]:
    """Return what sorts the most certain first, of those the ones with most studies on them."""
    certainty = len(CERTAINTIES) if found.certainty is None else CERTAINTIES.index(found.certainty)
    return certainty, -len({x.study for x in found.lines})


def _counts(catalogue: Catalogue) -> tuple[_Count, ...]:
    records = catalogue.records
    counts = (
        (len(records.claims), "claims", CLAIMS),
        (sum(len(x.evidence) for x in records.claims), "lines of evidence", CLAIMS),
        (len(records.studies), "studies", STUDIES),
        (sum(len(x.findings) for x in records.studies), "findings", STUDIES),
        (len(records.articles), "articles", ARTICLES),
        (sum(len(x.statements) for x in records.articles), "statements", ARTICLES),
        (sum(x.origin != "candidate" for x in catalogue.appraised.clashes), "contradictions", CONTRADICTIONS),
    )
    return tuple(_Count(f"{number:,}", noun, href) for number, noun, href in counts)
