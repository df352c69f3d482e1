"""A sentence cites a study that has nothing to do with the claim that the sentence is marked with.

Why: A citation that does not bear on its sentence gives a statement an authority that it does not have.

Bad: Stretching prevents running injury [@messier-2005]. <!-- claim: stretching-prevents -->

Good: Stretching makes no difference to the risk of running injury [@baxter-2017]. <!-- claim: stretching-no-effect -->

False positives: a study that bears on the claim, but whose curators have not said so yet; a sentence of which the claim
is only a part (a warning, where another citation of the sentence bears on the claim).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.labels import short_citation
from kg.problems import Severity
from kg.rules.about import cited_studies, deciding, marked_claims, paste
from kg.rules.model import Flag
from kg.rules.wording import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.prose.document import Document
    from kg.records import Claim, Study
    from kg.rules.evidence import Evidence

CODE: Final = "KG401"
SEVERITY: Final = Severity.ERROR


def check(document: Document, evidence: Evidence) -> Iterator[Flag]:
    """Yield each citation of a study without a line on the claims of its sentence, or on claims next to them."""
    for _, sentence in told(document):
        claims = marked_claims(document, evidence, sentence)
        cited = cited_studies(document, evidence, sentence) if claims else ()
        near = {claim.id for claim in _family(evidence, claims)}
        bearing = [any(evidence.claims_of(x.id).keys() & near for x in studies) for _, studies in cited]
        for (citation, studies), bears in zip(cited, bearing, strict=True):
            if not studies or bears:
                continue
            yield Flag(
                citation.range,
                f"'{citation.written}' has no bearing on '{claims[0].id}'",
                "cite what bears on the claim:" if deciding(evidence, claims[0].id) else "take the citation out",
                _about(evidence, studies[0]),
                paste(document, deciding(evidence, claims[0].id)),
                None if not any(bearing) and evidence.claims_of(studies[0].id) else Severity.WARNING,
                sentence.text,
            )


def _family(evidence: Evidence, claims: tuple[Claim, ...]) -> Iterator[Claim]:
    """Yield claims with those above, below and opposite."""
    ids = {claim.id for claim in claims}
    opposite = {other.claim for claim in claims for other in claim.contradicts}
    for claim in evidence.claims.values():
        opposed = any(other.claim in ids for other in claim.contradicts)
        broader = any(claim.id == x.broader for x in claims)
        if claim.id in ids | opposite or claim.broader in ids or opposed or broader:
            yield claim


def _about(evidence: Evidence, study: Study) -> str:
    """Return what a study is about, and on which claims it bears."""
    claims = evidence.claims_of(study.id)
    if not claims:
        return f"{short_citation(study)}, '{study.title}', is not appraised for any claim yet"
    return f"{short_citation(study)}, '{study.title}', bears on {', '.join(claims)}"
