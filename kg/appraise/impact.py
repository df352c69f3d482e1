"""What would change if studies fell: claims, and the articles and statements that go with them."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

from msgspec import Struct

from kg.appraise.assess import assess
from kg.appraise.citation_review import LEANING
from kg.appraise.judgement import standing
from kg.appraise.model import Assessment  # noqa: TC001 - msgspec reads the annotations
from kg.appraise.stance import Bearing, bearing
from kg.labels import statement_anchor
from kg.records import CitationSupport  # noqa: TC001 - msgspec reads the annotations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.appraise.model import Appraisal
    from kg.records import Certainty, Claim, Records, Study


class Change(Struct, frozen=True):
    """One claim that the studies bear on, before and after; without keystones.

    `before` stands: where it is a curator's judgement, `computed` is what the rules alone say. `after` is computed,
    since no judgement outlives the loss of a line.
    """

    claim: str
    before: Assessment
    computed: Assessment
    after: Assessment

    @property
    def judged(self) -> bool:
        """Return whether a curator's judgement stands on the claim, which would be void."""
        return self.before.basis == "judged"

    @property
    def verdict_changes(self) -> bool:
        """Return whether the verdict is another."""
        return self.before.verdict != self.after.verdict

    @property
    def changes(self) -> bool:
        """Return whether verdict, leaning or certainty is another."""
        before, after = self.before, self.after
        return (before.verdict, before.leaning, _certainty(before)) != (after.verdict, after.leaning, _certainty(after))


class TouchedStatement(Struct, frozen=True):
    """A statement on a claim whose verdict changes, and where it stands to the evidence before and after."""

    article: str
    anchor: str
    claim: str
    before: Bearing
    after: Bearing


class TouchedReference(Struct, frozen=True):
    """A reference of an article that leads to one of the studies, with the curator's verdict on it.

    `voided`: that verdict takes the study's word for something and would need review.
    """

    article: str
    reference: str
    study: str
    curated: CitationSupport
    voided: bool


class Impact(Struct, frozen=True):
    """The full reach of some studies: every claim they bear on (changed or not), statements and references.

    `judgements`: the claims, by id, on which a curator's judgement stands that would be void.
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
            way_out = f"did you mean '{near[0]}'?" if near else "'kg impact' lists those that verdicts hang on"
            raise ValueError(f"no study '{name}' in the data ({way_out})")
    gone = frozenset(fallen)
    changes = tuple(
        _change(claim, gone, studies)
        for claim in sorted(records.claims, key=lambda x: x.id)
        if any(line.study in gone for line in claim.evidence)
    )
    return Impact(
        studies=tuple(sorted(gone)),
        claims=changes,
        statements=tuple(_statements(records, {x.claim: x for x in changes if x.verdict_changes})),
        references=tuple(_references(records, gone)),
        judgements=tuple(x.claim for x in changes if x.judged),
    )


def hanging(appraisal: Appraisal) -> dict[str, tuple[str, ...]]:
    """Return, for each study that a verdict hangs on, the claims by id; studies with most claims first.

    It is the verdict that stands: one that a curator judged hangs on no study.
    """
    found: dict[str, list[str]] = {}
    for claim, assessment in appraisal.standing.items():
        for study in assessment.keystones:
            found.setdefault(study, []).append(claim)
    return {study: tuple(found[study]) for study in sorted(found, key=lambda x: (-len(found[x]), x))}


def _change(claim: Claim, gone: frozenset[str], studies: Mapping[str, Study]) -> Change:
    computed = assess(claim, studies)
    after = assess(claim, studies, fallen=gone)
    return Change(claim.id, standing(claim, computed, studies), computed, after)


def _certainty(assessment: Assessment) -> Certainty | None:
    """Return the certainty; none where the verdict is unclear anyway, of which a curator need not say it."""
    return None if assessment.verdict == "unclear" else assessment.certainty


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
                curated = reference.supports_statement
                yield TouchedReference(article.id, reference.id, reference.resolves_to, curated, curated in LEANING)
