"""How certain a verdict is: high, moderate, low or very low, with a reason for each step down.

Inspired by GRADE (GRADE Handbook, Schünemann et al. 2013, chapter 5; GRADE guidelines 3, Balshem et al. 2011,
J Clin Epidemiol 64:401). It is not a GRADE rating, which takes people who have read the studies: the domains are
there as far as the records can tell. Risk of bias: what the authors report, and confounding. Inconsistency: conflict,
dissent, and what good evidence leaves open. Indirectness: indirect lines. Imprecision: few people, wide intervals.
Publication bias is not judged; instead a verdict that hangs on one study goes down, since a collection by hand may have
missed others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.appraise.independence import independent
from kg.appraise.levels import ADVICE
from kg.appraise.model import CERTAINTIES, Reason
from kg.appraise.precision import is_imprecise, is_large
from kg.appraise.reported import reported
from kg.appraise.voices import SMALL, is_small

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from kg.appraise.model import Question, WeighedLine
    from kg.appraise.reported import Reported
    from kg.appraise.verdict import Ruling
    from kg.records import Certainty, Claim, Finding, Study

STARTS: Final[dict[int, Certainty]] = {1: "high", 2: "moderate", 3: "low", 4: "very-low", 5: "very-low"}
"""Certainty before any step down, by the level of the deciding lines as if they were direct."""
_RANDOMISED: Final = frozenset({"rct", "controlled-trial"})


class Body(NamedTuple):
    """The body of evidence that is rated: a claim, its question and lines, the ruling, and the studies."""

    claim: Claim
    question: Question
    lines: tuple[WeighedLine, ...]
    ruling: Ruling
    studies: Mapping[str, Study]

    @property
    def deciding(self) -> tuple[Study, ...]:
        """Return the studies whose voices decide, sorted by id."""
        return tuple(self.studies[name] for name in self.names)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the ids of the studies whose voices decide, sorted."""
        return tuple(sorted(voice.study for voice in self.ruling.deciding))

    @property
    def deciding_lines(self) -> tuple[WeighedLine, ...]:
        """Return the lines with which these studies decide."""
        return tuple(line for voice in self.ruling.deciding for line in voice.lines)


class Rating(NamedTuple):
    """A certainty, where it started, and what lowered it; both None where there is nothing to rate."""

    certainty: Certainty | None
    starts_at: Certainty | None
    lowered: tuple[Reason, ...] = ()


def rate(body: Body) -> Rating:
    """Return the certainty of the verdict.

    An unclear verdict is of very low certainty, an untested claim has none. For claims of what a publication reports
    only conflict, dissent and indirectness count, since the rest is about the world and not about the report.
    """
    if body.ruling.verdict == "untested":
        return Rating(None, None)
    if body.ruling.verdict == "unclear":
        return Rating("very-low", None, (Reason("undecided"),))
    start = _start(body)
    rules = _FOR_REPORTS if body.question == "report" else _DOMAINS
    lowered = [reason for domain in rules for reason in domain(body)]
    position = min(CERTAINTIES.index(start) + sum(reason.steps for reason in lowered), len(CERTAINTIES) - 1)
    for reason in _ceiling(body, position) if body.question != "report" else ():
        lowered.append(reason)
        position += reason.steps
    return Rating(CERTAINTIES[position], start, tuple(lowered))


def _start(body: Body) -> Certainty:
    """Return the certainty of the deciding level; where all lines are indirect, of the level before that step.

    Indirectness lowers the level of a line so that direct evidence goes first; so that it does not count twice, it is
    taken out here and counted by `only-indirect`.
    """
    lines = body.deciding_lines
    if all(voice.indirect for voice in body.ruling.deciding):
        return STARTS[min(line.level.before_indirectness for line in lines)]
    return STARTS[min(line.level.number for line in lines)]


def _only_indirect(body: Body) -> Iterator[Reason]:
    """Indirectness (GRADE): no deciding line is about the claim's own population, exposure and outcome."""
    if all(voice.indirect for voice in body.ruling.deciding):
        yield Reason("only-indirect", body.names, 1)


def _inconsistency(body: Body) -> Iterator[Reason]:
    """Inconsistency (GRADE): the best level conflicts, or studies of the same or the next level go the other way."""
    if body.ruling.verdict == "contested":
        yield Reason("conflict", body.names, 1)
    if body.ruling.dissent:
        yield Reason("dissent", tuple(sorted(voice.study for voice in body.ruling.dissent)), 1)


def _one_study(body: Body) -> Iterator[Reason]:
    """One primary study alone, at the deciding level and the next: nobody has found the same again."""
    if name := _only_study(body):
        yield Reason("one-study", (name,), 1)


def _only_study(body: Body) -> str | None:
    side = body.ruling.side
    alone = independent((voice.study for voice in side), body.studies)
    if len(alone) > 1 or any(line.level.synthesis for voice in side for line in voice.lines):
        return None
    return next(iter(alone))


def _imprecision(body: Body) -> Iterator[Reason]:
    """Imprecision (GRADE): fewer than 100 people in all deciding studies, or no interval that is narrow enough."""
    alone = independent(body.names, body.studies)
    sizes = [body.studies[name].participants for name in alone]
    small = all(size is not None for size in sizes) and sum(size or 0 for size in sizes) < SMALL
    if small:
        yield Reason("small", body.names, 1)
    judged = [
        verdict
        for line, finding in _findings(body)
        if (verdict := is_imprecise(finding, body.claim.effect, line.direction)) is not None
    ]
    if judged and all(judged):
        yield Reason("imprecise", body.names, 0 if small else 1)


