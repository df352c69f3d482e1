"""The values that the list of contradictions is made of: sides, which of them is the stronger, and the clash itself."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from kg.records import ContradictionKind  # noqa: TC001 - msgspec reads the annotations

Scope = Literal["study-study", "claim-claim", "article-article", "within-article", "article-evidence", "superseded"]
"""Between whom: studies on one claim, claims, articles, places of one article, an article and the evidence, or an
article and newer advice."""
Origin = Literal["curated", "detected", "candidate"]
"""A curator noted it; a rule found it; or a rule found claims that look as if they clash, which nobody has judged."""
Position = Literal["for", "against"]


class Side(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One side: for or against a claim, and who takes it. All ids are sorted.

    `articles`: those that say so; `statements`: where, as "article/anchor"; `studies`: those that show so. A side
    without articles and studies is the claim itself.
    """

    claim: str
    position: Position = "for"
    articles: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    studies: tuple[str, ...] = ()

    @property
    def pole(self) -> str:
        """Return the claim, denied or not, such as "not rest-until-healed"."""
        return f"not {self.claim}" if self.position == "against" else self.claim

    @property
    def words(self) -> str:
        """Return the side with those who take it, such as "not rest-until-healed: smith-2020"."""
        who = ", ".join((*self.articles, *self.studies))
        return self.pole + (f": {who}" if who else "")


class Strength(Struct, frozen=True):
    """Which side the evidence favours (its place among the sides, from 0; None where it is unclear), and why."""

    side: int | None
    because: str
    by: Literal["curated", "computed"] = "computed"


class Clash(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Sides that cannot all hold as worded, or seem not to.

    `id`: that of the curator's conflict, "claim--claim" of a curated pair, else made of scope and sides.
    `hedged`: no article on one of the sides does more than hedge.
    `stronger`: the curator's word where there is one; `computed`: what the rules say then, for comparison.
    `found`: of a curated one, whether the rules find it too.
    """

    id: str
    scope: Scope
    kind: ContradictionKind
    origin: Origin
    sides: tuple[Side, ...]
    explanation: str
    stronger: Strength
    computed: Strength | None = None
    hedged: bool = False
    found: bool = False

    @property
    def claims(self) -> tuple[str, ...]:
        """Return the claims at stake, sorted."""
        return tuple(sorted({side.claim for side in self.sides}))

    @property
    def articles(self) -> tuple[str, ...]:
        """Return the articles that take part, sorted."""
        return tuple(sorted({article for side in self.sides for article in side.articles}))

    @property
    def studies(self) -> tuple[str, ...]:
        """Return the studies that stand on a side, sorted."""
        return tuple(sorted({study for side in self.sides for study in side.studies}))
