"""The level of each line of evidence, 1 (best) to 5, from the question and the design of the study.

After: OCEBM Levels of Evidence Working Group, "The Oxford 2011 Levels of Evidence", Oxford Centre for Evidence-Based
Medicine, 2011; what that table leaves out (causes that are not treatments, mechanism, advice) after the centre's levels
of March 2009, in which single cohorts stand at 2 and case-control studies at 3 for questions of aetiology. Where we
depart from either, `docs/appraisal.md` says so and why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.appraise.model import Level, LevelStep

if TYPE_CHECKING:
    from kg.appraise.model import LevelCode, Question
    from kg.records import Design, Directness, IncludedDesign, Study

LAST: Final = 5
UNKNOWN_REVIEW: Final = 2
"""One below a review of the best kind: it may be such a review, and cannot be shown to be one."""
PREPRINT: Final = 3
"""One below the usual single study of the question, whose own design the record does not tell."""

_SINGLE: Final[dict[Question, dict[str, int]]] = {
    # OCEBM 2011, "Does this intervention help?": randomised trial 2, non-randomised controlled study 3, case series,
    # case-control or historically controlled study 4, mechanism-based reasoning 5.
    "intervention": {
        "rct": 2, "controlled-trial": 3, "cohort": 3, "case-control": 4, "cross-sectional": 4, "survey": 4,
        "case-series": 4, "laboratory": 5, "animal": 5,
    },
    # OCEBM 2009, "Aetiology/Harm": cohort 2, case-control 3, case series 4. Cross-sectional studies stand at 4,
    # because they cannot tell which came first. Trials, rarely possible here, stand with the cohorts.
    "cause": {
        "rct": 2, "controlled-trial": 2, "cohort": 2, "case-control": 3, "cross-sectional": 4, "survey": 4,
        "case-series": 4, "laboratory": 5, "animal": 5,
    },
    # OCEBM 2011, "How common is the problem?": non-random sample 3, case series 4. A survey, cross-section or cohort
    # stands at 2: whether its sample was drawn at random is not recorded. People who joined a trial chose to.
    "frequency": {
        "rct": 3, "controlled-trial": 3, "cohort": 2, "case-control": 4, "cross-sectional": 2, "survey": 2,
        "case-series": 4, "laboratory": 5, "animal": 5,
    },
    # OCEBM 2011, "What will happen if we do not add a therapy?": inception cohort 2, control arm of a trial 3, case
    # series or case-control 4. A single moment shows no course: 5.
    "prognosis": {
        "rct": 3, "controlled-trial": 3, "cohort": 2, "case-control": 4, "cross-sectional": 5, "survey": 5,
        "case-series": 4, "laboratory": 5, "animal": 5,
    },
    # Not in the table, where mechanism is the last level of other questions. Experiments on people and studies that
    # follow them stand at 2, comparisons at one moment at 3, other species and reports without comparison at 4.
    "mechanism": {
        "rct": 2, "controlled-trial": 2, "cohort": 2, "case-control": 3, "cross-sectional": 3, "survey": 4,
        "case-series": 4, "laboratory": 2, "animal": 4,
    },
    # Not in the table. Advice is right if following it helps: levels of an intervention; guidelines are added below.
    "advice": {
        "rct": 2, "controlled-trial": 3, "cohort": 3, "case-control": 4, "cross-sectional": 4, "survey": 4,
        "case-series": 4, "laboratory": 5, "animal": 5,
    },
}  # fmt: skip
_BEST: Final[dict[Question, frozenset[str]]] = {
    "intervention": frozenset({"rct"}),
    "cause": frozenset({"rct", "controlled-trial", "cohort"}),
    "frequency": frozenset({"cohort", "cross-sectional", "survey"}),
    "prognosis": frozenset({"cohort"}),
    "mechanism": frozenset({"rct", "controlled-trial", "cohort", "laboratory"}),
    "advice": frozenset({"rct"}),
}
"""The designs of which a review stands at level 1."""
_TRIALS: Final = "controlled-trial"
"""Among included designs: trials that the entry does not call randomised, which is not to say that they are not."""
_REVIEWS: Final[frozenset[Design]] = frozenset({"meta-analysis", "systematic-review"})
_OPINION: Final[frozenset[Design]] = frozenset({"narrative-review", "editorial", "consensus-statement", "guideline"})
ADVICE: Final[dict[Design, int]] = {"guideline": 1, "consensus-statement": 3}
"""A guideline weighs reviews by a method; a consensus statement is judgement where trials are missing."""


def study_level(study: Study, question: Question) -> Level:
    """Return the level of a study for a question, as if what it studied were exactly what is asked.

    A claim of what a publication *reports* is best answered by the publication, whatever its design. Guidelines and
    consensus statements speak to claims of advice; elsewhere they are opinion, since "is not recommended" weighs
    costs and harms and does not say "has no effect". Narrative reviews and editorials are opinion throughout.
    """
    if question == "report":
        return _level(LevelStep("publication-itself", 1, (study.design,)))
    if question == "advice" and study.design in ADVICE:
        step = LevelStep("guideline", ADVICE[study.design], (study.design,))
        return _level(step, synthesis=study.design == "guideline")
    if study.design in _OPINION:
        return _level(LevelStep("opinion", LAST, (study.design,)), opinion=True)
    if study.design in _REVIEWS:
        return _review_level(study, question)
    if study.design == "preprint":
        return _level(LevelStep("preprint", PREPRINT, (study.design,)))
    steps = [LevelStep("study-design", _SINGLE[question][study.design], (study.design,))]
    if is_preprint(study):
        steps.append(_lower("preprint", steps[-1].level))
    elif study.unpublished:
        steps.append(_lower("unpublished", steps[-1].level))
    return _level(*steps)


def line_level(study: Study, question: Question, directness: Directness) -> Level:
    """Return the level of a line: that of its study, one lower where the line is indirect (never below 5)."""
    level = study_level(study, question)
    if directness == "direct":
        return level
    steps = (*level.steps, _lower("indirect", level.number))
    return Level(steps[-1].level, level.synthesis, level.opinion, steps)


def is_preprint(study: Study) -> bool:
    """Return whether a study is known only as a preprint: filed as one, or on arXiv without a journal."""
    on_server_only = study.arxiv is not None and study.journal in {None, "arXiv"}
    return study.design == "preprint" or on_server_only


def _review_level(study: Study, question: Question) -> Level:
    """Return the level of a systematic review: that of what it includes.

    Of several designs the strongest counts, one level down, since weaker ones are mixed in (never below the
    weakest). `mixed` and `unstated` count as a review one below the best: they may hold the best designs, which
    cannot be shown. Where the authors state a level of evidence themselves, such a review is not put above it.
    """
    included = study.included_designs or ("unstated",)
    levels = sorted(_of_included(design, question) for design in included)
    unknown = bool({"mixed", "unstated"} & set(included))
    alone_unknown = unknown and len(included) == 1
    steps = [LevelStep("designs-unknown" if alone_unknown else "review-of", levels[0], tuple(included))]
    if levels[-1] > levels[0]:
        steps.append(LevelStep("several-designs", levels[0] + 1, tuple(included)))
    if unknown and study.stated_level is not None and study.stated_level > steps[-1].level:
        steps.append(LevelStep("stated-level", study.stated_level))
    if study.included_studies == 1:
        steps.append(_lower("one-study-review", steps[-1].level))
    return _level(*steps, synthesis=study.included_studies != 1)


def _of_included(design: IncludedDesign, question: Question) -> int:
    """Return the level of a review of one design: 1 for the question's best designs, else as the single study.

    Trials not said to be randomised stand half way, at 2, where randomisation matters.
    """
    if design in {"mixed", "unstated"}:
        return UNKNOWN_REVIEW
    if design in _BEST[question]:
        return 1
    if design == _TRIALS and "rct" in _BEST[question]:
        return UNKNOWN_REVIEW
    return _SINGLE[question][design]


def _lower(code: LevelCode, level: int) -> LevelStep:
    return LevelStep(code, min(LAST, level + 1))


def _level(*steps: LevelStep, synthesis: bool = False, opinion: bool = False) -> Level:
    return Level(steps[-1].level, synthesis, opinion, steps)
