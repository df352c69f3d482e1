"""The pictures of the graph explorer: all claims, everything, a topic and its evidence, a claim and its neighbours."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from kg.labels import article_name, short_citation
from kg.render.layout import Block, Cluster, around, in_blocks
from kg.render.network import SHAPES, Edge, Node, Picture
from kg.render.routes import CONTRADICTIONS, page_of
from kg.render.views_study import is_retracted
from kg.render.views_verdict import verdict_view

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.records import Article, Claim, Conflict, Study, Topic
    from kg.render.catalogue import Catalogue

_LEFT: Final = "supports"
_FAR_ROOM: Final = 250
"""Height kept for a topic's name where it is seen from so far that its letters are larger than the claims."""
_FLAT: Final = 14.0


def overview(catalogue: Catalogue) -> Picture:
    """Return all topics, the claims filed under them, and which claims contradict each other."""
    records = catalogue.records
    nodes = [*(_topic(x) for x in records.topics), *(_claim(x, catalogue) for x in records.claims)]
    edges = [*_filed(records.claims), *_pairs(records.claims, catalogue)]
    blocks = [
        Block(_id("topic", x.id), tuple(Cluster(_id("claim", y.id)) for y in catalogue.claims_of_topic[x.id]))
        for x in records.topics
    ]
    return _picture(nodes, edges, in_blocks(blocks))


def everything(catalogue: Catalogue) -> Picture:
    """Return every topic, claim, study, article and conflict."""
    records = catalogue.records
    nodes = [*(_topic(x) for x in records.topics), *_around(records.claims, catalogue)]
    nodes += [_conflict(x, catalogue) for x in records.conflicts]
    known = {x.id for x in nodes}
    nodes += [y for x in records.studies if (y := _study(x, catalogue)).id not in known]
    nodes += [y for x in records.articles if (y := _article(x, catalogue)).id not in known]
    edges = [*_filed(records.claims), *_evidence(records.claims), *_said(records.claims, catalogue)]
    edges += [*_pairs(records.claims, catalogue), *_clashing(records.conflicts)]
    clusters = _clusters(records.claims, edges)
    blocks = [
        Block(_id("topic", x.id), tuple(clusters[y.id] for y in catalogue.claims_of_topic[x.id]))
        for x in records.topics
    ]
    return _picture(nodes, edges, in_blocks([*blocks, *_rest(nodes, clusters.values())]))


def of_topic(topic: Topic, catalogue: Catalogue) -> Picture:
    """Return the claims of a topic, each with the studies that bear on it, and the articles that speak of them."""
    claims = catalogue.claims_of_topic[topic.id]
    nodes = _around(claims, catalogue)
    edges = [*_evidence(claims), *_said(claims, catalogue), *_pairs(claims, catalogue)]
    clusters = _clusters(claims, edges)
    blocks = [Block("", tuple(clusters.values()), 0), *_rest(nodes, clusters.values())]
    return _picture(nodes, edges, in_blocks(blocks))


def of_claim(claim: Claim, catalogue: Catalogue) -> Picture:
    """Return a claim, all that it is tied to, and the other claims that the same studies bear on."""
    here = _id("claim", claim.id)
    related = [x.other if x.one is claim else x.one for x in catalogue.pairs if claim in (x.one, x.other)]
    related += [catalogue.claims[claim.broader]] if claim.broader else []
    related += catalogue.narrower[claim.id]
    near = {x.id: x for x in related if x is not claim}
    studies = {x.study for x in claim.evidence}
    far = {x.id: x for study in sorted(studies) for x, _ in catalogue.lines_of_study[study]}
    far = {key: x for key, x in far.items() if key not in near and x is not claim}
    conflicts = [x for x in catalogue.records.conflicts if claim.id in x.claims]
    claims = (claim, *near.values(), *far.values())
    edges = [x for x in _evidence(claims) if x.source.removeprefix("study/") in studies]
    edges += [*_said((claim,), catalogue), *_pairs(claims, catalogue)]
    edges += [x for x in _clashing(conflicts) if x.target == here]
    edges += [Edge(_id("claim", x.id), here, "filed") for x in near.values() if claim.id in (x.broader, claim.broader)]
    edges += [Edge(here, _id("claim", x.id), "filed") for x in near.values() if claim.broader == x.id]
    nodes = [*(_claim(x, catalogue) for x in claims), *(_conflict(x, catalogue) for x in conflicts)]
    nodes += [_study(catalogue.studies[x], catalogue) for x in sorted(studies)]
    nodes += [
        _article(x, catalogue) for x in {y.article.id: y.article for y in catalogue.said_of_claim[claim.id]}.values()
    ]
    sides = _sides(here, nodes, edges)
    sides["above"] = [_id("claim", x) for x in near] + [_id("conflict", x.id) for x in conflicts]
    outer = [_id("claim", x) for x in far]
    return _picture(nodes, edges, around(here, sides, outer, _ties(edges)), here)


def _picture(
    nodes: Sequence[Node], edges: Iterable[Edge], places: Mapping[str, tuple[int, int]], start: str = ""
) -> Picture:
    """Return a picture with its nodes in the order of the list: by kind, then by name."""
    kinds = list(SHAPES)
    ordered = sorted(nodes, key=lambda x: (kinds.index(x.kind), x.label.casefold(), x.id))
    return Picture(tuple(ordered), tuple(dict.fromkeys(edges)), places, start)


