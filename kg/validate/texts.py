"""Own texts of articles: each is there, and every quotation is found in it, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.load.words import quoted
from kg.validate.index import WARNING, fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.problems import Fault
    from kg.prose import Document
    from kg.records import Article, Quote, Records


def text_faults(records: Records) -> Iterator[Fault]:
    """Yield what is wrong with the texts that articles name and with the quotations from them."""
    texts = {x.article: x for x in records.texts}
    for article in records.articles:
        found = texts.get(article.id)
        if found is None:
            yield from _without_text(article)
        elif found.fault:
            way_out = "put the text there, or take 'text' out"
            yield fault(article, ("text",), "unreadable-text", found.fault, way_out)
        else:
            yield from _quotations(article, found.content)


def _without_text(article: Article) -> Iterator[Fault]:
    for number, statement in enumerate(article.statements):
        if statement.quote is not None:
            words = quoted(statement.quote.exact)
            message = f"article '{article.id}' has no 'text', so nobody can tell whether {words} is in it"
            way_out = "name the file with its text under 'text', or take the quotation out"
            yield fault(
                article, ("statements", number, "quote"), "quote-without-text", message, way_out, severity=WARNING
            )


def _quotations(article: Article, content: str) -> Iterator[Fault]:
    from kg.prose import find_quote, parse_text

    quotes = [(number, x.quote) for number, x in enumerate(article.statements) if x.quote is not None]
    document = parse_text(article.text or "", content) if quotes else None
    for number, quote in quotes:
        if document is None:
            return
        places = find_quote(document, quote)
        pointer = ("statements", number, "quote", "exact")
        if not places:
            yield fault(article, pointer, "quote-not-found", *_not_found(article, document, quote))
        elif len(places) > 1:
            message = f"{quoted(quote.exact)} stands in {len(places)} places of '{article.text}'"
            way_out = "give the words beside it as 'prefix' or 'suffix', or quote more"
            yield fault(article, pointer, "ambiguous-quote", message, way_out)


def _not_found(article: Article, document: Document, quote: Quote) -> tuple[str, str]:
    """Return message and way out for a quotation that is in no place."""
    from kg.prose import find_quote, nearest_passage
    from kg.records import Quote

    if find_quote(document, Quote(exact=quote.exact)):
        message = f"{quoted(quote.exact)} is in '{article.text}', and not with that prefix and suffix"
        return message, "copy the words beside it from the text"
    near = nearest_passage(document, quote.exact)
    way_out = "copy the words from the text, or take the statement out if it is no longer made"
    message = f"{quoted(quote.exact)} is not in '{article.text}'"
    return message, f"nearest is {quoted(near, 200)}; {way_out}" if near else way_out
