"""Views of a claim's own page: the answer in plain words, who dissents, its evidence in rows, what would change it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.appraise.meaning import plain_words, reason_in_a_line
from kg.appraise.prospects import find_prospects
from kg.appraise.words import CERTAINTY, DESIGNS, VERDICTS, headline
from kg.labels import statement_anchor
from kg.render.views import DIRECTION_ORDER, evidence_view, said_view
from kg.render.views_article import bearing_view, citation_words
from kg.render.views_study import is_retracted
from kg.render.views_verdict import WAYS, bearing_of, marked, pieces_of, study_links
from kg.render.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.appraise.model import Assessment, Reason
    from kg.appraise.prospects import Gain, Prospects
    from kg.records import Claim, Direction, EvidenceLine, Stance
    from kg.render.catalogue import Catalogue, Said
    from kg.render.routes import Link
    from kg.render.views import EvidenceView, SaidView
    from kg.render.views_article import BearingView
    from kg.render.words import Word, Words

_OPPOSITE: Final[dict[str, Direction]] = {"supported": "disputes", "disputed": "supports"}
_SIDES: Final[dict[Direction, str]] = {"supports": "for it", "disputes": "against it"}
_STANCES: Final[dict[Stance, tuple[str, str]]] = {
    "asserts": ("asserts", "assert"),
    "hedges": ("hedges", "hedge"),
    "denies": ("denies", "deny"),
}
_NEEDED: Final = {
    "only-indirect": "Studies of the claim itself: so far all that decides is about other people, doses or outcomes.",
    "conflict": "An explanation of why the best studies disagree, or a better study than any of them.",
    "dissent": "An explanation of why {who} went the other way, or studies good enough to outweigh that.",
    "one-study": "A second study, by others, that finds what {who} found.",
    "small": "Larger studies: fewer than 100 people stand behind the answer.",
    "imprecise": "Studies large enough for a narrow interval.",
    "confounding": "Random allocation; or an effect too large for other differences between people to explain.",
    "left-open": "A clear answer from evidence such as {who}, which is as good or better and leaves it open.",
    "unrated": "Studies whose risk of bias somebody has looked at and found low.",
    "grades-unknown": "How the guideline itself rates the evidence behind its advice.",
    "reported-bias": "Studies with less risk of bias than {who}.",
    "reported-certainty": "Better studies inside the reviews: the authors of {who} are no more certain themselves.",
    "expression-of-concern": "The publisher's decision on {who}.",
    "one-indirect-study": "A second study; so far there is {who} alone, on a neighbouring question.",
    "open-in-direct-evidence": "A clear answer on the claim itself, which {who} leaves open.",
    "nothing-can-decide": "A study that can count: what points one way is opinion, from memory or too far off.",
    "only-inconclusive": "A study with a clear answer: {who} left it open.",
    "no-line": "A first study.",
    "only-retracted": "A study that has not been retracted.",
}
"""What is missing for more certainty, by the reason why there is not more."""


@dataclass(frozen=True, slots=True)
class AnswerView:
    """The answer at the top: what it means, the reason in one line, and what of equal standing goes the other way."""

    meaning: str
    more: str
    reason: tuple[Link, ...]
    dissent: tuple[EvidenceView, ...]


def answer_view(claim: Claim, catalogue: Catalogue, words: Words) -> AnswerView:
    """Return the answer that stands; the reason is the computed one even where a curator's judgement stands."""
    found = catalogue.appraised.answers[claim.id]
    computed = catalogue.appraised.assessments[claim.id]
    return AnswerView(
        plain_words(claim, found.verdict, found.certainty, found.leaning),
        claim.meaning or "",
        pieces_of(reason_in_a_line(computed, marked), catalogue),
        tuple(evidence_view(claim, x, catalogue, words) for x in _dissenting(claim, computed)),
    )


def _dissenting(claim: Claim, found: Assessment) -> Iterator[EvidenceLine]:
    """Yield for each study in dissent its line that does so, of several the best."""
    against = _OPPOSITE.get(found.verdict)
    lines = {(x.study, x.finding): x for x in claim.evidence if x.direction == against}
    for study in found.dissent:
        ranked = (x for x in found.lines if x.study == study and x.direction == against and x.standing == "decisive")
        best = next(ranked, None)
        if best is not None and (best.study, best.finding) in lines:
            yield lines[best.study, best.finding]


@dataclass(frozen=True, slots=True)
class VoiceView:
    """Who says a claim, where that stands to the evidence, and its references there, each with what it is worth."""

    said: SaidView
    bearing: BearingView
    cites: tuple[tuple[Link, str], ...]


def voice_views(claim: Claim, catalogue: Catalogue, words: Words) -> tuple[VoiceView, ...]:
    """Return who says a claim, in the order of the articles."""
    return tuple(_voice(x, catalogue, words) for x in catalogue.said_of_claim[claim.id])


def stances_of(claim: Claim, catalogue: Catalogue) -> str:
    """Return how many statements assert, hedge or deny a claim, such as "2 statements assert it, 1 hedges it"."""
    counts = Counter(x.statement.stance for x in catalogue.said_of_claim[claim.id])
    parts = list[str]()
    for stance, (one, many) in _STANCES.items():
        if count := counts[stance]:
            noun = f"{count}" if parts else counted(count, "statement")
            parts.append(f"{noun} {one if count == 1 else many} it")
    return ", ".join(parts)