def _confounding(body: Body) -> Iterator[Reason]:
    """Risk of bias (GRADE): without random allocation a cause cannot be told from what goes with it.

    GRADE starts observational studies of effects at low, or at high and lowers them for confounding (GRADE guidelines
    18, Schünemann et al. 2019, J Clin Epidemiol 111:105). The level has done part of that already, so one step is taken
    here; none where the claim says no more than "goes with" (`associated`), nor where an effect is too large to be
    explained so (GRADE guidelines 9).
    """
    if body.question != "cause" or body.claim.effect == "associated":
        return
    best = body.ruling.deciding[0].rank
    foremost = [body.studies[voice.study] for voice in body.ruling.deciding if voice.rank == best]
    if any(_is_randomised(study) for study in foremost):
        return
    if not any(is_large(finding, body.claim.effect, line.direction) for line, finding in _findings(body)):
        yield Reason("confounding", body.names, 1)


def _unrated(body: Body) -> Iterator[Reason]:
    """Risk of bias (GRADE): what goes with what, from studies without allocation that nobody has found sound.

    For a claim of cause this is `confounding`; a claim that says only "goes with" is spared that step and not the doubt
    about how people were chosen and measured. What is not known of a study is not taken to be good.
    """
    if body.question != "cause" or body.claim.effect != "associated" or any(map(_is_randomised, body.deciding)):
        return
    said = [said for _, said in _reports(body)]
    sound = any(x.rating is not None or x.bias in {"low", "some"} for x in said)
    if not sound and not any(x.poor for x in said):
        yield Reason("unrated", body.names, 1)


def _left_open(body: Body) -> Iterator[Reason]:
    """Inconsistency (GRADE): evidence as good as what decides, or better, has no answer.

    That is an inconclusive line of a better level; a direct review of the deciding level; a direct review of the next
    level where one study alone decides; and any direct line of the deciding level where no more than one direct study
    decides and `one-study` has not counted that. Studies of fewer than 100 people leave nothing open.
    """
    level = body.ruling.deciding[0].level
    alone = len(independent(body.names, body.studies)) == 1
    direct = independent((voice.study for voice in body.ruling.deciding if not voice.indirect), body.studies)
    lonely = len(direct) <= 1 and _only_study(body) is None
    names = {
        line.study
        for line in body.lines
        if line.standing == "inconclusive" and not is_small(body.studies[line.study])
        if line.level.number < level
        or (line.directness == "direct" and line.level.synthesis and line.level.number <= level + alone)
        or (line.directness == "direct" and lonely and line.level.number == level)
    }
    names -= {voice.study for voice in (*body.ruling.side, *body.ruling.dissent, *body.ruling.outweighed)}
    if names:
        yield Reason("left-open", tuple(sorted(names)), 1)


def _grades_unknown(body: Body) -> Iterator[Reason]:
    """Advice by guidelines alone whose own rating of the evidence is not recorded: strength is not certainty."""
    advised = body.question == "advice" and all(study.design in ADVICE for study in body.deciding)
    if advised and all(said.rating is None for _, said in _reports(body)):
        yield Reason("grades-unknown", body.names, 1)


def _reported_bias(body: Body) -> Iterator[Reason]:
    """Risk of bias (GRADE): every deciding study whose authors say something of its quality says it is poor.

    Not where a rating of the evidence as a whole is given, which has taken bias into account.
    """
    spoken = [(name, said) for name, said in _reports(body) if not said.says_nothing]
    if spoken and all(said.poor for _, said in spoken):
        yield Reason("reported-bias", tuple(sorted({name for name, _ in spoken})), 1)


def _concern(body: Body) -> Iterator[Reason]:
    """Return a reason where every deciding study is under an editorial expression of concern."""
    if all(study.integrity is not None and study.integrity.status == "concern" for study in body.deciding):
        yield Reason("expression-of-concern", body.names, 1)


def _ceiling(body: Body, position: int) -> Iterator[Reason]:
    """No more certainty than the authors of the deciding studies, where they rate it, have themselves.

    They rate it for their own question: where all that decides is indirect, the step for that comes on top.
    """
    rated = [(name, said.rating) for name, said in _reports(body) if said.rating is not None]
    if not rated:
        return
    best = min(CERTAINTIES.index(rating) for _, rating in rated)
    best = min(best + all(voice.indirect for voice in body.ruling.deciding), len(CERTAINTIES) - 1)
    if best > position:
        yield Reason("reported-certainty", tuple(sorted({name for name, _ in rated})), best - position)


def _reports(body: Body) -> list[tuple[str, Reported]]:
    """Return what the source of each deciding line reports, beside the study's id."""
    return [(line.study, reported(body.studies[line.study], line.finding)) for line in body.deciding_lines]


def _findings(body: Body) -> Iterator[tuple[WeighedLine, Finding]]:
    for line in body.deciding_lines:
        for finding in body.studies[line.study].findings:
            if finding.id == line.finding:
                yield line, finding


def _is_randomised(study: Study) -> bool:
    included = set(study.included_designs)
    return study.design in _RANDOMISED or (bool(included) and included <= _RANDOMISED)


_FOR_REPORTS: Final[tuple[Callable[[Body], Iterator[Reason]], ...]] = (_only_indirect, _inconsistency, _concern)
_DOMAINS: Final[tuple[Callable[[Body], Iterator[Reason]], ...]] = (
    _only_indirect,
    _inconsistency,
    _one_study,
    _imprecision,
    _confounding,
    _unrated,
    _left_open,
    _grades_unknown,
    _reported_bias,
    _concern,
)
