"""Views of what an article makes of the evidence: bearings, citations with their verdicts, and what it leaves out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kg.labels import statement_anchor
from kg.render.views import claim_view
from kg.render.views_verdict import BEARINGS, bearing_of, study_links
from kg.render.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.appraise.citations import Citation, CitationVerdict, Missing
    from kg.appraise.stance import Bearing
    from kg.records import Article
    from kg.render.catalogue import Catalogue
    from kg.render.routes import Link
    from kg.render.views import ClaimView
    from kg.render.words import Words

_MISSING: Final[dict[Missing, str]] = {
    "not-found": "no such publication found",
    "secondary-source": "a report of research, not the research",
}

CITATION_WAYS: Final[dict[CitationVerdict, str]] = {
    "supports-as-stated": "supports",
    "partly": "beyond",
    "does-not-bear": "disputes",
    "contradicts": "disputes",
    "not-checked": "inconclusive",
    "not-found": "untested",
    "secondary-source": "inconclusive",
}
"""The shape of each verdict on a citation."""


@dataclass(frozen=True, slots=True)
class BearingView:
    """Where a statement stands to the evidence: a shape and words."""

    way: str
    words: str


def bearing_view(bearing: Bearing) -> BearingView:
    """Return a bearing in words."""
    return BearingView(*BEARINGS[bearing])


def summary_of(article: Article, catalogue: Catalogue) -> str:
    """Return where the statements of an article stand to the evidence, as one sentence; empty without a statement."""
    counts = Counter(bearing_of(x.claim, x.stance, catalogue) for x in article.statements)
    parts = [f"{counts[key]} {_verb(key, counts[key])}" for key in BEARINGS if counts[key]]
    if not parts:
        return ""
    return f"Of {counted(len(article.statements), 'statement')}, {listed(parts)}."


def _verb(bearing: Bearing, count: int) -> str:
    words = BEARINGS[bearing][1]
    if bearing == "beyond":
        return words if count == 1 else words.replace("says", "say")
    return f"{'is' if count == 1 else 'are'} {words}"


@dataclass(frozen=True, slots=True)
class CitationView:
    """What a reference is worth at one place: `place` is empty where it stands at no statement."""

    place: str
    number: int
    way: str
    verdict: str
    by_rule: bool
    why: str


def citation_view(citation: Citation, article: Article, words: Words) -> CitationView:
    """Return a citation; the reason of a curated one is the note on the reference and is not said again."""
    anchors = [statement_anchor(x, position) for position, x in enumerate(article.statements, start=1)]
    by_rule = citation.by != "curated"
    curated = citation_words(citation.curated, words)
    review = (
        f" A curator\u2019s verdict, \u201c{curated}\u201d, needs review: {citation.review}." if citation.review else ""
    )
    return CitationView(
        f"statement/{citation.anchor}" if citation.anchor else "",
        anchors.index(citation.anchor) + 1 if citation.anchor else 0,
        CITATION_WAYS[citation.verdict],
        citation_words(citation.verdict, words),
        by_rule,
        citation.why + review if by_rule else "",
    )


def citation_words(verdict: CitationVerdict, words: Words) -> str:
    """Return what a source is to a statement, in words."""
    if verdict == "not-found" or verdict == "secondary-source":  # noqa: PLR1714 - so that the type is narrowed
        return _MISSING[verdict]
    return words.of("citation", verdict).label


@dataclass(frozen=True, slots=True)
class OmissionView:
    """What an article leaves out on one claim: studies that go against what it says, each with its level."""

    claim: ClaimView
    denied: bool
    studies: tuple[tuple[Link, int], ...]


def omission_views(article: Article, catalogue: Catalogue, words: Words) -> Iterator[OmissionView]:
    """Yield what an article leaves out, claim by claim."""
    omissions = catalogue.appraised.omissions[article.id]
    for (name, denied), group in groupby(omissions, key=lambda x: (x.claim, x.stance == "denies")):
        left_out = tuple(group)
        links = study_links((x.study for x in left_out), catalogue)
        levels = (x.level for x in left_out)
        claim = claim_view(catalogue.claims[name], catalogue, words)
        yield OmissionView(claim, denied, tuple(zip(links, levels, strict=True)))
