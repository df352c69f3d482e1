"""Views that several pages share: tallies of evidence, lines of evidence, claims in lists, who says what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.labels import article_name, statement_anchor
from kg.render.routes import Link, evidence_anchor, page_of, place_on
from kg.render.views_study import finding_view, is_retracted, study_view
from kg.render.views_verdict import line_words, verdict_view
from kg.render.words import counted, listed

if TYPE_CHECKING:
    from kg.records import Claim, EvidenceLine
    from kg.render.catalogue import Catalogue, Said
    from kg.render.views_study import FindingView, StudyView
    from kg.render.views_verdict import VerdictView
    from kg.render.words import Word, Words

DIRECTION_ORDER: Final = ("supports", "disputes", "inconclusive")
_VERBS: Final = {
    "supports": ("supports it", "support it"),
    "disputes": ("disputes it", "dispute it"),
    "inconclusive": ("leaves it open", "leave it open"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """The studies that point one way, in words such as "4 studies dispute it"."""

    key: str
    count: int
    words: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How the studies on a claim lean: a count of each way, never a verdict; retracted ones stand apart."""

    parts: tuple[Part, ...]
    total: int
    retracted: int

    @property
    def sentence(self) -> str:
        """Return the tally as a sentence."""
        if not self.parts:
            text = "No study in this collection bears on it."
        else:
            first, *rest = (part.words for part in self.parts)
            text = listed([first, *rest]) + "."
        if self.retracted:
            text += f" {counted(self.retracted, 'retracted study', 'retracted studies')} not counted."
        return text


def tally_of(claim: Claim, catalogue: Catalogue) -> Tally:
    """Return how the studies lean; a study counts once in each direction that it has a line in."""
    ways: dict[str, set[str]] = {direction: set() for direction in DIRECTION_ORDER}
    retracted = set[str]()
    for line in claim.evidence:
        if is_retracted(catalogue.studies[line.study]):
            retracted.add(line.study)
        else:
            ways[line.direction].add(line.study)
    parts = list[Part]()
    for direction, studies in ways.items():
        if count := len(studies):
            noun = f"{count:,}" if parts else counted(count, "study", "studies")
            parts.append(Part(direction, count, f"{noun} {_VERBS[direction][count > 1]}"))
    return Tally(tuple(parts), len(set().union(*ways.values())), len(retracted))


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """A line of evidence: the study, what it found, which way that points and why, and what it weighs.

    `weightless` says why it weighs nothing, where that is so.
    """

    anchor: str
    direction: Word
    directness: Word
    why: str
    study: StudyView
    finding: FindingView | None
    finding_href: str
    claim: Link
    level: str
    weightless: str


def evidence_view(claim: Claim, line: EvidenceLine, catalogue: Catalogue, words: Words) -> EvidenceView:
    """Return a line of evidence with all that a reader needs to weigh it."""
    study = catalogue.studies[line.study]
    found = next((x for x in study.findings if x.id == line.finding), None)
    return EvidenceView(
        evidence_anchor(line.study, line.finding),
        words.direction(line.direction),
        words.of("directness", line.directness),
        line.why,
        study_view(study, words),
        finding_view(found, words) if found else None,
        place_on("study", study.id, f"finding/{found.id}") if found else "",
        Link(claim.text, place_on("claim", claim.id, evidence_anchor(line.study, line.finding))),
        *line_words(claim, line, catalogue),
    )


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim in a list: its sentence, the verdict on it, and how the studies lean."""

    id: str
    link: Link
    topic: str
    topic_link: Link
    kind: Word
    tally: Tally
    verdict: VerdictView


def claim_view(claim: Claim, catalogue: Catalogue, words: Words) -> ClaimView:
    """Return a claim in a list."""
    topic = catalogue.topics[claim.topic]
    return ClaimView(
        claim.id,
        Link(claim.text, page_of("claim", claim.id)),
        topic.id,
        Link(topic.label, page_of("topic", topic.id)),
        words.of("kind", claim.kind),
        tally_of(claim, catalogue),
        verdict_view(claim, catalogue),
    )


@dataclass(frozen=True, slots=True)
class SaidView:
    """Who says a claim, how, and where."""

    article: Link
    section: str
    stance: Word
    says: str
    appeal: bool
    cites: tuple[Link, ...]


def said_view(said: Said, words: Words) -> SaidView:
    """Return who says a claim, how, and where."""
    article, statement = said.article, said.statement
    anchor = statement_anchor(statement, said.position)
    cited = {x.id: x for x in article.references}
    return SaidView(
        Link(article_name(article), place_on("article", article.id, f"statement/{anchor}")),
        statement.section,
        words.of("stance", statement.stance),
        statement.says,
        statement.appeal,
        tuple(Link(cited[x].as_cited, place_on("article", article.id, f"reference/{x}")) for x in statement.cites),
    )
