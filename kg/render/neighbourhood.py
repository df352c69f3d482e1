"""The neighbourhood of one record as a still picture: the record in the middle, its neighbours in columns around it."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.render.routes import Link

Side = Literal["left", "right", "above", "below"]

MOST_NEIGHBOURS: Final = 24
_MOST_BESIDE: Final = 8
WIDTH: Final = 680
_COLUMNS: Final = (12, 240, 468)
_BOX: Final = 204
_GAP: Final = 8
_BAND: Final = 34
_CAPTION: Final = 20
_LINE: Final = 15
_PADDING: Final = 11
_CHARACTERS: Final = 25
_MIDDLE: Final = _COLUMNS[1] + _BOX // 2
_TRUNKS: Final = {1: (0,), 2: (-60, 60), 3: (-80, 0, 80)}


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A record beside the one in the middle; `kind` gives its shape, `href` is its page from the root of the site."""

    kind: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbours that stand in the same way to the record; `way` is the class of their lines, `rest` lists them all."""

    way: str
    caption: str
    side: Side
    neighbours: tuple[Neighbour, ...]
    rest: Link


@dataclass(frozen=True, slots=True)
class Box:
    """A record in its place; `title` is the whole label where its lines do not hold it."""

    kind: str
    href: str
    title: str
    x: int
    y: int
    width: int
    height: int
    lines: tuple[str, ...]

    @property
    def pad(self) -> int:
        """Return how far beneath the upper edge the first line of text stands, so that all lines are centred."""
        return (self.height - len(self.lines) * _LINE) // 2 + 12


@dataclass(frozen=True, slots=True)
class Placed:
    """A group in its place: its caption with upper left corner, its lines as the path of an SVG, and its boxes."""

    way: str
    caption: str
    x: int
    y: int
    path: str
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A picture: the box in the middle, the groups around it, and in words what it shows."""

    title: str
    description: str
    height: int
    centre: Box
    groups: tuple[Placed, ...]
    graph: Link | None

    @property
    def left(self) -> int:
        """Return where the picture begins: an empty column at its side is no part of it."""
        return min((x.x for x in self._boxes()), default=0) - _COLUMNS[0]

    @property
    def width(self) -> int:
        """Return how wide the picture is from there, with as much room at the right as at the left."""
        return max(x.x + x.width for x in self._boxes()) + _COLUMNS[0] - self.left

    @property
    def size(self) -> str:
        """Return how many columns there are to see, as the class of the picture; nothing where it is all three."""
        return {1: "slim", 2: "half"}.get(len({x.x for x in self._boxes()}), "")

    def _boxes(self) -> tuple[Box, ...]:
        return (self.centre, *(box for group in self.groups for box in group.boxes))


@dataclass(frozen=True, slots=True)
class _Stack:
    """Boxes one under the other, yet without a height on the page: (neighbour, lines, height) from the top."""

    column: int
    rows: tuple[tuple[Neighbour, tuple[str, ...], int], ...]

    @property
    def height(self) -> int:
        return sum(height + _GAP for _, _, height in self.rows) - _GAP

    def boxes(self, top: int) -> tuple[Box, ...]:
        tops = accumulate((height + _GAP for _, _, height in self.rows), initial=top)
        return tuple(
            Box(x.kind, x.href, _title(x.label, lines), _COLUMNS[self.column], y, _BOX, height, lines)
            for (x, lines, height), y in zip(self.rows, tops, strict=False)
        )


