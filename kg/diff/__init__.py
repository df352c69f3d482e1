"""What changed between two states of the evidence, in evidence terms: verdicts and why, studies, articles."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from kg.diff.articles import article_entries, edited_articles, standings
from kg.diff.claims import (
    claim_changes,
    claim_entries,
    edited_claims,
    reworded,
)
from kg.diff.contradictions import contradictions, edited_contradictions
from kg.diff.fields import compare, values
from kg.diff.model import Changes, Edited
from kg.diff.sides import pairs, side_of
from kg.diff.studies import edited_studies, finding_changes, integrity_changes, study_entries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.records import Records, Topic

__all__ = ["Changes", "diff"]


def diff(old: Records, new: Records) -> Changes:
    """Return what changed from the old records to the new ones; the order of records is no change.

    Verdicts of both sides are computed by today's rules, so that only the evidence makes a difference.
    """
    a, b = side_of(old), side_of(new)
    touched = tuple(claim_changes(a, b))
    topics, later = ({topic.id: topic for topic in x.topics} for x in (old, new))
    edited = chain(
        edited_claims(a, b), edited_studies(a, b), edited_articles(a, b), edited_contradictions(a, b),
        _edited_topics(topics, later), _edited_synonyms(old, new),
    )  # fmt: skip
    return Changes(
        verdicts=tuple(x for x in touched if x.before.verdict != x.after.verdict),
        standings=tuple(standings(a, b)),
        integrity=tuple(integrity_changes(a, b)),
        certainties=tuple(x for x in touched if x.before.verdict == x.after.verdict and x.before != x.after),
        contradictions_opened=contradictions(b, a),
        contradictions_closed=contradictions(a, b),
        claims_added=claim_entries(b, a),
        claims_removed=claim_entries(a, b),
        claims_reworded=reworded(a, b),
        studies_added=study_entries(b, a),
        studies_removed=study_entries(a, b),
        findings=tuple(finding_changes(a, b)),
        evidence=tuple(x for x in touched if x.before == x.after),
        articles_added=article_entries(b, a),
        articles_removed=article_entries(a, b),
        topics_added=tuple(sorted(later.keys() - topics)),
        topics_removed=tuple(sorted(topics.keys() - later)),
        edited=tuple(edited),
    )


def _edited_synonyms(old: Records, new: Records) -> Iterator[Edited]:
    """Yield synonyms that differ, that are new and that are gone alike: they bear on no verdict."""
    before, after = ({x.id: x for x in side.synonyms} for side in (old, new))
    for name in sorted({*before, *after}):
        one, other = before.get(name), after.get(name)
        fields = compare(values(one) if one else {}, values(other) if other else {})
        if fields:
            label = (other or one or before[name]).label
            yield Edited("synonym", name, label, fields)


def _edited_topics(old: dict[str, Topic], new: dict[str, Topic]) -> Iterator[Edited]:
    for before, after in pairs(old, new):
        fields = compare(values(before), values(after))
        if fields:
            yield Edited("topic", after.id, after.label, fields)
