"""Records as networkx graphs: who cites what, and what speaks for and against what.

Nodes are called kind/id, such as `study/natri-1998`. Every attribute is text, so that each format can hold it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import networkx as nx

from kg.labels import article_name, short_citation, statement_anchor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.appraise.model import Appraisal
    from kg.records import Article, Records, Reference

    Graph = nx.MultiDiGraph[str]

_WORDS_OF_A_TITLE: Final = 5
"""A title of fewer words is not taken for a mention of the article."""
_ADDRESS: Final = re.compile(r"https?://(?:www\.)?|/+(?=$|[\s).,;>])")


def citation_network(records: Records) -> Graph:
    """Return article → reference → study or article, and study → study that it includes or restates.

    A reference leads to another article where it gives that article's address or its title.
    """
    graph: Graph = nx.MultiDiGraph()
    for study in records.studies:
        integrity = study.integrity.status if study.integrity else ""
        graph.add_node(f"study/{study.id}", kind="study", label=short_citation(study), integrity=integrity)
    for article in records.articles:
        graph.add_node(f"article/{article.id}", kind="article", label=article_name(article))
    for article in records.articles:
        for reference in article.references:
            _add_reference(graph, article, reference, records)
    for study in records.studies:
        for overlap in study.overlaps:
            if overlap.kind != "same-people":
                _connect(graph, f"study/{study.id}", f"study/{overlap.study}", overlap.kind)
    return graph


def _add_reference(graph: Graph, article: Article, reference: Reference, records: Records) -> None:
    node = f"reference/{article.id}/{reference.id}"
    graph.add_node(
        node, kind="reference", label=reference.as_cited, status=reference.status, source_type=reference.source_type
    )
    _connect(graph, f"article/{article.id}", node, "refers-to")
    if reference.resolves_to:
        _connect(graph, node, f"study/{reference.resolves_to}", "leads-to")
        return
    for other in records.articles:
        if other is not article and _is_cited(other, reference):
            _connect(graph, node, f"article/{other.id}", "leads-to")


def argument_graph(records: Records, appraisal: Appraisal) -> Graph:
    """Return study → claim by direction, article → claim by stance, and claim → claim it contradicts or falls under.

    The verdict of a claim is the one that stands; `basis` says whose it is, `computed` what the rules alone say.
    """
    graph: Graph = nx.MultiDiGraph()
    for claim in records.claims:
        found = appraisal.standing[claim.id]
        graph.add_node(
            f"claim/{claim.id}", kind="claim", label=claim.text, topic=claim.topic, verdict=found.verdict,
            certainty=found.certainty or "", basis=found.basis, computed=appraisal.claims[claim.id].verdict,
        )  # fmt: skip
    for study in records.studies:
        graph.add_node(f"study/{study.id}", kind="study", label=short_citation(study), design=study.design)
    for article in records.articles:
        graph.add_node(f"article/{article.id}", kind="article", label=article_name(article))
    for source, target, kind, key, more in _arguments(records):
        _connect(graph, source, target, kind, key, **more)
    return graph


def whole_network(records: Records, appraisal: Appraisal) -> Graph:
    """Return both in one, for programs that draw: each node with the attributes of both."""
    both: Graph = nx.MultiDiGraph()
    for graph in (citation_network(records), argument_graph(records, appraisal)):
        both.add_nodes_from(graph.nodes(data=True))
        for source, target, key, data in edges_of(graph):
            both.add_edge(source, target, key=key, **data)
    for _, attributes in both.nodes(data=True):
        attributes.setdefault("topic", "")
    return both


def kinds_of(graph: Graph) -> dict[str, str]:
    """Return the kind of each node."""
    return {node: data["kind"] for node, data in graph.nodes(data=True)}


def edges_of(graph: Graph) -> Iterator[tuple[str, str, str, dict[str, str]]]:
    """Yield source, target, key and attributes of each edge."""
    for source, target, key, data in graph.edges(keys=True, data=True):
        yield source, target, str(key), data


def _arguments(records: Records) -> Iterator[tuple[str, str, str, str, dict[str, str]]]:
    """Yield source, target, kind, what tells it from others between the same two, and other attributes."""
    for claim in records.claims:
        node = f"claim/{claim.id}"
        for line in claim.evidence:
            more: dict[str, str] = {"direction": line.direction, "directness": line.directness}
            yield f"study/{line.study}", node, "evidence", line.finding or "", more
        for other in claim.contradicts:
            yield node, f"claim/{other.claim}", "contradicts", "", {"contradiction": other.kind}
        if claim.broader:
            yield node, f"claim/{claim.broader}", "broader", "", {}
    for article in records.articles:
        for position, statement in enumerate(article.statements, start=1):
            anchor = statement_anchor(statement, position)
            yield f"article/{article.id}", f"claim/{statement.claim}", "states", anchor, {"stance": statement.stance}


def _connect(graph: Graph, source: str, target: str, kind: str, key: str = "", /, **attributes: str) -> None:
    """Add an edge; what a record names and nobody wrote is left out. The key names the edge in the whole graph."""
    if source in graph and target in graph:
        name = " ".join(filter(None, (source, kind, target, key)))
        graph.add_edge(source, target, key=name, kind=kind, **attributes)


def _is_cited(article: Article, reference: Reference) -> bool:
    cited = _plain(reference.as_cited)
    if article.url and re.search(rf"{re.escape(_plain(article.url))}(?![\w/-])", cited):
        return True
    title = _plain(article.title or "")
    return len(title.split()) >= _WORDS_OF_A_TITLE and title in cited


def _plain(text: str) -> str:
    """Return a text for comparison: lower case, one space, addresses without scheme and final slash."""
    return _ADDRESS.sub("", " ".join(text.casefold().split()))
