"""Records by id, what was made of them, and who says what: all that the rules for contradictions look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kg.labels import article_name, short_citation, statement_anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.appraise.contradictions.model import Position
    from kg.appraise.model import Appraisal, Assessment
    from kg.records import Article, Claim, Contradiction, Records, Study


class Speaker(NamedTuple):
    """An article that says or denies a claim; `firm` where it does more than hedge in at least one place."""

    article: str
    firm: bool
    statements: tuple[str, ...]


class Evidence(NamedTuple):
    """Everything by id; `assessments` with the verdict that stands; `speakers` by claim and position, by article.

    `pairs`: pairs of claims that curators noted, the claim that holds the entry first, each pair once.
    """

    records: Records
    claims: Mapping[str, Claim]
    studies: Mapping[str, Study]
    articles: Mapping[str, Article]
    assessments: Mapping[str, Assessment]
    speakers: Mapping[tuple[str, Position], tuple[Speaker, ...]]
    pairs: Mapping[frozenset[str], tuple[Claim, Claim, Contradiction]]

    def saying(self, claim: str, position: Position = "for") -> tuple[Speaker, ...]:
        """Return the articles that say a claim (or deny it)."""
        return self.speakers.get((claim, position), ())

    def cite(self, study: str) -> str:
        """Return what a study is called in a sentence."""
        return short_citation(self.studies[study])

    def name(self, article: str) -> str:
        """Return what an article is called in a sentence."""
        return article_name(self.articles[article])


def gather_evidence(records: Records, appraisal: Appraisal) -> Evidence:
    """Return the records by id with their assessments, each kind in the order of its ids."""
    articles = {x.id: x for x in sorted(records.articles, key=lambda x: x.id)}
    claims = {x.id: x for x in sorted(records.claims, key=lambda x: x.id)}
    studies = {x.id: x for x in records.studies}
    return Evidence(
        records=records,
        claims=claims,
        studies=studies,
        articles=articles,
        assessments=appraisal.standing,
        speakers=_speakers(articles.values()),
        pairs=_pairs(claims),
    )


def listed(words: Iterable[str]) -> str:
    """Return words as a list in a sentence.

    >>> listed(["one", "two", "three"])
    'one, two and three'
    """
    *head, last = list(words) or [""]
    return f"{', '.join(head)} and {last}" if head else last


def _pairs(claims: Mapping[str, Claim]) -> dict[frozenset[str], tuple[Claim, Claim, Contradiction]]:
    found: dict[frozenset[str], tuple[Claim, Claim, Contradiction]] = {}
    for claim in claims.values():
        for entry in claim.contradicts:
            if entry.claim in claims and entry.claim != claim.id:
                found.setdefault(frozenset((claim.id, entry.claim)), (claim, claims[entry.claim], entry))
    return found


def _speakers(articles: Iterable[Article]) -> dict[tuple[str, Position], tuple[Speaker, ...]]:
    found: dict[tuple[str, Position], dict[str, Speaker]] = {}
    for article in articles:
        for number, statement in enumerate(article.statements, start=1):
            position: Position = "against" if statement.stance == "denies" else "for"
            own = found.setdefault((statement.claim, position), {})
            before = own.get(article.id, Speaker(article.id, firm=False, statements=()))
            place = f"{article.id}/{statement_anchor(statement, number)}"
            firm = before.firm or statement.stance != "hedges"
            own[article.id] = Speaker(article.id, firm, (*before.statements, place))
    return {key: tuple(own.values()) for key, own in found.items()}
