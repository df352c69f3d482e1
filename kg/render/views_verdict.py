"""Views of verdicts: in a list, at the top of a claim's page with the whole argument, and beside a statement."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.appraise.assess import assess
from kg.appraise.judgement import expiry, overtaken
from kg.appraise.stance import bearing
from kg.appraise.words import (
    CERTAINTY,
    LEANINGS,
    VERDICTS,
    certainty_words,
    explain,
    headline,
    level_words,
)
from kg.labels import short_citation
from kg.render.routes import Link, page_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.appraise.model import Standing
    from kg.appraise.stance import Bearing
    from kg.records import Claim, EvidenceLine, Stance, Verdict
    from kg.render.catalogue import Catalogue

VERDICT_ORDER: Final[tuple[Verdict, ...]] = ("supported", "disputed", "contested", "unclear", "untested")
WAYS: Final[dict[Verdict, str]] = {
    "supported": "supports",
    "disputed": "disputes",
    "contested": "contested",
    "unclear": "inconclusive",
    "untested": "untested",
}
"""The shape of a verdict: that of the direction of evidence where there is one."""
BEARINGS: Final[dict[Bearing, tuple[str, str]]] = {
    "with": ("supports", "with the evidence"),
    "beyond": ("beyond", "says more than the evidence"),
    "against": ("disputes", "against the evidence"),
    "open": ("untested", "on a claim without evidence"),
}
"""Where a statement stands to the evidence: its shape and its words."""
_STANDINGS: Final[dict[Standing, str]] = {
    "decisive": "",
    "inconclusive": "",
    "opinion": "opinion, weighs nothing",
    "memory": "known from memory only, weighs nothing",
    "too-far": "indirect and of the last level, weighs nothing",
    "retracted": "retracted, left out",
}
_MARK: Final = "\x1f"
_STUDY_ID: Final = re.compile(r"\b[a-z0-9]+(?:-[a-z0-9]+)+\b")


@dataclass(frozen=True, slots=True)
class VerdictView:
    """The verdict that stands: `key` and `certainty_key` for filters, `way` its shape, `judged` if a curator's."""

    key: Verdict
    way: str
    words: str
    certainty_key: str
    certainty: str
    leaning: str
    dissent: bool
    keystones: tuple[Link, ...]
    judged: bool

    @property
    def sentence(self) -> str:
        """Return verdict and certainty as a sentence."""
        return "; ".join(x for x in (self.words.capitalize(), self.leaning, self.certainty) if x) + "."


def verdict_view(claim: Claim, catalogue: Catalogue) -> VerdictView:
    """Return the verdict that stands on a claim, and the studies that it hangs on where it is the computed one."""
    found = catalogue.appraised.answers[claim.id]
    return VerdictView(
        found.verdict,
        WAYS[found.verdict],
        VERDICTS[found.verdict],
        found.certainty or "",
        certainty_words(found),
        LEANINGS[found.leaning] if found.leaning else "",
        bool(found.dissent),
        study_links(found.keystones, catalogue),
        found.basis == "judged",
    )


def study_links(names: Iterable[str], catalogue: Catalogue) -> tuple[Link, ...]:
    """Return studies as links."""
    return tuple(Link(short_citation(catalogue.studies[x]), page_of("study", x)) for x in names)


@dataclass(frozen=True, slots=True)
class JudgementView:
    """A curator's judgement; `review` says why it stands no more, `until` when it is to be looked at again."""

    way: str
    words: str
    certainty: str
    by: str
    date: str
    why: str
    until: str
    review: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class AssessmentView:
    """What the rules say, whatever a curator judged.

    `argument` is why, sentence by sentence, as text in pieces. `keystones` mark the verdict at the top, so there are
    none where a curator's stands; the argument names them anyway.
    """

    way: str
    headline: str
    keystones: tuple[Link, ...]
    retracted: tuple[Link, ...]
    argument: tuple[tuple[Link, ...], ...]
    rule_version: str


def assessment_view(claim: Claim, catalogue: Catalogue) -> AssessmentView:
    """Return the computed assessment of a claim with its reasons."""
    found = catalogue.appraised.assessments[claim.id]
    return AssessmentView(
        WAYS[found.verdict],
        headline(found),
        study_links(catalogue.appraised.answers[claim.id].keystones, catalogue),
        study_links(found.retracted, catalogue),
        tuple(pieces_of(x, catalogue) for x in explain(found, marked)),
        catalogue.appraised.rule_version,
    )


def judgement_view(claim: Claim, catalogue: Catalogue) -> JudgementView | None:
    """Return a curator's judgement; what needs review because it is old is left to the reader, who has a clock."""
    judged = claim.judgement
    if judged is None:
        return None
    return JudgementView(
        WAYS[judged.verdict],
        VERDICTS[judged.verdict],
        CERTAINTY[judged.certainty] if judged.certainty else "",
        judged.by,
        judged.date,
        judged.why,
        expiry(judged.date).isoformat(),
        tuple(linked("; ".join(overtaken(claim, judged, catalogue.studies)), catalogue)),
    )


def line_words(claim: Claim, line: EvidenceLine, catalogue: Catalogue) -> tuple[str, str]:
    """Return the level of a line of evidence in words, and why it weighs nothing where that is so."""
    for weighed in catalogue.appraised.assessments[claim.id].lines:
        if (weighed.study, weighed.finding, weighed.direction) == (line.study, line.finding, line.direction):
            return level_words(weighed.level), _STANDINGS[weighed.standing]
    return "", ""


def verdict_without(claim: Claim, study: str, catalogue: Catalogue) -> str:
    """Return in words what the computed verdict on a claim would be without a study."""
    return headline(assess(claim, catalogue.studies, fallen={study}))


def bearing_of(claim: str, stance: Stance, catalogue: Catalogue) -> Bearing:
    """Return where a statement stands to the verdict that stands on its claim."""
    return bearing(stance, catalogue.appraised.answers[claim].verdict)


def linked(text: str, catalogue: Catalogue) -> Iterator[Link]:
    """Yield a text in pieces; the id of a study, which has a hyphen, becomes its name and leads to its page."""
    end = 0
    for match in _STUDY_ID.finditer(text):
        study = catalogue.studies.get(match[0])
        if study is not None:
            yield Link(text[end : match.start()], "")
            yield Link(short_citation(study), page_of("study", study.id))
            end = match.end()
    if text[end:]:
        yield Link(text[end:], "")


def marked(study: str) -> str:
    """Return the id of a study marked, so that `pieces_of` finds it in a sentence."""
    return f"{_MARK}{study}{_MARK}"


def pieces_of(text: str, catalogue: Catalogue) -> tuple[Link, ...]:
    """Return a text whose studies are marked as pieces, each study a link."""
    parts = text.split(_MARK)
    studies = [study_links((x,), catalogue)[0] if x in catalogue.studies else Link(x, "") for x in parts[1::2]]
    plain = [Link(x, "") for x in parts[::2]]
    every = [piece for pair in zip(plain, studies, strict=False) for piece in pair] + plain[len(studies) :]
    return tuple(x for x in every if x.text)
