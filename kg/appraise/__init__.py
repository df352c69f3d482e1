"""What the evidence says: level, verdict, dissent, certainty and fragility of every claim, computed from records.

The rules, argued and with examples: `docs/appraisal.md`. Everything here is pure: records in, values out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kg.appraise.assess import assess
from kg.appraise.fragility import keystones
from kg.appraise.model import RULE_VERSION, Appraisal, Assessment

if TYPE_CHECKING:
    from kg.records import Records

__all__ = ["RULE_VERSION", "Appraisal", "Assessment", "appraise"]


def appraise(records: Records) -> Appraisal:
    """Return the assessment of every claim, with keystones; a line of an unknown study is left out."""
    studies = {study.id: study for study in records.studies}
    claims: dict[str, Assessment] = {}
    for claim in sorted(records.claims, key=lambda x: x.id):
        now = assess(claim, studies)
        claims[claim.id] = replace(now, keystones=keystones(claim, now, studies))
    return Appraisal(RULE_VERSION, claims)
