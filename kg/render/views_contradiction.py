"""Views of contradictions: what stands against what, who takes which side, which is the stronger, and who says so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.labels import article_name
from kg.render.routes import Link, page_of, place_on
from kg.render.views import claim_view
from kg.render.views_verdict import linked, study_links

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.appraise.contradictions import Clash, Origin, Scope, Side, Strength
    from kg.render.catalogue import Catalogue
    from kg.render.views import ClaimView
    from kg.render.words import Word, Words

SCOPES: Final[dict[Scope, str]] = {
    "claim-claim": "claim against claim",
    "article-evidence": "article against the evidence",
    "article-article": "article against article",
    "within-article": "article against itself",
    "superseded": "article against newer advice",
    "study-study": "study against study",
}
ORIGINS: Final[dict[Origin, str]] = {
    "curated": "noted by a curator",
    "detected": "found by a rule",
    "candidate": "looks like one, judged by nobody",
}
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class SideView:
    """One side: for or against a claim, with those who say so and the studies that show so."""

    letter: str
    claim: ClaimView
    against: bool
    articles: tuple[Link, ...]
    studies: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class ClashView:
    """A contradiction; `rules` is what the rules say where they favour another side than the curator does.

    `replaces`: the first side is the newer claim; `several`: more than one claim is at stake.
    """

    anchor: str
    origin: str
    origin_key: Origin
    scope: str
    scope_key: Scope
    kind: Word
    sides: tuple[SideView, ...]
    explanation: tuple[Link, ...]
    stronger: SideView | None
    because: tuple[Link, ...]
    rules: tuple[Link, ...]
    replaces: bool
    several: bool


def clash_view(clash: Clash, catalogue: Catalogue, words: Words) -> ClashView:
    """Return a contradiction with its sides in their order, which is the newer claim first where one replaces one."""
    sides = tuple(_side(x, letter, catalogue, words) for x, letter in zip(clash.sides, _LETTERS, strict=False))
    names = _names(clash)
    differs = clash.computed is not None and clash.computed.side != clash.stronger.side
    return ClashView(
        clash_anchor(clash.id),
        ORIGINS[clash.origin],
        clash.origin,
        SCOPES[clash.scope],
        clash.scope,
        words.of("contradiction", clash.kind),
        sides,
        tuple(linked(clash.explanation, catalogue)),
        None if clash.stronger.side is None else sides[clash.stronger.side],
        _because(clash.stronger, names, catalogue),
        _because(clash.computed, names, catalogue) if clash.computed and differs else (),
        clash.scope == "claim-claim" and clash.kind == "superseded",
        len(clash.claims) > 1,
    )


def clash_views(clashes: tuple[Clash, ...], catalogue: Catalogue, words: Words) -> tuple[ClashView, ...]:
    """Return contradictions: those of curators, then found ones, then candidates; claim against claim goes first."""
    origins, scopes = list(ORIGINS), list(SCOPES)
    ordered = sorted(clashes, key=lambda x: (origins.index(x.origin), scopes.index(x.scope)))
    return tuple(clash_view(x, catalogue, words) for x in ordered)


def clash_anchor(clash: str) -> str:
    """Return the anchor of a contradiction on the page of all."""
    return f"contradiction/{clash.replace('/', '--')}"


def _side(side: Side, letter: str, catalogue: Catalogue, words: Words) -> SideView:
    first = {article: place for place in reversed(side.statements) for article in (place.partition("/")[0],)}
    return SideView(
        letter,
        claim_view(catalogue.claims[side.claim], catalogue, words),
        side.position == "against",
        tuple(_article(x, first.get(x, ""), catalogue) for x in side.articles),
        study_links(side.studies, catalogue),
    )


def _article(article: str, place: str, catalogue: Catalogue) -> Link:
    """Return an article, linked at the statement that says so."""
    name = article_name(catalogue.articles[article])
    anchor = place.partition("/")[2]
    return Link(name, place_on("article", article, f"statement/{anchor}") if anchor else page_of("article", article))


def _names(clash: Clash) -> dict[str, str]:
    """Return what to call the claims at stake in a reason: their letter, or "the claim" where all sides share it."""
    if len(clash.claims) == 1:
        return dict.fromkeys(clash.claims, "the claim")
    return {side.claim: letter for side, letter in reversed(list(zip(clash.sides, _LETTERS, strict=False)))}


def _because(strength: Strength, names: Mapping[str, str], catalogue: Catalogue) -> tuple[Link, ...]:
    text = strength.because
    if strength.by == "computed":
        for claim in sorted(names, key=len, reverse=True):
            text = re.sub(rf"(?<![\w-]){re.escape(claim)} is ", f"{names[claim]} is ", text)
    text = text[:1].upper() + text[1:] + ("" if text.endswith((".", "!", "?")) else ".")
    return tuple(linked(text, catalogue))
