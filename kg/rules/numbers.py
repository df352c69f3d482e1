"""Numbers in sentences and in the records of studies, and whether two of them are the same."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.labels import estimate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.records import Study

_NUMERAL: Final = re.compile(r"\d+(?:,\d{3})+|\d+(?:\.\d+)?")
_HALF: Final = 0.5


class Recorded(NamedTuple):
    """A number of a study with the words that tell what it is."""

    value: float
    label: str


def parse_number(text: str) -> float:
    """Return what a numeral in English is worth.

    >>> parse_number("14,000"), parse_number("3.5")
    (14000.0, 3.5)
    """
    return float(text.replace(",", ""))


def decimals(text: str) -> int:
    """Return how many decimals a numeral has."""
    return len(text.partition(".")[2])


@lru_cache(maxsize=256)
def recorded(study: Study) -> tuple[Recorded, ...]:
    """Return every number that the record of a study has: estimates, intervals, counts, and those in its words."""
    return tuple(_recorded(study))


def _recorded(study: Study) -> Iterator[Recorded]:
    for finding in study.findings:
        label = f"{finding.outcome}: {estimate(finding)}"
        for value in (finding.value, finding.ci_low, finding.ci_high):
            if value is not None:
                yield Recorded(value, label)
        for words in (finding.outcome, finding.comparison, finding.note):
            yield from _in_words(words, finding.outcome)
    for words in (study.title, study.population, study.certainty, study.limitations):
        yield from _in_words(words, "said of the study")
    for value, label in ((study.participants, "participants"), (study.included_studies, "studies in the review")):
        if value is not None:
            yield Recorded(float(value), f"{value:,} {label}")


def _in_words(words: str | None, label: str) -> Iterator[Recorded]:
    for match in _NUMERAL.findall(words or ""):
        yield Recorded(parse_number(match), label)


def is_same(text: str, value: float) -> bool:
    """Return whether a numeral is a value, rounded to as many decimals as the numeral has.

    >>> is_same("34", 33.6), is_same("3.5", 3.66)
    (True, False)
    """
    return abs(parse_number(text) - value) <= _HALF * 10.0 ** -decimals(text) + 1e-9
