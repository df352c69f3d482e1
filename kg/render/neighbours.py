"""Who stands around a claim, a study, an article or a topic, and how: the groups of its neighbourhood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.labels import article_name, short_citation
from kg.render.neighbourhood import Group, Neighbour, place
from kg.render.routes import CONTRADICTIONS, Link, graph_of, page_of
from kg.render.views_study import is_retracted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.records import Article, Claim, Conflict, Study, Topic
    from kg.render.catalogue import Catalogue
    from kg.render.neighbourhood import Neighbourhood, Side

_DIRECTIONS: Final[tuple[tuple[str, str, Side], ...]] = (
    ("supports", "Supports it", "left"),
    ("disputes", "Disputes it", "right"),
    ("inconclusive", "Leaves it open", "below"),
)
_BEARS: Final = {"supports": "Supports", "disputes": "Disputes", "inconclusive": "Leaves open"}
_STANCES: Final[tuple[tuple[str, str, Side], ...]] = (
    ("asserts", "Says so", "left"),
    ("denies", "Says it is not so", "right"),
    ("hedges", "Says perhaps", "below"),
)
_VERDICTS: Final[tuple[tuple[str, str, str, Side], ...]] = (
    ("supported", "supports", "Supported", "left"),
    ("disputed", "disputes", "Disputed", "right"),
    ("contested", "contradicts", "Contested", "above"),
    ("unclear", "inconclusive", "Unclear", "below"),
    ("untested", "filed", "Untested", "below"),
)


def around_claim(claim: Claim, catalogue: Catalogue) -> Neighbourhood:
    """Return a claim with its studies by direction, the claims and conflicts beside it, and who says it."""
    here = page_of("claim", claim.id)
    whole = Link("", f"{graph_of('claim', claim.id)}#nodes")
    groups = [
        Group(way, caption, side, _studies((x.study for x in claim.evidence if x.direction == way), catalogue), whole)
        for way, caption, side in _DIRECTIONS
    ]
    others = [x.other if x.one is claim else x.one for x in catalogue.pairs if claim in (x.one, x.other)]
    conflicts = [x for x in catalogue.records.conflicts if claim.id in x.claims]
    wider = [catalogue.claims[claim.broader]] if claim.broader else []
    said = {x.article.id: x.article for x in catalogue.said_of_claim[claim.id]}
    groups += [
        Group("contradicts", "Contradicts it", "above", (*_claims(others), *_conflicts(conflicts)), whole),
        Group("filed", "Broader", "above", _claims(wider), whole),
        Group("filed", "Narrower", "above", _claims(catalogue.narrower[claim.id]), whole),
        Group("says", "Speaks of it", "below", _articles(said.values()), whole),
    ]
    return place(Neighbour("claim", claim.text, here), groups, Link("", graph_of("claim", claim.id)))


def around_study(study: Study, catalogue: Catalogue) -> Neighbourhood:
    """Return a study with the claims that it bears on, the studies it is tied to, and the articles that name it."""
    here = page_of("study", study.id)
    groups = [
        Group(
            way,
            _BEARS[way],
            side,
            _claims(claim for claim, line in catalogue.lines_of_study[study.id] if line.direction == way),
            Link("", f"{here}#rests"),
        )
        for way, _, side in _DIRECTIONS
    ]
    tied = (x.study if owner is study else owner.id for owner, x in catalogue.overlaps_of_study[study.id])
    cited = {x.id: x for x, _ in catalogue.citations_of_study[study.id]}
    groups += [
        Group("filed", "Not independent of", "above", _studies(tied, catalogue), Link("", f"{here}#overlaps")),
        Group("says", "Refers to it", "below", _articles(cited.values()), Link("", f"{here}#cited")),
    ]
    return place(Neighbour("study", short_citation(study), here), groups, None)


def around_article(article: Article, catalogue: Catalogue) -> Neighbourhood:
    """Return an article with the claims that it speaks of by stance, the studies that it names, and its conflicts."""
    here = page_of("article", article.id)
    groups = [
        Group(
            {"asserts": "supports", "denies": "disputes", "hedges": "inconclusive"}[stance],
            caption,
            side,
            _claims(catalogue.claims[x.claim] for x in article.statements if x.stance == stance),
            Link("", f"{here}#statements"),
        )
        for stance, caption, side in _STANCES
    ]
    cited = (x.resolves_to for x in article.references if x.resolves_to)
    conflicts = [x for x in catalogue.records.conflicts if article.id in x.articles]
    groups += [
        Group("contradicts", "Conflicts", "above", tuple(_conflicts(conflicts)), Link("", f"{here}#conflicts")),
        Group("says", "Refers to", "below", _studies(cited, catalogue), Link("", f"{here}#references")),
    ]
    return place(Neighbour("article", article_name(article), here), groups, None)


def around_topic(topic: Topic, catalogue: Catalogue) -> Neighbourhood:
    """Return a topic with its claims by verdict, and who writes about them."""
    here = page_of("topic", topic.id)
    claims = catalogue.claims_of_topic[topic.id]
    standing = catalogue.appraised.standing
    groups = [
        Group(
            way, caption, side, _claims(x for x in claims if standing[x.id][0] == verdict), Link("", f"{here}#claims")
        )
        for verdict, way, caption, side in _VERDICTS
    ]
    said = {y.article.id: y.article for x in claims for y in catalogue.said_of_claim[x.id]}
    groups.append(Group("says", "Writes about it", "below", _articles(said.values()), Link("", f"{here}#articles")))
    return place(Neighbour("topic", topic.label, here), groups, Link("", graph_of("topic", topic.id)))


def _claims(claims: Iterable[Claim]) -> tuple[Neighbour, ...]:
    found = {x.id: x for x in claims}
    return tuple(Neighbour("claim", x.text, page_of("claim", x.id)) for x in found.values())


def _studies(studies: Iterable[str], catalogue: Catalogue) -> tuple[Neighbour, ...]:
    """Return studies, the newest first; a retracted one says so."""
    found = sorted((catalogue.studies[x] for x in set(studies)), key=lambda x: (-x.year, short_citation(x), x.id))
    return tuple(
        Neighbour("study", short_citation(x) + (" (retracted)" if is_retracted(x) else ""), page_of("study", x.id))
        for x in found
    )


def _articles(articles: Iterable[Article]) -> tuple[Neighbour, ...]:
    return tuple(Neighbour("article", article_name(x), page_of("article", x.id)) for x in articles)


def _conflicts(conflicts: Iterable[Conflict]) -> Iterator[Neighbour]:
    for each in conflicts:
        yield Neighbour("conflict", each.explanation, f"{CONTRADICTIONS}#contradiction/{each.id}")
