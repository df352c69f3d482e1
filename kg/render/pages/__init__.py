"""The kinds of page, one module each: a function from the site's contents to its pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.render.pages.a_to_z import a_to_z_pages
from kg.render.pages.about import about_pages
from kg.render.pages.article import article_pages
from kg.render.pages.changes import changes_pages
from kg.render.pages.claim import claim_pages
from kg.render.pages.claims import claims_pages
from kg.render.pages.contradictions import contradictions_pages
from kg.render.pages.downloads import downloads_pages
from kg.render.pages.embed import embed_pages
from kg.render.pages.graph import graph_pages
from kg.render.pages.home import home_pages
from kg.render.pages.map import map_pages
from kg.render.pages.query import query_pages
from kg.render.pages.search import search_pages
from kg.render.pages.sparql import sparql_pages
from kg.render.pages.stub import stub_pages
from kg.render.pages.study import study_pages
from kg.render.pages.topic import topic_pages
from kg.render.pages.vocabulary import vocabulary_pages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.render.site import Draft, Site

PAGES: Final[dict[str, Callable[[Site], Iterator[Draft]]]] = {
    "home": home_pages,
    "search": search_pages,
    "a-z": a_to_z_pages,
    "claims": claims_pages,
    "claim": claim_pages,
    "embed": embed_pages,
    "study": study_pages,
    "article": article_pages,
    "topic": topic_pages,
    "map": map_pages,
    "contradictions": contradictions_pages,
    "query": query_pages,
    "graph": graph_pages,
    "sparql": sparql_pages,
    "downloads": downloads_pages,
    "vocabulary": vocabulary_pages,
    "about": about_pages,
    "changes": changes_pages,
    "stub": stub_pages,
}
"""Each kind of page by name, as drafts: a page is made only when it is wanted.

A new kind is one module, one template and one line here.
"""
