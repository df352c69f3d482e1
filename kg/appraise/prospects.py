"""What would change an answer: verdict and certainty again without each study, and with one new study more.

Nothing here is a guess about what studies will find. Each prospect is the rules applied to the records as they are,
less one study or plus one imagined one: direct, of 1,000 people, published, found sound, of the best single design for
the question or a review of such studies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from kg.appraise.assess import assess
from kg.appraise.fragility import losses
from kg.appraise.model import CERTAINTIES, Assessment
from kg.records import Direction, EvidenceLine, Study

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.appraise.model import Question
    from kg.records import Claim, IncludedDesign

DESIGN: Final[dict[Question, IncludedDesign]] = {
    "intervention": "rct",
    "cause": "cohort",
    "frequency": "cohort",
    "prognosis": "cohort",
    "mechanism": "rct",
    "advice": "rct",
}
"""The best single design for a question. A claim of what a publication reports is answered by that publication."""
_NEW: Final = "/new"
_PEOPLE: Final = 1000
_DIRECTIONS: Final[tuple[Direction, ...]] = ("supports", "disputes")


class Loss(Struct, frozen=True):
    """What would hold without a study."""

    study: str
    after: Assessment


class Gain(Struct, frozen=True):
    """What would hold with one new study, or with a `review` of such studies, that goes one way."""

    direction: Direction
    design: IncludedDesign
    review: bool
    after: Assessment


class Prospects(Struct, frozen=True):
    """What would change verdict, leaning or certainty: losses that change the verdict first, then gains."""

    losses: tuple[Loss, ...]
    gains: tuple[Gain, ...]


def find_prospects(claim: Claim, studies: Mapping[str, Study]) -> Prospects:
    """Return what would change the computed answer on a claim; `studies` by id."""
    now = assess(claim, studies)
    lost = [Loss(name, after) for name, after in losses(claim, studies).items() if after.verdict != "untested"]
    lost.sort(key=lambda x: (x.after.verdict == now.verdict, x.study))
    return Prospects(tuple(lost), tuple(_gains(claim, now, studies)))


def _gains(claim: Claim, now: Assessment, studies: Mapping[str, Study]) -> Iterator[Gain]:
    """Yield for each direction the least that changes the verdict, or that raises the certainty."""
    design = DESIGN.get(now.question)
    if design is None:
        return
    for direction in _DIRECTIONS:
        for review in (False, True):
            after = _with(claim, studies, _new(design, review=review), direction)
            if after.verdict != now.verdict or _rank(after) < _rank(now):
                yield Gain(direction, design, review, after)
                break


def _with(claim: Claim, studies: Mapping[str, Study], study: Study, direction: Direction) -> Assessment:
    line = EvidenceLine(study=study.id, direction=direction, directness="direct", why=study.title)
    return assess(replace(claim, evidence=(*claim.evidence, line)), {**studies, study.id: study})


def _new(design: IncludedDesign, *, review: bool) -> Study:
    return Study(
        id=_NEW,
        title=_NEW,
        authors=(),
        year=2100,
        journal=_NEW,
        design="meta-analysis" if review else "rct" if design == "rct" else "cohort",
        included_designs=(design,) if review else (),
        population=_NEW,
        participants=_PEOPLE,
        risk_of_bias="low",
        limitations=_NEW,
        verified="seen",
    )


def _rank(assessment: Assessment) -> int:
    certainty = assessment.certainty
    return len(CERTAINTIES) if certainty is None else CERTAINTIES.index(certainty)
