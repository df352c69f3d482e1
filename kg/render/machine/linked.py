"""The linked data in a page's head: schema.org in JSON-LD, so that a search engine reads what a person reads.

Types and properties are those of schema.org (its own context, https://schema.org). A `ClaimReview` stands only where
the evidence gives a verdict; its rating is in words, never a number, since a verdict here is no score.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, TypeAlias

from kg.appraise.words import CERTAINTY, VERDICTS
from kg.labels import article_name
from kg.render.routes import ARTICLES, CLAIMS, DOWNLOADS, HOME, STUDIES, TOPICS, doi_url, page_of, pubmed_url, safe_url

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.records import Article, Claim, Study, Topic
    from kg.render.site import Page, Site

Value: TypeAlias = "str | int | bool | tuple[Value, ...] | dict[str, Value]"
Node: TypeAlias = dict[str, Value]

_DECIDED: Final = frozenset({"supported", "disputed", "contested"})
_TYPES: Final = {"preprint": "Article"}


def linked_data(page: Page, site: Site) -> str:
    """Return what a page says to machines as JSON-LD, safe inside a script element; nothing for a page without it."""
    nodes = tuple(node for node in (_main(page, site), _trail(page, site)) if node)
    if not nodes:
        return ""
    text = json.dumps({"@context": "https://schema.org", "@graph": nodes}, ensure_ascii=False, separators=(",", ":"))
    return text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")


def _main(page: Page, site: Site) -> Node:
    """Return what the page is about."""
    kind, _, name = page.resource.partition("/")
    if page.path == HOME:
        return _website(site)
    if page.path == DOWNLOADS:
        return _dataset(site)
    if page.path != page_of(kind, name):
        return {}
    catalogue = site.catalogue
    makers: dict[str, Callable[[], Node]] = {
        "claim": lambda: _claim_page(catalogue.claims[name], site),
        "study": lambda: _study(catalogue.studies[name], site),
        "article": lambda: _article(catalogue.articles[name], site),
        "topic": lambda: _topic(catalogue.topics[name], site),
    }
    return makers[kind]() if kind in makers else {}


def address(site: Site, path: str) -> str:
    """Return the address of a page; the index of a folder is known by its folder."""
    return f"{site.base}/{path.removesuffix('index.html')}"


def _publisher(site: Site) -> Node:
    return {"@type": "Organization", "@id": f"{site.base}/#publisher", "name": site.title, "url": f"{site.base}/"}


def _licence(site: Site) -> Node:
    return {"license": site.licence} if site.licence else {}


def _claim_page(claim: Claim, site: Site) -> Node:
    """Return the review of a claim where there is a verdict, else the claim alone."""
    verdict, certainty = site.catalogue.appraised.standing[claim.id]
    node = _claim(claim, site)
    if verdict not in _DECIDED:
        return node
    words = VERDICTS[verdict].capitalize()
    return {
        "@type": "ClaimReview",
        "@id": f"{site.base}/claim/{claim.id}#review",
        "url": address(site, page_of("claim", claim.id)),
        "claimReviewed": claim.text,
        "author": _publisher(site),
        "reviewRating": {
            "@type": "Rating",
            "alternateName": f"{words}; {CERTAINTY[certainty]}" if certainty else words,
        },
        "itemReviewed": node,
        **_licence(site),
    }


def _claim(claim: Claim, site: Site) -> Node:
    said = site.catalogue.said_of_claim[claim.id]
    urls = sorted({url for x in said if x.statement.stance == "asserts" and (url := safe_url(x.article.url))})
    node: Node = {"@type": "Claim", "@id": f"{site.base}/claim/{claim.id}", "name": claim.text}
    if urls:
        node["appearance"] = tuple({"@type": "CreativeWork", "url": url} for url in urls)
    return node


def _study(study: Study, site: Site) -> Node:
    """Return a study's publication."""
    node: Node = {
        "@type": _TYPES.get(study.design, "ScholarlyArticle"),
        "@id": f"{site.base}/study/{study.id}",
        "name": study.title,
        "author": tuple({"@type": "Person", "name": x} for x in study.authors if x != "et al."),
        "datePublished": str(study.year),
    }
    if study.journal:
        node["isPartOf"] = {"@type": "Periodical", "name": study.journal}
    same = (doi_url(study.doi) if study.doi else "", pubmed_url(study.pmid) if study.pmid else "", safe_url(study.url))
    if any(same):
        node["sameAs"] = tuple(x for x in same if x)
    if study.doi:
        node["identifier"] = {"@type": "PropertyValue", "propertyID": "doi", "value": study.doi}
    if study.integrity and study.integrity.status == "retracted":
        node["creativeWorkStatus"] = "Retracted"
    return node


