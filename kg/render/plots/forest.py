"""Forest plots: one panel per family of findings, each with an axis of its own; nothing is pooled here.

A mark's area goes with the inverse of the squared interval width, which is what most meta-analyses weigh by.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from kg.labels import short_citation
from kg.records import RATIO_MEASURES
from kg.render.plots.families import drawable, families, null_of
from kg.render.plots.forest_words import ends, interval_words, sentence, signed, unit_words
from kg.render.plots.scale import linear_axis, ratio_axis, tick_words
from kg.render.routes import Link, place_on
from kg.render.views_study import is_retracted, size_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.appraise.model import WeighedLine
    from kg.records import Claim, Finding, Study
    from kg.render.catalogue import Catalogue
    from kg.render.plots.families import Drawn, Family, Side
    from kg.render.plots.scale import Axis
    from kg.render.words import Word, Words

    _Levels = Mapping[tuple[str, str | None], str]
    """The level of each line of evidence in words, by study and finding."""

Shape = Literal["square", "triangle", "ring", "diamond"]
MOST_ROWS: Final = 40
_SMALLEST: Final = 7.0
_LARGEST: Final = 13.0
_SHAPES: Final[dict[str, Shape]] = {"supports": "square", "disputes": "triangle", "inconclusive": "ring"}
_ONE_STUDY: Final = re.compile(r"\b(?:one|1|a single|single|largest)\b[\w -]{0,30}?\b(?:trial|study)\b")


_OVERLAPS: Final = {
    "same-people": "reports on the same people as",
    "includes": "includes",
    "restates": "restates",
}


@dataclass(frozen=True, slots=True)
class Tick:
    """A number under the axis and its place."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A finding as it is drawn: `at` its estimate, `start` to `end` its interval, in percent of the width.

    `cut_start` and `cut_end` say that the interval goes on beyond the axis; `size` is the side of the mark in pixels;
    `waist` is the place of the estimate within a diamond, in percent of the diamond's width.
    """

    key: str
    study: Link
    finding: str
    about: str
    beside: str
    compared: str
    direction: Word | None
    level: str
    retracted: bool
    value: str
    interval: str
    shape: Shape
    at: float
    start: float
    end: float
    cut_start: bool
    cut_end: bool
    size: float
    waist: float

    @property
    def words(self) -> str:
        """Return the row in words, with all its numbers."""
        beyond = "; the interval goes on beyond the axis" if self.cut_start or self.cut_end else ""
        direction = f"; {self.direction.label} the claim" if self.direction and self.shape != "ring" else ""
        return f"{self.value} ({self.interval}){direction}{beyond}{'; retracted' if self.retracted else ''}"

    @property
    def half(self) -> float:
        """Return half the side of the mark."""
        return round(self.size / 2, 2)


@dataclass(frozen=True, slots=True)
class Panel:
    """The findings of one family on one axis; `null` is the place of no effect, None where there is no such value."""

    id: str
    heading: str
    sentence: str
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    null: float | None
    left: str
    right: str
    left_says: str
    right_says: str
    left_out: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Frame:
    """What the rows of a panel share; `narrowest` is the width of the narrowest interval."""

    panel: str
    axis: Axis
    narrowest: float
    words: Words
    levels: _Levels


@dataclass(frozen=True, slots=True)
class Undrawn:
    """A finding that has no interval, so that nothing is drawn."""

    study: Link
    outcome: str
    number: str


@dataclass(frozen=True, slots=True)
class Forest:
    """All panels of a page, and the findings that are not drawn."""

    panels: tuple[Panel, ...]
    undrawn: tuple[Undrawn, ...]
    directed: bool
    pooled: bool

    @property
    def often(self) -> bool:
        """Return whether any axis says what is more often or less."""
        return any(x.left.endswith("often") for x in self.panels)


def claim_forest(claim: Claim, catalogue: Catalogue, words: Words) -> Forest:
    """Return the forest plots of a claim: every finding that is evidence on it, once."""
    levels = {(x.study, x.finding): _level(x) for x in catalogue.appraised.assessments[claim.id].lines}
    found = [
        (study, finding, line)
        for line in claim.evidence
        for study in (catalogue.studies[line.study],)
        for finding in study.findings
        if finding.id == line.finding
    ]
    drawn = [one for x in found if (one := drawable(*x))]
    panels = _panels(families(drawn, claim.effect), words, levels)
    return _forest(panels, ((study, finding) for study, finding, _ in found), drawn, directed=True)


def study_forest(study: Study, words: Words) -> Forest:
    """Return the forest plots of a study's own findings."""
    drawn = [one for x in study.findings if (one := drawable(study, x, None))]
    panels = _panels(families(drawn, None), words, {})
    return _forest(panels, ((study, x) for x in study.findings), drawn, directed=False)


def _forest(
    panels: tuple[Panel, ...], found: Iterable[tuple[Study, Finding]], drawn: Sequence[Drawn], *, directed: bool
) -> Forest:
    done = {(x.study.id, x.finding.id) for x in drawn}
    undrawn = tuple(
        Undrawn(
            Link(short_citation(study), place_on("study", study.id, f"finding/{finding.id}")),
            finding.outcome,
            _alone(finding),
        )
        for study, finding in found
        if (study.id, finding.id) not in done
    )
    return Forest(panels, undrawn, directed, any(x.shape == "diamond" for panel in panels for x in panel.rows))


