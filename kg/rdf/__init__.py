"""Records to RDF: the only place that knows both shapes. One module per layer, one named graph per layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.appraise.conclusions import conclude
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

    from kg.appraise.conclusions import Conclusions
    from kg.rdf.terms import Fact
    from kg.records import Records

_ASSERTED: Final[dict[str, Callable[[Records, Iris], Iterator[Fact]]]] = {
    "claims": claim_facts,
    "studies": study_facts,
    "evidence": evidence_facts,
    "articles": article_facts,
}
LAYERS: Final = (*_ASSERTED, "derived")
"""The layers that come from records; the vocabulary layer comes from `vocabulary.ttl`."""


def build_nquads(
    records: Records, base: str, vocabulary: str = "", conclusions: Conclusions | None = None
) -> list[str]:
    """Return the whole graph as sorted, distinct N-Quads lines without line ends.

    `vocabulary` is the Turtle text of the vocabulary, which becomes its own layer; empty leaves it out. `conclusions`
    are those of the same records, where somebody has drawn them already.
    """
    iris = Iris(base)
    lines = set[str]()
    found = {layer: facts(records, iris) for layer, facts in _ASSERTED.items()}
    found["derived"] = _derived(records, conclusions or conclude(records), iris)
    for layer, facts in found.items():
        end = f"{node(iris.graph(layer))} ."
        lines.update(f"{s} {p} {o} {end}" for s, p, o in facts)
    if vocabulary:
        lines.update(_vocabulary_lines(vocabulary, iris.graph("vocabulary")))
    return sorted(lines)


def _derived(records: Records, conclusions: Conclusions, iris: Iris) -> Iterator[Fact]:
    """Yield what follows from the asserted facts."""
    yield from derived_facts(records, iris)
    yield from appraisal_facts(records, conclusions.appraisal, iris)
    yield from contradiction_facts(records, conclusions.clashes, iris)
    yield from citation_facts(conclusions, iris)


def _vocabulary_lines(turtle: str, graph: str) -> Iterator[str]:
    """Yield the vocabulary as N-Quads lines; it must not hold blank nodes, whose names would not be stable."""
    from pyoxigraph import NamedNode, Quad, RdfFormat, parse

    layer = NamedNode(graph)
    for quad in parse(turtle, format=RdfFormat.TURTLE):
        yield f"{Quad(quad.subject, quad.predicate, quad.object, layer)} ."
