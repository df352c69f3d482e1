"""The list of topics and a page for each: its claims, and who writes about them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kg.labels import article_name
from kg.render.neighbours import around_topic
from kg.render.plots.topic_map import topic_map, verdict_counts
from kg.render.routes import TOPICS, Link, graph_of, page_of, table_of
from kg.render.site import Draft, Page
from kg.render.views import claim_view
from kg.render.views_contradiction import clash_views
from kg.render.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.records import Topic
    from kg.render.catalogue import Catalogue
    from kg.render.neighbourhood import Neighbourhood
    from kg.render.plots.topic_map import TopicMap
    from kg.render.site import Site
    from kg.render.views import ClaimView
    from kg.render.views_contradiction import ClashView
    from kg.render.words import Words


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic in a list, with how much there is on it; `verdicts` are shapes and words."""

    link: Link
    description: str
    counts: str
    verdicts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _TopicPage:
    topic: TopicView
    graph: str
    claims: tuple[ClaimView, ...]
    clashes: tuple[ClashView, ...]
    articles: tuple[tuple[Link, str], ...]
    around: Neighbourhood
    map: TopicMap
    table: str


def topic_pages(site: Site) -> Iterator[Draft]:
    """Yield the list, then one page per topic."""
    yield Draft(TOPICS, partial(_list, site.catalogue))
    for topic in _sorted(site.catalogue):
        yield Draft(page_of("topic", topic.id), partial(_page, topic, site))


def _list(catalogue: Catalogue) -> Page:
    description = "The subject areas that claims are filed under."
    return Page(TOPICS, "topics.html", "Topics", topic_views(catalogue), description)


def _page(topic: Topic, site: Site) -> Page:
    return Page(
        page_of("topic", topic.id),
        "topic.html",
        topic.label,
        _view(topic, site.catalogue, site.words),
        description=topic.description,
        trail=(Link("Topics", TOPICS),),
        resource=f"topic/{topic.id}",
        styles=("neighbourhood.css", "plots.css"),
    )


def topic_views(catalogue: Catalogue) -> tuple[TopicView, ...]:
    """Return all topics, sorted by their name."""
    return tuple(_listed(x, catalogue) for x in _sorted(catalogue))


def _sorted(catalogue: Catalogue) -> list[Topic]:
    return sorted(catalogue.records.topics, key=lambda x: (x.label.casefold(), x.id))


def _listed(topic: Topic, catalogue: Catalogue) -> TopicView:
    claims = catalogue.claims_of_topic[topic.id]
    studies = {line.study for claim in claims for line in claim.evidence}
    counts = f"{counted(len(claims), 'claim')}, {counted(len(studies), 'study', 'studies')}"
    return TopicView(
        Link(topic.label, page_of("topic", topic.id)), topic.description, counts, verdict_counts(claims, catalogue)
    )


def _view(topic: Topic, catalogue: Catalogue, words: Words) -> _TopicPage:
    claims = catalogue.claims_of_topic[topic.id]
    inside = {x.id for x in claims}
    said: dict[str, int] = {}
    for claim in claims:
        for statement in catalogue.said_of_claim[claim.id]:
            said[statement.article.id] = said.get(statement.article.id, 0) + 1
    return _TopicPage(
        _listed(topic, catalogue),
        graph_of("topic", topic.id),
        tuple(claim_view(x, catalogue, words) for x in sorted(claims, key=lambda x: (x.text.casefold(), x.id))),
        clash_views(
            tuple(
                x
                for x in catalogue.appraised.clashes
                if (x.scope, x.origin) == ("claim-claim", "curated") and inside & set(x.claims)
            ),
            catalogue,
            words,
        ),
        tuple(
            (Link(article_name(x), page_of("article", x.id)), counted(said[x.id], "statement"))
            for x in catalogue.records.articles
            if x.id in said
        ),
        around_topic(topic, catalogue),
        topic_map(topic, catalogue, words),
        table_of(topic.id),
    )
