"""Study against study on one claim, and in what the two seem to differ."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Final

from kg.appraise.contradictions.model import Clash, Side
from kg.appraise.contradictions.slots import sharing, slot_words
from kg.appraise.contradictions.stronger import stronger_voice
from kg.appraise.voices import voices
from kg.appraise.words import DESIGNS
from kg.labels import estimate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.appraise.contradictions.evidence import Evidence
    from kg.appraise.model import Assessment
    from kg.appraise.voices import Voice
    from kg.records import ContradictionKind, Direction, Finding, OverlapKind

_ONE_MOMENT: Final = frozenset({"case-control", "cross-sectional", "survey", "case-series"})
_ASSIGNED: Final = frozenset({"rct", "controlled-trial"})
_WATCHED: Final = frozenset({"cohort", "case-control", "cross-sectional", "survey", "case-series"})
_OVER_TIME: Final = frozenset({"cohort", "rct", "controlled-trial"})
_SPAN: Final = re.compile(r"\b(?:(\d+)(?:\s*(?:-|to)\s*\d+)?|(one|an?))[ -](hour|day|week|month|year)s?\b")
_RUNNERS: Final = re.compile(r"\brunners?\b|\bmarathons?\b", re.IGNORECASE)
_HOURS: Final = {"hour": 1, "day": 24, "week": 168, "month": 730, "year": 8760}
_FAR_APART: Final = 4
"""Follow-up of more than four times the length is another question: days, weeks, months or years."""
_DOSE: Final = re.compile(r"\b\d[\d,.]*\s+(?:or|and) more\b|\b(?:over|more than|above|at least|>=?)\s*\d")
_SAME: Final = 0.5
_METHOD: Final = frozenset(
    ("aged", "compared", "control", "follow", "group", "literature", "participant", "randomised", "study", "trial")
)
_DIFFER: Final[dict[ContradictionKind, str]] = {
    "population": "They may both be right: the people differ.",
    "dose": "They may both be right: one is about a high dose.",
    "timing": "They may both be right: one was over when the other had barely begun.",
    "outcome": "They may both be right: they measured different things.",
}
_ONE_MOMENT_ONLY: Final = "One of them looked at a single moment, and cannot tell what came first."
_NEIGHBOURS: Final = "At least one of them is on a neighbouring question."
_REVIEW_AND_STUDY: Final = (
    "Both bear on the claim as it stands: one study against a review of several. That one result differs from a body "
    "of others is to be expected now and then."
)
_REVIEWS: Final = (
    "Both bear on the claim as it stands and are reviews of several studies: they took in other studies, or weighed "
    "them otherwise."
)
_TRIAL_AND_WATCHED: Final = (
    "Both bear on the claim as it stands. One assigned people to what they did and the other watched what they chose: "
    "what goes with the choice may be what tells them apart."
)
_ALIKE: Final = (
    "Both bear on the claim as it stands and were made in like ways: chance, or what their records do not tell, is "
    "between them."
)
_OVERLAP: Final = "Their intervals overlap, so that chance alone may explain it."
_OVERLAPS: Final[dict[OverlapKind, str]] = {
    "same-people": "Both are on the same people.",
    "includes": "{here} includes {there}.",
    "restates": "{here} only comments on {there}.",
}


def study_clashes(evidence: Evidence) -> Iterator[Clash]:
    """Yield a clash for each pair of studies of which one supports and one disputes a claim.

    Only lines that can decide count, and of a study those of its best rank (`kg.appraise.voices`); opinion, retracted
    studies and what is known from memory contradict nothing. A study that finds both for and against a claim is on
    neither side: that its findings differ is told with the verdict, and is no contradiction of studies.
    """
    for claim in evidence.claims:
        assessment = evidence.assessments[claim]
        heard = voices(assessment.lines)
        for one, other in product(_one_way(heard, "supports"), _one_way(heard, "disputes")):
            yield _pair(one, other, assessment, evidence)


def _one_way(heard: Iterable[Voice], direction: Direction) -> tuple[Voice, ...]:
    return tuple(voice for voice in heard if voice.directions == {direction})


def _pair(one: Voice, other: Voice, assessment: Assessment, evidence: Evidence) -> Clash:
    kind, differ = _difference(one, other, assessment, evidence)
    overlap = _overlap(one.study, other.study, evidence)
    said = f"{_shown(one, evidence)} supports it; {_shown(other, evidence)} disputes it."
    return Clash(
        id=f"study-study/{assessment.claim}/{one.study}--{other.study}",
        scope="study-study",
        kind=kind,
        origin="detected",
        sides=(
            Side(claim=assessment.claim, studies=(one.study,)),
            Side(claim=assessment.claim, position="against", studies=(other.study,)),
        ),
        explanation=" ".join(part for part in (said, differ, overlap) if part),
        stronger=stronger_voice(one, other, assessment),
    )


def _difference(one: Voice, other: Voice, assessment: Assessment, evidence: Evidence) -> tuple[ContradictionKind, str]:
    """Return in what two studies seem to differ, by the words of their records, as a kind and in a sentence.

    Timing: of a cause, one looked at a single moment and the other over time, so that only one of them can tell what
    came first; or the outcomes were measured far apart. Outcome: no word for what was measured is shared. Population:
    one bears on the claim indirectly, and its people are neither those of the claim nor those of the other study.
    Dose: one speaks of a high amount ("20 or more") and the other of none. Else they are opposite.
    """
    designs = [frozenset(line.level.steps[0].designs) for line in (one.lines[0], other.lines[0])]
    if assessment.question == "cause" and (_moment(designs[0], designs[1]) or _moment(designs[1], designs[0])):
        return "timing", _ONE_MOMENT_ONLY
    found, others = _findings(one, evidence), _findings(other, evidence)
    outcomes = _words(x.outcome for x in found), _words(x.outcome for x in others)
    doses = [any(_DOSE.search(f"{x.outcome} {x.comparison or ''}") for x in side) for side in (found, others)]
    kind: ContradictionKind = "opposite"
    if _far_apart(_span(found), _span(others)):
        kind = "timing"
    elif all(outcomes) and not outcomes[0] & outcomes[1]:
        kind = "outcome"
    elif _other_people(one, other, assessment, evidence):
        kind = "population"
    elif doses[0] != doses[1]:
        kind = "dose"
    else:
        return kind, _NEIGHBOURS if one.indirect or other.indirect else _of_one_question(one, other, evidence)
    return kind, _DIFFER[kind]


def _of_one_question(one: Voice, other: Voice, evidence: Evidence) -> str:
    """Return what may tell apart two direct answers to one question, by the kinds of evidence that they are."""
    reviews = [voice.lines[0].level.synthesis for voice in (one, other)]
    designs = [frozenset(voice.lines[0].level.steps[0].designs) for voice in (one, other)]
    if all(reviews):
        words = _REVIEWS
    elif any(reviews):
        words = _REVIEW_AND_STUDY
    elif any(x <= _ASSIGNED and y <= _WATCHED for x, y in (designs, designs[::-1])):
        words = _TRIAL_AND_WATCHED
    else:
        words = _ALIKE
    overlap = _intervals_overlap(_findings(one, evidence), _findings(other, evidence))
    return f"{words} {_OVERLAP}" if overlap else words


def _intervals_overlap(one: tuple[Finding, ...], other: tuple[Finding, ...]) -> bool:
    """Return whether the only findings of two studies are in one measure, and their intervals share a value."""
    if len(one) != 1 or len(other) != 1:
        return False
    (here,), (there,) = one, other
    if (here.measure, here.unit) != (there.measure, there.unit):
        return False
    ends = (here.ci_low, there.ci_high), (there.ci_low, here.ci_high)
    return all(low is not None and high is not None and low <= high for low, high in ends)


def _other_people(one: Voice, other: Voice, assessment: Assessment, evidence: Evidence) -> bool:
    """Return whether an indirect study lacks half of the words for the claim's people, and the two share few words."""
    claim = _people(evidence.claims[assessment.claim].population)
    people = [_people(evidence.studies[voice.study].population) for voice in (one, other)]
    strange = any(
        voice.indirect and len(own & claim) <= len(claim) / 2 for voice, own in zip((one, other), people, strict=True)
    )
    return strange and all(people) and sharing(people[0], people[1]) < _SAME