def _around(claims: Sequence[Claim], catalogue: Catalogue) -> list[Node]:
    """Return claims with their studies and the articles that speak of them."""
    studies = {line.study: catalogue.studies[line.study] for x in claims for line in x.evidence}
    articles = {y.article.id: y.article for x in claims for y in catalogue.said_of_claim[x.id]}
    return [
        *(_claim(x, catalogue) for x in claims),
        *(_study(x, catalogue) for x in studies.values()),
        *(_article(x, catalogue) for x in articles.values()),
    ]


def _clusters(claims: Sequence[Claim], edges: Sequence[Edge]) -> dict[str, Cluster]:
    """Return each claim with the studies and conflicts that stand beside it: each stands beside one claim only.

    That is the claim that has the fewest of them, so that no claim stands alone while another is crowded.
    """
    ties = _ties(x for x in edges if x.source.startswith(("study/", "conflict/")))
    way = {(x.source, x.target): x.kind for x in reversed(edges)}
    sides: dict[str, tuple[list[str], list[str]]] = {_id("claim", x.id): ([], []) for x in claims}
    for node in sorted(ties.keys() - sides.keys(), key=lambda x: (len(ties[x]), x)):
        home = min((x for x in ties[node] if x in sides), key=lambda x: sum(map(len, sides[x])), default=None)
        if home is not None:
            sides[home][way[node, home] != _LEFT].append(node)
    order = ("disputes", "inconclusive", "contradicts")

    def cluster(here: str) -> Cluster:
        left, right = sides[here]
        return Cluster(here, tuple(left), tuple(sorted(right, key=lambda x: (order.index(way[x, here]), x))))

    return {x.id: cluster(_id("claim", x.id)) for x in claims}


def _rest(nodes: Sequence[Node], clusters: Iterable[Cluster]) -> Iterator[Block]:
    """Yield a block of what stands beside no claim: the articles above all."""
    placed = {node for x in clusters for node in (x.claim, *x.left, *x.right)}
    rest = [x.id for x in nodes if x.kind != "topic" and x.id not in placed]
    if rest:
        yield Block("", tuple(Cluster(x) for x in rest), 0, _FLAT)


def _sides(here: str, nodes: Sequence[Node], edges: Sequence[Edge]) -> dict[str, list[str]]:
    way = {x.source: x.kind for x in reversed(edges) if x.target == here}
    side = {"supports": "left", "disputes": "right", "inconclusive": "below", "says": "foot"}
    sides: dict[str, list[str]] = {x: [] for x in side.values()}
    for node in sorted(nodes, key=lambda x: (x.label.casefold(), x.id)):
        if node.kind in {"study", "article"}:
            sides[side[way[node.id]]].append(node.id)
    return sides


def _ties(edges: Iterable[Edge]) -> dict[str, list[str]]:
    """Return what each node is tied to, in both directions."""
    ties = defaultdict[str, list[str]](list)
    for edge in edges:
        ties[edge.source].append(edge.target)
        ties[edge.target].append(edge.source)
    return ties


def _filed(claims: Iterable[Claim]) -> Iterator[Edge]:
    return (Edge(_id("claim", x.id), _id("topic", x.topic), "filed") for x in claims)


def _evidence(claims: Iterable[Claim]) -> Iterator[Edge]:
    return (Edge(_id("study", y.study), _id("claim", x.id), y.direction) for x in claims for y in x.evidence)


def _said(claims: Iterable[Claim], catalogue: Catalogue) -> Iterator[Edge]:
    for claim in claims:
        for said in catalogue.said_of_claim[claim.id]:
            yield Edge(_id("article", said.article.id), _id("claim", claim.id), "says")


def _pairs(claims: Iterable[Claim], catalogue: Catalogue) -> Iterator[Edge]:
    inside = {x.id for x in claims}
    for pair in catalogue.pairs:
        if pair.one.id in inside and pair.other.id in inside:
            yield Edge(_id("claim", pair.one.id), _id("claim", pair.other.id), "contradicts")


def _clashing(conflicts: Iterable[Conflict]) -> Iterator[Edge]:
    return (Edge(_id("conflict", x.id), _id("claim", claim), "contradicts") for x in conflicts for claim in x.claims)


def _id(kind: str, name: str) -> str:
    return f"{kind}/{name}"


def _topic(topic: Topic) -> Node:
    return Node(_id("topic", topic.id), "topic", topic.label, page_of("topic", topic.id), (topic.id,))


def _claim(claim: Claim, catalogue: Catalogue) -> Node:
    verdict = verdict_view(claim, catalogue)
    page = page_of("claim", claim.id)
    return Node(_id("claim", claim.id), "claim", claim.text, page, (claim.topic,), verdict.way, verdict.words)


def _study(study: Study, catalogue: Catalogue) -> Node:
    topics = tuple(sorted({x.topic for x, _ in catalogue.lines_of_study[study.id]}))
    note = "retracted" if is_retracted(study) else ""
    return Node(_id("study", study.id), "study", short_citation(study), page_of("study", study.id), topics, note=note)


def _article(article: Article, catalogue: Catalogue) -> Node:
    topics = tuple(sorted({catalogue.claims[x.claim].topic for x in article.statements}))
    return Node(_id("article", article.id), "article", article_name(article), page_of("article", article.id), topics)


def _conflict(conflict: Conflict, catalogue: Catalogue) -> Node:
    topics = tuple(sorted({catalogue.claims[x].topic for x in conflict.claims}))
    page = f"{CONTRADICTIONS}#contradiction/{conflict.id}"
    return Node(_id("conflict", conflict.id), "conflict", conflict.explanation, page, topics)
