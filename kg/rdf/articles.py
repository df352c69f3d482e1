"""The articles layer: articles, what they say, the references as they cite them, and conflicts of articles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.labels import article_name, statement_anchor
from kg.rdf.terms import about, boolean, integer, maybe, name, node, text, typed, web_iri
from kg.records import UNCLEAR_SIDE
from kg.vocabulary import concept

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.iris import Iris
    from kg.rdf.terms import Fact
    from kg.records import Article, Conflict, Quote, Records, Reference, Statement


def article_facts(records: Records, iris: Iris) -> Iterator[Fact]:
    """Yield the asserted facts about articles, statements, references and conflicts."""
    hashes = {x.article: x.sha256 for x in records.texts if not x.fault}
    for article in records.articles:
        yield from _article(article, hashes.get(article.id), iris)
        for reference in article.references:
            yield from _reference(article, reference, iris)
        for position, statement in enumerate(article.statements, start=1):
            yield from _statement(article, statement, position, iris)
    for conflict in records.conflicts:
        yield from _conflict(conflict, iris)


def _article(article: Article, text_hash: str | None, iris: Iris) -> Iterator[Fact]:
    yield from about(
        iris.article(article.id),
        (
            ("rdf:type", name("schema:Article")),
            ("ev:id", text(article.id)),
            ("rdfs:label", text(article_name(article))),
            ("dct:title", maybe(article.title)),
            ("dc:publisher", maybe(article.publisher)),
            ("ev:articleKind", text(article.kind)),
            ("schema:url", node(web_iri(article.url)) if article.url else None),
            ("dct:issued", typed(article.published, "date") if article.published else None),
            ("dc:source", maybe(article.source)),
            ("ev:textFile", maybe(article.text)),
            ("ev:contentHash", maybe(text_hash)),
        ),
    )


def _reference(article: Article, reference: Reference, iris: Iris) -> Iterator[Fact]:
    subject = iris.reference(article.id, reference.id)
    target = reference.resolves_to
    yield from about(
        subject,
        (
            ("rdf:type", name("ev:Reference")),
            ("rdf:type", name("cito:Citation")),
            ("ev:id", text(f"{article.id}/{reference.id}")),
            ("ev:inArticle", node(iris.article(article.id))),
            ("cito:hasCitingEntity", node(iris.article(article.id))),
            ("cito:hasCitedEntity", node(iris.report(target)) if target else None),
            ("ev:resolvesTo", node(iris.study(target)) if target else None),
            ("ev:asCited", text(reference.as_cited)),
            ("ev:whereCited", text(reference.where)),
            ("ev:referenceStatus", node(concept("reference", reference.status))),
            ("ev:sourceType", node(concept("source", reference.source_type))),
            ("ev:citationVerdict", node(concept("citation", reference.supports_statement))),
            ("ev:citationJudgedOn", typed(reference.judged_on, "date") if reference.judged_on else None),
            ("ev:note", text(reference.note)),
        ),
    )
    if target:
        attached = any(reference.id in statement.cites for statement in article.statements)
        cites = "cito:citesAsEvidence" if attached else "cito:cites"
        yield from about(iris.article(article.id), ((cites, node(iris.report(target))),))


def _statement(article: Article, statement: Statement, position: int, iris: Iris) -> Iterator[Fact]:
    subject = iris.statement(article.id, statement_anchor(statement, position))
    claim = node(iris.claim(statement.claim))
    yield from about(iris.article(article.id), (("sepio:0000109", node(subject)),))
    yield from about(
        subject,
        (
            ("rdf:type", name("ev:Statement")),
            ("rdf:type", name("sepio:0000001")),
            ("ev:inArticle", node(iris.article(article.id))),
            ("ev:order", integer(position)),
            ("ev:section", text(statement.section)),
            ("ev:says", text(statement.says)),
            ("ev:aboutClaim", claim),
            ("sepio:0000030", claim if statement.stance == "asserts" else None),
            ("ev:stance", node(concept("stance", statement.stance))),
            ("ev:appealsToEvidence", boolean(value=statement.appeal)),
        ),
    )
    yield from about(subject, (("ev:cites", node(iris.reference(article.id, cited))) for cited in statement.cites))
    yield from about(subject, (("ev:statedNumber", text(words)) for words in statement.numbers))
    if statement.quote is not None:
        yield from _locator(subject, iris.article(article.id), statement.quote)


def _locator(statement: str, article: str, quote: Quote) -> Iterator[Fact]:
    """Yield a Web Annotation that ties the statement to the words of the article."""
    annotation, target, selector = (f"{statement}/{part}" for part in ("locator", "target", "selector"))
    yield from about(
        annotation,
        (
            ("rdf:type", name("oa:Annotation")),
            ("oa:hasBody", node(statement)),
            ("oa:hasTarget", node(target)),
        ),
    )
    yield from about(
        target,
        (
            ("rdf:type", name("oa:SpecificResource")),
            ("oa:hasSource", node(article)),
            ("oa:hasSelector", node(selector)),
        ),
    )
    yield from about(
        selector,
        (
            ("rdf:type", name("oa:TextQuoteSelector")),
            ("oa:exact", text(quote.exact)),
            ("oa:prefix", maybe(quote.prefix)),
            ("oa:suffix", maybe(quote.suffix)),
        ),
    )


def _conflict(conflict: Conflict, iris: Iris) -> Iterator[Fact]:
    subject = iris.contradiction(conflict.id)
    clear = conflict.stronger_side != UNCLEAR_SIDE
    yield from about(
        subject,
        (
            ("rdf:type", name("ev:Contradiction")),
            ("rdf:type", name("ev:ArticleConflict")),
            ("ev:id", text(conflict.id)),
            ("ev:conflictKind", node(concept("conflict", conflict.kind))),
            ("ev:explanation", text(conflict.explanation)),
            ("ev:strongerSide", node(iris.claim(conflict.stronger_side)) if clear else None),
            ("ev:because", text(conflict.because)),
        ),
    )
    yield from about(subject, (("ev:betweenArticle", node(iris.article(a))) for a in conflict.articles))
    yield from about(subject, (("ev:between", node(iris.claim(c))) for c in conflict.claims))
