"""The map of a topic: its claims as a tree and by level, the most contested ones, and what its reviews rest on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.labels import short_citation
from kg.render.plots.evidence_map import LEVELS, level_anchor, level_of
from kg.render.routes import Link, page_of
from kg.render.views import claim_view
from kg.render.views_study import is_retracted
from kg.render.views_verdict import VERDICT_ORDER, WAYS
from kg.render.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.records import Claim, Topic, Verdict
    from kg.render.catalogue import Catalogue
    from kg.render.views import ClaimView
    from kg.render.words import Words

_MOST: Final = 5
_REVIEWS: Final = frozenset({"meta-analysis", "systematic-review"})


@dataclass(frozen=True, slots=True)
class Node:
    """A claim with the narrower ones of its topic beneath it."""

    claim: ClaimView
    level: str
    narrower: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Shelf:
    """The claims of one level of evidence."""

    anchor: str
    name: str
    rows: tuple[tuple[ClaimView, Mapping[str, int]], ...]


@dataclass(frozen=True, slots=True)
class Contest:
    """A claim on which studies of weight differ: `words` say how many go each way."""

    link: Link
    verdict: Verdict
    way: str
    words: str


@dataclass(frozen=True, slots=True)
class Shared:
    """Reviews by the studies of this collection that they are known to include; `rows` hold a mark for each review."""

    reviews: tuple[Link, ...]
    rows: tuple[tuple[Link, tuple[bool, ...]], ...]
    words: str


@dataclass(frozen=True, slots=True)
class TopicMap:
    """What a topic's page shows of its claims together."""

    sentence: str
    tree: tuple[Node, ...]
    shelves: tuple[Shelf, ...]
    contests: tuple[Contest, ...]
    shared: Shared


def topic_map(topic: Topic, catalogue: Catalogue, words: Words) -> TopicMap:
    """Return the map of a topic."""
    claims = sorted(catalogue.claims_of_topic[topic.id], key=lambda x: (x.text.casefold(), x.id))
    views = {x.id: claim_view(x, catalogue, words) for x in claims}
    levels = {x.id: _level(x, catalogue) for x in claims}
    return TopicMap(
        _sentence(views.values()),
        tuple(_trees(claims, views, levels)),
        tuple(_shelves(claims, views, catalogue)),
        tuple(_contests(claims, views, catalogue)),
        _shared(claims, catalogue),
    )


def verdict_counts(claims: Iterable[Claim], catalogue: Catalogue) -> tuple[tuple[str, str], ...]:
    """Return the claims by verdict: shape, and words such as "3 supported"."""
    verdicts = [catalogue.appraised.standing[x.id][0] for x in claims]
    return tuple((WAYS[x], f"{verdicts.count(x)} {x}") for x in VERDICT_ORDER if x in verdicts)


def _level(claim: Claim, catalogue: Catalogue) -> str:
    level = level_of(claim, catalogue)
    return "no study" if level is None else f"level {level}"


def _sentence(views: Iterable[ClaimView]) -> str:
    """Return how many claims there are of each verdict."""
    verdicts = [x.verdict.key for x in views]
    parts = [f"{verdicts.count(x)} {x}" for x in VERDICT_ORDER if x in verdicts]
    return f"{counted(len(verdicts), 'claim')}: {listed(parts)}." if parts else "No claim yet."


def _trees(claims: Iterable[Claim], views: Mapping[str, ClaimView], levels: Mapping[str, str]) -> Iterator[Node]:
    """Yield the claims whose broader claim is not in the topic, each with what is narrower beneath it."""
    beneath: dict[str, list[Claim]] = {}
    for claim in claims:
        beneath.setdefault(claim.broader if claim.broader and claim.broader in views else "", []).append(claim)

    def nodes(above: str) -> Iterator[Node]:
        for claim in beneath.get(above, ()):
            yield Node(views[claim.id], levels[claim.id], tuple(nodes(claim.id)))

    yield from nodes("")


def _shelves(claims: Iterable[Claim], views: Mapping[str, ClaimView], catalogue: Catalogue) -> Iterator[Shelf]:
    """Yield the levels that there are claims of, the best first, each with its claims by verdict."""
    groups: dict[int | None, list[ClaimView]] = {}
    for claim in claims:
        groups.setdefault(level_of(claim, catalogue), []).append(views[claim.id])
    for level in LEVELS:
        if level in groups:
            rows = sorted(groups[level], key=lambda x: VERDICT_ORDER.index(x.verdict.key))
            name = "No study" if level is None else f"Level {level}"
            yield Shelf(level_anchor(level), name, tuple((x, {y.key: y.count for y in x.tally.parts}) for x in rows))


def _contests(claims: Iterable[Claim], views: Mapping[str, ClaimView], catalogue: Catalogue) -> Iterator[Contest]:
    """Yield the claims that most is said against as well as for: contested ones, then by the smaller side."""

    def rank(claim: Claim) -> tuple[bool, bool, int, str]:
        view = views[claim.id]
        counts = {x.key: x.count for x in view.tally.parts}
        return (
            view.verdict.key != "contested",
            not catalogue.appraised.assessments[claim.id].dissent,
            -min(counts.get("supports", 0), counts.get("disputes", 0)),
            claim.id,
        )

    both = [x for x in claims if {"supports", "disputes"} <= {y.key for y in views[x.id].tally.parts}]
    for claim in sorted(both, key=rank)[:_MOST]:
        view = views[claim.id]
        yield Contest(view.link, view.verdict.key, view.verdict.way, view.tally.sentence)


def _shared(claims: Iterable[Claim], catalogue: Catalogue) -> Shared:
    names = {line.study for claim in claims for line in claim.evidence}
    here = sorted((catalogue.studies[x] for x in names), key=lambda x: (short_citation(x).casefold(), x.id))
    reviews = [x for x in here if x.design in _REVIEWS and not is_retracted(x)]
    included = {x.id: {y.study for y in x.overlaps if y.kind == "includes"} for x in reviews}
    known = [x for x in reviews if included[x.id]]
    rows = [
        (study, tuple(study.id in included[x.id] for x in known))
        for study in catalogue.records.studies
        if any(study.id in included[x.id] for x in known)
    ]
    twice = sum(1 for _, marks in rows if sum(marks) > 1)
    return Shared(
        tuple(Link(short_citation(x), page_of("study", x.id)) for x in known),
        tuple((Link(short_citation(x), page_of("study", x.id)), marks) for x, marks in rows),
        _shared_words(len(reviews), len(known), len(rows), twice),
    )


def _shared_words(reviews: int, known: int, studies: int, twice: int) -> str:
    """Return what is known of what the reviews rest on; empty where there is no review."""
    if not reviews:
        return ""
    if not known:
        one = "the one review" if reviews == 1 else f"the {reviews} reviews"
        return f"Which studies {one} here includes is not recorded." if reviews == 1 else (
            f"Which studies {one} here include is not recorded, so how far they rest on the same ones is not known."
        )  # fmt: skip
    text = f"Of {counted(reviews, 'review')} here, {known} {'is' if known == 1 else 'are'} known to include "
    text += f"{counted(studies, 'study', 'studies')} of this collection"
    return f"{text}; {twice} stand in more than one." if twice else f"{text}, none of them in two reviews."
