"""Two states of the evidence side by side, each by id, with the answers of both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from kg.appraise.assess import assess
from kg.appraise.contradictions import detect_contradictions
from kg.appraise.judgement import standing
from kg.appraise.model import RULE_VERSION, Appraisal
from kg.diff.causes import in_short

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.appraise.contradictions import Detected
    from kg.appraise.model import Assessment
    from kg.diff.model import Answer
    from kg.records import Article, Claim, Record, Records, Study

T = TypeVar("T", bound="Record")


@dataclass(frozen=True, slots=True)
class Side:
    """One state of the evidence with the assessments that stand, and the contradictions that rules find in it."""

    records: Records
    claims: dict[str, Claim]
    studies: dict[str, Study]
    articles: dict[str, Article]
    detected: Detected
    _bearing: dict[str, tuple[str, ...]]
    _standing: dict[str, Assessment]

    def answer(self, claim: str) -> Answer:
        """Return what the evidence says on a claim of this side."""
        return in_short(self._standing[claim])

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
    claims = {claim.id: claim for claim in records.claims}
    studies = {study.id: study for study in records.studies}
    computed = {name: assess(claims[name], studies) for name in sorted(claims)}  # what hangs on what is not told
    answers = {name: standing(claims[name], found, studies) for name, found in computed.items()}
    return Side(
        records,
        claims,
        studies,
        {article.id: article for article in records.articles},
        detect_contradictions(records, Appraisal(RULE_VERSION, computed, answers)),
        {study: tuple(sorted(claims)) for study, claims in bearing.items()},
        answers,
    )


def pairs(old: Mapping[str, T], new: Mapping[str, T]) -> Iterator[tuple[T, T]]:
    """Yield the records that are on both sides, by id."""
    for name in sorted(old.keys() & new.keys()):
        yield old[name], new[name]
