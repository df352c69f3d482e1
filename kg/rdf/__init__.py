"""Records to RDF: the only place that knows both shapes. One module per layer, one named graph per layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.iris import Iris
from kg.rdf.appraisal import appraisal_facts
from kg.rdf.articles import article_facts
from kg.rdf.citations import citation_facts
from kg.rdf.claims import claim_facts
from kg.rdf.contradictions import contradiction_facts
from kg.rdf.derived import derived_facts
from kg.rdf.evidence import evidence_facts
from kg.rdf.studies import study_facts
from kg.rdf.terms import node

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.rdf.terms import Fact
    from kg.records import Records

LAYERS: Final[dict[str, tuple[Callable[[Records, Iris], Iterator[Fact]], ...]]] = {
    "claims": (claim_facts,),
    "studies": (study_facts,),
    "evidence": (evidence_facts,),
    "articles": (article_facts,),
    "derived": (derived_facts, appraisal_facts, contradiction_facts, citation_facts),
}
"""The layers that come from records; the vocabulary layer comes from `vocabulary.ttl`."""


def build_nquads(records: Records, base: str, vocabulary: str = "") -> list[str]:
    """Return the whole graph as sorted, distinct N-Quads lines without line ends.

    `vocabulary` is the Turtle text of the vocabulary, which becomes its own layer; empty leaves it out.
    """
    iris = Iris(base)
    lines = set[str]()
    for layer, parts in LAYERS.items():
        end = f"{node(iris.graph(layer))} ."
        lines.update(f"{s} {p} {o} {end}" for facts in parts for s, p, o in facts(records, iris))
    if vocabulary:
        lines.update(_vocabulary_lines(vocabulary, iris.graph("vocabulary")))
    return sorted(lines)


def _vocabulary_lines(turtle: str, graph: str) -> Iterator[str]:
    """Yield the vocabulary as N-Quads lines; it must not hold blank nodes, whose names would not be stable."""
    from pyoxigraph import NamedNode, Quad, RdfFormat, parse

    layer = NamedNode(graph)
    for quad in parse(turtle, format=RdfFormat.TURTLE):
        yield f"{Quad(quad.subject, quad.predicate, quad.object, layer)} ."
