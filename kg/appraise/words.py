"""An assessment in plain English: one sentence per reason, for pages and terminals."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from kg.appraise.model import (
        Assessment,
        Leaning,
        Level,
        LevelCode,
        Reason,
        ReasonCode,
        Standing,
        WeighedLine,
    )
    from kg.records import Certainty, Verdict

    Cite = Callable[[str], str]
    """From a study's id to what it is called in a sentence."""

VERDICTS: Final[dict[Verdict, str]] = {
    "supported": "supported by the evidence",
    "disputed": "disputed by the evidence",
    "contested": "contested: the best evidence goes both ways",
    "unclear": "unclear: the evidence has no answer",
    "untested": "untested: there is no evidence",
}
LEANINGS: Final[dict[Leaning, str]] = {
    "supported": "leans towards support",
    "disputed": "leans towards dispute",
    "contested": "points both ways",
}
CERTAINTY: Final[dict[Certainty, str]] = {
    "high": "high certainty",
    "moderate": "moderate certainty",
    "low": "low certainty",
    "very-low": "very low certainty",
}
DESIGNS: Final[dict[str, tuple[str, str]]] = {
    "rct": ("randomised trial", "randomised trials"),
    "controlled-trial": ("controlled trial", "controlled trials"),
    "cohort": ("cohort study", "cohort studies"),
    "case-control": ("case-control study", "case-control studies"),
    "cross-sectional": ("cross-sectional study", "cross-sectional studies"),
    "survey": ("survey", "surveys"),
    "case-series": ("case series", "case series"),
    "laboratory": ("laboratory study", "laboratory studies"),
    "animal": ("animal study", "animal studies"),
    "preprint": ("preprint", "preprints"),
    "guideline": ("guideline", "guidelines"),
    "consensus-statement": ("consensus statement", "consensus statements"),
    "narrative-review": ("narrative review", "narrative reviews"),
    "editorial": ("editorial", "editorials"),
    "meta-analysis": ("meta-analysis", "meta-analyses"),
    "systematic-review": ("systematic review", "systematic reviews"),
    "mixed": ("study of unnamed design", "studies of unnamed designs"),
    "unstated": ("study of unstated design", "studies of unstated designs"),
}
"""Design and its plural."""
STEPS: Final[dict[LevelCode, str]] = {
    "study-design": "by its design",
    "review-of": "by the designs it includes",
    "guideline": "a body that weighs evidence speaks to claims of advice",
    "publication-itself": "the claim is about what the publication reports",
    "opinion": "opinion, which decides nothing",
    "one-study-review": "one down: the review found a single study",
    "several-designs": "one down from the best of the designs it includes: weaker ones are mixed in",
    "designs-unknown": "one down from the best: which designs it includes is not known",
    "stated-level": "down to the level that its authors state",
    "preprint": "one down: a preprint",
    "unpublished": "one down: published in no journal",
    "indirect": "one down: indirect",
}
_REASONS: Final[dict[ReasonCode, str]] = {
    "best-level-agrees": "The best evidence that is decisive goes one way: {who}.",
    "best-level-conflicts": "The best evidence that is decisive goes both ways: {who}.",
    "only-inconclusive": "No study has a clear answer: {who}.",
    "nothing-can-decide": "What points one way weighs nothing, being opinion, known from memory only or too far "
    "from the claim: {who}.",
    "no-line": "No evidence is recorded.",
    "only-retracted": "All the evidence was retracted: {who}.",
    "one-indirect-study": "A single study stands behind it, on a neighbouring question: {who}.",
    "open-in-direct-evidence": "What points one way is on a neighbouring question or holds for some people only, and "
    "studies on the claim itself leave it open: {who}.",
    "only-indirect": "only indirect evidence decides",
    "conflict": "the best evidence conflicts",
    "dissent": "evidence nearly as good goes the other way: {who}",
    "one-study": "one study alone: {who}",
    "small": "fewer than 100 people in all",
    "imprecise": "the interval is wide: {who}",
    "confounding": "without random allocation, other differences can explain it",
    "left-open": "evidence nearly as good, or better, has no answer: {who}",
    "unrated": "no trial decides it, nor a study rated as sound",
    "grades-unknown": "how the guideline rates its evidence is not recorded",
    "reported-bias": "the authors report a serious risk of bias: {who}",
    "reported-certainty": "the authors themselves are no more certain: {who}",
    "expression-of-concern": "the publisher has expressed concern: {who}",
    "no-surer-than-before": "nothing is surer for the loss of evidence: {who}",
    "undecided": "where nothing decides, certainty is very low",
}


def headline(assessment: Assessment) -> str:
    """Return the verdict in a few words, such as "supported by the evidence; low certainty; level 2"."""
    parts = [VERDICTS[assessment.verdict]]
    if assessment.leaning is not None:
        parts.append(LEANINGS[assessment.leaning])
    if certainty := certainty_words(assessment):
        parts.append(certainty)
    if assessment.decided_by and assessment.verdict != "unclear":
        parts.append(f"level {assessment.level}")
    if assessment.basis == "judged":
        parts.append("a curator's judgement")
    return "; ".join(parts)


