"""Conflicts that curators noted, each with what the rules found of the same kind on the same claims and articles."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from kg.appraise.contradictions.articles import opposing_studies
from kg.appraise.contradictions.model import Clash, Side, Strength
from kg.appraise.contradictions.stronger import stronger_side
from kg.records import UNCLEAR_SIDE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.appraise.contradictions.evidence import Evidence
    from kg.appraise.contradictions.model import Scope
    from kg.records import Conflict, ConflictKind, ContradictionKind

_SCOPES: Final[dict[ConflictKind, Scope]] = {
    "between-articles": "article-article",
    "within-article": "within-article",
    "article-vs-evidence": "article-evidence",
    "superseded": "superseded",
}


def merge_curated(detected: Iterable[Clash], evidence: Evidence) -> Iterator[Clash]:
    """Yield the curated conflicts, then those of the detected clashes that none of them covers.

    A conflict covers a clash of the same scope that is about claims and articles of its own: every claim of the clash
    is at stake in it, and an article is in both. Other articles that the rules found on such a side are added to it.
    """
    left = {clash.id: clash for clash in detected}
    by_article: dict[str, list[Clash]] = {}
    for clash in left.values():
        for article in clash.articles:
            by_article.setdefault(article, []).append(clash)
    for conflict in evidence.records.conflicts:
        near = {clash.id: clash for article in conflict.articles for clash in by_article.get(article, ())}
        covered = [clash for _, clash in sorted(near.items()) if _covers(conflict, clash)]
        yield _curated(conflict, covered, evidence)
        for clash in covered:
            left.pop(clash.id, None)
    yield from left.values()


def _covers(conflict: Conflict, clash: Clash) -> bool:
    """Return whether a conflict covers a clash of one of its articles."""
    return clash.scope == _SCOPES[conflict.kind] and set(clash.claims) <= set(conflict.claims)


def _curated(conflict: Conflict, covered: list[Clash], evidence: Evidence) -> Clash:
    kind = _kind(conflict, covered, evidence)
    sides = _sides(conflict, covered, evidence)
    side = None if conflict.stronger_side == UNCLEAR_SIDE else _place(conflict.stronger_side, sides)
    return Clash(
        id=conflict.id,
        scope=_SCOPES[conflict.kind],
        kind=kind,
        origin="curated",
        sides=sides,
        explanation=conflict.explanation,
        stronger=Strength(side, conflict.because, "curated"),
        computed=stronger_side(sides, kind, evidence),
        hedged=bool(covered) and all(clash.hedged for clash in covered),
        found=bool(covered),
    )


def _kind(conflict: Conflict, covered: list[Clash], evidence: Evidence) -> ContradictionKind:
    """Return in what the sides differ: as curators said of the claims, else as found, else by verdicts and wording."""
    if conflict.kind == "superseded":
        return "superseded"
    for claims in combinations(conflict.claims, 2):
        _, _, entry = evidence.pairs.get(frozenset(claims), (None, None, None))
        if entry is not None and entry.kind != "superseded":
            return entry.kind
    verdicts = {evidence.assessments[claim].verdict for claim in conflict.claims}
    opposed = {"supported", "disputed"} <= verdicts or any(clash.kind == "opposite" for clash in covered)
    return "opposite" if opposed else "wording"


def _sides(conflict: Conflict, covered: list[Clash], evidence: Evidence) -> tuple[Side, ...]:
    """Return a side for each claim at stake with those who say it, and sides of evidence where that is what clashes.

    A conflict on a single claim has the evidence on the other side, or within one article its own denial.
    """
    sides = {(claim, "for"): _said(conflict, claim, evidence) for claim in conflict.claims}
    for side in (side for clash in covered for side in clash.sides):
        key = (side.claim, side.position)
        sides[key] = _joined(sides[key], side) if key in sides else side
    if len(sides) == 1 and conflict.kind == "article-vs-evidence":
        (claim,) = conflict.claims
        studies = opposing_studies(evidence.assessments[claim], "for")
        sides[claim, "against"] = Side(claim=claim, position="against", studies=studies)
    return tuple(sides.values())


def _said(conflict: Conflict, claim: str, evidence: Evidence) -> Side:
    speakers = [x for x in evidence.saying(claim) if x.article in conflict.articles]
    return Side(
        claim=claim,
        articles=tuple(x.article for x in speakers),
        statements=tuple(place for x in speakers for place in x.statements),
    )


def _joined(one: Side, other: Side) -> Side:
    return replace(
        one,
        articles=tuple(sorted({*one.articles, *other.articles})),
        statements=tuple(dict.fromkeys((*one.statements, *other.statements))),
        studies=tuple(sorted({*one.studies, *other.studies})),
    )


def _place(claim: str, sides: tuple[Side, ...]) -> int | None:
    return next((number for number, side in enumerate(sides) if side.claim == claim), None)