def place(centre: Neighbour, groups: Sequence[Group], graph: Link | None) -> Neighbourhood:
    """Return the picture of a record and the groups around it; a group too many for it ends in how many more."""
    shown = [x for x in groups if x.neighbours]
    room = _shares([min(len(x.neighbours), _most(x)) for x in shown])
    cut = {id(x): _cut(x, most) for x, most in zip(shown, room, strict=True)}
    lines = tuple(textwrap.wrap(centre.label, _CHARACTERS - 1, max_lines=6, placeholder=" …"))
    height = len(lines) * _LINE + 2 * _PADDING
    above, below, sides = (
        [x for x in shown if x.side in wanted] for wanted in (("above",), ("below",), ("left", "right"))
    )
    band, top = _band(above, cut, 0, up=True) if above else ((), 0)
    tall = max([height, *(_CAPTION + _stack(0, cut[id(x)]).height for x in sides)])
    main = Box(centre.kind, "", "", _COLUMNS[1], top + (tall - height) // 2, _BOX, height, lines)
    placed = [_closed(x, main.y) for x in band]
    placed += [_beside(x, cut[id(x)], top, tall, main) for x in sides]
    bottom = top + tall
    if below:
        band, bottom = _band(below, cut, bottom, up=False)
        placed += [_closed(x, main.y + height) for x in band]
    order = {x.caption: number for number, x in enumerate(shown)}
    placed.sort(key=lambda x: order[x.caption])
    placed = [replace(x, caption=f"{x.caption} · {len(shown[order[x.caption]].neighbours):,}") for x in placed]
    said = "; ".join(f"{x.caption}: {len(x.neighbours)}" for x in shown) or "nothing in this collection"
    return Neighbourhood(f"Around “{centre.label}”", f"{said}.", bottom + 2, main, tuple(placed), graph)


def _shares(wanted: Sequence[int]) -> tuple[int, ...]:
    """Return how many boxes each group gets, the small ones all, of those that one picture holds."""
    left = MOST_NEIGHBOURS
    shares = dict.fromkeys(range(len(wanted)), 0)
    for done, number in enumerate(sorted(shares, key=lambda x: (wanted[x], x))):
        shares[number] = min(wanted[number], left // (len(wanted) - done))
        left -= shares[number]
    return tuple(shares.values())


def _most(group: Group) -> int:
    return _MOST_BESIDE if group.side in {"left", "right"} else MOST_NEIGHBOURS


def _cut(group: Group, most: int) -> tuple[Neighbour, ...]:
    if len(group.neighbours) <= most:
        return group.neighbours
    more = len(group.neighbours) - most
    return (*group.neighbours[:most], Neighbour("more", f"and {more:,} more", group.rest.href))


def _stack(column: int, neighbours: Sequence[Neighbour]) -> _Stack:
    rows = list[tuple[Neighbour, tuple[str, ...], int]]()
    for each in neighbours:
        most = 3 if each.kind in {"claim", "conflict"} else 2
        lines = tuple(textwrap.wrap(each.label, _CHARACTERS, max_lines=most, placeholder=" …"))
        rows.append((each, lines, len(lines) * _LINE + _PADDING))
    return _Stack(column, tuple(rows))


def _title(label: str, lines: tuple[str, ...]) -> str:
    return "" if " ".join(lines) == " ".join(label.split()) else label


@dataclass(frozen=True, slots=True)
class _Open:
    """A group above or below whose line does not yet reach the middle."""

    group: Placed
    trunk: int
    rail: int


def _closed(band: _Open, edge: int) -> Placed:
    x = band.group
    return Placed(x.way, x.caption, x.x, x.y, f"M{band.trunk} {edge}V{band.rail}{x.path}", x.boxes)


def _beside(group: Group, cut: tuple[Neighbour, ...], top: int, tall: int, main: Box) -> Placed:
    """Return a group to the left or right of the middle."""
    left = group.side == "left"
    stack = _stack(0 if left else 2, cut)
    first = top + _CAPTION + (tall - _CAPTION - stack.height) // 2
    boxes = stack.boxes(first)
    edge, rail, reach = (_COLUMNS[0] + _BOX, _COLUMNS[1] - 12, main.x) if left else (_COLUMNS[2], 456, main.x + _BOX)
    middles = [x.y + x.height // 2 for x in boxes]
    centre = main.y + main.height // 2
    ticks = "".join(f"M{rail} {y}H{edge}" for y in middles)
    path = f"M{reach} {centre}H{rail}M{rail} {min(centre, *middles)}V{max(centre, *middles)}{ticks}"
    return Placed(group.way, group.caption, boxes[0].x, first - _CAPTION, path, boxes)


def _band(
    groups: Sequence[Group], cut: dict[int, tuple[Neighbour, ...]], top: int, *, up: bool
) -> tuple[tuple[_Open, ...], int]:
    """Return groups side by side above or below the middle, and where the band ends."""
    placed = list[_Open]()
    columns = _columns([len(cut[id(x)]) for x in groups])
    stacks = [tuple(_stacks(cut[id(x)], at)) for x, at in zip(groups, columns, strict=True)]
    tall = max(x.height for each in stacks for x in each)
    edge = top + _CAPTION + tall + _BAND if up else top
    first = top + _CAPTION if up else top + _BAND + _CAPTION
    for number, (group, each, trunk) in enumerate(zip(groups, stacks, _TRUNKS[len(groups)], strict=True)):
        rail = edge + (10 + 7 * number) * (-1 if up else 1)  # lines of groups side by side never share their way
        boxes = tuple(x.boxes(first) for x in each)
        rails = [_COLUMNS[x.column] - 8 for x in each]
        path = f"M{min(_MIDDLE + trunk, *rails)} {rail}H{max(_MIDDLE + trunk, *rails)}"
        for x, column in zip(rails, boxes, strict=True):
            middles = [box.y + box.height // 2 for box in column]
            path += f"M{x} {rail}V{middles[0] if up else middles[-1]}" + "".join(f"M{x} {y}h8" for y in middles)
        at = Placed(group.way, group.caption, boxes[0][0].x, first - _CAPTION, path, sum(boxes, ()))
        placed.append(_Open(at, _MIDDLE + trunk, rail))
    return tuple(placed), top + _CAPTION + tall + _BAND


def _columns(counts: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """Return which of the three columns each group of a band takes: one at least, the fullest the most."""
    wide = [1] * len(counts)
    for _ in range(len(_COLUMNS) - len(counts)):
        fullest = max(range(len(counts)), key=lambda x: counts[x] / wide[x])
        wide[fullest] += counts[fullest] > wide[fullest]
    starts = accumulate(wide, initial=0)
    spans = tuple(tuple(range(start, start + width)) for start, width in zip(starts, wide, strict=False))
    return ((1,),) if spans == ((0,),) else spans


def _stacks(neighbours: Sequence[Neighbour], columns: Sequence[int]) -> Iterator[_Stack]:
    for number, column in enumerate(columns):
        if each := neighbours[number :: len(columns)]:
            yield _stack(column, each)
