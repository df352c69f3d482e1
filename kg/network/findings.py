"""What a network shows: keystones, isolated claims, clusters of contradiction, dead ends and circles of citation."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import networkx as nx
from msgspec import Struct

from kg.appraise.impact import hanging
from kg.labels import short_citation
from kg.network.graphs import argument_graph, citation_network, edges_of, kinds_of
from kg.records import IntegrityStatus, Verdict  # noqa: TC001 - msgspec reads the annotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.appraise.model import Appraisal
    from kg.network.graphs import Graph
    from kg.records import Article, Records, Reference


class Keystone(Struct, frozen=True):
    """A study without which verdicts would be others: on `holds`, of all the claims it `bears_on`."""

    study: str
    name: str
    holds: tuple[str, ...]
    bears_on: tuple[str, ...]


class Lonely(Struct, frozen=True):
    """A claim that no study bears on and no other claim is tied to; `articles` state it nonetheless."""

    claim: str
    articles: tuple[str, ...]


class Cluster(Struct, frozen=True):
    """Claims that contradictions tie together, directly or through others, with the verdicts that stand.

    `computed`: what the rules alone say of each claim; another verdict only where a curator judged it.
    """

    claims: tuple[str, ...]
    verdicts: tuple[Verdict, ...]
    computed: tuple[Verdict, ...]
    contradictions: int


class DeadEnd(Struct, frozen=True):
    """A reference from which no way leads to a finding.

    `path`: the nodes on the longest way there is; `why`: what its end is; `claims`: those that it is cited for.
    """

    article: str
    reference: str
    path: tuple[str, ...]
    why: str
    claims: tuple[str, ...]


class Tainted(Struct, frozen=True):
    """A reference to a study that was retracted, or is under an expression of concern.

    `claims`: those that it is cited for.
    """

    article: str
    reference: str
    study: str
    status: IntegrityStatus
    date: str
    claims: tuple[str, ...]


class Unfounded(Struct, frozen=True):
    """A claim that articles cite references for, none of which leads to a finding."""

    claim: str
    articles: tuple[str, ...]
    references: tuple[str, ...]


class Network(Struct, frozen=True, kw_only=True):
    """All that the networks of a workspace show; `nodes` and `edges` count by kind."""

    nodes: dict[str, int]
    edges: dict[str, int]
    keystones: tuple[Keystone, ...]
    isolated: tuple[Lonely, ...]
    clusters: tuple[Cluster, ...]
    dead_ends: tuple[DeadEnd, ...]
    tainted: tuple[Tainted, ...]
    unfounded: tuple[Unfounded, ...]
    circles: tuple[tuple[str, ...], ...]


def study_network(records: Records, appraisal: Appraisal) -> Network:
    """Return what the citation network and the argument graph show; verdicts are those that stand."""
    citations, arguments = citation_network(records), argument_graph(records, appraisal)
    dead = tuple(_dead_ends(records, citations))
    return Network(
        nodes=_counts(kinds_of(citations) | kinds_of(arguments)),
        edges=_counts({key: data["kind"] for graph in (citations, arguments) for *_, key, data in edges_of(graph)}),
        keystones=tuple(_keystones(records, appraisal)),
        isolated=tuple(_isolated(arguments)),
        clusters=tuple(_clusters(arguments, appraisal)),
        dead_ends=dead,
        tainted=tuple(_tainted(records)),
        unfounded=tuple(_unfounded(records, dead)),
        circles=tuple(_circles(citations)),
    )


def _keystones(records: Records, appraisal: Appraisal) -> list[Keystone]:
    """Return the studies that verdicts hang on, those that hold most first."""
    holds = hanging(appraisal)
    found = [
        Keystone(
            study.id,
            short_citation(study),
            holds.get(study.id, ()),
            tuple(sorted(claim.id for claim in records.claims if any(x.study == study.id for x in claim.evidence))),
        )
        for study in records.studies
    ]
    return sorted((x for x in found if x.holds), key=lambda x: (-len(x.holds), x.study))


def _isolated(arguments: Graph) -> Iterator[Lonely]:
    for node in _of_kind(arguments, "claim"):
        ties = set(nx.all_neighbors(arguments, node))
        if all(other.startswith("article/") for other in ties):
            yield Lonely(_id(node), tuple(sorted(map(_id, ties))))


def _clusters(arguments: Graph, appraisal: Appraisal) -> list[Cluster]:
    """Return the connected parts of the contradictions, the largest first."""
    clashes: nx.Graph[str] = nx.Graph()
    clashes.add_edges_from((one, other) for one, other, _, x in edges_of(arguments) if x["kind"] == "contradicts")
    found: list[Cluster] = []
    for part in nx.connected_components(clashes):
        claims = tuple(sorted(map(_id, part)))
        verdicts = tuple(appraisal.standing[claim].verdict for claim in claims)
        computed = tuple(appraisal.claims[claim].verdict for claim in claims)
        found.append(Cluster(claims, verdicts, computed, clashes.subgraph(part).number_of_edges()))
    return sorted(found, key=lambda x: (-len(x.claims), x.claims))


def _dead_ends(records: Records, citations: Graph) -> Iterator[DeadEnd]:
    """Yield each reference that leads to no study with a finding."""
    ends = {f"study/{study.id}" for study in records.studies if study.findings}
    reaching = ends.union(*(nx.ancestors(citations, end) for end in ends if end in citations))
    for article in sorted(records.articles, key=lambda x: x.id):
        for reference in article.references:
            node = f"reference/{article.id}/{reference.id}"
            if node not in reaching:
                path = _longest_way(citations, node)
                yield DeadEnd(article.id, reference.id, path, _why(citations, path), _cited_for(article, reference))


def _cited_for(article: Article, reference: Reference) -> tuple[str, ...]:
    """Return the claims at whose statements a reference stands."""
    return tuple(sorted({x.claim for x in article.statements if reference.id in x.cites}))


def _tainted(records: Records) -> Iterator[Tainted]:
    """Yield the references to studies that were retracted or are of concern, by article and place in its list."""
    studies = {study.id: study for study in records.studies}
    for article in sorted(records.articles, key=lambda x: x.id):
        for reference in article.references:
            study = studies.get(reference.resolves_to or "")
            found = study.integrity if study else None
            if study and found and found.status in {"retracted", "concern"}:
                claims = _cited_for(article, reference)
                yield Tainted(article.id, reference.id, study.id, found.status, found.date, claims)


def _longest_way(citations: Graph, start: str) -> tuple[str, ...]:
    """Return the way to the farthest node, by the fewest steps to each; of equal ones the first by name."""
    ways = [tuple(way) for way in nx.single_source_shortest_path(citations, start).values()]
    return min(ways, key=lambda way: (-len(way), way))


def _why(citations: Graph, path: tuple[str, ...]) -> str:
    """Return what the end of a way is."""
    end = citations.nodes[path[-1]]
    if end["kind"] == "study":
        return "a study without a recorded finding"
    if end["kind"] == "article":
        return "an article without references"
    source = end["source_type"]
    where = {"not-found": "not found", "unresolved": "no copy could be read"}.get(end["status"], "leads to no record")
    what = {"none": "", "institutional-news": "news of an institution", "news": "a news page"}
    return ", ".join(filter(None, (what.get(source, f"a {source} source"), where)))


def _unfounded(records: Records, dead: Iterable[DeadEnd]) -> Iterator[Unfounded]:
    """Yield the claims that are cited for somewhere, and everywhere in vain."""
    vain = {(each.article, each.reference) for each in dead}
    cited: dict[str, set[tuple[str, str]]] = {}
    for article in records.articles:
        for statement in article.statements:
            cited.setdefault(statement.claim, set()).update((article.id, reference) for reference in statement.cites)
    for claim, references in sorted(cited.items()):
        if references and references <= vain:
            articles = tuple(sorted({article for article, _ in references}))
            yield Unfounded(claim, articles, tuple(sorted("/".join(each) for each in references)))


def _circles(citations: Graph) -> list[tuple[str, ...]]:
    """Return one circle of each tangle in which citations come back to where they began, from its first node on."""
    found: list[tuple[str, ...]] = []
    for part in nx.strongly_connected_components(citations):
        start = min(part)
        if len(part) == 1 and not citations.has_edge(start, start):
            continue
        tangle: nx.DiGraph[str] = nx.DiGraph()
        tangle.add_edges_from(sorted((one, other) for one, other in citations.edges() if {one, other} <= part))
        ways = [(*nx.shortest_path(tangle, start, last), start) for last in sorted(tangle.predecessors(start))]
        found.append(min(ways, key=lambda way: (len(way), way)))
    return sorted(found)


def _counts(kinds: Mapping[str, str]) -> dict[str, int]:
    """Return how many there are of each kind, sorted by kind."""
    return dict(sorted(Counter(kinds.values()).items()))


def _of_kind(graph: Graph, kind: str) -> list[str]:
    return sorted(node for node, each in kinds_of(graph).items() if each == kind)


def _id(node: str) -> str:
    return node.partition("/")[2]
