"""The evidence map: claims by topic and level of evidence, and studies by kind of claim and design."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.render.routes import Link, page_of
from kg.render.views_study import is_retracted
from kg.render.views_verdict import VERDICT_ORDER, WAYS
from kg.render.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.records import Claim, Design, Topic, Verdict
    from kg.render.catalogue import Catalogue
    from kg.render.words import Word, Words

LEVELS: Final = (1, 2, 3, 4, 5, None)
"""The columns: levels of evidence from the best, and claims on which there is no study."""

_UNIT: Final = 11.0
_LARGEST: Final = 33.0
_GOOD: Final = 2
_DESIGNS: Final[tuple[tuple[str, tuple[Design, ...]], ...]] = (
    ("reviews", ("meta-analysis", "systematic-review")),
    ("guidelines", ("guideline", "consensus-statement")),
    ("randomised trials", ("rct",)),
    ("other trials", ("controlled-trial",)),
    ("cohorts", ("cohort",)),
    ("other observations", ("case-control", "cross-sectional", "survey", "case-series")),
    ("laboratory and animals", ("laboratory", "animal")),
    ("opinion", ("narrative-review", "editorial")),
    ("preprints", ("preprint",)),
)


@dataclass(frozen=True, slots=True)
class Mark:
    """So many of one shape: `size` is its side in pixels, so that areas compare."""

    way: str
    word: str
    count: int
    size: float

    @property
    def half(self) -> float:
        """Return half the side."""
        return round(self.size / 2, 2)


@dataclass(frozen=True, slots=True)
class MapCell:
    """The claims of one topic at one level: their marks by verdict, where they are listed, and all of it in words."""

    href: str
    marks: tuple[Mark, ...]
    words: str


@dataclass(frozen=True, slots=True)
class MapRow:
    """A topic across the levels; `gap` says in words what is missing, empty where nothing is."""

    topic: Link
    cells: tuple[MapCell, ...]
    total: int
    gap: str


@dataclass(frozen=True, slots=True)
class DesignRow:
    """The studies on claims of one kind by design; `missing` names the designs of which there is none."""

    kind: Word
    claims: int
    marks: tuple[Mark, ...]
    missing: str


@dataclass(frozen=True, slots=True)
class EvidenceMap:
    """Both views of the map, with what is to be seen in a sentence each."""

    sentence: str
    levels: tuple[str, ...]
    rows: tuple[MapRow, ...]
    designs: tuple[str, ...]
    kinds: tuple[DesignRow, ...]
    kinds_sentence: str


def level_of(claim: Claim, catalogue: Catalogue) -> int | None:
    """Return the level of the evidence that decides on a claim, else of its best; None without a study."""
    return catalogue.appraised.assessments[claim.id].level


def level_anchor(level: int | None) -> str:
    """Return where a topic's page lists its claims of a level."""
    return "no-study" if level is None else f"level-{level}"


def evidence_map(catalogue: Catalogue, words: Words) -> EvidenceMap:
    """Return the map of all claims."""
    topics = sorted(catalogue.records.topics, key=lambda x: (x.label.casefold(), x.id))
    most = max((len(x) for topic in topics for x in _cells(topic, catalogue).values()), default=1)
    bare = any(level_of(x, catalogue) is None for x in catalogue.records.claims)
    levels = tuple(x for x in LEVELS if x is not None or bare)
    rows = tuple(_row(x, catalogue, levels, most) for x in topics)
    kinds = tuple(_kinds(catalogue, words))
    return EvidenceMap(
        _sentence(catalogue),
        tuple("No study" if x is None else f"Level {x}" for x in levels),
        rows,
        tuple(name for name, _ in _DESIGNS),
        kinds,
        _kinds_sentence(kinds),
    )


def _cells(topic: Topic, catalogue: Catalogue) -> dict[tuple[int | None, Verdict], list[Claim]]:
    cells: dict[tuple[int | None, Verdict], list[Claim]] = {}
    for claim in catalogue.claims_of_topic[topic.id]:
        verdict, _ = catalogue.appraised.standing[claim.id]
        cells.setdefault((level_of(claim, catalogue), verdict), []).append(claim)
    return cells


