"""Views of contradictions: two claims that clash, and conflicts of articles as a curator sees them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.labels import article_name
from kg.records import UNCLEAR_SIDE
from kg.render.routes import Link, page_of
from kg.render.views import claim_view

if TYPE_CHECKING:
    from kg.records import Conflict
    from kg.render.catalogue import Catalogue, Pair
    from kg.render.views import ClaimView
    from kg.render.words import Word, Words


@dataclass(frozen=True, slots=True)
class PairView:
    """Two claims that contradict each other; of a superseded pair the first is the newer."""

    anchor: str
    kind: Word
    one: ClaimView
    other: ClaimView
    why: str
    superseded: bool


def pair_view(pair: Pair, catalogue: Catalogue, words: Words) -> PairView:
    """Return both sides of a pair and in what they differ."""
    return PairView(
        f"contradiction/{pair.one.id}--{pair.other.id}",
        words.of("contradiction", pair.kind),
        claim_view(pair.one, catalogue, words),
        claim_view(pair.other, catalogue, words),
        pair.why,
        pair.kind == "superseded",
    )


@dataclass(frozen=True, slots=True)
class ConflictView:
    """A curated conflict: the articles and claims in it, and which side the evidence favours, with the reason."""

    anchor: str
    kind: Word
    articles: tuple[Link, ...]
    claims: tuple[ClaimView, ...]
    explanation: str
    stronger: Link | None
    because: str


def conflict_view(conflict: Conflict, catalogue: Catalogue, words: Words) -> ConflictView:
    """Return a conflict with its parties."""
    articles = (catalogue.articles[x] for x in conflict.articles)
    side = conflict.stronger_side
    return ConflictView(
        f"contradiction/{conflict.id}",
        words.of("conflict", conflict.kind),
        tuple(Link(article_name(x), page_of("article", x.id)) for x in articles),
        tuple(claim_view(catalogue.claims[x], catalogue, words) for x in conflict.claims),
        conflict.explanation,
        None if side == UNCLEAR_SIDE else Link(catalogue.claims[side].text, page_of("claim", side)),
        conflict.because,
    )
