"""Articles and conflicts: references lead where they say, statements cite what is there, conflicts name who clashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.load.words import Names, quoted
from kg.records import UNCLEAR_SIDE, Article, Claim, Conflict, Study
from kg.validate.index import fault, repeated
from kg.validate.studies import impossible_date

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.problems import Fault
    from kg.validate.index import Index


def faults(index: Index) -> Iterator[Fault]:
    """Yield what is wrong with articles and conflicts."""
    for article in index.records.articles:
        if article.published is not None:
            yield from impossible_date(article, ("published",), article.published)
        yield from _references(index, article)
        yield from _statements(index, article)
    for conflict in index.records.conflicts:
        yield from _conflict(index, conflict)


def _references(index: Index, article: Article) -> Iterator[Fault]:
    for number, reference in enumerate(article.references):
        pointer = ("references", number)
        resolved = reference.status.startswith("resolved")
        if reference.judged_on is not None:
            yield from impossible_date(article, (*pointer, "judged_on"), reference.judged_on)
        if reference.resolves_to is not None:
            yield from index.dangling(article, (*pointer, "resolves_to"), Study, reference.resolves_to)
        if resolved and reference.resolves_to is None:
            message = f"reference '{reference.id}' is '{reference.status}' and has no 'resolves_to'"
            way_out = "add the study it leads to, or change 'status'"
            yield fault(article, (*pointer, "status"), "resolved-to-nothing", message, way_out)
        if not resolved and reference.resolves_to is not None:
            message = (
                f"reference '{reference.id}' is '{reference.status}' and yet resolves to '{reference.resolves_to}'"
            )
            way_out = "write 'status: resolved', or take 'resolves_to' out"
            yield fault(article, (*pointer, "status"), "unresolved-with-study", message, way_out)


def _statements(index: Index, article: Article) -> Iterator[Fault]:
    names = Names(reference.id for reference in article.references)
    for number, statement in enumerate(article.statements):
        pointer = ("statements", number)
        yield from index.dangling(article, (*pointer, "claim"), Claim, statement.claim)
        for place, cited in enumerate(statement.cites):
            if cited not in names.names:
                message = f"article '{article.id}' has no reference {quoted(cited)}"
                near = names.nearest(cited)
                listed = f"its references: {', '.join(names.names)}" if names.names else "it has no references"
                way_out = f"did you mean '{near}'?" if near else listed
                yield fault(article, (*pointer, "cites", place), "dangling-reference", message, way_out)
        for place, cited in repeated(statement.cites):
            message = f"'{cited}' is already in 'cites'"
            yield fault(article, (*pointer, "cites", place), "repeated-item", message, "delete it")


def _conflict(index: Index, conflict: Conflict) -> Iterator[Fault]:
    for number, claim in enumerate(conflict.claims):
        yield from index.dangling(conflict, ("claims", number), Claim, claim)
    for key in ("articles", "claims"):
        for number, item in repeated(getattr(conflict, key)):
            yield fault(conflict, (key, number), "repeated-item", f"'{item}' is already in '{key}'", "delete it")
    count = len(set(conflict.articles))
    if conflict.kind == "within-article" and count != 1:
        message = f"conflict '{conflict.id}' is 'within-article' and names {count} articles"
        yield fault(conflict, ("kind",), "wrong-number-of-articles", message, "name one, or write 'between-articles'")
    if conflict.kind == "between-articles" and count == 1:
        message = f"conflict '{conflict.id}' is 'between-articles' and names one article"
        way_out = "name the others, or write 'within-article'"
        yield fault(conflict, ("kind",), "wrong-number-of-articles", message, way_out)
    if conflict.stronger_side not in (UNCLEAR_SIDE, *conflict.claims):
        message = (
            f"the stronger side {quoted(conflict.stronger_side)} is none of the claims of conflict '{conflict.id}'"
        )
        near = Names((*conflict.claims, UNCLEAR_SIDE)).nearest(conflict.stronger_side)
        listed = f"its claims: {', '.join(conflict.claims)}; or write 'unclear'"
        way_out = f"did you mean '{near}'?" if near else listed
        yield fault(conflict, ("stronger_side",), "stronger-side-not-at-stake", message, way_out)
    for number, name in enumerate(conflict.articles):
        yield from index.dangling(conflict, ("articles", number), Article, name)
        article = index.articles.get(name)
        if article and not {each.claim for each in article.statements} & set(conflict.claims):
            message = f"article '{name}' states none of the claims of conflict '{conflict.id}'"
            way_out = "take it out of 'articles', or add the claim that it states"
            yield fault(conflict, ("articles", number), "article-without-the-claim", message, way_out)
