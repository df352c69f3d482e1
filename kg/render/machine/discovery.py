"""What a site tells machines that find their way: its map for search engines, and an index for language models."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final
from xml.sax.saxutils import escape

from kg.labels import article_name
from kg.render.machine.linked import address
from kg.render.routes import ABOUT, ARTICLES, CONTRADICTIONS, DOWNLOADS, QUERIES, STUDIES, VOCABULARY, page_of
from kg.render.views_verdict import verdict_view

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.render.site import File, Site

MOST: Final = 50_000
"""Addresses that one site map may hold (https://www.sitemaps.org/protocol.html)."""

_XML: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NAMESPACE: Final = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def discovery_files(site: Site, paths: Sequence[str]) -> Iterator[File]:
    """Yield the site map of pages at these paths, `robots.txt`, and `llms.txt` (https://llmstxt.org)."""
    for path, content in site_map(site.base, [address(site, path) for path in paths]):
        yield path, partial(bytes, content)
    yield "robots.txt", f"User-agent: *\nAllow: /\nSitemap: {site.base}/sitemap.xml\n".encode
    yield "llms.txt", lambda: "\n".join(_for_models(site)).encode()


def site_map(base: str, addresses: Sequence[str], most: int = MOST) -> Iterator[tuple[str, bytes]]:
    """Yield one map of these addresses, or maps with at most so many each and the index of them."""
    found = sorted(addresses)
    if len(found) <= most:
        yield "sitemap.xml", _urls("urlset", "url", found)
        return
    maps = list[str]()
    for number, first in enumerate(range(0, len(found), most), start=1):
        maps.append(f"sitemap-{number}.xml")
        yield maps[-1], _urls("urlset", "url", found[first : first + most])
    yield "sitemap.xml", _urls("sitemapindex", "sitemap", [f"{base}/{name}" for name in maps])


def _urls(root: str, item: str, addresses: Sequence[str]) -> bytes:
    rows = "".join(f"<{item}><loc>{escape(x)}</loc></{item}>\n" for x in addresses)
    return f"{_XML}<{root} {_NAMESPACE}>\n{rows}</{root}>\n".encode()


def _for_models(site: Site) -> Iterator[str]:
    """Yield the lines of an index in Markdown: what this is, how to read it, every claim with its verdict."""
    catalogue = site.catalogue
    yield f"# {site.title}"
    yield ""
    yield "> What health articles claim, what studies found, and whether the two agree. A map of evidence, not advice."
    yield ""
    yield "A verdict (supported, disputed, contested, unclear, untested) is about a claim as worded, for the people,"
    yield "exposure and outcome that its page names. Give the certainty with it, and the study that decides. Beside"
    yield "each page is its description as Turtle and JSON-LD: take the address without its last '/', add '.ttl' or"
    yield "'.jsonld'."
    yield ""
    yield "## Start here"
    yield ""
    for label, path, about in (
        ("Method and limits", ABOUT, "how a verdict is made, who curates, what this cannot tell"),
        ("Downloads", DOWNLOADS, "the whole graph as RDF, the schema of the data"),
        ("Queries", QUERIES, "questions to the graph with their answers, as SPARQL"),
        ("Contradictions", CONTRADICTIONS, "who contradicts whom, and which side is the stronger"),
        ("Studies", STUDIES, f"{len(catalogue.studies):,} studies"),
        ("Articles", ARTICLES, f"{len(catalogue.articles):,} articles"),
        ("Vocabulary", VOCABULARY, "the terms of the graph"),
    ):
        yield f"- [{label}]({address(site, path)}): {about}"
    for topic in catalogue.records.topics:
        yield ""
        yield f"## {_line(topic.label)}"
        yield ""
        for claim in catalogue.claims_of_topic[topic.id]:
            verdict = verdict_view(claim, catalogue).sentence
            yield f"- [{_line(claim.text)}]({address(site, page_of('claim', claim.id))}): {verdict}"
    yield ""
    yield "## Optional"
    yield ""
    for article in catalogue.records.articles:
        yield f"- [{_line(article_name(article))}]({address(site, page_of('article', article.id))})"
    yield ""


def _line(text: str) -> str:
    """Return a text as the words of a link in Markdown, on one line."""
    return " ".join(text.split()).replace("[", "\\[").replace("]", "\\]")