def _alone(finding: Finding) -> str:
    """Return an estimate without an interval, or that there is none."""
    if finding.value is None:
        return "no number"
    measure = "" if finding.measure in {"other", "percentage"} else f"{finding.measure} "
    return f"{measure}{signed(finding.value)}{unit_words(finding.unit or '')}, no interval"


def _level(line: WeighedLine) -> str:
    beside = {"opinion": "opinion", "memory": "from memory", "retracted": "left out"}.get(line.standing, "")
    direct = "indirect" if line.directness == "indirect" else ""
    return ", ".join(x for x in (f"level {line.level.number}", direct, beside) if x)


def _panels(found: Iterable[Family], words: Words, levels: _Levels) -> tuple[Panel, ...]:
    return tuple(_panel(f"plot-{place}", one, words, levels) for place, one in enumerate(found, start=1))


def _panel(name: str, family: Family, words: Words, levels: _Levels) -> Panel:
    members = sorted(family.members, key=_width)[:MOST_ROWS]
    frame = _Frame(name, _axis(family, members), _width(members[0]), words, levels)
    ordered = sorted(members, key=lambda x: (_is_pooled(x), x.value, x.study.id, x.finding.id))
    null = null_of(family.measure)
    left, right = ends(family)
    return Panel(
        id=name,
        heading=_heading(family, frame.words),
        sentence=sentence(family, ordered),
        rows=tuple(_row(x, frame) for x in ordered),
        ticks=tuple(Tick(frame.axis.at(x), tick_words(x)) for x in frame.axis.ticks),
        null=None if null is None else frame.axis.at(null),
        left=left,
        right=right,
        left_says=_says(family.towards, "low"),
        right_says=_says(family.towards, "high"),
        left_out=len(family.members) - len(members),
        notes=tuple(_shared(members)),
    )


def _heading(family: Family, words: Words) -> str:
    """Return measure, outcome and unit, such as "Hazard ratio: injury"."""
    measure = "" if family.measure == "other" else words.measure(family.measure).label
    told = measure.casefold() in family.outcome.casefold()
    text = family.outcome if told or not measure else f"{measure}: {family.outcome}"
    return f"{text[:1].upper()}{text[1:]}" + (f", {family.unit}" if family.unit else "")


def _shared(members: Sequence[Drawn]) -> Iterator[str]:
    """Yield which of the studies on one axis are not independent of each other."""
    here = {x.study.id: x.study for x in members}
    for study in sorted(here.values(), key=lambda x: x.id):
        for overlap in study.overlaps:
            if other := here.get(overlap.study):
                yield f"{short_citation(study)} {_OVERLAPS[overlap.kind]} {short_citation(other)}."


def _says(towards: Side, side: Side) -> str:
    """Return what values on a side of no effect say of the claim, where that is known."""
    return "" if towards == "" else "for the claim" if towards == side else "against the claim"


def _row(one: Drawn, frame: _Frame) -> Row:
    study, finding, axis = one.study, one.finding, frame.axis
    start, end, at = axis.at(one.low), axis.at(one.high), axis.at(one.value)
    direction = one.line.direction if one.line else None
    pooled = _is_pooled(one)
    quoted = not pooled and study.design in {"meta-analysis", "systematic-review"}
    beside = "pooled by this review" if pooled else "as this review gives it" if quoted else ""
    return Row(
        key=f"{frame.panel}-{study.id}-{finding.id}",
        study=Link(short_citation(study), place_on("study", study.id, f"finding/{finding.id}")),
        finding=finding.outcome,
        about="; ".join(x for x in (frame.words.of("design", study.design).label, size_of(study), beside) if x),
        beside=beside,
        compared=finding.comparison or "",
        direction=frame.words.direction(direction) if direction else None,
        level=frame.levels.get((study.id, finding.id), ""),
        retracted=is_retracted(study),
        value=signed(one.value),
        interval=interval_words(one),
        shape="diamond" if pooled else _SHAPES[direction] if direction else "square",
        at=at,
        start=start,
        end=end,
        cut_start=one.low < axis.low,
        cut_end=one.high > axis.high,
        size=round(max(_SMALLEST, _LARGEST * frame.narrowest / _width(one)), 1),
        waist=round(100 * (at - start) / (end - start), 1) if end > start else 50.0,
    )


def _is_pooled(one: Drawn) -> bool:
    """Return whether a finding is a review's own pooled estimate, and not that of one trial which it quotes."""
    said = " ".join(x for x in (one.finding.outcome, one.finding.comparison, one.finding.note) if x)
    return one.study.design == "meta-analysis" and not _ONE_STUDY.search(said.casefold())


def _axis(family: Family, members: Sequence[Drawn]) -> Axis:
    values = [x.value for x in members]
    bounds = [bound for x in members for bound in (x.low, x.high)]
    if family.measure in RATIO_MEASURES:
        return ratio_axis(values, [x for x in bounds if x > 0])
    return linear_axis(values, bounds, null_of(family.measure))


def _width(one: Drawn) -> float:
    """Return how wide an interval is: as the logarithm of its ends' ratio for a ratio; endless where it starts at 0."""
    if one.finding.measure in RATIO_MEASURES:
        return math.log(one.high / one.low) + 1e-9 if one.low > 0 else math.inf
    return one.high - one.low + 1e-9
