"""A sentence describes the study that it cites with another year, design or size than it has.

Why: "A trial of 14,000 people" sounds different from "a survey of 140". Such slips also show that text and citation do
not belong together.

Bad: A 2021 randomised trial followed novice runners [@neal-2019].

Good: A 2019 review of cohort studies [@neal-2019] looked for what comes before the pain.

False positives: the year in which people were asked, in place of the year in which it was printed; the size of a
subgroup.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.appraise.words import DESIGNS
from kg.labels import short_citation
from kg.problems import Severity
from kg.rules.about import cited_studies
from kg.rules.model import Flag
from kg.rules.numbers import parse_number, recorded
from kg.rules.wording import folded, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.prose.document import Document
    from kg.records import Study
    from kg.rules.evidence import Evidence

CODE: Final = "KG602"
SEVERITY: Final = Severity.WARNING

_KINDS: Final = {
    "meta-analysis": r"meta-analys[ei]s",
    "systematic-review": r"systematic review",
    "rct": r"randomi[sz]ed(?:[ -]controlled)?(?: clinical)? trial|\brct\b",
    "cohort": r"cohort study|prospective study",
    "cross-sectional": r"cross-sectional study",
    "case-control": r"case-control study",
    "survey": r"\bsurvey\b",
}
_FITS: Final = {
    "meta-analysis": {"meta-analysis"},
    "systematic-review": {"systematic-review", "meta-analysis", "guideline"},
    "rct": {"rct"},
    "cohort": {"cohort"},
    "cross-sectional": {"cross-sectional", "survey"},
    "case-control": {"case-control"},
    "survey": {"survey", "cross-sectional", "cohort"},
}
_DESIGN: Final = re.compile(
    r"\b(?:a|an|one|this|the)\b(?: (?!of\b|in\b|and\b)[\w,-]+){0,4}? (?:"
    + "|".join(f"(?P<{name.replace('-', '_')}>{words})" for name, words in _KINDS.items())
    + r")(?! of (?:\w+ )?(?:trials|studies))"
)
_YEAR: Final = re.compile(
    r"\b((?:19|20)\d\d) (?:\w+[ -]){0,3}?(?:study|trial|review|meta-analysis|survey|paper|analysis)\b"
    r"|\b(?:study|trial|review|meta-analysis|survey|paper) (?:from|of|published in) ((?:19|20)\d\d)\b"
)
_SIZE: Final = re.compile(
    r"\b(\d{1,3}(?:,\d{3})+|\d{2,7}) (?:\w+ ){0,2}?(?:people|adults|runners|participants|patients|men and women|"
    r"athletes|recruits|novices|"
    r"soldiers|volunteers)\b"
)
_ENOUGH: Final = 0.1


def check(document: Document, evidence: Evidence) -> Iterator[Flag]:
    """Yield each year, design or number of people that differs from the one study that a sentence cites."""
    for _, sentence in told(document):
        cited = cited_studies(document, evidence, sentence) if sentence.citations else ()
        studies = {study.id: study for _, found in cited for study in found}
        if len(studies) != 1 or len(cited) != 1:
            continue
        study = next(iter(studies.values()))
        for start, end, said, known in _differences(study, folded(sentence.bare)):
            yield Flag(
                document.locate(sentence, start, end),
                f"'{sentence.text[start:end]}' does not fit {short_citation(study)}",
                f"write {known}, or cite the study that is meant",
                f"{said} of {short_citation(study)}, '{study.title}', is {known}",
                sentence=sentence.text,
            )


def _differences(study: Study, low: str) -> Iterator[tuple[int, int, str, str]]:
    """Yield where a description differs, what it is of, and what is recorded."""
    for match in _YEAR.finditer(low):
        group = 1 if match[1] else 2
        if int(match[group]) != study.year:
            yield match.start(group), match.end(group), "the year", str(study.year)
    if found := _other_design(study, low):
        yield *found, "the design", f"'{DESIGNS[study.design][0]}'"
    for match in _SIZE.finditer(low):
        stated = parse_number(match[1])
        if study.participants is not None and not _is_known(study, stated):
            yield match.start(1), match.end(1), "the number of people", f"{study.participants:,}"


def _other_design(study: Study, low: str) -> tuple[int, int] | None:
    """Return where a design is named that the study does not have, nor the studies that it includes."""
    match = _DESIGN.search(low)
    if match is None:
        return None
    name = next(name for name in _KINDS if match[name.replace("-", "_")])
    if {study.design, *study.included_designs} & _FITS[name] or (study.design == "preprint"):
        return None
    return match.span(name.replace("-", "_"))


def _is_known(study: Study, stated: float) -> bool:
    """Return whether a number is on record, or near enough to one for "more than" and "nearly"."""
    return any(abs(stated - each.value) <= _ENOUGH * each.value for each in recorded(study))
