"""Places for the nodes of a graph: computed once, the same on each run, and so that nothing overlaps."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Place = tuple[int, int]

CLAIM: Final = (240, 84)
"""Width and height of the room that a claim's box takes."""

STUDY: Final = (216, 38)
"""Width and height of the room that a study's box takes."""

_GAP: Final = 130
_SPACE: Final = 24
_ASPECT: Final = 1.5
_LANES: Final = 9
_FAR: Final = 70
_STEP: Final = 58
_ORDER: Final = (0, -1, 1)


@dataclass(frozen=True, slots=True)
class Cluster:
    """A claim with what belongs to it alone: its supporters to the left, all others to the right."""

    claim: str
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()

    @property
    def lanes(self) -> tuple[int, int]:
        """Return how many columns stand to the left and to the right."""
        return min(2, len(self.left)), min(2, len(self.right))

    @property
    def size(self) -> tuple[int, int]:
        """Return width and height."""
        rows = max(math.ceil(len(x) / 2) for x in (self.left, self.right))
        return CLAIM[0] + sum(self.lanes) * STUDY[0], max(CLAIM[1], rows * STUDY[1] + 16)

    def places(self, left: int, top: int) -> Iterator[tuple[str, Place]]:
        """Yield the place of each node of a cluster whose upper left corner is given."""
        _, height = self.size
        before, after = self.lanes
        middle = left + before * STUDY[0] + CLAIM[0] // 2
        yield self.claim, (middle, top + height // 2)
        for nodes, lanes, side in ((self.left, before, -1), (self.right, after, 1)):
            first = top + (height - math.ceil(len(nodes) / 2) * STUDY[1] + STUDY[1]) // 2
            for number, node in enumerate(nodes):
                row, lane = divmod(number, lanes)
                x = middle + side * (CLAIM[0] // 2 + lane * STUDY[0] + STUDY[0] // 2)
                yield node, (x, first + row * STUDY[1])


@dataclass(frozen=True, slots=True)
class Block:
    """A head, or none, with clusters in rows beneath it: `room` is the head's height, `aspect` that of all rows."""

    head: str
    clusters: tuple[Cluster, ...]
    room: int = 120
    aspect: float = 2.6

    @property
    def size(self) -> tuple[int, int]:
        """Return width and height."""
        _, (width, height) = self._shelves()
        return max(width, CLAIM[0] * 2), height + self.room

    def places(self, left: int, top: int) -> Iterator[tuple[str, Place]]:
        """Yield the place of each node of a block whose upper left corner is given."""
        corners, (width, _) = self._shelves()
        if self.head:
            yield self.head, (left + max(width, CLAIM[0] * 2) // 2, top + self.room // 2)
        for cluster, (x, y) in zip(self.clusters, corners, strict=True):
            yield from cluster.places(left + x, top + self.room + y)

    def _shelves(self) -> tuple[tuple[Place, ...], tuple[int, int]]:
        return shelves([x.size for x in self.clusters], _SPACE, self.aspect)


def in_blocks(blocks: Sequence[Block]) -> dict[str, Place]:
    """Return places with the blocks in rows, about as wide as a screen is."""
    corners, _ = shelves([x.size for x in blocks], _GAP, _ASPECT)
    return {node: place for block, corner in zip(blocks, corners, strict=True) for node, place in block.places(*corner)}


def shelves(sizes: Sequence[tuple[int, int]], gap: int, aspect: float) -> tuple[tuple[Place, ...], tuple[int, int]]:
    """Return the upper left corner of each box, the tallest row first, and width and height of all."""
    area = sum((width + gap) * (height + gap) for width, height in sizes)
    most = max([math.sqrt(area * aspect), *(width for width, _ in sizes)])
    corners: dict[int, Place] = {}
    left = top = tallest = widest = 0
    for number in sorted(range(len(sizes)), key=lambda x: (-sizes[x][1], x)):
        width, height = sizes[number]
        if left and left + width > most:
            left, top, tallest = 0, top + tallest + gap, 0
        corners[number] = (left, top)
        left += width + gap
        widest = max(widest, left - gap)
        tallest = max(tallest, height)
    return tuple(corners[x] for x in range(len(sizes))), (widest, top + tallest)


def around(
    centre: str, sides: Mapping[str, Sequence[str]], outer: Sequence[str], ties: Mapping[str, Sequence[str]]
) -> dict[str, Place]:
    """Return places with one node in the middle and others at its `left`, `right`, `above`, `below` and `foot`.

    The outer ones stand beyond the left and the right, near those that they tie to.
    """
    places: dict[str, Place] = {centre: (0, 0)}
    left, right = sides["left"], sides["right"]
    for nodes, way in ((left, -1), (right, 1)):
        places.update(_column(nodes, way * (CLAIM[0] // 2 + _FAR + STUDY[0] // 2), _STEP))
    reach = max(len(left), len(right)) * _STEP // 2
    top = -max(CLAIM[1], reach) - CLAIM[1]
    for number, node in enumerate(sides["above"]):
        row, column = divmod(number, 3)
        places[node] = (_ORDER[column] * (CLAIM[0] + 30), top - row * CLAIM[1])
    bottom = max(CLAIM[1], reach) + 50
    for nodes, (width, height), order in ((sides["below"], STUDY, (-1, 1, 0)), (sides["foot"], (CLAIM[0], 60), _ORDER)):
        for number, node in enumerate(nodes):
            row, column = divmod(number, 3)
            places[node] = (order[column] * (width + 30), bottom + row * height)
        bottom += math.ceil(len(nodes) / 3) * height + 40

    met = {x: [places[y] for y in ties.get(x, ()) if y in places] for x in outer}
    halves: tuple[list[str], list[str]] = ([], [])
    for node in sorted(outer, key=lambda x: (sum(y for _, y in met[x]) / max(1, len(met[x])), x)):
        lean = sum((x > 0) - (x < 0) for x, _ in met[node])
        halves[lean > 0 or (lean == 0 and len(halves[0]) > len(halves[1]))].append(node)
    for nodes, way in zip(halves, (-1, 1), strict=True):
        lanes = max(1, math.ceil(len(nodes) / _LANES))
        for lane in range(lanes):
            x = way * (CLAIM[0] + 2 * _FAR + STUDY[0] + lane * (CLAIM[0] + 30))
            places.update(_column(nodes[lane::lanes], x, CLAIM[1] + 30))
    return places


def _column(nodes: Sequence[str], x: int, step: int) -> dict[str, Place]:
    """Return places one under the other, centred on zero."""
    heights = accumulate((step for _ in nodes), initial=-(len(nodes) - 1) * step // 2)
    return {node: (x, y) for node, y in zip(nodes, heights, strict=False)}