def _article(article: Article, site: Site) -> Node:
    """Return an article, with the claims it speaks of."""
    claims = dict.fromkeys(x.claim for x in article.statements)
    node: Node = {
        "@type": "Article",
        "@id": f"{site.base}/article/{article.id}",
        "name": article_name(article),
        "about": tuple({"@type": "Claim", "@id": f"{site.base}/claim/{x}"} for x in claims),
    }
    if url := safe_url(article.url):
        node["url"] = url
    if article.publisher:
        node["publisher"] = {"@type": "Organization", "name": article.publisher}
    if article.published:
        node["datePublished"] = article.published
    return node


def _topic(topic: Topic, site: Site) -> Node:
    claims = site.catalogue.claims_of_topic[topic.id]
    return {
        "@type": "CollectionPage",
        "@id": f"{site.base}/topic/{topic.id}",
        "name": topic.label,
        "description": topic.description,
        "hasPart": tuple({"@type": "Claim", "@id": f"{site.base}/claim/{x.id}"} for x in claims),
    }


def _website(site: Site) -> Node:
    return {
        "@type": "WebSite",
        "@id": f"{site.base}/#site",
        "url": f"{site.base}/",
        "name": site.title,
        "publisher": _publisher(site),
        **_licence(site),
    }


def _dataset(site: Site) -> Node:
    """Return the graph as a data set with its files; VoID and DCAT say the same in `void.ttl`."""
    records = site.catalogue.records
    return {
        "@type": "Dataset",
        "@id": f"{site.base}/#dataset",
        "name": f"{site.title}: the graph",
        "description": f"{len(records.claims)} claims of health articles, {len(records.studies)} studies that bear on "
        f"them and {len(records.articles)} articles, as an RDF graph of {site.quads:,} quads.",
        "url": address(site, DOWNLOADS),
        "creator": _publisher(site),
        "distribution": tuple(
            {
                "@type": "DataDownload",
                "contentUrl": f"{site.base}/{x.path}",
                "encodingFormat": x.format.partition(":")[0],
                "contentSize": f"{x.size} B",
            }
            for x in site.dumps
        ),
        **_licence(site),
    }


_SHELVES: Final = {"claim": ("Claims", CLAIMS), "study": ("Studies", STUDIES), "article": ("Articles", ARTICLES),
                   "topic": ("Topics", TOPICS)}  # fmt: skip


def _trail(page: Page, site: Site) -> Node:
    """Return where a page stands, from the home page down to itself."""
    if page.path == HOME or not page.title:
        return {}
    shelf = _SHELVES.get(page.path.partition("/")[0])
    links = tuple((x.text, x.href) for x in page.trail) or ((shelf,) if shelf else ())
    steps = (("Home", HOME), *links, (page.title, page.path))
    return {"@type": "BreadcrumbList", "itemListElement": tuple(_steps(steps, site))}


def _steps(steps: tuple[tuple[str, str], ...], site: Site) -> Iterator[Node]:
    for position, (name, path) in enumerate(steps, start=1):
        yield {"@type": "ListItem", "position": position, "name": name, "item": address(site, path)}
