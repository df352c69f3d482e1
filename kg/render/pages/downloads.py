"""Downloads: the whole graph in every format, and what lies beside each page."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from kg.render.licence import licence_link
from kg.render.routes import DOWNLOADS, Link
from kg.render.site import Draft, Page
from kg.vocabulary import GRAPHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.render.site import Site

_LAYERS = {
    "claims": "Topics, claims, their questions in parts, and contradictions between claims.",
    "studies": "Studies, their publications and their findings.",
    "evidence": "What each finding shows for a claim.",
    "articles": "Articles, their statements, their references and their conflicts.",
    "derived": "What follows from the other layers; only this one is computed.",
    "vocabulary": "The terms that the other layers use.",
}


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    format: str
    size: str


@dataclass(frozen=True, slots=True)
class _DownloadsPage:
    dumps: tuple[_File, ...]
    layers: tuple[tuple[str, str], ...]
    quads: str
    base: str
    licence: Link | None


def downloads_pages(site: Site) -> Iterator[Draft]:
    """Yield the page of downloads."""
    yield Draft(DOWNLOADS, partial(_page, site))


def _page(site: Site) -> Page:
    view = _DownloadsPage(
        tuple(_File(x.path, x.format, size_in_words(x.size)) for x in site.dumps),
        tuple((x, _LAYERS[x]) for x in GRAPHS),
        f"{site.quads:,}",
        site.base,
        licence_link(site.licence),
    )
    description = "The whole graph as RDF, the JSON Schema of the data files, and the vocabulary."
    return Page(DOWNLOADS, "downloads.html", "Downloads", view, description)


def size_in_words(count: int) -> str:
    """Return a size in decimal units.

    >>> size_in_words(999), size_in_words(46_800), size_in_words(4_200_000)
    ('999 B', '47 kB', '4.2 MB')
    """
    if count < 1000:  # noqa: PLR2004 - a kilobyte
        return f"{count} B"
    return f"{count / 1e3:.0f} kB" if count < 1e6 else f"{count / 1e6:.1f} MB"  # noqa: PLR2004 - a megabyte
