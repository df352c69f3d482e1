"""The list of all studies and a page for each: what it is, what it found, what rests on it, who cites it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.labels import article_name, short_citation
from kg.render.neighbours import around_study
from kg.render.plots.forest import study_forest
from kg.render.routes import (
    STUDIES,
    Link,
    arxiv_url,
    doi_url,
    page_of,
    place_on,
    pmc_url,
    pubmed_url,
    safe_url,
)
from kg.render.site import Page
from kg.render.views import DIRECTION_ORDER, claim_view, evidence_view
from kg.render.views_study import finding_view, included_of, is_retracted, overlap_views, study_view
from kg.render.views_verdict import verdict_without

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.records import Study
    from kg.render.catalogue import Catalogue
    from kg.render.neighbourhood import Neighbourhood
    from kg.render.plots.forest import Forest
    from kg.render.site import Site
    from kg.render.views import ClaimView, EvidenceView
    from kg.render.views_study import FindingView, OverlapView, StudyView
    from kg.render.words import Word, Words


@dataclass(frozen=True, slots=True)
class _Listed:
    study: StudyView
    title: str
    place: str
    claims: int


@dataclass(frozen=True, slots=True)
class _StudiesPage:
    studies: tuple[_Listed, ...]
    designs: tuple[Word, ...]
    verified: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class _Address:
    """A web address as text; `url` is empty where it may not be a link."""

    name: str
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class _Notice:
    """What became of the publication."""

    status: Word
    date: str
    why: str
    address: _Address | None
    retracted: bool


@dataclass(frozen=True, slots=True)
class _Found:
    finding: FindingView
    claims: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True)
class _Cited:
    article: Link
    as_cited: str
    status: Word
    support: Word


@dataclass(frozen=True, slots=True)
class _StudyPage:
    study: StudyView
    title: str
    authors: str
    place: str
    addresses: tuple[_Address, ...]
    population: str
    included: str
    notice: _Notice | None
    findings: tuple[_Found, ...]
    forest: Forest
    certainty: str
    limitations: str
    verified: Word
    seen_at: tuple[_Address, ...]
    hanging: tuple[tuple[ClaimView, str], ...]
    evidence: tuple[EvidenceView, ...]
    cited: tuple[_Cited, ...]
    overlaps: tuple[OverlapView, ...]
    around: Neighbourhood


def study_pages(site: Site) -> Iterator[Page]:
    """Yield the list, then one page per study."""
    catalogue, words = site.catalogue, site.words
    studies = sorted(catalogue.records.studies, key=lambda x: (short_citation(x).casefold(), x.id))
    rows = tuple(
        _Listed(study_view(x, words), x.title, _place(x), len({y.id for y, _ in catalogue.lines_of_study[x.id]}))
        for x in studies
    )
    designs = tuple(words.of("design", x) for x in sorted({x.design for x in studies}))
    verified = tuple(words.of("verified", x) for x in sorted({x.verified for x in studies}))
    view = _StudiesPage(rows, designs, verified)
    description = "Every study of the collection, with its design, its size and how its facts were verified."
    yield Page(STUDIES, "studies.html", "Studies", view, description, scripts=("filter.js",))
    for study in studies:
        yield Page(
            page_of("study", study.id),
            "study.html",
            f"{short_citation(study)}: {study.title}",
            _view(study, catalogue, words),
            description=f"{study.title}. {words.of('design', study.design).label.capitalize()}, {study.year}.",
            trail=(Link("Studies", STUDIES),),
            resource=f"study/{study.id}",
            styles=("neighbourhood.css", "plots.css"),
        )


def _view(study: Study, catalogue: Catalogue, words: Words) -> _StudyPage:
    lines = sorted(
        catalogue.lines_of_study[study.id],
        key=lambda x: (DIRECTION_ORDER.index(x[1].direction), x[1].directness != "direct", x[0].id),
    )
    evidence = tuple(evidence_view(claim, line, catalogue, words) for claim, line in lines)
    findings = (finding_view(x, words) for x in study.findings)
    return _StudyPage(
        around=around_study(study, catalogue),
        study=study_view(study, words),
        title=study.title,
        authors=", ".join(study.authors),
        place=_place(study),
        addresses=tuple(_addresses(study)),
        population=study.population,
        included=included_of(study, words),
        notice=_notice(study, words),
        findings=tuple(
            _Found(x, tuple(y for y in evidence if y.finding and y.finding.anchor == x.anchor)) for x in findings
        ),
        forest=study_forest(study, words),
        certainty=study.certainty or "",
        limitations=study.limitations,
        verified=words.of("verified", study.verified),
        seen_at=tuple(_address("", url) for url in study.seen_at),
        hanging=tuple(_hanging(study, catalogue, words)),
        evidence=evidence,
        cited=tuple(
            _Cited(
                Link(article_name(article), place_on("article", article.id, f"reference/{reference.id}")),
                reference.as_cited,
                words.of("reference", reference.status),
                words.of("citation", reference.supports_statement),
            )
            for article, reference in catalogue.citations_of_study[study.id]
        ),
        overlaps=tuple(overlap_views(study, catalogue)),
    )


def _hanging(study: Study, catalogue: Catalogue, words: Words) -> Iterator[tuple[ClaimView, str]]:
    """Yield the claims whose verdict hangs on a study, with what the verdict would be without it."""
    for name in catalogue.appraised.hanging[study.id]:
        claim = catalogue.claims[name]
        yield claim_view(claim, catalogue, words), verdict_without(claim, study.id, catalogue)


def _place(study: Study) -> str:
    """Return journal, volume, issue and pages as a reference list prints them."""
    volume = (study.volume or "") + (f"({study.issue})" if study.issue else "")
    place = ":".join(x for x in (volume, study.pages) if x)
    return " ".join(x for x in (study.journal, place) if x)


def _address(name: str, url: str) -> _Address:
    """Return a web address with its host and path as text."""
    if safe := safe_url(url):
        parts = urlsplit(safe)
        return _Address(name, parts.netloc.removeprefix("www.") + parts.path.rstrip("/"), safe)
    return _Address(name, url, "")


def _addresses(study: Study) -> Iterator[_Address]:
    if study.doi:
        yield _Address("DOI", study.doi, doi_url(study.doi))
    if study.pmid:
        yield _Address("PubMed", study.pmid, pubmed_url(study.pmid))
    if study.pmcid:
        yield _Address("PubMed Central", study.pmcid, pmc_url(study.pmcid))
    if study.arxiv:
        yield _Address("arXiv", study.arxiv, arxiv_url(study.arxiv))
    if study.url and not (study.doi and study.url == doi_url(study.doi)):
        yield _address("Web", study.url)


def _notice(study: Study, words: Words) -> _Notice | None:
    integrity = study.integrity
    if integrity is None:
        return None
    return _Notice(
        words.of("integrity", integrity.status),
        integrity.date,
        integrity.why or "",
        _address("Notice", integrity.notice) if integrity.notice else None,
        is_retracted(study),
    )
