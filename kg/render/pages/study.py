"""The list of all studies and a page for each: what it is, what it found, what rests on it, who cites it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import groupby
from typing import TYPE_CHECKING

from kg.labels import full_citation, short_citation
from kg.render.neighbours import around_study
from kg.render.plots.forest import study_forest
from kg.render.reference import bibtex
from kg.render.routes import STUDIES, Link, doi_url, page_of
from kg.render.site import Draft, Page
from kg.render.views import DIRECTION_ORDER, claim_view, evidence_view
from kg.render.views_citing import citing_views
from kg.render.views_impact import impact_view
from kg.render.views_report import address_of, addresses_of, notice_view, place_of
from kg.render.views_studies import studies_view
from kg.render.views_study import finding_view, included_of, overlap_views, reported_views, study_view
from kg.render.words import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.records import Study
    from kg.render.catalogue import Catalogue
    from kg.render.neighbourhood import Neighbourhood
    from kg.render.plots.forest import Forest
    from kg.render.site import Site
    from kg.render.views import ClaimView, EvidenceView
    from kg.render.views_citing import CitingView
    from kg.render.views_impact import ImpactView
    from kg.render.views_report import Address, NoticeView
    from kg.render.views_study import FindingView, OverlapView, ReportedView, StudyView
    from kg.render.words import Word, Words


@dataclass(frozen=True, slots=True)
class _Found:
    """A finding and the lines of evidence that it carries."""

    finding: FindingView
    claims: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True)
class _Bearing:
    """The claims that a study supports, disputes or leaves open."""

    direction: Word
    lines: tuple[tuple[EvidenceView, ClaimView], ...]


@dataclass(frozen=True, slots=True)
class _StudyPage:
    study: StudyView
    title: str
    authors: str
    place: str
    addresses: tuple[Address, ...]
    population: str
    included: str
    notice: NoticeView | None
    findings: tuple[_Found, ...]
    forest: Forest
    reported: tuple[ReportedView, ...]
    limitations: str
    verified: Word
    seen_at: tuple[Address, ...]
    impact: ImpactView
    bears_on: tuple[_Bearing, ...]
    bearing_words: str
    cited: tuple[CitingView, ...]
    overlaps: tuple[OverlapView, ...]
    around: Neighbourhood
    citation: str
    citation_url: str
    bibtex: str


def study_pages(site: Site) -> Iterator[Draft]:
    """Yield the list, then one page per study."""
    yield Draft(STUDIES, partial(_list, site))
    for study in sorted(site.catalogue.records.studies, key=lambda x: (short_citation(x).casefold(), x.id)):
        yield Draft(page_of("study", study.id), partial(_page, study, site))


def _list(site: Site) -> Page:
    description = "Every study of the collection: design, size, topics, what hangs on it, and what became of it."
    view = studies_view(site.catalogue, site.words)
    sheets = ("records.css",)
    return Page(STUDIES, "studies.html", "Studies", view, description, styles=sheets, scripts=("table.js",))


def _page(study: Study, site: Site) -> Page:
    return Page(
        page_of("study", study.id),
        "study.html",
        f"{short_citation(study)}: {study.title}",
        _view(study, site.catalogue, site.words),
        description=f"{study.title}. {site.words.of('design', study.design).label.capitalize()}, {study.year}.",
        trail=(Link("Studies", STUDIES),),
        resource=f"study/{study.id}",
        styles=("neighbourhood.css", "plots.css", "records.css"),
    )


def _view(study: Study, catalogue: Catalogue, words: Words) -> _StudyPage:
    lines = sorted(
        catalogue.lines_of_study[study.id],
        key=lambda x: (DIRECTION_ORDER.index(x[1].direction), x[1].directness != "direct", x[0].id),
    )
    evidence = tuple(evidence_view(claim, line, catalogue, words) for claim, line in lines)
    claims = tuple(claim_view(claim, catalogue, words) for claim, _ in lines)
    findings = (finding_view(x, words) for x in study.findings)
    addresses = tuple(addresses_of(study))
    return _StudyPage(
        around=around_study(study, catalogue),
        study=study_view(study, words),
        title=study.title,
        authors=", ".join(study.authors),
        place=place_of(study),
        addresses=addresses,
        population=study.population,
        included=included_of(study, words),
        notice=notice_view(study, words),
        findings=tuple(
            _Found(x, tuple(y for y in evidence if y.finding and y.finding.anchor == x.anchor)) for x in findings
        ),
        forest=study_forest(study, words),
        reported=tuple(reported_views(study, words)),
        limitations=study.limitations,
        verified=words.of("verified", study.verified),
        seen_at=tuple(address_of("", url) for url in study.seen_at),
        impact=impact_view(study, catalogue, words),
        bears_on=tuple(
            _Bearing(words.direction(key), tuple(group))
            for key, group in groupby(zip(evidence, claims, strict=True), key=lambda x: x[0].direction.key)
        ),
        bearing_words=counted(len({x.id for x, _ in lines}), "claim"),
        cited=tuple(citing_views(study, catalogue, words)),
        overlaps=tuple(overlap_views(study, catalogue)),
        citation=full_citation(study),
        citation_url=doi_url(study.doi) if study.doi else next((x.url for x in addresses if x.url), ""),
        bibtex=bibtex(study),
    )
