"""What the readers of formats gather: blocks of text, and the links, notes, comments and marks in them.

A `Gatherer` takes words as they come from a parser, with their bytes, and folds white space as a browser does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from kg.prose.document import Block, Range, Run

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.problems import Problem
    from kg.prose.document import Entry, Kind, Part

NOWHERE: Final = -1
_FOLDED: Final = re.compile(r"[ \t\n\f\r]{2,}|[\t\n\f\r]")
_SPACE: Final = " \t\n\f\r"
_LONGEST_RUN: Final = 1_000  # characters, so that a place within a run is found at once
_TRAIL: Final = 6
_HEADING_TEXT: Final = 200  # characters of a heading that the trail shows


@dataclass(slots=True)
class Link:
    """Words with an address, from character `start` to `end` of block number `block` (NOWHERE: of none).

    `at` is where the address itself stands, `range` the link with its brackets or tags.
    """

    address: str
    at: Range
    range: Range
    start: int
    end: int = 0
    block: int = NOWHERE
    text: str = ""


@dataclass(slots=True)
class Note:
    """A mark at a character of a block: a pointer to a footnote (its label), a key (`<cite>`), or a comment's text."""

    text: str
    range: Range
    start: int
    block: int = NOWHERE


@dataclass(slots=True)
class Marked:
    """Text that is marked with a claim; `range` is the mark."""

    claim: str
    range: Range
    covers: Range


@dataclass(slots=True)
class Look:
    """How words are set."""

    strong: int = 0
    emphasis: int = 0
    code: int = 0
    href: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """What sort of block ends; its parts mean what they mean in a `Block`."""

    kind: Kind = "paragraph"
    level: int = 0
    number: int = 0
    row: int = 0
    column: int = 0


