"""When a curator's verdict on a citation must be looked at again: after a notice about the study that it leans on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.labels import short_citation
from kg.problems import Fault, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.records import CitationSupport, IntegrityStatus, Records, Reference, Study

LEANING: Final[frozenset[CitationSupport]] = frozenset({"supports-as-stated", "partly", "contradicts"})
"""The verdicts that take the source's word for something."""
_NOTICES: Final[Mapping[IntegrityStatus, str]] = {
    "retracted": "was retracted",
    "concern": "came under an expression of concern",
}


def review_of(reference: Reference, studies: Mapping[str, Study]) -> str:
    """Return why a curator's verdict on a reference needs review, in words; empty while it stands.

    A verdict of a later day than the notice was given in its knowledge, and stands. One without a day may be older.
    """
    study = studies.get(reference.resolves_to or "")
    notice = study.integrity if study else None
    if study is None or notice is None or notice.status not in _NOTICES or reference.supports_statement not in LEANING:
        return ""
    if reference.judged_on is not None and reference.judged_on >= notice.date:
        return ""
    return f"{short_citation(study)} {_NOTICES[notice.status]} on {notice.date}"


def citation_faults(records: Records) -> Iterator[Fault]:
    """Yield a warning for each curated verdict on a citation that needs review."""
    studies = {study.id: study for study in records.studies}
    for article in records.articles:
        for number, reference in enumerate(article.references):
            reason = review_of(reference, studies)
            if reason:
                yield Fault(
                    article.at.path,
                    article.at.line,
                    (*article.at.pointer, "references", number, "supports_statement"),
                    "citation-needs-review",
                    f"'{reference.supports_statement}' of reference '{reference.id}' needs review: {reason}",
                    "judge the source again, then write the day as 'judged_on'",
                    severity=Severity.WARNING,
                )
