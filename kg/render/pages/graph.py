"""The graph explorer: one picture of all topics and claims, and one per topic with its studies and articles."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from kg.labels import article_name, short_citation
from kg.render.layout import Block, in_blocks, in_columns
from kg.render.network import LINES, SHAPES, Edge, Node, draw
from kg.render.routes import CONTRADICTIONS, GRAPH, TOPICS, Link, graph_of, page_of
from kg.render.site import Page
from kg.render.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markupsafe import Markup

    from kg.records import Claim, Topic
    from kg.render.catalogue import Catalogue
    from kg.render.site import Site

T = TypeVar("T")

MOST_NODES: Final = 500
_SCRIPTS: Final = ("vendor/vis-data/vis-data.min.js", "vendor/vis-network/vis-network.min.js", "graph.js")
_NOUNS: Final = {
    "topic": ("topic", "topics"),
    "claim": ("claim", "claims"),
    "study": ("study", "studies"),
    "article": ("article", "articles"),
    "conflict": ("conflict of articles", "conflicts of articles"),
}


@dataclass(frozen=True, slots=True)
class _Listed:
    """The nodes of one kind, for those who do not use the picture."""

    kind: str
    heading: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class _GraphPage:
    heading: str
    lede: str
    counts: str
    left_out: str
    kinds: tuple[str, ...]
    lines: tuple[str, ...]
    network: Markup
    groups: tuple[_Listed, ...]
    others: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class _Picture:
    """Nodes, most important first; edges; and the places of all nodes."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    places: dict[str, tuple[int, int]]


def graph_pages(site: Site) -> Iterator[Page]:
    """Yield the overview, then one graph per topic."""
    catalogue = site.catalogue
    topics = sorted(catalogue.records.topics, key=lambda x: (x.label.casefold(), x.id))
    yield Page(
        GRAPH,
        "graph.html",
        "Graph",
        _view(
            "The claims as a graph",
            "Topics, the claims filed under them, and the contradictions between claims. Each topic has a graph of "
            "its own, with the studies and articles.",
            _overview(catalogue),
            site,
            tuple(Link(x.label, graph_of("topic", x.id)) for x in topics),
        ),
        "Topics, claims and contradictions as a graph.",
        styles=("graph.css",),
        scripts=_SCRIPTS,
    )
    for topic in topics:
        yield Page(
            graph_of("topic", topic.id),
            "graph.html",
            f"{topic.label}: graph",
            _view(
                f"{topic.label}: the graph",
                "The claims of this topic, the studies that bear on them, and the articles that say them.",
                _of_topic(topic, catalogue),
                site,
                (Link("All topics", GRAPH),),
            ),
            f"Claims, studies and articles on {topic.label} as a graph.",
            trail=(Link("Topics", TOPICS), Link(topic.label, page_of("topic", topic.id))),
            styles=("graph.css",),
            scripts=_SCRIPTS,
        )


def _overview(catalogue: Catalogue) -> _Picture:
    records = catalogue.records
    nodes = [_topic_node(x) for x in records.topics]
    nodes += [_claim_node(x) for x in records.claims]
    nodes += [
        Node(f"conflict/{x.id}", "conflict", x.explanation, f"{CONTRADICTIONS}#contradiction/{x.id}")
        for x in records.conflicts
    ]
    edges = [Edge(f"claim/{x.id}", f"topic/{x.topic}", "filed") for x in records.claims]
    edges += [Edge(f"claim/{x.one.id}", f"claim/{x.other.id}", "contradicts") for x in catalogue.pairs]
    edges += [
        Edge(f"conflict/{x.id}", f"claim/{claim}", "contradicts") for x in records.conflicts for claim in x.claims
    ]
    marks = defaultdict[str, list[str]](list)
    for conflict in records.conflicts:
        marks[catalogue.claims[conflict.claims[0]].topic].append(f"conflict/{conflict.id}")
    blocks = [
        Block(f"topic/{x.id}", tuple(f"claim/{y.id}" for y in catalogue.claims_of_topic[x.id]), tuple(marks[x.id]))
        for x in records.topics
    ]
    return _Picture(tuple(nodes), tuple(edges), in_blocks(blocks))


def _of_topic(topic: Topic, catalogue: Catalogue) -> _Picture:
    claims = catalogue.claims_of_topic[topic.id]
    inside = {x.id for x in claims}
    said = [(x.id, y.article) for x in claims for y in catalogue.said_of_claim[x.id]]
    edges = [Edge(f"study/{y.study}", f"claim/{x.id}", y.direction) for x in claims for y in x.evidence]
    edges += [Edge(f"article/{article.id}", f"claim/{claim}", "says") for claim, article in said]
    ties = defaultdict[str, list[str]](list)
    for edge in edges:
        ties[edge.source].append(edge.target)
    edges += [
        Edge(f"claim/{x.one.id}", f"claim/{x.other.id}", "contradicts")
        for x in catalogue.pairs
        if x.one.id in inside and x.other.id in inside
    ]
    studies = sorted({y.study for x in claims for y in x.evidence})
    articles = {article.id: article for _, article in said}
    columns = (
        tuple(Node(f"article/{x}", "article", article_name(y), page_of("article", x)) for x, y in articles.items()),
        tuple(_claim_node(x) for x in claims),
        tuple(Node(f"study/{x}", "study", short_citation(catalogue.studies[x]), page_of("study", x)) for x in studies),
    )
    left, middle, right = ([x.id for x in column] for column in columns)
    nodes = (*columns[1], *columns[0], *columns[2])
    return _Picture(nodes, _distinct(edges), in_columns(left, middle, right, ties))


def _claim_node(claim: Claim) -> Node:
    return Node(f"claim/{claim.id}", "claim", claim.text, page_of("claim", claim.id))


def _topic_node(topic: Topic) -> Node:
    return Node(f"topic/{topic.id}", "topic", topic.label, page_of("topic", topic.id))


def _distinct(items: Iterable[T]) -> tuple[T, ...]:
    return tuple(dict.fromkeys(items))


def _view(heading: str, lede: str, picture: _Picture, site: Site, others: tuple[Link, ...]) -> _GraphPage:
    nodes = picture.nodes[:MOST_NODES]
    shown = {x.id for x in nodes}
    edges = tuple(x for x in picture.edges if x.source in shown and x.target in shown)
    return _GraphPage(
        heading=heading,
        lede=lede,
        counts=_counts(nodes),
        left_out=_counts(picture.nodes[MOST_NODES:]),
        kinds=tuple(x for x in SHAPES if any(y.kind == x for y in nodes)),
        lines=tuple(x for x in LINES if any(y.kind == x for y in edges)),
        network=draw(nodes, edges, picture.places, site.templates["pyvis.html"]),
        groups=tuple(_groups(picture.nodes)),
        others=others,
    )


def _counts(nodes: tuple[Node, ...]) -> str:
    counts = {kind: sum(1 for x in nodes if x.kind == kind) for kind in _NOUNS}
    return listed([counted(count, *_NOUNS[kind]) for kind, count in counts.items() if count])


def _groups(nodes: tuple[Node, ...]) -> Iterator[_Listed]:
    for kind, (_, plural) in _NOUNS.items():
        links = sorted((Link(x.label, x.href) for x in nodes if x.kind == kind), key=lambda x: x.text.casefold())
        if links:
            yield _Listed(kind, plural.capitalize(), tuple(links))
