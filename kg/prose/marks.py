"""What writers say to the checks: which claim a sentence asserts, and which rule to leave out."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from kg.prose.document import ClaimMark, Range, Suppression

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.prose.document import Block, Entry, Sentence
    from kg.prose.markup import Markup, Note

_CLAIM: Final = re.compile(r"\s*claims?\s*:\s*(.*?)[\s!]*", re.DOTALL | re.IGNORECASE)
_IGNORE: Final = re.compile(r"\s*kg\s*:\s*ignore\b\s*(?:\[([^\]]*)\])?\s*(.*?)\s*", re.DOTALL | re.IGNORECASE)
_NEAR: Final = 300  # bytes between a key and its value
_MOST: Final = 500  # sentences that one mark covers
_LONGEST: Final = 2_000  # characters of a comment that can be a mark


class Marker:
    """Finds what marks cover, among the blocks and sentences of a text."""

    def __init__(self, source: bytes, blocks: Sequence[Block], sentences: Sequence[Sentence]) -> None:
        self._source = source
        self._blocks = blocks
        self._sentences = sentences
        self._starts = [x.range.start for x in sentences]
        self._block_starts = [x.range.start for x in blocks]

    def claim_marks(self, markup: Markup, metadata: Sequence[Entry]) -> tuple[ClaimMark, ...]:
        """Return all marks of claims in the order of the text."""
        marks = [*self._stated(metadata), *self._spans(markup)]
        for note in markup.comments:
            if len(note.text) < _LONGEST and (match := _CLAIM.fullmatch(note.text)):
                marks += self._comment(note, match[1])
        return tuple(sorted(marks, key=lambda x: (x.whole, x.range, x.claim)))

    def _comment(self, note: Note, words: str) -> Iterator[ClaimMark]:
        place = bisect_left(self._starts, note.range.start) - 1
        covers = self._sentences[place].range if place >= 0 else Range(note.range.start, note.range.start)
        at = note.range.start + 4
        for claim in (each.strip() for each in words.split(",")):
            if claim:
                where = self._find(claim, Range(at, note.range.end)) or note.range
                at = where.end
                yield ClaimMark("comment", claim, where, note.range, covers, "", (place,) if place >= 0 else ())

    def _spans(self, markup: Markup) -> Iterator[ClaimMark]:
        for each in markup.marked:
            where = self._find(each.claim, each.range) or each.range
            first = max(0, bisect_right(self._starts, each.covers.start) - 1)
            last = bisect_left(self._starts, each.covers.end)
            last = min(last, first + _MOST)
            places = tuple(x for x in range(first, last) if self._sentences[x].range.end > each.covers.start)
            yield ClaimMark("span", each.claim, where, each.range, each.covers, "", places)

    def _stated(self, metadata: Sequence[Entry]) -> Iterator[ClaimMark]:
        for entry in metadata:
            empty = Range(entry.range.end, entry.range.end)
            key, _, claim = entry.key.partition(".")
            if key == "claims" and claim:
                at = self._source.rfind(claim.encode(), max(0, entry.range.start - _NEAR), entry.range.start)
                where = Range(at, at + len(claim.encode())) if at >= 0 else entry.range
                whole = Range(min(where.start, entry.range.start), entry.range.end)
                yield ClaimMark("front matter", claim, where, whole, empty, entry.value)
            elif key in {"claims", "kg:claims"}:
                for each in (x.strip() for x in entry.value.split(",")):
                    if each:
                        where = self._find(each, entry.range) or entry.range
                        yield ClaimMark("front matter", each, where, entry.range, empty)

    def suppressions(self, comments: Sequence[Note]) -> tuple[Suppression, ...]:
        """Return what each comment lets rules pass over.

        One within a block means the sentence in which it stands, else the next one there, else the last one there;
        one between blocks means the next block, or the whole of a table.
        """
        return tuple(
            Suppression(
                tuple(dict.fromkeys(name.strip() for name in (match[1] or "").split(",") if name.strip())),
                " ".join(match[2].split()),
                note.range,
                self._within(note) if note.block >= 0 else self._next(note),
            )
            for note in comments
            if len(note.text) < _LONGEST and (match := _IGNORE.fullmatch(note.text))
        )

    def _within(self, note: Note) -> Range:
        block = self._blocks[note.block]
        first = bisect_left(self._starts, block.range.start)
        last = bisect_left(self._starts, block.range.end)
        if first == last:
            return block.range
        before = bisect_left(self._starts, note.range.start, first, last) - 1
        if before >= first and self._sentences[before].range.end > note.range.end:
            return self._sentences[before].range
        return self._sentences[min(before + 1, last - 1)].range

    def _next(self, note: Note) -> Range:
        place = bisect_left(self._block_starts, note.range.end)
        if place == len(self._blocks):
            return Range(note.range.end, note.range.end)
        block = last = self._blocks[place]
        while block.kind == "cell" and place + 1 < len(self._blocks):
            place += 1
            after = self._blocks[place]
            if after.kind != "cell" or (after.row, after.column) <= (last.row, last.column):
                break
            last = after
        return Range(block.range.start, last.range.end)

    def _find(self, words: str, within: Range) -> Range | None:
        at = self._source.find(words.encode(), within.start, within.end)
        return Range(at, at + len(words.encode())) if at >= 0 else None