def _row(topic: Topic, catalogue: Catalogue, levels: tuple[int | None, ...], most: int) -> MapRow:
    cells = _cells(topic, catalogue)
    claims = catalogue.claims_of_topic[topic.id]
    page = page_of("topic", topic.id)
    return MapRow(
        Link(topic.label, page),
        tuple(
            _cell(
                f"{page}#{level_anchor(level)}",
                topic.label,
                level,
                tuple((verdict, len(cells.get((level, verdict), ()))) for verdict in VERDICT_ORDER),
                most,
            )
            for level in levels
        ),
        len(claims),
        _gap(claims, catalogue),
    )


def _cell(href: str, topic: str, level: int | None, counts: tuple[tuple[Verdict, int], ...], most: int) -> MapCell:
    there = tuple((verdict, count) for verdict, count in counts if count)
    name = "no study" if level is None else f"level {level}"
    parts = [f"{count} {verdict}" for verdict, count in there]
    total = counted(sum(count for _, count in there), "claim")
    marks = tuple(Mark(WAYS[verdict], verdict, count, _side(count, most)) for verdict, count in there)
    return MapCell(href if there else "", marks, f"{topic}, {name}: {total}" + (f", {listed(parts)}" if parts else ""))


def _side(count: int, most: int) -> float:
    """Return the side of a mark whose area goes with the count."""
    unit = min(_UNIT, _LARGEST / math.sqrt(most))
    return round(unit * math.sqrt(count), 1)


def _gap(claims: Iterable[Claim], catalogue: Catalogue) -> str:
    """Return what a topic lacks, such as "4 of 12 claims have no study of level 1 or 2"; empty where nothing."""
    levels = [level_of(x, catalogue) for x in claims]
    weak = sum(1 for x in levels if x is None or x > _GOOD)
    none = sum(1 for x in levels if x is None)
    if not levels:
        return "no claim yet"
    if not weak:
        return ""
    if weak == len(levels):
        text = "no claim has deciding evidence of level 1 or 2"
    else:
        text = f"{weak} of {len(levels)} claims {'has' if weak == 1 else 'have'} no deciding evidence of level 1 or 2"
    return text + (f"; on {none} there is no study at all" if none else "")


def _sentence(catalogue: Catalogue) -> str:
    claims = catalogue.records.claims
    levels = [level_of(x, catalogue) for x in claims]
    good = sum(1 for x in levels if x is not None and x <= _GOOD)
    none = sum(1 for x in levels if x is None)
    return (
        f"{counted(len(claims), 'claim')} in {counted(len(catalogue.records.topics), 'topic')}: on {good} the evidence "
        f"reaches level 1 or 2, on {len(claims) - good - none} it stays below, "
        + (f"and on {none} there is no study." if none else "and none is without a study.")
    )


def _kinds(catalogue: Catalogue, words: Words) -> Iterator[DesignRow]:
    claims: dict[str, list[Claim]] = {}
    for claim in catalogue.records.claims:
        claims.setdefault(claim.kind, []).append(claim)
    counts = {kind: _designs(own, catalogue) for kind, own in claims.items()}
    most = max((x for own in counts.values() for x in own), default=1) or 1
    for kind, own in sorted(claims.items(), key=lambda x: (-len(x[1]), x[0])):
        marks = tuple(
            Mark("plain", name, count, _side(count, most) if count else 0.0)
            for (name, _), count in zip(_DESIGNS, counts[kind], strict=True)
        )
        yield DesignRow(words.of("kind", kind), len(own), marks, listed([x.word for x in marks if not x.count]))


def _designs(claims: Iterable[Claim], catalogue: Catalogue) -> tuple[int, ...]:
    """Return how many studies of each group of designs bear on some claims; what was retracted is not counted."""
    studies = {line.study for claim in claims for line in claim.evidence}
    designs = [x.design for name in studies if not is_retracted(x := catalogue.studies[name])]
    return tuple(sum(1 for x in designs if x in group) for _, group in _DESIGNS)


def _kinds_sentence(kinds: Iterable[DesignRow]) -> str:
    """Return which kinds of claim no randomised trial bears on."""
    place = next(number for number, (name, _) in enumerate(_DESIGNS) if name == "randomised trials")
    bare = [f"“{x.kind.label}”" for x in kinds if not x.marks[place].count]
    if not bare:
        return "A randomised trial bears on claims of every kind."
    return f"No randomised trial bears on claims of the kind{'s' if len(bare) > 1 else ''} {listed(bare)}."
