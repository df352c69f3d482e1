"""Where each thing is on the site: paths from its root, always to a file, so that they work from a folder too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, urlsplit

HOME: Final = "index.html"
CLAIMS: Final = "claims/index.html"
STUDIES: Final = "studies/index.html"
ARTICLES: Final = "articles/index.html"
TOPICS: Final = "topics/index.html"
CONTRADICTIONS: Final = "contradictions/index.html"
QUERIES: Final = "queries/index.html"
GRAPH: Final = "graph/index.html"
WHOLE_GRAPH: Final = "graph/all/index.html"
SPARQL: Final = "sparql/index.html"
DOWNLOADS: Final = "downloads/index.html"
VOCABULARY: Final = "vocab/index.html"
SEARCH: Final = "search/index.html"
A_TO_Z: Final = "a-z/index.html"
ABOUT: Final = "about/index.html"
CHANGES: Final = "changes/index.html"
MAP: Final = "map/index.html"
MAP_TABLE: Final = "map/claims.csv"
FEED: Final = "changes.atom"


@dataclass(frozen=True, slots=True)
class Link:
    """Words and the path that they lead to, from the root of the site; words that are code are set as such."""

    text: str
    href: str
    code: bool = False


def page_of(kind: str, name: str) -> str:
    """Return the page of a claim, study, article, topic or query.

    >>> page_of("claim", "rest")
    'claim/rest/index.html'
    """
    return f"{kind}/{name}/index.html"


def place_on(kind: str, name: str, anchor: str) -> str:
    """Return a place on such a page.

    >>> place_on("study", "natri-1998", "finding/pain")
    'study/natri-1998/index.html#finding/pain'
    """
    return f"{page_of(kind, name)}#{anchor}"


def evidence_anchor(study: str, finding: str | None) -> str:
    """Return the anchor of a line of evidence on its claim's page."""
    return f"evidence/{study}" + (f"/{finding}" if finding else "")


def graph_of(kind: str, name: str) -> str:
    """Return the page of the graph around a claim or a topic."""
    return f"{kind}/{name}/graph/index.html"


def share_image_of(claim: str) -> str:
    """Return the picture that is shown where a claim's page is shared."""
    return f"claim/{claim}/share.png"


def table_of(topic: str) -> str:
    """Return the table of a topic's claims."""
    return f"topic/{topic}/claims.csv"


def up(path: str) -> str:
    """Return the way from a page to the root of the site.

    >>> up("claim/rest/index.html"), up("index.html")
    ('../../', '')
    """
    return "../" * path.count("/")


def safe_url(url: str | None) -> str:
    """Return a web address that may be a link, else nothing: only http and https with a host.

    >>> safe_url("https://doi.org/10.1/x"), safe_url("javascript:alert(1)"), safe_url("http://192.0.2.1/x")
    ('https://doi.org/10.1/x', '', '')
    """
    if not url or any(c <= " " or c in "<>\"'`\\\x7f" for c in url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    named = not (parts.hostname or "").replace(".", "").isdigit()  # a bare number of a machine is nobody's page
    return url if parts.scheme in {"http", "https"} and parts.netloc and named else ""


def doi_url(doi: str) -> str:
    """Return the address under which a DOI resolves."""
    return "https://doi.org/" + quote(doi, safe="/:;()._-~!$&*+,=@")


def pubmed_url(pmid: str) -> str:
    """Return the PubMed page of a number."""
    return f"https://pubmed.ncbi.nlm.nih.gov/{quote(pmid, safe='')}/"


def pmc_url(pmcid: str) -> str:
    """Return the PubMed Central page of an id."""
    return f"https://pmc.ncbi.nlm.nih.gov/articles/{quote(pmcid, safe='')}/"


def arxiv_url(arxiv: str) -> str:
    """Return the arXiv page of an id."""
    return f"https://arxiv.org/abs/{quote(arxiv, safe='')}"
