"""Two states of the evidence side by side, each by id, with the answers of both."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from kg.diff.causes import answer_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.diff.model import Answer
    from kg.records import Article, Claim, Record, Records, Study

T = TypeVar("T", bound="Record")


@dataclass(frozen=True, slots=True)
class Side:
    """One state of the evidence; answers are computed when first asked for."""

    records: Records
    claims: dict[str, Claim]
    studies: dict[str, Study]
    articles: dict[str, Article]
    _bearing: dict[str, tuple[str, ...]]
    _answers: dict[str, Answer] = field(default_factory=dict)

    def answer(self, claim: str) -> Answer:
        """Return what the evidence says on a claim of this side."""
        if claim not in self._answers:
            self._answers[claim] = answer_of(self.claims[claim], self.studies)
        return self._answers[claim]

    def text(self, claim: str) -> str:
        """Return the wording of a claim, or its id where it is unknown."""
        return self.claims[claim].text if claim in self.claims else claim

    def bears_on(self, study: str) -> tuple[str, ...]:
        """Return the claims that a study has a line of evidence for, sorted."""
        return self._bearing.get(study, ())


def side_of(records: Records) -> Side:
    """Return records by id."""
    bearing: dict[str, set[str]] = {}
    for claim in records.claims:
        for line in claim.evidence:
            bearing.setdefault(line.study, set()).add(claim.id)
    return Side(
        records,
        {claim.id: claim for claim in records.claims},
        {study.id: study for study in records.studies},
        {article.id: article for article in records.articles},
        {study: tuple(sorted(claims)) for study, claims in bearing.items()},
    )


def pairs(old: Mapping[str, T], new: Mapping[str, T]) -> Iterator[tuple[T, T]]:
    """Yield the records that are on both sides, by id."""
    for name in sorted(old.keys() & new.keys()):
        yield old[name], new[name]
