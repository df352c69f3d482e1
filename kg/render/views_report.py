"""Views of a study as a publication: where it appeared, where it is to be read, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.render.routes import arxiv_url, doi_url, pmc_url, pubmed_url, safe_url
from kg.render.views_study import is_retracted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.records import Study
    from kg.render.words import Word, Words


@dataclass(frozen=True, slots=True)
class Address:
    """A web address as text; `url` is empty where it may not be a link."""

    name: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class NoticeView:
    """What became of the publication."""

    status: Word
    date: str
    why: str
    address: Address | None
    retracted: bool


def place_of(study: Study) -> str:
    """Return journal, volume, issue and pages as a reference list prints them."""
    volume = (study.volume or "") + (f"({study.issue})" if study.issue else "")
    place = ":".join(x for x in (volume, study.pages) if x)
    return " ".join(x for x in (study.journal, place) if x)


def address_of(name: str, url: str) -> Address:
    """Return a web address with its host and path as text."""
    if safe := safe_url(url):
        parts = urlsplit(safe)
        return Address(name, parts.netloc.removeprefix("www.") + parts.path.rstrip("/"), safe)
    return Address(name, url, "")


def addresses_of(study: Study) -> Iterator[Address]:
    """Yield where a study is to be found: by its identifiers, then on the web."""
    if study.doi:
        yield Address("DOI", study.doi, doi_url(study.doi))
    if study.pmid:
        yield Address("PubMed", study.pmid, pubmed_url(study.pmid))
    if study.pmcid:
        yield Address("PubMed Central", study.pmcid, pmc_url(study.pmcid))
    if study.arxiv:
        yield Address("arXiv", study.arxiv, arxiv_url(study.arxiv))
    if study.url and not (study.doi and study.url == doi_url(study.doi)):
        yield address_of("Web", study.url)


def notice_view(study: Study, words: Words) -> NoticeView | None:
    """Return what became of a study since it appeared; nothing where nobody has looked."""
    integrity = study.integrity
    if integrity is None:
        return None
    return NoticeView(
        words.of("integrity", integrity.status),
        integrity.date,
        integrity.why or "",
        address_of("Notice", integrity.notice) if integrity.notice else None,
        is_retracted(study),
    )
