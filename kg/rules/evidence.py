"""What rules ask of the evidence: claims with their verdicts, and studies by any identifier; read when first asked."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from kg.appraise.model import Assessment  # noqa: TC001  # msgspec reads the annotations
from kg.records import Records  # noqa: TC001  # the same
from kg.rules.likeness import Matcher

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.prose.document import Identifier
    from kg.records import Claim, Direction, EvidenceLine, Study

_MOST: Final = 3  # studies that a message names


class Known(Struct, frozen=True):
    """Sound records, and the assessment that stands for each claim."""

    records: Records
    standing: dict[str, Assessment]


class Evidence:
    """The evidence of a workspace; `load` is called once, and only when a rule asks."""

    def __init__(self, load: Callable[[], Known]) -> None:
        self._load = load

    @cached_property
    def _known(self) -> Known:
        return self._load()

    @cached_property
    def records(self) -> Records:
        """Return all records."""
        return self._known.records

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Return the claims by id."""
        return {claim.id: claim for claim in self.records.claims}

    @cached_property
    def studies(self) -> Mapping[str, Study]:
        """Return the studies by id."""
        return {study.id: study for study in self.records.studies}

    @cached_property
    def matcher(self) -> Matcher:
        """Return what finds the claim that a sentence is about."""
        return Matcher(self.records)

    @cached_property
    def _identified(self) -> Mapping[tuple[str, str], Study]:
        found: dict[tuple[str, str], Study] = {}
        for study in self.records.studies:
            names = {"doi": study.doi, "pmid": study.pmid, "pmcid": study.pmcid, "url": study.url, "study": study.id}
            names["arxiv"] = study.arxiv.partition("v")[0] if study.arxiv else None
            for scheme, value in names.items():
                if value:
                    found.setdefault((scheme, value), study)
        return found

    def assessment(self, claim: str) -> Assessment:
        """Return what stands for a claim."""
        return self._known.standing[claim]

    def study(self, identifier: Identifier) -> Study | None:
        """Return the study that an identifier names, if it is in the graph."""
        return self._identified.get((identifier.scheme, identifier.value))

    @cached_property
    def _bearing(self) -> Mapping[str, dict[str, Claim]]:
        found: dict[str, dict[str, Claim]] = {}
        for claim in self.records.claims:
            for line in claim.evidence:
                found.setdefault(line.study, {})[claim.id] = claim
        return found

    def claims_of(self, study: str) -> Mapping[str, Claim]:
        """Return the claims that a study has a line of evidence on, by id."""
        return self._bearing.get(study, {})

    def lines(self, claim: Claim, study: str) -> tuple[EvidenceLine, ...]:
        """Return the lines of evidence of a study on a claim."""
        return tuple(line for line in claim.evidence if line.study == study)

    def best(self, claim: str, direction: Direction) -> tuple[Study, ...]:
        """Return up to three studies that point one way, those that decide and are best known first."""
        found = self.assessment(claim)
        ranked = sorted(
            (
                (line.study not in found.decided_by, line.rank, line.study)
                for line in found.lines
                if line.direction == direction and line.standing not in {"retracted", "memory"}
            ),
        )
        names = dict.fromkeys(study for *_, study in ranked)
        return tuple(self.studies[name] for name in names)[:_MOST]
