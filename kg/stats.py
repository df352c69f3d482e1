"""What a workspace holds, counted: the numbers behind `kg stats` and the site's overview."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.records import Claim, EvidenceLine, Records

Tally = tuple[tuple[str, int], ...]
"""Names with their counts, sorted by name."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of evidence by direction; `direct_*` counts those that are direct."""

    supports: int
    disputes: int
    inconclusive: int
    direct_supports: int
    direct_disputes: int
    direct_inconclusive: int

    @property
    def total(self) -> int:
        """Return the number of lines."""
        return self.supports + self.disputes + self.inconclusive

    @property
    def direct(self) -> int:
        """Return the number of direct lines."""
        return self.direct_supports + self.direct_disputes + self.direct_inconclusive


@dataclass(frozen=True, slots=True)
class Statistics:
    """The counts of a workspace; every tally is sorted by name."""

    topics: int
    claims: int
    contradictions: int
    studies: int
    findings: int
    findings_with_number: int
    articles: int
    statements: int
    references: int
    conflicts: int
    lines: Lines
    verified: Tally
    designs: Tally
    included_designs: Tally
    reference_status: Tally
    citation_support: Tally
    conflict_kinds: Tally
    stances: Tally
    by_topic: tuple[tuple[str, int, Lines], ...]
    by_claim: tuple[tuple[str, Lines], ...]
    claims_without_evidence: tuple[str, ...]
    only_inconclusive: tuple[str, ...]
    no_direct: tuple[str, ...]
    direct_all_inconclusive: tuple[str, ...]
    studies_without_claim: tuple[str, ...]
    studies_from_memory: tuple[str, ...]


def count_lines(lines: Iterable[EvidenceLine]) -> Lines:
    """Return lines of evidence counted by direction and directness."""
    found = Counter((line.direction, line.directness) for line in lines)
    return Lines(
        supports=found["supports", "direct"] + found["supports", "indirect"],
        disputes=found["disputes", "direct"] + found["disputes", "indirect"],
        inconclusive=found["inconclusive", "direct"] + found["inconclusive", "indirect"],
        direct_supports=found["supports", "direct"],
        direct_disputes=found["disputes", "direct"],
        direct_inconclusive=found["inconclusive", "direct"],
    )


def count(records: Records) -> Statistics:
    """Return the counts of all records."""
    by_claim = tuple((claim.id, count_lines(claim.evidence)) for claim in records.claims)
    references = [reference for article in records.articles for reference in article.references]
    findings = [finding for study in records.studies for finding in study.findings]
    statements = [statement for article in records.articles for statement in article.statements]
    used = {line.study for claim in records.claims for line in claim.evidence}
    return Statistics(
        topics=len(records.topics),
        claims=len(records.claims),
        contradictions=sum(len(claim.contradicts) for claim in records.claims),
        studies=len(records.studies),
        findings=len(findings),
        findings_with_number=sum(finding.value is not None for finding in findings),
        articles=len(records.articles),
        statements=len(statements),
        references=len(references),
        conflicts=len(records.conflicts),
        lines=count_lines(line for claim in records.claims for line in claim.evidence),
        verified=_tally(study.verified for study in records.studies),
        designs=_tally(study.design for study in records.studies),
        included_designs=_tally(design for study in records.studies for design in study.included_designs),
        reference_status=_tally(reference.status for reference in references),
        citation_support=_tally(reference.supports_statement for reference in references),
        conflict_kinds=_tally(conflict.kind for conflict in records.conflicts),
        stances=_tally(statement.stance for statement in statements),
        by_topic=tuple((topic.id, *_topic(topic.id, records.claims)) for topic in records.topics),
        by_claim=by_claim,
        claims_without_evidence=tuple(name for name, lines in by_claim if not lines.total),
        only_inconclusive=tuple(name for name, lines in by_claim if lines.total and lines.total == lines.inconclusive),
        no_direct=tuple(name for name, lines in by_claim if lines.total and not lines.direct),
        direct_all_inconclusive=tuple(
            name
            for name, lines in by_claim
            if lines.direct and lines.direct == lines.direct_inconclusive and lines.total > lines.inconclusive
        ),
        studies_without_claim=tuple(study.id for study in records.studies if study.id not in used),
        studies_from_memory=tuple(study.id for study in records.studies if study.verified == "memory"),
    )


def _topic(topic: str, claims: tuple[Claim, ...]) -> tuple[int, Lines]:
    mine = [claim for claim in claims if claim.topic == topic]
    return len(mine), count_lines(line for claim in mine for line in claim.evidence)


def _tally(words: Iterable[str]) -> Tally:
    return tuple(sorted(Counter(words).items()))
