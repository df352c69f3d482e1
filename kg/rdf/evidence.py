"""The evidence layer: what each study, or one finding of it, shows for a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf.terms import about, name, node, text
from kg.vocabulary import DIRECTIONS, concept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.iris import Iris
    from kg.rdf.terms import Fact
    from kg.records import Records


def evidence_facts(records: Records, iris: Iris) -> Iterator[Fact]:
    """Yield the asserted facts about lines of evidence."""
    for claim in records.claims:
        for line in claim.evidence:
            yield from about(
                iris.evidence(claim.id, line.study, line.finding),
                (
                    ("rdf:type", name("ev:EvidenceLine")),
                    ("rdf:type", name("sepio:0000002")),
                    ("sepio:0000427", node(iris.claim(claim.id))),
                    ("sepio:0000183", node(DIRECTIONS[line.direction])),
                    ("sepio:0000084", node(iris.finding(line.study, line.finding)) if line.finding else None),
                    ("sepio:0000124", node(iris.report(line.study))),
                    ("ev:fromStudy", node(iris.study(line.study))),
                    ("ev:directness", node(concept("directness", line.directness))),
                    ("ev:rationale", text(line.why)),
                ),
            )