@dataclass(slots=True)
class Markup:
    """All that a reader of a format found, in the order of the text."""

    blocks: list[Block] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    footnotes: list[Note] = field(default_factory=list)
    keys: list[Note] = field(default_factory=list)
    raised: list[Link] = field(default_factory=list)
    comments: list[Note] = field(default_factory=list)
    marked: list[Marked] = field(default_factory=list)
    defined: list[tuple[str, Range]] = field(default_factory=list)
    anchors: dict[str, int] = field(default_factory=dict)
    metadata: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Gatherer:
    """Puts words together to blocks."""

    def __init__(self) -> None:
        self.found = Markup()
        self.look = Look()
        self.part: Part = "body"
        self.quoted = 0
        self._runs: list[Run] = []
        self._here: list[Link | Note] = []
        self._reach = Range()
        self._trail: list[tuple[int, str]] = []
        self.length = 0

    def add(self, text: str, start: int, end: int, *, fold: bool = True) -> None:
        """Take words that stand at some bytes; white space is folded, except in a listing."""
        if not text:
            return
        if not fold or len(text.encode()) != end - start:
            self._pieces(text, start, end)
        elif not _FOLDED.search(text):
            self._word(text, start)
        else:
            self._fold(text, start)
        self.touch(Range(start, end))

    def touch(self, place: Range) -> None:
        """Let the block reach over some bytes, if it has words."""
        if self._runs:
            self._reach = Range(min(self._reach.start, place.start), max(self._reach.end, place.end))

    def link(self, link: Link) -> None:
        """Note a link of this block; its end is set by `end_link`."""
        self.found.links.append(link)
        self._here.append(link)

    def raised(self, link: Link) -> None:
        """Note raised words of this block."""
        self.found.raised.append(link)
        self._here.append(link)

    def note(self, notes: list[Note], note: Note) -> None:
        """Note a mark at this place of this block, in a list of `found`; where no word is yet, beside it."""
        notes.append(note)
        if self._runs:
            self._here.append(note)
            self.touch(note.range)

    @property
    def reach(self) -> Range:
        """Return the bytes over which this block reaches so far."""
        return self._reach

    def words(self) -> str:
        """Return the words of this block so far, with blanks for code."""
        return "".join(" " * len(run.text) if run.code else run.text for run in self._runs)

    def end_block(self, shape: Shape, *, keep: bool = False) -> Block | None:
        """End a block and return it, or None where no words came; `keep` leaves white space at its end."""
        kind, level = shape.kind, shape.level
        runs = self._runs if keep else list(_trimmed(self._runs))
        here, self._here, self._runs, self.length = self._here, [], [], 0
        if not any(run.text.strip() for run in runs):
            return None
        while kind == "heading" and self._trail and self._trail[-1][0] >= level:
            self._trail.pop()
        reach = Range(min(self._reach.start, runs[0].range.start), max(self._reach.end, runs[-1].range.end))
        trail = tuple(words for _, words in self._trail)
        place = (shape.number, shape.row, shape.column, self.part, self.quoted > 0, trail)
        block = Block(kind, tuple(runs), level, *place, reach)
        if kind == "heading":
            self._trail = [*self._trail[: _TRAIL - 1], (level, block.text[:_HEADING_TEXT])]
        last = runs[-1].start + len(runs[-1].text)
        for each in here:
            each.block, each.start = len(self.found.blocks), min(each.start, last)
            if isinstance(each, Link):
                each.end = min(each.end, last) if each.end else last
        self.found.blocks.append(block)
        return block

    def _fold(self, text: str, start: int) -> None:
        done, byte = 0, start
        for match in _FOLDED.finditer(text):
            byte = self._word(text[done : match.start()], byte)
            self._blank(byte, byte + match.end() - match.start())
            byte += match.end() - match.start()
            done = match.end()
        self._word(text[done:], byte)

    def _word(self, text: str, byte: int) -> int:
        """Take words whose only white space is single; return the byte after them."""
        if text.startswith(" ") and self._spaced:
            text, byte = text[1:], byte + 1
        end = byte + len(text.encode())
        if text:
            self._pieces(text, byte, end)
        return end

    def _blank(self, start: int, end: int) -> None:
        if not self._spaced:
            self._run(" ", start, end)

    @property
    def _spaced(self) -> bool:
        return not self._runs or self._runs[-1].text.endswith(" ")

    def _pieces(self, text: str, start: int, end: int) -> None:
        if len(text) <= _LONGEST_RUN:
            self._run(text, start, end)
            return
        for at in range(0, len(text), _LONGEST_RUN):
            piece = text[at : at + _LONGEST_RUN]
            self._run(piece, start, start := start + len(piece.encode()))

    def _run(self, text: str, start: int, end: int) -> None:
        look = self.look
        ways = (look.strong > 0, look.emphasis > 0, look.code > 0, look.href)
        if not self._runs:
            self._reach = Range(start, end)
        self._runs.append(Run(text, *ways, Range(start, end), self.length))
        self.length += len(text)

    def mark(self, spans: Iterable[tuple[str, tuple[int, int], tuple[int, int]]]) -> None:
        """Note claims of this block, each with the characters of its words and those of the mark."""
        block = Block("paragraph", tuple(self._runs), range=self._reach)
        self.found.marked += [Marked(claim, block.locate(*mark), block.locate(*words)) for claim, words, mark in spans]

    def cut(self, drops: Iterable[tuple[int, int]]) -> None:
        """Take stretches of characters out of the block that is being gathered."""
        apart = list[tuple[int, int]]()
        for start, end in sorted(drops):
            if not apart or start >= apart[-1][1]:
                apart.append((start, end))
        if not apart:
            return
        starts = [start for start, _ in apart]
        gone = list(accumulate((end - start for start, end in apart), initial=0))

        def moved(place: int) -> int:
            count = bisect_left(starts, place)
            return place - gone[count] + (max(0, apart[count - 1][1] - place) if count else 0)

        self._runs = list(_without(self._runs, apart))
        self.length -= gone[-1]
        for each in self._here:
            each.start = moved(each.start)
            if isinstance(each, Link):
                each.end = moved(each.end)


def _without(runs: Iterable[Run], drops: Sequence[tuple[int, int]]) -> Iterator[Run]:
    """Yield runs without some stretches of characters, which are in order and apart; those after them move up."""
    place = gone = 0
    for run in runs:
        begin, last = run.start, run.start + len(run.text)
        while place < len(drops) and drops[place][0] < last:
            start, end = drops[place]
            if start > begin:
                yield _part(run, begin, start, begin - gone)
            until = min(end, last)
            gone += until - max(start, begin)
            begin = until
            if end > last:
                break
            place += 1
        if begin < last:
            yield _part(run, begin, last, begin - gone)


def _part(run: Run, begin: int, end: int, start: int) -> Run:
    if begin == run.start and end == run.start + len(run.text):
        return run if start == run.start else replace(run, start=start)
    text = run.text[begin - run.start : end - run.start]
    if len(run.text.encode()) != run.range.end - run.range.start:
        return replace(run, text=text, start=start)
    first = run.range.start + len(run.text[: begin - run.start].encode())
    return replace(run, text=text, range=Range(first, first + len(text.encode())), start=start)


def _trimmed(runs: list[Run]) -> Iterator[Run]:
    """Yield runs without white space at the end."""
    last = len(runs)
    while last and not runs[last - 1].text.strip(_SPACE):
        last -= 1
    yield from runs[: max(0, last - 1)]
    if last:
        run = runs[last - 1]
        yield _part(run, run.start, run.start + len(run.text.rstrip(_SPACE)), run.start)