def _people(population: str) -> frozenset[str]:
    """Return the words for the people of a study; runners are people like others here."""
    return slot_words(_RUNNERS.sub("running", population)) - _METHOD


def _moment(one: frozenset[str], other: frozenset[str]) -> bool:
    """Return whether the first looked at one moment only, and the second over time."""
    return one <= _ONE_MOMENT and bool(other & _OVER_TIME) and not other & _ONE_MOMENT


def _findings(voice: Voice, evidence: Evidence) -> tuple[Finding, ...]:
    wanted = {line.finding for line in voice.lines}
    return tuple(finding for finding in evidence.studies[voice.study].findings if finding.id in wanted)


def _words(texts: Iterable[str]) -> frozenset[str]:
    return frozenset[str]().union(*map(slot_words, texts))


def _span(findings: tuple[Finding, ...]) -> int | None:
    """Return the longest time in the outcomes, in hours; of a range the shorter end.

    A time with which a comparison begins ("12 weeks, without controls") is one of follow-up too; others in it are not.
    """
    texts = [x.outcome for x in findings] + [x.comparison for x in findings if _SPAN.match(x.comparison or "")]
    found = [int(x[1] or 1) * _HOURS[x[3]] for text in texts if text for x in _SPAN.finditer(text)]
    return max(found, default=None)


def _far_apart(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and max(one, other) > _FAR_APART * max(1, min(one, other))


def _shown(voice: Voice, evidence: Evidence) -> str:
    """Return a study with its design, level and findings, such as "Buist 2008 (randomised trial, level 2; injury)"."""
    study = evidence.studies[voice.study]
    level = f"level {voice.level}" + (", indirect" if voice.indirect else "")
    found = [" ".join(x for x in (f"{y.outcome},", estimate(y)) if x).rstrip(",") for y in _findings(voice, evidence)]
    return f"{evidence.cite(voice.study)} ({'; '.join((f'{DESIGNS[study.design][0]}, {level}', *found))})"


def _overlap(one: str, other: str, evidence: Evidence) -> str:
    """Return a sentence on what the records say of the two not being independent, or nothing."""
    for here, there in ((one, other), (other, one)):
        for overlap in evidence.studies[here].overlaps:
            if overlap.study == there:
                return _OVERLAPS[overlap.kind].format(here=evidence.cite(here), there=evidence.cite(there))
    return ""
