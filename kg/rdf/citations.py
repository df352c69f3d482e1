"""What citations are worth, and what articles leave out, for the derived layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.rdf.terms import about, boolean, integer, name, node, text
from kg.vocabulary import concept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.appraise.conclusions import Conclusions
    from kg.appraise.model import Basis
    from kg.iris import Iris
    from kg.rdf.terms import Fact


_BASES: Final[dict[str, Basis]] = {"computed": "computed", "curated": "judged", "needs-review": "needs-review"}


def citation_facts(conclusions: Conclusions, iris: Iris) -> Iterator[Fact]:
    """Yield a judgement for each reference at each statement (or none), and each study that an article leaves out."""
    for x in conclusions.citations:
        yield from about(
            iris.citation(x.article, x.reference, x.anchor),
            (
                ("rdf:type", name("ev:CitationJudgement")),
                ("ev:judgedReference", node(iris.reference(x.article, x.reference))),
                ("ev:judgedAt", node(iris.statement(x.article, x.anchor)) if x.anchor else None),
                ("ev:judgedFor", node(iris.claim(x.claim)) if x.claim else None),
                ("ev:standingCitationVerdict", node(concept("citation", x.verdict))),
                ("ev:byCurator", boolean(value=x.by == "curated")),
                ("ev:basis", node(concept("basis", _BASES[x.by]))),
                ("ev:reviewBecause", text(x.review) if x.review else None),
                ("ev:computedVerdict", node(concept("citation", x.computed))),
                ("ev:computedBecause", text(x.computed_why)),
            ),
        )
    for left in conclusions.omissions:
        yield from about(
            iris.omission(left.article, left.claim, left.study, left.stance),
            (
                ("rdf:type", name("ev:Omission")),
                ("ev:omittedFrom", node(iris.article(left.article))),
                ("ev:omittedOn", node(iris.claim(left.claim))),
                ("ev:omittedStudy", node(iris.study(left.study))),
                ("ev:omittedStance", node(concept("stance", left.stance))),
                ("ev:omittedLevel", integer(left.level)),
            ),
        )
        yield from about(iris.article(left.article), (("ev:omits", node(iris.study(left.study))),))
