"""The list of contradictions, for the derived layer: every entry with its sides, and which of them is the stronger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf.terms import about, boolean, integer, name, node, text
from kg.vocabulary import concept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.appraise.contradictions import Clash, Side
    from kg.iris import Iris
    from kg.rdf.terms import Fact
    from kg.records import Records


def contradiction_facts(records: Records, clashes: Iterable[Clash], iris: Iris) -> Iterator[Fact]:
    """Yield each entry of the list; a curated one leads to what the curator wrote, which stands in its own layer."""
    conflicts = {conflict.id for conflict in records.conflicts}
    for clash in clashes:
        subject = iris.clash(clash.sides[0].claim, clash.id)
        yield from _clash(subject, clash)
        if clash.origin == "curated":
            noted = iris.contradiction(clash.id if clash.id in conflicts else "--".join(x.claim for x in clash.sides))
            yield from about(subject, (("ev:notedAs", node(noted)),))
        for position, side in enumerate(clash.sides, start=1):
            yield from about(subject, (("ev:hasSide", node(f"{subject}/side/{position}")),))
            yield from _side(f"{subject}/side/{position}", position, side, iris)


def _clash(subject: str, clash: Clash) -> Iterator[Fact]:
    favoured, computed = clash.stronger.side, clash.computed
    yield from about(
        subject,
        (
            ("rdf:type", name("ev:Clash")),
            ("ev:scope", node(concept("scope", clash.scope))),
            ("ev:differsIn", node(concept("contradiction", clash.kind))),
            ("ev:origin", node(concept("origin", clash.origin))),
            ("ev:detected", boolean(value=clash.found or clash.origin == "detected")),
            ("ev:hedged", boolean(value=clash.hedged)),
            ("dct:description", text(clash.explanation)),
            ("ev:favours", None if favoured is None else node(f"{subject}/side/{favoured + 1}")),
            ("ev:favoursBecause", text(clash.stronger.because)),
            ("ev:favouredByCurator", boolean(value=clash.stronger.by == "curated")),
        ),
    )
    if computed is not None:
        side = None if computed.side is None else node(f"{subject}/side/{computed.side + 1}")
        yield from about(subject, (("ev:rulesFavour", side), ("ev:rulesFavourBecause", text(computed.because))))


def _side(subject: str, position: int, side: Side, iris: Iris) -> Iterator[Fact]:
    yield from about(
        subject,
        (
            ("rdf:type", name("ev:Side")),
            ("rdfs:label", text(side.words)),
            ("ev:order", integer(position)),
            ("ev:sideClaim", node(iris.claim(side.claim))),
            ("ev:against", boolean(value=side.position == "against")),
        ),
    )
    yield from about(subject, (("ev:sideArticle", node(iris.article(article))) for article in side.articles))
    yield from about(subject, (("ev:sideStudy", node(iris.study(study))) for study in side.studies))
    for place in side.statements:
        article, _, anchor = place.partition("/")
        yield from about(subject, (("ev:sideStatement", node(iris.statement(article, anchor))),))
