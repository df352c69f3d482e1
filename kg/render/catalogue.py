"""The records of a workspace, looked up from every side that a page needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.appraise.conclusions import conclude
from kg.render.appraised import build_appraised, grouped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.appraise.conclusions import Conclusions
    from kg.records import (
        Article,
        Claim,
        ContradictionKind,
        EvidenceLine,
        Overlap,
        Records,
        Reference,
        Statement,
        Study,
        Topic,
    )
    from kg.render.appraised import Appraised


@dataclass(frozen=True, slots=True)
class Said:
    """A statement in its article; `position` is 1-based."""

    article: Article
    position: int
    statement: Statement


@dataclass(frozen=True, slots=True)
class Pair:
    """Two claims that contradict each other; of a `superseded` pair `one` is the newer claim."""

    one: Claim
    other: Claim
    kind: ContradictionKind
    why: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything by id, and backwards: from a study to its claims, from a claim to who says it; and what follows."""

    records: Records
    topics: Mapping[str, Topic]
    claims: Mapping[str, Claim]
    studies: Mapping[str, Study]
    articles: Mapping[str, Article]
    pairs: tuple[Pair, ...]
    claims_of_topic: Mapping[str, tuple[Claim, ...]]
    narrower: Mapping[str, tuple[Claim, ...]]
    lines_of_study: Mapping[str, tuple[tuple[Claim, EvidenceLine], ...]]
    said_of_claim: Mapping[str, tuple[Said, ...]]
    citations_of_study: Mapping[str, tuple[tuple[Article, Reference], ...]]
    overlaps_of_study: Mapping[str, tuple[tuple[Study, Overlap], ...]]
    appraised: Appraised


def build_catalogue(records: Records, conclusions: Conclusions | None = None) -> Catalogue:
    """Return the catalogue of records whose references all lead somewhere; `conclusions`: theirs, if drawn already."""
    claims = {x.id: x for x in records.claims}
    pairs = tuple(Pair(x, claims[y.claim], y.kind, y.why) for x in records.claims for y in x.contradicts)
    return Catalogue(
        records=records,
        topics={x.id: x for x in records.topics},
        claims=claims,
        studies={x.id: x for x in records.studies},
        articles={x.id: x for x in records.articles},
        pairs=pairs,
        claims_of_topic=grouped((x.topic, x) for x in records.claims),
        narrower=grouped((x.broader, x) for x in records.claims if x.broader),
        lines_of_study=grouped((line.study, (x, line)) for x in records.claims for line in x.evidence),
        said_of_claim=grouped(
            (statement.claim, Said(article, position, statement))
            for article in records.articles
            for position, statement in enumerate(article.statements, start=1)
        ),
        citations_of_study=grouped((r.resolves_to, (x, r)) for x in records.articles for r in x.references),
        overlaps_of_study=grouped(
            (side, (x, overlap)) for x in records.studies for overlap in x.overlaps for side in (x.id, overlap.study)
        ),
        appraised=build_appraised(conclusions or conclude(records)),
    )
