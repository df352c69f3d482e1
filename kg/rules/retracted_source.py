"""The text leans on a publication that was retracted.

Why: What a journal took back is no evidence, and readers who look it up see the notice first.

Bad: Heat lamps heal tendons [@doe-2015].

Good: The one trial of heat lamps was retracted [@doe-2015].

False positives: none known; a sentence that says that the publication was retracted or withdrawn is never reported.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.labels import short_citation
from kg.problems import Severity
from kg.rules.about import paste, studies_of
from kg.rules.model import Flag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.prose.document import Document
    from kg.records import Study
    from kg.rules.evidence import Evidence

CODE: Final = "KG301"
SEVERITY: Final = Severity.ERROR

_SAYS_SO: Final = re.compile(r"\b(?:retract|withdr[ae]w|taken back|pulled by|fraud)", re.IGNORECASE)


def check(document: Document, evidence: Evidence) -> Iterator[Flag]:
    """Yield each citation, and each entry of a list that nothing points to, of a retracted study."""
    pointed: set[int] = set()
    for citation in document.citations:
        text = document.sentences[citation.sentence].text if citation.sentence is not None else ""
        if citation.reference is not None:
            pointed.add(citation.reference)
            text += document.references[citation.reference].text
        for study in _retracted(studies_of(document, evidence, citation)):
            if not _SAYS_SO.search(text):
                yield _flag(document, evidence, study, Flag(citation.range, f"'{citation.written}'", "", sentence=text))
    for number, reference in enumerate(document.references):
        found = (evidence.study(target) for target in reference.targets)
        for study in _retracted(tuple(x for x in found if x)) if number not in pointed else ():
            if not _SAYS_SO.search(reference.text):
                place = Flag(
                    reference.range, f"'{reference.label or short_citation(study)}'", "", sentence=reference.text
                )
                yield _flag(document, evidence, study, place)


def _retracted(studies: tuple[Study, ...]) -> Iterator[Study]:
    return (study for study in studies if study.integrity is not None and study.integrity.status == "retracted")


def _flag(document: Document, evidence: Evidence, study: Study, place: Flag) -> Flag:
    """Return what to say of a retracted study at a place, with others that bear on the same claims."""
    notice = study.integrity
    why = f"{short_citation(study)} was retracted"
    if notice is not None:
        why += f" on {notice.date}" + (f": {notice.why.rstrip('.')}" if notice.why else "")
        why += f" ({notice.notice})" if notice.notice else ""
    others = next((x for claim in evidence.claims_of(study.id) if (x := evidence.best(claim, "supports"))), ())
    do = "cite other evidence, say that it was retracted, or take the statement out"
    return Flag(
        place.range, f"{place.message} was retracted", do, why, paste(document, others), sentence=place.sentence
    )
