"""A large collection made by counting, for what must stay usable at thousands of nodes."""

from __future__ import annotations

from itertools import cycle, islice
from typing import TYPE_CHECKING, Final

from kg.records import Article, Claim, Direction, EvidenceLine, Records, Statement, Study, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

CLAIMS_PER_TOPIC: Final = 60
STUDIES_PER_CLAIM: Final = 2
ARTICLES_PER_TOPIC: Final = 2
WAYS: Final[tuple[Direction, ...]] = ("supports", "supports", "disputes", "inconclusive")
WORDS: Final = ("Running", "Strength", "Rest", "Cold", "Footwear", "Load", "helps", "harms", "changes", "the knee")


def big_records(nodes: int) -> Records:
    """Return topics, claims, studies and articles, about as many as asked; each claim has four lines of evidence."""
    topics = max(1, nodes // (1 + CLAIMS_PER_TOPIC * (1 + STUDIES_PER_CLAIM) + ARTICLES_PER_TOPIC))
    claims = topics * CLAIMS_PER_TOPIC
    studies = claims * STUDIES_PER_CLAIM
    articles = nodes - topics - claims - studies
    return Records(
        topics=tuple(Topic(id=f"t{n:04}", label=f"Topic number {n}", description="d") for n in range(topics)),
        claims=tuple(claim(n, studies) for n in range(claims)),
        studies=tuple(study(n) for n in range(studies)),
        articles=tuple(article(n, claims) for n in range(articles)),
    )


def claim(number: int, studies: int) -> Claim:
    text = " ".join(islice(cycle(WORDS), number % len(WORDS), number % len(WORDS) + 7))
    return Claim(
        id=f"c{number:05}",
        text=f"{text}, number {number}.",
        topic=f"t{number // CLAIMS_PER_TOPIC:04}",
        kind="cause",
        population="p",
        exposure="e",
        outcome="o",
        effect="increases",
        evidence=tuple(lines(number, studies)),
    )


def lines(number: int, studies: int) -> Iterator[EvidenceLine]:
    """Yield two lines with studies of the claim's own, one with a neighbour's and one with a far one."""
    own = number * STUDIES_PER_CLAIM
    for place, at in enumerate((own, own + 1, (own + 5) % studies, (number * 7919) % studies)):
        if at not in {own, own + 1} or place < STUDIES_PER_CLAIM:
            yield EvidenceLine(study=f"s{at:05}", direction=WAYS[(number + place) % 4], directness="direct", why="w")


def study(number: int) -> Study:
    return Study(
        id=f"s{number:05}",
        title=f"Study {number}",
        authors=(f"Author{number} A", "Other B", "Third C"),
        year=1980 + number % 45,
        design="cohort",
        population="p",
        limitations="l",
        verified="seen",
    )


def article(number: int, claims: int) -> Article:
    said = tuple(
        Statement(section="s", claim=f"c{(number * 97 + n * 13) % claims:05}", stance="asserts", says="w")
        for n in range(12)
    )
    return Article(id=f"a{number:04}", title=f"Article {number}", publisher="P", kind="news", statements=said)
