"""Evidence over time: each line of evidence in its year, and the verdict that the rules give on all lines until then.

Years are those of publication. What is known of a study today, such as a retraction, counts for every year.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace

from kg.appraise.assess import assess
from kg.appraise.words import certainty_words
from kg.labels import short_citation
from kg.render.routes import Link, evidence_anchor
from kg.render.views import DIRECTION_ORDER
from kg.render.views_verdict import WAYS
from kg.render.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.appraise.model import Assessment, WeighedLine
    from kg.records import Claim, Study, Verdict
    from kg.render.catalogue import Catalogue
    from kg.render.words import Word, Words

_LEFT: Final = 0.5
_RIGHT: Final = 99.5
_SIZES: Final = (13, 11, 9, 8, 7)
"""Side of a mark in pixels by level, 1 to 5."""

_LABEL: Final = 20
_PILE: Final = 16
_BAND: Final = 26
_FOOT: Final = 24
_STEPS: Final = (1, 2, 5, 10, 20, 25, 50)
_MOST_TICKS: Final = 6
_ROOM: Final = 24.0
"""How much of the width a verdict's word needs on a phone, in percent; on a wide page a third of it."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A line of evidence: its place across in percent and down in pixels, and the side of its mark in pixels."""

    at: float
    down: int
    size: int
    counts: bool

    @property
    def half(self) -> float:
        """Return half the side of the mark."""
        return self.size / 2


@dataclass(frozen=True, slots=True)
class Lane:
    """The lines that point one way; `top` and `foot` in pixels from the top of the drawing."""

    direction: Word
    label: str
    top: int
    foot: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of years with one verdict; `room` is how wide a page must be for its word: any, wide or none."""

    verdict: Verdict
    way: str
    years: str
    start: float
    width: float
    room: str


@dataclass(frozen=True, slots=True)
class Seen:
    """A line of evidence in the table."""

    study: Link
    direction: Word
    level: str


@dataclass(frozen=True, slots=True)
class YearView:
    """What came in a year, and what the rules say of all that there was by then."""

    year: int
    seen: tuple[Seen, ...]
    verdict: Verdict
    way: str
    certainty: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing: lanes above, verdicts as a band beneath them, and years; all of it as a table too."""

    sentence: str
    description: str
    height: int
    lanes: tuple[Lane, ...]
    band: int
    spans: tuple[Span, ...]
    ticks: tuple[tuple[float, int], ...]
    years: tuple[YearView, ...]


@dataclass(frozen=True, slots=True)
class _Scale:
    first: int
    last: int

    def at(self, year: float) -> float:
        share = (year - self.first) / (self.last - self.first)
        return round(_LEFT + share * (_RIGHT - _LEFT), 2)


def claim_timeline(claim: Claim, catalogue: Catalogue, words: Words) -> Timeline | None:
    """Return the evidence on a claim over time; None where all of it is of one year, or there is none."""
    now = catalogue.appraised.assessments[claim.id]
    years = sorted({catalogue.studies[x.study].year for x in now.lines})
    if len(years) < 2:  # noqa: PLR2004 - a course needs two points
        return None
    verdicts = dict(verdicts_by_year(claim, catalogue.studies))
    scale = _Scale(years[0], years[-1] + 1)
    lanes = tuple(_lanes(now.lines, catalogue.studies, scale, words))
    band = lanes[-1].foot + 8
    spans = tuple(_spans(verdicts, scale))
    views = tuple(_year(year, now.lines, verdicts[year], catalogue, words) for year in years)
    count = counted(len({x.study for x in now.lines}), "study", "studies")
    return Timeline(
        f"{listed([f'{x.years} {x.verdict}' for x in spans]).capitalize()}; {count}, {years[0]} to {years[-1]}.",
        " ".join(_told(x) for x in views),
        band + _BAND + _FOOT,
        lanes,
        band,
        spans,
        tuple((scale.at(x + 0.5), x) for x in _ticks(years[0], years[-1])),
        views,
    )


def verdicts_by_year(claim: Claim, studies: Mapping[str, Study]) -> Iterator[tuple[int, Assessment]]:
    """Yield each year in which a study on a claim appeared, with what the rules say of all until then."""
    for year in sorted({studies[x.study].year for x in claim.evidence}):
        until = tuple(x for x in claim.evidence if studies[x.study].year <= year)
        yield year, assess(replace(claim, evidence=until), studies)


def _lanes(lines: Sequence[WeighedLine], studies: Mapping[str, Study], scale: _Scale, words: Words) -> Iterator[Lane]:
    top = 0
    for direction in DIRECTION_ORDER:
        own = sorted(
            (x for x in lines if x.direction == direction), key=lambda x: (studies[x.study].year, x.rank, x.study)
        )
        if not own:
            continue
        piles = [list(group) for _, group in groupby(own, key=lambda x: studies[x.study].year)]
        foot = top + _LABEL + max(map(len, piles)) * _PILE
        marks = tuple(
            Mark(
                scale.at(studies[line.study].year + 0.5),
                foot - _PILE // 2 - place * _PILE,
                _SIZES[line.level.number - 1],
                line.standing in {"decisive", "inconclusive"},
            )
            for pile in piles
            for place, line in enumerate(pile)
        )
        word = words.direction(direction)
        yield Lane(word, f"{word.label} ({len(own)})", top, foot, marks)
        top = foot + 4


def _spans(verdicts: Mapping[int, Assessment], scale: _Scale) -> Iterator[Span]:
    runs = [
        (verdict, [x for x, _ in group]) for verdict, group in groupby(verdicts.items(), key=lambda x: x[1].verdict)
    ]
    for place, (verdict, years) in enumerate(runs):
        last = place == len(runs) - 1
        until = scale.last if last else runs[place + 1][1][0]
        start = scale.at(years[0])
        width = round(scale.at(until) - start, 2)
        room = "any" if width >= _ROOM else "wide" if width >= _ROOM / 3 else "none"
        yield Span(
            verdict, WAYS[verdict], _stretch(years[0], until - 1, first=place == 0, last=last), start, width, room
        )


def _stretch(start: int, end: int, *, first: bool, last: bool) -> str:
    """Return a stretch of years in words, such as "until 2013"."""
    if last:
        return f"since {start}"
    if first:
        return f"until {end}"
    return f"{start} to {end}" if end > start else f"{start}"


def _year(year: int, lines: Sequence[WeighedLine], then: Assessment, catalogue: Catalogue, words: Words) -> YearView:
    return YearView(
        year,
        tuple(
            Seen(
                Link(short_citation(catalogue.studies[x.study]), f"#{evidence_anchor(x.study, x.finding)}"),
                words.direction(x.direction),
                f"level {x.level.number}" + ("" if x.standing in {"decisive", "inconclusive"} else ", weighs nothing"),
            )
            for x in lines
            if catalogue.studies[x.study].year == year
        ),
        then.verdict,
        WAYS[then.verdict],
        certainty_words(then),
    )


def _told(view: YearView) -> str:
    seen = "; ".join(f"{x.study.text} {x.direction.label}, {x.level}" for x in view.seen)
    return f"{view.year}: {seen}; the verdict is {view.verdict}."


def _ticks(first: int, last: int) -> Iterator[int]:
    """Yield round years within a stretch, the first and last year where they stand alone.

    >>> list(_ticks(1996, 2023)), list(_ticks(2011, 2014))
    ([2000, 2005, 2010, 2015, 2020], [2011, 2012, 2013, 2014])
    """
    step = next((x for x in _STEPS if (last - first) // x < _MOST_TICKS), last - first)
    yield from range(-(-first // step) * step, last + 1, step)