def _voice(said: Said, catalogue: Catalogue, words: Words) -> VoiceView:
    view = said_view(said, words)
    anchor = statement_anchor(said.statement, said.position)
    verdicts = {
        x.reference: citation_words(x.verdict, words)
        for x in catalogue.appraised.citations[said.article.id]
        if x.anchor == anchor
    }
    return VoiceView(
        view,
        bearing_view(bearing_of(said.statement.claim, said.statement.stance, catalogue)),
        tuple(zip(view.cites, (verdicts.get(x, "") for x in said.statement.cites), strict=True)),
    )


@dataclass(frozen=True, slots=True)
class RowView:
    """A line of evidence in the table; `people` is 0 where it is not known."""

    line: EvidenceView
    people: int


@dataclass(frozen=True, slots=True)
class RowsView:
    """The lines that point one way and have one level, with how many studies they are from."""

    direction: Word
    level: int
    heading: str
    rows: tuple[RowView, ...]


def rows_of(claim: Claim, catalogue: Catalogue, words: Words) -> tuple[RowsView, ...]:
    """Return the evidence in groups: by direction, then from the best level to the last, direct lines first."""
    levels = {
        (x.study, x.finding, x.direction): x.level.number for x in catalogue.appraised.assessments[claim.id].lines
    }
    groups: dict[tuple[Direction, int], list[EvidenceLine]] = {}
    for line in sorted(claim.evidence, key=lambda x: _order(x, catalogue)):
        groups.setdefault((line.direction, levels[line.study, line.finding, line.direction]), []).append(line)
    return tuple(
        RowsView(
            words.direction(direction),
            level,
            counted(len({x.study for x in lines}), "study", "studies"),
            tuple(_row(claim, x, catalogue, words) for x in lines),
        )
        for (direction, level), lines in sorted(groups.items(), key=lambda x: (DIRECTION_ORDER.index(x[0][0]), x[0][1]))
    )


def _row(claim: Claim, line: EvidenceLine, catalogue: Catalogue, words: Words) -> RowView:
    return RowView(evidence_view(claim, line, catalogue, words), catalogue.studies[line.study].participants or 0)


def _order(line: EvidenceLine, catalogue: Catalogue) -> tuple[bool, int, str, str]:
    return line.directness != "direct", -catalogue.studies[line.study].year, line.study, line.finding or ""


@dataclass(frozen=True, slots=True)
class ChangeView:
    """If something came or went, what would hold then: in words, with the shape of the verdict."""

    cause: tuple[Link, ...]
    way: str
    then: str


@dataclass(frozen=True, slots=True)
class OutlookView:
    """What would change the answer; `held` says that no single loss would, `missing` what more certainty takes."""

    losses: tuple[ChangeView, ...]
    held: str
    gains: tuple[ChangeView, ...]
    missing: tuple[tuple[Link, ...], ...]


def outlook_view(claim: Claim, catalogue: Catalogue) -> OutlookView:
    """Return what would change the computed answer on a claim."""
    found = catalogue.appraised.assessments[claim.id]
    prospects = find_prospects(claim, catalogue.studies)
    reasons = [*(x for x in found.why if x.code in _NEEDED), *(x for x in found.lowered if x.steps)]
    return OutlookView(
        tuple(
            ChangeView(study_links((x.study,), catalogue), WAYS[x.after.verdict], _then(x.after))
            for x in prospects.losses
        ),
        _held(claim, catalogue, prospects),
        tuple(
            ChangeView(pieces_of(_gain(x), catalogue), WAYS[x.after.verdict], _then(x.after)) for x in prospects.gains
        ),
        tuple(pieces_of(words, catalogue) for words in dict.fromkeys(_needed(x) for x in reasons) if words),
    )


def _held(claim: Claim, catalogue: Catalogue, prospects: Prospects) -> str:
    studies = {x.study for x in claim.evidence if not is_retracted(catalogue.studies[x.study])}
    if prospects.losses or not studies:
        return ""
    if len(studies) == 1:
        return "One study is all there is; without it nothing would be left to judge."
    return f"Without any one of the {len(studies)} studies, verdict and certainty would stay what they are."


def _gain(gain: Gain) -> str:
    one, many = DESIGNS[gain.design]
    study = f"review of large {many}" if gain.review else f"large {one}"
    return f"One more {study} on the claim itself, {_SIDES[gain.direction]}"


def _then(after: Assessment) -> str:
    if after.verdict in {"unclear", "untested"}:
        return headline(after)
    certainty = f"; {CERTAINTY[after.certainty]}" if after.certainty else ""
    return f"{VERDICTS[after.verdict].partition(':')[0].removesuffix(' by the evidence')}{certainty}"


def _needed(reason: Reason) -> str:
    names = [marked(x) for x in reason.studies]
    *head, last = names or [""]
    return _NEEDED.get(reason.code, "").format(who=f"{', '.join(head)} and {last}" if head else last)
