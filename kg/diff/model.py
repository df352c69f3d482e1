"""The values that a change of the evidence is made of; names and texts are those that a reader sees."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from kg.appraise.model import Leaning  # noqa: TC001 - msgspec reads the annotations
from kg.appraise.stance import Bearing  # noqa: TC001 - msgspec reads the annotations
from kg.records import Certainty, IntegrityStatus, Stance, Verdict  # noqa: TC001 - msgspec reads the annotations  # noqa: TC001 - msgspec reads the annotations

Kind = Literal["claim", "study", "article", "topic", "synonym", "conflict"]


class Answer(Struct, frozen=True):
    """What the evidence says on a claim, in short."""

    verdict: Verdict
    leaning: Leaning | None
    certainty: Certainty | None


class Cause(Struct, frozen=True):
    """One thing that changed about the evidence of a claim, in words.

    `study` is None where the claim itself changed. `decides`: taken back alone, verdict or certainty would be others.
    """

    study: str | None
    words: str
    decides: bool


class ClaimChange(Struct, frozen=True):
    """A claim that is on both sides and whose evidence changed; `text` is the later wording."""

    claim: str
    text: str
    before: Answer
    after: Answer
    causes: tuple[Cause, ...]


class ClaimEntry(Struct, frozen=True):
    """A claim that is on one side only, with its verdict there."""

    claim: str
    text: str
    answer: Answer


class Reworded(Struct, frozen=True):
    """A claim whose text changed."""

    claim: str
    before: str
    after: str


class Standing(Struct, frozen=True):
    """A statement of an article that now stands elsewhere to the evidence.

    `moved` says what did it: the evidence (the same stance as before), or the article (which put it otherwise).
    """

    article: str
    name: str
    anchor: str
    claim: str
    text: str
    stance: Stance
    before: Bearing
    after: Bearing
    verdict: Verdict
    moved: Literal["evidence", "article"]


class StudyEntry(Struct, frozen=True):
    """A study that is on one side only, and the claims that it bears on there."""

    study: str
    name: str
    title: str
    claims: tuple[str, ...]


class IntegrityChange(Struct, frozen=True):
    """A publication whose editorial status changed; None where nobody had looked."""

    study: str
    name: str
    before: IntegrityStatus | None
    after: IntegrityStatus | None
    date: str | None
    notice: str | None
    why: str | None
    claims: tuple[str, ...]


class FindingChange(Struct, frozen=True):
    """A finding of a study on both sides whose numbers changed, or that is on one side only (the other is None)."""

    study: str
    name: str
    finding: str
    outcome: str
    before: str | None
    after: str | None


class Contradicting(Struct, frozen=True, kw_only=True):
    """A contradiction that is on one side only: between claims, of articles, or of two studies on a claim.

    `origin`: a curator wrote it, or a rule found it. `studies`: the names of two studies that go against each other.
    """

    id: str
    origin: Literal["curated", "detected"]
    kind: str
    claims: tuple[str, ...]
    texts: tuple[str, ...]
    articles: tuple[str, ...]
    studies: tuple[str, ...]
    explanation: str


class ArticleEntry(Struct, frozen=True):
    """An article that is on one side only, and how many of its statements stand against the evidence there."""

    article: str
    name: str
    statements: int
    against: int


class Field(Struct, frozen=True):
    """One value that changed; None where it is not given."""

    name: str
    before: str | None
    after: str | None


class Edited(Struct, frozen=True):
    """A record on both sides, and the values of it that changed beside those told elsewhere."""

    kind: Kind
    id: str
    name: str
    fields: tuple[Field, ...]


class Changes(Struct, frozen=True, kw_only=True):
    """All that changed between two states of the evidence, each list sorted by id.

    `verdicts`: claims with another verdict; `certainties`: the same verdict with another certainty or leaning;
    `evidence`: other evidence with the same verdict and certainty.
    """

    verdicts: tuple[ClaimChange, ...] = ()
    standings: tuple[Standing, ...] = ()
    integrity: tuple[IntegrityChange, ...] = ()
    certainties: tuple[ClaimChange, ...] = ()
    contradictions_opened: tuple[Contradicting, ...] = ()
    contradictions_closed: tuple[Contradicting, ...] = ()
    claims_added: tuple[ClaimEntry, ...] = ()
    claims_removed: tuple[ClaimEntry, ...] = ()
    claims_reworded: tuple[Reworded, ...] = ()
    studies_added: tuple[StudyEntry, ...] = ()
    studies_removed: tuple[StudyEntry, ...] = ()
    findings: tuple[FindingChange, ...] = ()
    evidence: tuple[ClaimChange, ...] = ()
    articles_added: tuple[ArticleEntry, ...] = ()
    articles_removed: tuple[ArticleEntry, ...] = ()
    topics_added: tuple[str, ...] = ()
    topics_removed: tuple[str, ...] = ()
    edited: tuple[Edited, ...] = ()

    @property
    def empty(self) -> bool:
        """Return whether nothing changed."""
        return self == Changes()
