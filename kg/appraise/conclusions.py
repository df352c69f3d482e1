"""All that follows from sound records, computed once and handed on: to the graph, to pages, to whoever asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.appraise import appraise
from kg.appraise.citations import judge_citations
from kg.appraise.contradictions import find_contradictions
from kg.appraise.omissions import find_omissions

if TYPE_CHECKING:
    from kg.appraise.citations import Citation
    from kg.appraise.contradictions import Clash
    from kg.appraise.model import Appraisal
    from kg.appraise.omissions import Omission
    from kg.records import Records


@dataclass(frozen=True, slots=True)
class Conclusions:
    """What the rules say of all records: verdicts, contradictions, what citations are worth, what is left out."""

    appraisal: Appraisal
    clashes: tuple[Clash, ...]
    citations: tuple[Citation, ...]
    omissions: tuple[Omission, ...]


def conclude(records: Records) -> Conclusions:
    """Return what follows from records whose references all lead somewhere."""
    appraisal = appraise(records)
    return Conclusions(
        appraisal,
        find_contradictions(records, appraisal),
        judge_citations(records),
        find_omissions(records, appraisal),
    )
