"""A sentence cites a study and gives a number that is not the one on record.

Why: Numbers are copied, swapped and misread on the way from paper to page. The cited study is where readers will look.

Bad: Of the runners for recreation 5.3% had arthritis [@alentorn-geli-2017].

Good: Of the runners for recreation 3.5% had arthritis [@alentorn-geli-2017].

False positives: a number of the study that nobody has recorded, close to one that is. Numbers that follow from a
recorded one (what is left of 100, a ratio as a percentage, a rounded one) are known; one that is near none is a note.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.labels import short_citation
from kg.problems import Severity
from kg.rules.about import cited_studies
from kg.rules.model import Flag
from kg.rules.numbers import is_same, parse_number, recorded
from kg.rules.wording import folded, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.prose.document import Document, Sentence
    from kg.records import Study
    from kg.rules.evidence import Evidence
    from kg.rules.numbers import Recorded

CODE: Final = "KG601"
SEVERITY: Final = Severity.ERROR

_SHARE: Final = re.compile(r"(?<![\d.,])(\d+(?:\.\d+)?)(?= ?(?:%|percent\b|per cent\b))")
_RATIO: Final = re.compile(
    r"\b(?:odds|risk|hazard|rate) ratio (?:of |was |is |= ?)?(\d+(?:\.\d+)?)|\b(?:or|rr|hr) ?=? ?(\d\.\d+)\b"
)
_INTERVAL: Final = re.compile(r"\b9\d(?:\.\d)? ?(?:%|percent|per cent) (?:ci|confidence)")
_ROUGH: Final = re.compile(
    r"\b(?:about|around|almost|nearly|roughly|some|over|more than|less than|under|up to|at least)\s+$"
)
_NEAR: Final = 0.5  # a number is a slip for another that it is less than half away from
_ROUGHLY: Final = 0.1
_WHOLE: Final = 100


def check(document: Document, evidence: Evidence) -> Iterator[Flag]:
    """Yield each percentage or ratio that none of the studies cited in its sentence has on record."""
    for _, sentence in told(document):
        if not sentence.citations:
            continue
        numbers = list(_numbers(sentence))
        cited = cited_studies(document, evidence, sentence) if numbers else ()
        if not cited or any(not studies for _, studies in cited):
            continue
        studies = [study for _, found in cited for study in found]
        known = [(study, each) for study in studies for each in recorded(study)]
        for start, end, rough in numbers:
            text = sentence.bare[start:end]
            if not any(_agrees(text, each.value, rough=rough) for _, each in known):
                yield _flag(document, sentence, (start, end), known)


def _numbers(sentence: Sentence) -> Iterator[tuple[int, int, bool]]:
    """Yield where percentages and ratios stand, and whether the sentence calls one rough."""
    low = folded(sentence.bare)
    for pattern in (_SHARE, _RATIO):
        for match in pattern.finditer(low):
            group = 1 if match[1] else 2
            before = low[max(0, match.start() - 14) : match.start()]
            if not _INTERVAL.match(low, match.start()):
                yield match.start(group), match.end(group), _ROUGH.search(before) is not None


def _agrees(text: str, value: float, *, rough: bool) -> bool:
    """Return whether a numeral is a recorded value, what is left of 100, or a ratio as a share more or less."""
    forms = (value, _WHOLE - value, _WHOLE * value, abs(1 - value) * _WHOLE)
    if any(is_same(text, form) for form in forms):
        return True
    stated = parse_number(text)
    return rough and any(abs(stated - form) <= _ROUGHLY * abs(form) for form in forms)


def _flag(document: Document, sentence: Sentence, place: tuple[int, int], known: list[tuple[Study, Recorded]]) -> Flag:
    """Return what to say of a number: an error where a recorded one is near enough to be the one that was meant."""
    text = sentence.bare[slice(*place)]
    stated = parse_number(text)
    labelled = [(study, each) for study, each in known if ": " in each.label]
    near = sorted(labelled, key=lambda x: (abs(x[1].value - stated), x[1].label))[:2]
    slip = bool(near) and abs(near[0][1].value - stated) < _NEAR * max(abs(stated), 1e-9)
    shown = "; ".join(dict.fromkeys(f"{short_citation(study)}, {each.label}" for study, each in near))
    return Flag(
        document.locate(sentence, *place),
        f"'{text}' is not among the recorded numbers of what is cited",
        "copy it from the study again, or cite the study that it comes from",
        f"nearest: {shown}" if shown else "no number of it is recorded",
        severity=None if slip else Severity.NOTE,
        sentence=sentence.text,
    )
