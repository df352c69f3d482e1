"""What the evidence says: level, verdict, dissent, certainty and fragility of every claim, computed from records.

The rules, argued and with examples: `docs/appraisal.md`. Everything here is pure: records in, values out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kg.appraise.assess import assess
from kg.appraise.fragility import keystones
from kg.appraise.judgement import standing
from kg.appraise.model import RULE_VERSION, Appraisal, Assessment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.records import Claim, Records, Study

__all__ = ["RULE_VERSION", "Appraisal", "Assessment", "appraise", "appraise_claim"]


def appraise(records: Records) -> Appraisal:
    """Return the assessment of every claim, with keystones; a line of an unknown study is left out."""
    studies = {study.id: study for study in records.studies}
    claims = sorted(records.claims, key=lambda claim: claim.id)
    computed = {claim.id: appraise_claim(claim, studies) for claim in claims}
    return Appraisal(RULE_VERSION, computed, {x.id: standing(x, computed[x.id], studies) for x in claims})


def appraise_claim(claim: Claim, studies: Mapping[str, Study]) -> Assessment:
    """Return the assessment of one claim, with keystones; `studies` are known by id."""
    now = assess(claim, studies)
    return replace(now, keystones=keystones(now, studies))
