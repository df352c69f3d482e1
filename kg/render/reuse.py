"""How a claim is cited, and its files to take away: BibTeX, CSL-JSON, and its evidence as CSV."""

from __future__ import annotations

import csv
import io
import json
from functools import partial
from typing import TYPE_CHECKING, Final

from kg.labels import full_citation
from kg.render.routes import doi_url
from kg.render.views_verdict import verdict_view

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.records import Claim, Finding
    from kg.render.catalogue import Catalogue
    from kg.render.site import File, Site

BIBTEX: Final = "cite.bib"
CSL: Final = "cite.json"
EVIDENCE: Final = "evidence.csv"
_FINDING: Final = ("outcome", "comparison", "measure", "value", "ci_low", "ci_high", "ci_level", "p", "unit")
COLUMNS: Final = (
    "claim", "study", "citation", "doi", "design", "participants", "direction", "directness", "level", "finding",
    *_FINDING, "why",
)  # fmt: skip
_ESCAPED: Final = str.maketrans(
    {x: f"\\{x}" for x in "&%$#_{}"} | {"\\": r"\textbackslash{}", "~": r"\~{}", "^": r"\^{}"}
)


def revised(site: Site) -> str:
    """Return the day of the newest state of the evidence that the site knows of, such as 2026-11-01; else nothing."""
    return max((x.when for x in site.history), default="")[:10]


def address_of(claim: Claim, site: Site) -> str:
    """Return the address of a claim's page."""
    return f"{site.base}/claim/{claim.id}/"


def citation_text(claim: Claim, site: Site) -> str:
    """Return how to cite a claim, in one line."""
    when = f", state of {revised(site)}" if revised(site) else ""
    return f"{site.title}{when}. {claim.text} {_note(claim, site)} {address_of(claim, site)}"


def reuse_files(site: Site) -> Iterator[File]:
    """Yield the files to take away, beside the page of each claim."""
    for claim in site.catalogue.records.claims:
        folder = f"claim/{claim.id}"
        yield f"{folder}/{BIBTEX}", partial(_bibtex, claim, site)
        yield f"{folder}/{CSL}", partial(_csl, claim, site)
        yield f"{folder}/{EVIDENCE}", partial(_evidence, claim, site.catalogue)


def _note(claim: Claim, site: Site) -> str:
    version = site.catalogue.appraised.rule_version
    return f"{verdict_view(claim, site.catalogue).sentence} Rules version {version}."


def _bibtex(claim: Claim, site: Site) -> bytes:
    fields = {
        "title": f"{{{claim.text.rstrip('.').translate(_ESCAPED)}}}",
        "author": f"{{{site.title.translate(_ESCAPED)}}}",
        "year": revised(site)[:4],
        "note": _note(claim, site).translate(_ESCAPED),
        "url": address_of(claim, site),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{claim.id},\n{lines}}}\n".encode()


def _csl(claim: Claim, site: Site) -> bytes:
    item: dict[str, object] = {
        "id": claim.id,
        "type": "webpage",
        "title": claim.text.rstrip("."),
        "container-title": site.title,
        "author": [{"literal": site.title}],
        "URL": address_of(claim, site),
        "note": _note(claim, site),
    }
    if revised(site):
        item["issued"] = {"date-parts": [[int(x) for x in revised(site).split("-")]]}
    return json.dumps([item], indent=2, ensure_ascii=False).encode() + b"\n"


def _evidence(claim: Claim, catalogue: Catalogue) -> bytes:
    """Return one row for each line of evidence, in the order of the data."""
    levels = {
        (x.study, x.finding, x.direction): x.level.number for x in catalogue.appraised.assessments[claim.id].lines
    }
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    for line in claim.evidence:
        study = catalogue.studies[line.study]
        found = next((x for x in study.findings if x.id == line.finding), None)
        head = (
            claim.id, study.id, full_citation(study), doi_url(study.doi) if study.doi else "", study.design,
            study.participants, line.direction, line.directness, levels[line.study, line.finding, line.direction],
            line.finding,
        )  # fmt: skip
        rows.writerow(_safe(x) for x in (*head, *_numbers(found), line.why))
    return text.getvalue().encode()


def _numbers(found: Finding | None) -> tuple[object, ...]:
    return tuple(getattr(found, name) if found else None for name in _FINDING)


def _safe(value: object) -> object:
    """Return a value as no spreadsheet takes for a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@", "\t")) else value
