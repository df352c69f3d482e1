"""What changed about articles: which there are, what they say, and where that now stands to the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.appraise.stance import bearing
from kg.diff.fields import compare, values
from kg.diff.model import ArticleEntry, Edited, Field, Standing
from kg.diff.sides import pairs
from kg.labels import article_name, statement_anchor

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.diff.sides import Side
    from kg.records import Article, Reference, Statement

    Placed = tuple[str, Statement]
    """A statement with its anchor."""


def article_entries(here: Side, there: Side) -> tuple[ArticleEntry, ...]:
    """Return the articles that are here and not there."""
    return tuple(_entry(here, here.articles[name]) for name in sorted(here.articles.keys() - there.articles))


def standings(old: Side, new: Side) -> Iterator[Standing]:
    """Yield the statements, of articles on both sides, that now stand elsewhere to the evidence."""
    for before, after in pairs(old.articles, new.articles):
        for (_, was), (anchor, now) in matched(before, after)[0]:
            if now.claim != was.claim or was.claim not in old.claims or now.claim not in new.claims:
                continue
            verdict = new.answer(now.claim).verdict
            stood, stands = bearing(was.stance, old.answer(was.claim).verdict), bearing(now.stance, verdict)
            if stood != stands:
                yield Standing(
                    article=after.id,
                    name=article_name(after),
                    anchor=anchor,
                    claim=now.claim,
                    text=new.text(now.claim),
                    stance=now.stance,
                    before=stood,
                    after=stands,
                    verdict=verdict,
                    moved="evidence" if was.stance == now.stance else "article",
                )


def edited_articles(old: Side, new: Side) -> Iterator[Edited]:
    """Yield the articles of which any value changed."""
    for before, after in pairs(old.articles, new.articles):
        fields = compare(values(before), values(after)) + _references(before, after) + _statements(before, after)
        if fields:
            yield Edited("article", after.id, article_name(after), fields)


def matched(before: Article, after: Article) -> tuple[list[tuple[Placed, Placed]], list[Placed], list[Placed]]:
    """Return the statements in pairs, then those that are gone, then those that are new.

    A statement is found again by its id, else by all it says, else by claim and section, else by its claim; in order,
    so that one put in between moves nothing.
    """
    was, now = _placed(before), _placed(after)
    found: list[tuple[Placed, Placed]] = []
    keys: tuple[Callable[[Statement], object], ...] = (
        lambda x: x.id,
        lambda x: (x.claim, x.section, x.stance, x.says),
        lambda x: (x.claim, x.section),
        lambda x: x.claim,
    )
    for key in keys:
        for one in tuple(was):
            known = key(one[1])
            other = next((x for x in now if known is not None and key(x[1]) == known), None)
            if other is not None:
                found.append((one, other))
                was.remove(one)
                now.remove(other)
    return found, was, now


def _placed(article: Article) -> list[Placed]:
    return [(statement_anchor(x, position), x) for position, x in enumerate(article.statements, start=1)]


def _entry(side: Side, article: Article) -> ArticleEntry:
    about = [x for x in article.statements if x.claim in side.claims]
    against = sum(bearing(x.stance, side.answer(x.claim).verdict) == "against" for x in about)
    return ArticleEntry(article.id, article_name(article), len(article.statements), against)


def _references(before: Article, after: Article) -> tuple[Field, ...]:
    was, now = ({x.id: x for x in article.references} for article in (before, after))
    fields: tuple[Field, ...] = ()
    for name in sorted({*was, *now}):
        one, other = was.get(name), now.get(name)
        if one is None or other is None:
            fields += (Field(f"reference {name}", _cited(one), _cited(other)),)
        else:
            fields += compare(values(one), values(other), f"reference {name}")
    return fields


def _cited(reference: Reference | None) -> str | None:
    return reference.as_cited if reference else None


def _statements(before: Article, after: Article) -> tuple[Field, ...]:
    both, gone, come = matched(before, after)
    fields: tuple[Field, ...] = ()
    for (_, was), (anchor, now) in both:
        fields += compare(values(was), values(now), f"statement {anchor}")
    fields += tuple(Field(f"statement {anchor}", _said(statement), None) for anchor, statement in gone)
    return fields + tuple(Field(f"statement {anchor}", None, _said(statement)) for anchor, statement in come)


def _said(statement: Statement) -> str:
    return f"{statement.stance} {statement.claim}: {statement.says}"
