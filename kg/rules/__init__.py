"""What can be wrong with a text for readers: one module a rule, whose docstring is the rule's page.

A rule is named after the problem. Its code is for tools that want one; the first digit is the family: 1 evidence is
missing, 2 citations, 3 sources, 4 claims, 5 wording, 6 numbers, 9 comments that let a rule pass.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.rules import (
    causal_wording,
    citation_disputes_claim,
    claim_without_evidence,
    evidence_disputes_claim,
    malformed_identifier,
    number_differs,
    overstated_certainty,
    retracted_source,
    secondary_source,
    single_study,
    study_description_differs,
    suppression_without_reason,
    uncited_appeal,
    uncited_number,
    undefined_reference,
    unknown_claim,
    unmarked_known_claim,
    unrelated_citation,
    unused_reference,
    unused_suppression,
)

if TYPE_CHECKING:
    from kg.rules.model import Rule

RULES: Final[dict[str, Rule]] = {
    "uncited-appeal": uncited_appeal,
    "uncited-number": uncited_number,
    "claim-without-evidence": claim_without_evidence,
    "unmarked-known-claim": unmarked_known_claim,
    "unknown-claim": unknown_claim,
    "malformed-identifier": malformed_identifier,
    "unused-reference": unused_reference,
    "undefined-reference": undefined_reference,
    "retracted-source": retracted_source,
    "secondary-source": secondary_source,
    "unrelated-citation": unrelated_citation,
    "citation-disputes-claim": citation_disputes_claim,
    "evidence-disputes-claim": evidence_disputes_claim,
    "single-study": single_study,
    "causal-wording": causal_wording,
    "overstated-certainty": overstated_certainty,
    "number-differs": number_differs,
    "study-description-differs": study_description_differs,
    "unused-suppression": unused_suppression,
    "suppression-without-reason": suppression_without_reason,
}
"""Each rule by its name, in the order of codes."""
CODES: Final[dict[str, str]] = {name: rule.CODE for name, rule in RULES.items()}
"""The code of each rule by its name."""
