"""The values that an appraisal is made of: levels, voices, reasons and the assessment of one claim."""

from __future__ import annotations

from typing import Final, Literal

from msgspec import Struct

from kg.records import Certainty, Direction, Directness, Verdict  # noqa: TC001 - msgspec reads the annotations

RULE_VERSION: Final = "2"
"""Goes up with each change of a rule that can change an answer; it stands in the graph beside every answer."""

Question = Literal["intervention", "cause", "frequency", "prognosis", "mechanism", "advice", "report"]
"""The question that a claim answers: the row of the OCEBM table whose levels its evidence gets."""

Leaning = Literal["supported", "disputed", "contested"]
Basis = Literal["computed", "judged", "needs-review"]
"""Whose word stands: that of the rules; a curator's; or that of the rules, since a curator's needs review."""
CERTAINTIES: Final[tuple[Certainty, ...]] = ("high", "moderate", "low", "very-low")
"""From best to worst."""

LevelCode = Literal[
    "study-design",  # the table's level of a single study of this design
    "review-of",  # the table's level of a review of such studies
    "guideline",  # a guideline, which answers claims of advice
    "publication-itself",  # a claim of what a publication reports: any design
    "opinion",  # no systematic look at data: last level, never decides
    "one-study-review",  # a review that found a single study is worth that study
    "several-designs",  # one down: weaker designs are among those included
    "designs-unknown",  # one down: the review does not say what it includes
    "stated-level",  # down to the level that the review's authors state
    "preprint",  # one down: not peer-reviewed
    "unpublished",  # one down: its source says that no journal took it, so that nobody has reviewed it
    "indirect",  # one down: another population, exposure or outcome
]
Standing = Literal["decisive", "inconclusive", "opinion", "memory", "too-far", "retracted"]
"""Whether a line can decide; `too-far`: indirect and at the last level."""

ReasonCode = Literal[
    # of the verdict
    "best-level-agrees", "best-level-conflicts", "only-inconclusive", "nothing-can-decide", "no-line", "only-retracted",
    "one-indirect-study", "open-in-direct-evidence",
    # of the certainty
    "only-indirect", "conflict", "dissent", "one-study", "small", "imprecise", "confounding", "left-open",
    "grades-unknown", "unrated", "reported-bias", "reported-certainty", "expression-of-concern", "no-surer-than-before",
    "undecided",
]  # fmt: skip


class LevelStep(Struct, frozen=True):
    """One step on the way to a level: why, and the level after it."""

    code: LevelCode
    level: int
    designs: tuple[str, ...] = ()


class Level(Struct, frozen=True):
    """A level of evidence, 1 (best) to 5, and the steps that led to it, the last of which holds the number.

    `synthesis`: a review (or, for advice, a guideline) that looks at more than one study.
    `opinion`: expert opinion, which is shown and never decides.
    """

    number: int
    synthesis: bool
    opinion: bool
    steps: tuple[LevelStep, ...]

    @property
    def before_indirectness(self) -> int:
        """Return the level that the study would have if the line were direct."""
        return self.steps[-2].level if self.steps[-1].code == "indirect" else self.number


class WeighedLine(Struct, frozen=True):
    """One line of evidence with its level and whether it can decide."""

    study: str
    finding: str | None
    direction: Direction
    directness: Directness
    level: Level
    standing: Standing

    @property
    def rank(self) -> tuple[int, bool, bool]:
        """Return what lines are ordered by: level, then direct before indirect, then review before single study."""
        return (self.level.number, self.directness == "indirect", not self.level.synthesis)


class Reason(Struct, frozen=True):
    """Why a verdict or certainty is what it is: a code, the studies it is about, and how far it lowers certainty."""

    code: ReasonCode
    studies: tuple[str, ...] = ()
    steps: int = 0


class Assessment(Struct, frozen=True, kw_only=True):
    """What the evidence says on one claim, as computed, with every reason; study ids are sorted.

    `level`: that of the lines that decide; where nothing decides, that of the best line; None without a line.
    `leaning`: of an unclear verdict, where the lines that cannot decide point.
    `decided_by`: the studies whose lines at the deciding level make the verdict (of both sides where contested).
    `agreeing`: studies of the next level on the same side.
    `dissent`: studies of the same or the next level that go the other way; `outweighed`: those further down.
    `left_open`: studies with a direct line of the deciding level or a better one that settles nothing.
    `split`: studies that find both for and against the claim at their best level.
    `overlapping`: studies that are no evidence of their own beside another one of this claim.
    `keystones`: studies without any one of which the verdict would be another.
    `basis`: always "computed" here; another where a curator judged the claim (`kg.appraise.judgement.standing`).
    """

    claim: str
    question: Question
    verdict: Verdict
    leaning: Leaning | None
    level: int | None
    certainty: Certainty | None
    starts_at: Certainty | None
    decided_by: tuple[str, ...]
    agreeing: tuple[str, ...]
    dissent: tuple[str, ...]
    outweighed: tuple[str, ...]
    left_open: tuple[str, ...]
    split: tuple[str, ...]
    overlapping: tuple[str, ...]
    retracted: tuple[str, ...]
    lines: tuple[WeighedLine, ...]
    why: tuple[Reason, ...]
    lowered: tuple[Reason, ...]
    keystones: tuple[str, ...] = ()
    basis: Basis = "computed"


class Appraisal(Struct, frozen=True):
    """The assessments of all claims, by claim id in sorted order.

    `claims`: as computed; `standing`: those that stand, a curator's judgement in the place of the computed one where
    there is one that nothing has overtaken.
    """

    rule_version: str
    claims: dict[str, Assessment]
    standing: dict[str, Assessment]
