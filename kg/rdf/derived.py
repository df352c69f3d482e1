"""The derived layer: what follows from the asserted facts, kept in a graph of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.labels import statement_anchor
from kg.rdf.terms import about, name, node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.iris import Iris
    from kg.rdf.terms import Fact
    from kg.records import Direction, Records

_SHORTCUTS: Final[dict[Direction, str]] = {
    "supports": "ev:supportedBy",
    "disputes": "ev:disputedBy",
    "inconclusive": "ev:inconclusiveIn",
}


def derived_facts(records: Records, iris: Iris) -> Iterator[Fact]:
    """Yield shortcuts from claim to study, contradictions both ways, and how far each statement can be traced."""
    for claim in records.claims:
        subject = iris.claim(claim.id)
        yield from about(subject, ((_SHORTCUTS[x.direction], node(iris.study(x.study))) for x in claim.evidence))
        for other in claim.contradicts:
            # sepio:0000101 is not declared symmetric, so both directions are written.
            yield from about(subject, (("sepio:0000101", node(iris.claim(other.claim))),))
            yield from about(iris.claim(other.claim), (("sepio:0000101", node(subject)),))
    for article in records.articles:
        found = {reference.id for reference in article.references if reference.resolves_to}
        for position, statement in enumerate(article.statements, start=1):
            # ECO: author statement that can be traced to a source, or that cannot.
            traceable = any(cited in found for cited in statement.cites)
            kind = name("eco:0000033" if traceable else "eco:0000034")
            anchor = statement_anchor(statement, position)
            yield from about(iris.statement(article.id, anchor), (("sepio:0000398", kind),))