def certainty_words(assessment: Assessment) -> str:
    """Return the certainty, such as "low certainty"; nothing where the rules leave a verdict unclear anyway."""
    if assessment.certainty is None or (assessment.verdict == "unclear" and assessment.basis != "judged"):
        return ""
    return CERTAINTY[assessment.certainty]


def explain(assessment: Assessment, cite: Cite = str) -> tuple[str, ...]:
    """Return the whole argument, sentence by sentence; `cite` gives a study's name for its id."""
    return tuple(_sentences(assessment, cite))


def reason_words(reason: Reason, cite: Cite = str) -> str:
    """Return a reason in words: a sentence for a verdict, a clause for a step of certainty."""
    return _REASONS[reason.code].format(who=_list(cite(name) for name in reason.studies))


def level_words(level: Level) -> str:
    """Return where a level comes from, such as "level 3: randomised trial (level 2); one down: indirect"."""
    first, *more = level.steps
    kind = _kind(level) if first.designs else STEPS[first.code]
    start = f" (level {first.level})" if more else ""
    return f"level {level.number}: {kind}{start}" + "".join(f"; {STEPS[step.code]}" for step in more)


def _sentences(assessment: Assessment, cite: Cite) -> Iterator[str]:
    if assessment.decided_by:
        yield _deciding(assessment, cite)
    for reason in assessment.why:
        if reason.code not in {"best-level-agrees", "best-level-conflicts"}:
            yield reason_words(reason, cite)
    for label, names in (
        ("In agreement, one level down", () if assessment.verdict == "contested" else assessment.agreeing),
        ("Dissent, of the same level or the next", assessment.dissent),
        ("Outweighed, further down", assessment.outweighed),
        ("Settles nothing, though direct and of this level or better", assessment.left_open),
        ("Weighs nothing, being opinion", _standing(assessment, "opinion")),
        ("Weighs nothing, being known from memory only", _standing(assessment, "memory")),
        ("Weighs nothing, being indirect and of the last level", _standing(assessment, "too-far")),
        ("For and against within one study", assessment.split),
        ("No evidence of its own beside another one here", assessment.overlapping),
        ("Left out, retracted", assessment.retracted),
    ):
        if names:
            yield f"{label}: {_list(cite(name) for name in names)}."
    if assessment.keystones:
        others = " any one of" if len(assessment.keystones) > 1 else ""
        yield f"The verdict would be another without{others} {_list(map(cite, assessment.keystones))}."
    if assessment.starts_at is not None and assessment.certainty is not None:
        steps = "".join(f"; down {r.steps}, {reason_words(r, cite)}" for r in assessment.lowered if r.steps)
        end = f", which leaves {_plain(assessment.certainty)}." if steps else " and stays there."
        yield f"Certainty starts at {_plain(assessment.starts_at)}{steps}{end}"
    if assessment.question == "report":
        yield "What is rated is the report: that the publication says so, not that it is so."


def _deciding(assessment: Assessment, cite: Cite) -> str:
    """Return what decides, such as "Level 1 decides: against it 1 review of cohort studies (Neal et al. 2019)."."""
    sides: dict[str, dict[str, WeighedLine]] = {"supports": {}, "disputes": {}}
    for line in assessment.lines:
        decides = line.standing == "decisive" and line.level.number == assessment.level
        if decides and line.study in assessment.decided_by:
            sides[line.direction].setdefault(line.study, line)
    parts = [
        f"{side} it {kinds_of(tuple(lines.values()))} ({_list(cite(name) for name in sorted(lines))})"
        for side, lines in (("for", sides["supports"]), ("against", sides["disputes"]))
        if lines
    ]
    verb = "would decide" if assessment.verdict == "unclear" else "decides"
    return f"Level {assessment.level} {verb}: {'; '.join(parts)}."


def kinds_of(lines: tuple[WeighedLine, ...]) -> str:
    """Return lines by kind, such as "2 randomised trials and 1 review of cohort studies (indirect)"."""
    kinds = Counter((_kind(x.level), _kind(x.level, many=True), x.directness) for x in lines)
    return _list(
        f"{count} {several if count > 1 else one}{' (indirect)' if directness == 'indirect' else ''}"
        for (one, several, directness), count in sorted(kinds.items())
    )


def _standing(assessment: Assessment, standing: Standing) -> tuple[str, ...]:
    """Return the studies that point one way and have this standing."""
    pointing = (x for x in assessment.lines if x.standing == standing and x.direction != "inconclusive")
    return tuple(sorted({line.study for line in pointing}))


def _kind(level: Level, *, many: bool = False) -> str:
    """Return what sort of study a level was given for, such as "review of cohort studies"."""
    first = level.steps[0]
    if first.code in {"review-of", "designs-unknown"}:
        review = "reviews" if many else "review"
        if first.code == "designs-unknown":
            return f"{review} of studies of unknown design"
        return f"{review} of {_list(DESIGNS[design][1] for design in first.designs)}"
    return DESIGNS[first.designs[0]][1 if many else 0]


def _plain(certainty: Certainty) -> str:
    return certainty.replace("-", " ")


def _list(words: Iterable[str]) -> str:
    *head, last = list(words) or [""]
    return f"{', '.join(head)} and {last}" if head else last
