"""Small pages for the IRIs of parts (a finding, a line of evidence, …) that lead to the part on the page it is on."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kg.labels import article_name, statement_anchor
from kg.render.routes import A_TO_Z, CONTRADICTIONS, DOWNLOADS, Link, evidence_anchor, page_of, place_on
from kg.render.site import Draft, Page
from kg.vocabulary import GRAPHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.records import Records
    from kg.render.catalogue import Catalogue
    from kg.render.site import Site


def stub_pages(site: Site) -> Iterator[Draft]:
    """Yield a page for each IRI that has none of its own."""
    targets = dict(_targets(site.catalogue.records))
    for iri_path in site.addresses:
        if iri_path not in targets and (owner := _owner(iri_path, site.catalogue)):
            targets[iri_path] = owner
    for iri_path, target in targets.items():
        path = f"{iri_path}/index.html"
        yield Draft(path, partial(Page, path, "stub.html", target.text, target), listed=False)


def _owner(iri_path: str, catalogue: Catalogue) -> Link | None:
    """Return the place of a part, on the page of the record that it belongs to; the page where it has no place."""
    kind, name, part, detail = (*iri_path.split("/"), "", "", "")[:4]
    title = ""
    if kind == "claim" and name in catalogue.claims:
        title = catalogue.claims[name].text
    elif kind == "study" and name in catalogue.studies:
        title = catalogue.studies[name].title
    elif kind == "article" and name in catalogue.articles:
        title = article_name(catalogue.articles[name])
    return Link(title, _place(kind, name, part, detail)) if title and part else None


def _place(kind: str, name: str, part: str, detail: str) -> str:
    """Return where a part that was computed is shown, such as an assessment or what an article leaves out."""
    match kind, part:
        case "claim", "clash":
            return f"{CONTRADICTIONS}#contradiction/{detail}"
        case "claim", "assessment" | "judgement":
            return place_on(kind, name, part)
        case "article", "reference":
            return place_on(kind, name, f"reference/{detail}")
        case "article", "omission":
            return place_on(kind, name, "omissions")
        case _:
            return page_of(kind, name)


def _targets(records: Records) -> Iterator[tuple[str, Link]]:
    for layer in GRAPHS:
        yield f"graph/{layer}", Link(f"Graph layer: {layer}", f"{DOWNLOADS}#graph/{layer}")
    for synonym in records.synonyms:
        yield f"synonym/{synonym.id}", Link(synonym.label, f"{A_TO_Z}#synonym/{synonym.id}")
    yield from _of_claims(records)
    yield from _of_studies(records)
    for article in records.articles:
        for position, statement in enumerate(article.statements, start=1):
            anchor = f"statement/{statement_anchor(statement, position)}"
            parts = ("", "/locator", "/target", "/selector") if statement.quote else ("",)
            for part in parts:
                link = Link(statement.says, place_on("article", article.id, anchor))
                yield f"article/{article.id}/{anchor}{part}", link
        for reference in article.references:
            anchor = f"reference/{reference.id}"
            yield f"article/{article.id}/{anchor}", Link(reference.as_cited, place_on("article", article.id, anchor))
    for conflict in records.conflicts:
        yield (
            f"contradiction/{conflict.id}",
            Link(conflict.explanation, f"{CONTRADICTIONS}#contradiction/{conflict.id}"),
        )


def _of_claims(records: Records) -> Iterator[tuple[str, Link]]:
    for claim in records.claims:
        for slot in ("", "population", "exposure", "intervention", "comparator", "outcome"):
            if not slot or getattr(claim, slot):
                anchor = f"pico/{slot}".rstrip("/")
                yield f"claim/{claim.id}/{anchor}", Link(claim.text, place_on("claim", claim.id, anchor))
        for line in claim.evidence:
            anchor = evidence_anchor(line.study, line.finding)
            iri_path = f"evidence/{claim.id}/{anchor.removeprefix('evidence/')}"
            yield iri_path, Link(line.why, place_on("claim", claim.id, anchor))
        for other in claim.contradicts:
            name = f"contradiction/{claim.id}--{other.claim}"
            yield name, Link(other.why, f"{CONTRADICTIONS}#{name}")


def _of_studies(records: Records) -> Iterator[tuple[str, Link]]:
    for study in records.studies:
        yield f"study/{study.id}/report", Link(study.title, place_on("study", study.id, "report"))
        if study.integrity and study.integrity.status == "retracted" and not study.integrity.notice:
            yield f"study/{study.id}/report/retraction", Link(study.title, place_on("study", study.id, "notice"))
        for overlap in study.overlaps:
            place = place_on("study", study.id, f"overlap/{overlap.study}")
            yield f"study/{study.id}/overlap/{overlap.study}", Link(overlap.why, place)
        for finding in study.findings:
            place = place_on("study", study.id, f"finding/{finding.id}")
            yield f"study/{study.id}/finding/{finding.id}", Link(finding.outcome, place)
