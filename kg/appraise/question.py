"""Which question a claim answers, and so which levels of evidence apply to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.appraise.model import Question
    from kg.records import Claim, ClaimKind

_PLAIN: Final[dict[ClaimKind, Question]] = {
    "treatment": "intervention",
    "cause": "cause",
    "frequency": "frequency",
    "mechanism": "mechanism",
    "advice": "advice",
    "reported-finding": "report",
}


def question_of(claim: Claim) -> Question:
    """Return the question behind a claim.

    The kind alone decides, except where it leaves open whether something is *done* to people (so that trials
    are the best evidence) or *happens* to them (so that cohorts are):

    - prevention by an `intervention` is OCEBM's "Does this intervention help?", by an `exposure` (such as years of
      running) it is a question of cause;
    - a risk factor that is an `intervention` is OCEBM's "What are the common harms?", whose levels are those of
      benefit; any other is a question of cause;
    - prognosis that says what an intervention *changes* is a question of intervention; prognosis that describes the
      course, treated or not, is OCEBM's "What will happen?".
    """
    plain = _PLAIN.get(claim.kind)
    if plain is not None:
        return plain
    if claim.kind == "prognosis":
        changes = claim.intervention is not None and claim.effect not in {"describes", "associated"}
        return "intervention" if changes else "prognosis"
    if claim.kind == "prevention":
        return "cause" if claim.intervention is None and claim.exposure is not None else "intervention"
    return "cause" if claim.intervention is None else "intervention"
