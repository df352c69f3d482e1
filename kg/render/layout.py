"""Places for the nodes of a graph: computed once, the same on each run, and so that nothing overlaps."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_CELL: Final = (236, 84)
"""Width and height of the room that a claim's box takes."""

_HEAD: Final = 96
_MARK: Final = 44
_GAP: Final = 130
_ASPECT: Final = 2.3
_ROW: Final = 42
_LONG: Final = 24


@dataclass(frozen=True, slots=True)
class Block:
    """A head with boxes in a grid beneath it, and small marks in a strip at its foot; at least a head."""

    head: str
    boxes: tuple[str, ...]
    marks: tuple[str, ...]

    @property
    def columns(self) -> int:
        """Return how many boxes stand side by side."""
        return max(2, round(math.sqrt(len(self.boxes) * _CELL[1] / _CELL[0] * 1.5)))

    @property
    def size(self) -> tuple[int, int]:
        """Return width and height."""
        rows = math.ceil(len(self.boxes) / self.columns)
        strips = math.ceil(len(self.marks) * _MARK / (self.columns * _CELL[0]))
        return self.columns * _CELL[0], _HEAD + rows * _CELL[1] + strips * _MARK

    def places(self, left: int, top: int) -> Iterator[tuple[str, tuple[int, int]]]:
        """Yield the place of each node of a block whose upper left corner is given."""
        width, _ = self.size
        yield self.head, (left + width // 2, top + _HEAD // 3)
        for number, node in enumerate(self.boxes):
            row, column = divmod(number, self.columns)
            yield node, (left + column * _CELL[0] + _CELL[0] // 2, top + _HEAD + row * _CELL[1] + _CELL[1] // 2)
        foot = top + _HEAD + math.ceil(len(self.boxes) / self.columns) * _CELL[1]
        for number, node in enumerate(self.marks):
            row, column = divmod(number, width // _MARK)
            yield node, (left + column * _MARK + _MARK // 2, foot + row * _MARK + _MARK // 2)


def in_blocks(blocks: Sequence[Block]) -> dict[str, tuple[int, int]]:
    """Return places with the blocks in rows, the tallest first, about as wide as a screen is."""
    area = sum((width + _GAP) * (height + _GAP) for width, height in (block.size for block in blocks))
    most = math.sqrt(area * _ASPECT)
    places: dict[str, tuple[int, int]] = {}
    left = top = tallest = 0
    for block in sorted(blocks, key=lambda x: (-x.size[1], x.head)):
        width, height = block.size
        if left and left + width > most:
            left, top, tallest = 0, top + tallest + _GAP, 0
        places.update(block.places(left, top))
        left += width + _GAP
        tallest = max(tallest, height)
    return places


def in_columns(
    left: Sequence[str], middle: Sequence[str], right: Sequence[str], ties: Mapping[str, Sequence[str]]
) -> dict[str, tuple[int, int]]:
    """Return places in three columns; the nodes of the outer two stand near those of the middle that they tie to."""
    heights = _stacked(middle, _CELL[1])
    places = {node: (0, y) for node, y in heights.items()}

    def near(node: str) -> tuple[float, str]:
        rows = [heights[x] for x in ties.get(node, ())] or [0]
        return sum(rows) / len(rows), node

    tall = len(middle) * _CELL[1]
    for nodes, side in ((left, -1), (right, 1)):
        lanes = max(1, math.ceil(len(nodes) / max(_LONG, tall // _ROW)))
        step = max(_ROW / lanes, min(tall / max(len(nodes), 1), 2 * _CELL[1]))
        for number, (node, y) in enumerate(_stacked(sorted(nodes, key=near), step).items()):
            places[node] = (side * (560 + number % lanes * 190), y)
    return places


def _stacked(nodes: Sequence[str], step: float) -> dict[str, int]:
    """Return heights for nodes one under the other, centred on zero."""
    first = -(len(nodes) - 1) / 2 * step
    return {node: round(first + number * step) for number, node in enumerate(nodes)}
