"""Gives every comment of a file to the entry it speaks of, so that it moves with that entry.

A comment at the end of a line belongs to what stands on that line; one on a line of its own to the entry below it or,
when it is indented deeper than that entry, to the end of the record or list above.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.fmt.tree import Collection, Entry, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

_BLANK_LINE: Final = re.compile(r"[^\n]*\n[ \t]*\n")


def attach(root: Collection, comments: list[tuple[int, str]], text: str) -> None:
    """Put each comment, an (offset, text) pair, in its place in the tree."""
    places = _Places(root)
    for offset, comment in comments:
        line_start = text.rfind("\n", 0, offset) + 1
        alone = not text[line_start:offset].strip(" \t\ufeff")
        if not alone and (entry := places.on_line(line_start, offset)):
            entry.put_beside(comment)
        else:
            lines = [comment, ""] if _BLANK_LINE.match(text, offset) else [comment]
            places.above(offset, offset - line_start if alone else 0).extend(lines)
    _keep_head(root)


def _keep_head(root: Collection) -> None:
    """Move the comments that open the file, down to the last blank line, from the first entry to the file."""
    first = root.entries[0].before if root.entries else []
    if "" in first:
        cut = len(first) - first[::-1].index("")
        root.head, first[:cut] = first[: cut - 1], []


@dataclass(frozen=True, slots=True)
class _Step:
    """An entry in the order of the file, with the collections around it, the outermost first."""

    entry: Entry
    around: tuple[Collection, ...]


class _Places:
    """Finds the place of a comment in the tree by offset."""

    def __init__(self, root: Collection) -> None:
        self.root = root
        self.steps = list(_walk(root, ()))
        self.starts = [step.entry.start for step in self.steps]
        ends = sorted((end for step in self.steps for end in _ends(step.entry)), key=lambda pair: pair[0])
        self.ends = [offset for offset, _ in ends]
        self.enders = [entry for _, entry in ends]

    def on_line(self, line_start: int, offset: int) -> Entry | None:
        """Return the entry whose key or value ends last on the line before an offset, if any does."""
        step = bisect_right(self.starts, offset) - 1
        value = self.steps[step].entry.value if step >= 0 else None
        if isinstance(value, Scalar) and value.start <= offset < value.end:  # in the first line of a block of lines
            return self.steps[step].entry
        last = bisect_right(self.ends, offset) - 1
        return self.enders[last] if last >= 0 and self.ends[last] > line_start else None

    def above(self, offset: int, column: int) -> list[str]:
        """Return the list of comments that one on a line of its own goes to."""
        index = bisect_left(self.starts, offset)
        previous = self.steps[index - 1] if index else None
        following = self.steps[index] if index < len(self.steps) else None
        if previous and _value_is_below(previous.entry, offset):
            return previous.entry.before
        open_below = following.around if following else ()
        closed = [c for c in previous.around if c not in open_below] if previous else []
        if flow := [c for c in closed if c.flow and c.end > offset]:
            return flow[-1].after
        inside_flow = bool(following and following.around[-1].flow and following.around[-1].start < offset)
        deeper = not inside_flow and (not following or column > following.entry.column)
        # The deepest collection that the comment is not outside of; the outer one where two begin in one column.
        if within := [c for c in closed if deeper and c.column <= column and not c.flow]:
            return max(within, key=lambda c: c.column).after
        return following.entry.before if following else self.root.after


def _walk(owner: Collection, around: tuple[Collection, ...]) -> Iterator[_Step]:
    """Yield every entry in the order of the file."""
    around = (*around, owner)
    for entry in owner.entries:
        yield _Step(entry, around)
        if isinstance(entry.value, Collection):
            yield from _walk(entry.value, around)


def _ends(entry: Entry) -> Iterator[tuple[int, Entry]]:
    """Yield where the key and the value of an entry end; the end of a block is no place of its own."""
    if entry.key:
        yield entry.key.end, entry
    if isinstance(entry.value, Scalar) or entry.value.flow:
        yield entry.value.end, entry


def _value_is_below(entry: Entry, offset: int) -> bool:
    """Return whether an offset is between a key and its value, or inside an empty list or mapping."""
    value = entry.value
    if isinstance(value, Scalar):
        return offset < value.start
    return not value.entries and offset < value.end
