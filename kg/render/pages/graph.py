"""The graph explorer: an overview, everything there is, and one graph for each topic and each claim."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from kg.render.network import LINES, SHAPES, SIGNS, draw
from kg.render.pictures import everything, of_claim, of_topic, overview
from kg.render.routes import GRAPH, TOPICS, WHOLE_GRAPH, Link, graph_of, page_of
from kg.render.site import Draft, Page
from kg.render.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markupsafe import Markup

    from kg.render.network import Node, Picture
    from kg.render.site import Site

MOST_NODES: Final = 500
"""How many nodes pyvis draws; a picture with more is drawn by our own explorer."""

_SCRIPTS: Final = {
    "vis": ("vendor/vis-data/vis-data.min.js", "vendor/vis-network/vis-network.min.js", "pyvis.js", "graph.js"),
    "own": ("explorer.js", "graph.js"),
}
_NOUNS: Final = {
    "topic": ("topic", "topics"),
    "claim": ("claim", "claims"),
    "study": ("study", "studies"),
    "article": ("article", "articles"),
    "conflict": ("conflict of articles", "conflicts of articles"),
}
_LINES: Final = {
    "supports": "supports",
    "disputes": "disputes",
    "inconclusive": "leaves it open",
    "contradicts": "contradicts",
    "says": "speaks of",
    "filed": "filed under",
}
_VERDICTS: Final = {
    "supports": "supported",
    "disputes": "disputed",
    "contested": "contested",
    "inconclusive": "unclear",
    "untested": "untested",
}


@dataclass(frozen=True, slots=True)
class _Item:
    """A node in the list beside the picture; `ways` are the kinds of its lines."""

    node: Node
    ways: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class _Listed:
    """The nodes of one kind."""

    kind: str
    heading: str
    items: tuple[_Item, ...]


@dataclass(frozen=True, slots=True)
class _Choice:
    """A kind of node or line in the legend, which is the filter too."""

    key: str
    words: str


@dataclass(frozen=True, slots=True)
class _Points:
    """What our own explorer draws: places by number of node; lines as from, to and number of kind in a row."""

    ways: tuple[str, ...]
    x: tuple[int, ...]
    y: tuple[int, ...]
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _GraphPage:
    heading: str
    lede: str
    counts: str
    start: int
    many: bool
    kinds: tuple[_Choice, ...]
    lines: tuple[_Choice, ...]
    verdicts: tuple[tuple[str, str], ...]
    topics: tuple[_Choice, ...]
    network: Markup | None
    points: _Points | None
    groups: tuple[_Listed, ...]
    others: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class _Head:
    """Where a graph stands, what it is called, and where to go from there."""

    path: str
    heading: str
    lede: str
    others: tuple[Link, ...]
    trail: tuple[Link, ...] = ()


def graph_pages(site: Site) -> Iterator[Draft]:
    """Yield the overview, the graph of everything, one graph per topic and one per claim."""
    catalogue = site.catalogue
    topics = sorted(catalogue.records.topics, key=lambda x: (x.label.casefold(), x.id))
    others = tuple(Link(x.label, graph_of("topic", x.id)) for x in topics)
    lede = "Topics, the claims filed under them, and which claims contradict each other."
    head = _Head(GRAPH, "All claims", lede, (Link("Everything", WHOLE_GRAPH), *others))
    yield _draft(head, partial(overview, catalogue), site, own=True)
    lede = "All topics, claims, studies and articles, and every line between them."
    head = _Head(WHOLE_GRAPH, "Everything", lede, (Link("Claims only", GRAPH), *others), (Link("Graph", GRAPH),))
    yield _draft(head, partial(everything, catalogue), site, own=True)
    for topic in topics:
        lede = "The claims of this topic, each with the studies that bear on it, and the articles that speak of them."
        trail = (Link("Topics", TOPICS), Link(topic.label, page_of("topic", topic.id)))
        links = (Link("All claims", GRAPH), Link("Everything", WHOLE_GRAPH))
        head = _Head(graph_of("topic", topic.id), topic.label, lede, links, trail)
        yield _draft(head, partial(of_topic, topic, catalogue), site)
    for claim in catalogue.records.claims:
        lede = "What bears on this claim, and what else the same studies bear on."
        topic = catalogue.topics[claim.topic]
        trail = (Link(topic.label, page_of("topic", topic.id)), Link(claim.text, page_of("claim", claim.id)))
        links = (Link(topic.label, graph_of("topic", topic.id)), Link("Everything", WHOLE_GRAPH))
        head = _Head(graph_of("claim", claim.id), claim.text, lede, links, trail)
        yield _draft(head, partial(of_claim, claim, catalogue), site)


def _draft(head: _Head, drawn: Callable[[], Picture], site: Site, *, own: bool = False) -> Draft:
    return Draft(head.path, lambda: _page(head, drawn(), site, own=own))


def _page(head: _Head, picture: Picture, site: Site, *, own: bool = False) -> Page:
    """Return the page of a picture; pyvis draws it unless it is too large or to be drawn by our `own` explorer."""
    own = own or len(picture.nodes) > MOST_NODES
    view = _view(head, picture, site, own=own)
    return Page(
        head.path,
        "graph.html",
        f"Graph: {head.heading}",
        view,
        f"{head.lede} {view.counts.capitalize()}.",
        trail=head.trail,
        styles=("graph.css",),
        scripts=_SCRIPTS["own" if own else "vis"],
    )


def _view(head: _Head, picture: Picture, site: Site, *, own: bool) -> _GraphPage:
    ways = _ways(picture)
    kinds = {x.kind for x in picture.nodes}
    verdicts = {x.way for x in picture.nodes}
    topics = {x for node in picture.nodes for x in node.topics}
    number = {x.id: place for place, x in enumerate(picture.nodes)}
    return _GraphPage(
        heading=head.heading,
        lede=head.lede,
        counts=_counts(picture.nodes),
        start=number.get(picture.start, -1),
        many=len(picture.nodes) > MOST_NODES,
        kinds=tuple(_Choice(x, _NOUNS[x][0]) for x in SHAPES if x in kinds),
        lines=tuple(_Choice(x, _LINES[x]) for x in LINES if any(x in y for y in ways.values())),
        verdicts=tuple((SIGNS[x], y) for x, y in _VERDICTS.items() if x in verdicts),
        topics=tuple(
            _Choice(x.id, x.label)
            for x in sorted(site.catalogue.records.topics, key=lambda x: x.label.casefold())
            if x.id in topics
        ),
        network=None if own else draw(picture, site.templates["pyvis.html"]),
        points=_points(picture, number) if own else None,
        groups=tuple(_groups(picture.nodes, ways)),
        others=head.others,
    )


def _ways(picture: Picture) -> dict[str, tuple[str, ...]]:
    """Return the kinds of lines of each node, in the order of the legend."""
    ways: dict[str, set[str]] = {x.id: set() for x in picture.nodes}
    for edge in picture.edges:
        ways[edge.source].add(edge.kind)
        ways[edge.target].add(edge.kind)
    return {node: tuple(x for x in LINES if x in found) for node, found in ways.items()}


def _points(picture: Picture, number: dict[str, int]) -> _Points:
    kinds = list(LINES)
    return _Points(
        tuple(kinds),
        tuple(picture.places[x.id][0] for x in picture.nodes),
        tuple(picture.places[x.id][1] for x in picture.nodes),
        tuple(n for x in picture.edges for n in (number[x.source], number[x.target], kinds.index(x.kind))),
    )


def _counts(nodes: tuple[Node, ...]) -> str:
    counts = {kind: sum(1 for x in nodes if x.kind == kind) for kind in _NOUNS}
    return listed([counted(count, *_NOUNS[kind]) for kind, count in counts.items() if count])


def _groups(nodes: tuple[Node, ...], ways: dict[str, tuple[str, ...]]) -> Iterator[_Listed]:
    """Yield the nodes by kind, in their order: the place in all groups together is the number of the node."""
    for kind, (_, plural) in _NOUNS.items():
        items = tuple(_Item(x, ways[x.id], _told(x, ways[x.id])) for x in nodes if x.kind == kind)
        if items:
            yield _Listed(kind, plural.capitalize(), items)


def _told(node: Node, ways: tuple[str, ...]) -> str:
    """Return what the list says of a node: a claim's verdict, which way a study points."""
    leans = [_LINES[x] for x in ways] if node.kind == "study" else []
    return "; ".join(x for x in (node.note, listed(leans)) if x)
