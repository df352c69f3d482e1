"""What would change if studies fell: claims, and the articles and statements that go with them."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from msgspec import Struct

from kg.appraise.assess import assess
from kg.appraise.fragility import without_studies
from kg.appraise.model import Assessment  # noqa: TC001 - msgspec reads the annotations
from kg.appraise.stance import Bearing, bearing
from kg.labels import statement_anchor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.records import Records


class Change(Struct, frozen=True):
    """One claim that the studies bear on, before and after; without keystones."""

    claim: str
    before: Assessment
    after: Assessment

    @property
    def verdict_changes(self) -> bool:
        """Return whether the verdict is another."""
        return self.before.verdict != self.after.verdict

    @property
    def changes(self) -> bool:
        """Return whether verdict, leaning or certainty is another."""
        before, after = self.before, self.after
        return (before.verdict, before.leaning, before.certainty) != (after.verdict, after.leaning, after.certainty)


class TouchedStatement(Struct, frozen=True):
    """A statement on a claim whose verdict changes, and where it stands to the evidence before and after."""

    article: str
    anchor: str
    claim: str
    before: Bearing
    after: Bearing


class TouchedReference(Struct, frozen=True):
    """A reference of an article that leads to one of the studies."""

    article: str
    reference: str
    study: str


class Impact(Struct, frozen=True):
    """The full reach of some studies: every claim they bear on (changed or not), statements and references.

    `judgements`: the claims, by id, on which a curator's judgement would be void, since it was bound to the studies.
    """

    studies: tuple[str, ...]
    claims: tuple[Change, ...]
    statements: tuple[TouchedStatement, ...]
    references: tuple[TouchedReference, ...]
    judgements: tuple[str, ...]


def impact(records: Records, fallen: Sequence[str]) -> Impact:
    """Return what would change if all of `fallen` were retracted together; raises ValueError for an unknown id."""
    studies = {study.id: study for study in records.studies}
    for name in fallen:
        if name not in studies:
            near = get_close_matches(name, studies, n=1)
            way_out = f"did you mean '{near[0]}'?" if near else "'kg export' lists all"
            raise ValueError(f"no study '{name}' in the data ({way_out})")
    gone = frozenset(fallen)
    changes = tuple(
        Change(claim.id, assess(claim, studies), assess(without_studies(claim, gone), studies))
        for claim in sorted(records.claims, key=lambda x: x.id)
        if any(line.study in gone for line in claim.evidence)
    )
    return Impact(
        studies=tuple(sorted(gone)),
        claims=changes,
        statements=tuple(_statements(records, {x.claim: x for x in changes if x.verdict_changes})),
        references=tuple(_references(records, gone)),
        judgements=tuple(x.id for x in records.claims if x.judgement and any(y.study in gone for y in x.evidence)),
    )


def _statements(records: Records, changed: dict[str, Change]) -> Iterator[TouchedStatement]:
    for article in sorted(records.articles, key=lambda x: x.id):
        for position, statement in enumerate(article.statements, start=1):
            change = changed.get(statement.claim)
            if change is not None:
                yield TouchedStatement(
                    article.id,
                    statement_anchor(statement, position),
                    statement.claim,
                    bearing(statement.stance, change.before.verdict),
                    bearing(statement.stance, change.after.verdict),
                )


def _references(records: Records, gone: frozenset[str]) -> Iterator[TouchedReference]:
    for article in sorted(records.articles, key=lambda x: x.id):
        for reference in article.references:
            if reference.resolves_to in gone:
                yield TouchedReference(article.id, reference.id, reference.resolves_to)
