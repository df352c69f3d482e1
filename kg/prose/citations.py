"""Citations in a block of text, with the characters at which each stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from kg.prose.document import Range
from kg.prose.identifiers import read_address, read_doi, read_number, trimmed
from kg.prose.keys import find_keys, read_key
from kg.prose.names import find_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.prose.document import Block, Flaw, Form, Identifier
    from kg.prose.identifiers import Read
    from kg.prose.markup import Link, Note
    from kg.prose.names import Named

_CUE: Final = re.compile(
    r"(?P<keys>\[(?P<inner>[^\[\]@]{0,300}@[^\[\]]{1,2000})\])"
    r"|(?P<footnote>\[\^(?P<label>[^\[\]\s]{1,100})\])"
    r"|(?P<numbers>\[\s?[0-9]{1,3}(?:\s?(?:[,;\u2013-]|\bto\b)\s?[0-9]{1,3}){0,30}\s?\])"
    r"|(?P<url>\bhttps?://[^\s<>\"]+)"
    r"|(?P<doi>(?:\bdoi:\s?)?(?<![\w.])10\.[0-9]{4,9}/[^\s\"]+)"
    r"|(?P<at>(?<![\w@])@(?P<key>(?:doi|pmid|pmcid|pmc|arxiv|isbn):[^\s,\]]+))"
    r"|\bpmid:?\s?(?P<pmid>[0-9]{1,9})\b"
    r"|\b(?P<pmcid>pmc[0-9]{4,9})\b"
    r"|\barxiv:\s?(?P<arxiv>[0-9]{4}\.[0-9]{4,5}(?:v[0-9]+)?)"
    r"|\bisbn(?:-1[03])?:?\s?(?P<isbn>[0-9][0-9 \u2010-\u2013-]{8,16}[0-9x])\b"
)  # for a text in small letters, which is three times as fast as not to care
_ANCHORS: Final = ("[", "@", "http", "10.", "pm", "arxiv", "isbn")
_NUMBERS: Final = re.compile(r"([0-9]{1,3})(?:\s?(?:[\u2013-]|to)\s?([0-9]{1,3}))?")
_RAISED: Final = re.compile(r"\[?\s?[0-9]{1,3}(?:\s?[,;\u2013-]\s?[0-9]{1,3}){0,30}\s?\]?")
_UNIT: Final = re.compile(r"(?:\b[kcmd]?m|\b(?:km|cm|mm|ft|in|R|CO|H|O|chi|\u03c7)|[0-9\u03c7])$", re.IGNORECASE)
_WIDEST: Final = 50
Mask = Literal["beside", "address", "name", "words"]


@dataclass(frozen=True, slots=True)
class Found:
    """A citation at characters of a block; `label` or `named` is what it points into the references with.

    `at` and `outer`: bytes of what is written and of the whole, where these are no characters of the text.
    `mask`: what it is in its sentence: "beside" it (in brackets), an "address", a "name" (a word of it), or "words".
    """

    form: Form
    written: str
    start: int
    end: int
    whole: tuple[int, int]
    target: Identifier | None = None
    flaw: Flaw = ""
    locator: str = ""
    label: str = ""
    named: Named | None = None
    at: Range | None = None
    outer: Range | None = None
    mask: Mask = "beside"


@dataclass(frozen=True, slots=True)
class Marks:
    """The links, footnote marks, keys and raised words in one block, in order."""

    links: list[Link]
    footnotes: list[Note]
    keys: list[Note]
    raised: list[Link]


def find_citations(block: Block, text: str, marks: Marks) -> tuple[Found, ...]:
    """Return the citations in the text of a block, in its order; author and year with any words that look like it."""
    taken = [(link.start, link.end) for link in marks.links if link.end > link.start]
    found = [*_links(marks.links, text), *_marks(marks)]
    if block.kind != "code":
        taken += [(run.start, run.start + len(run.text)) for run in block.runs if run.code]
        cues = list(_cues(text, sorted(taken)))
        raised = list(_raised(text, marks.raised, taken))
        found += cues + raised
        taken += [each.whole for each in (*cues, *raised)]
        found += _named(text, sorted(taken))
    return tuple(sorted(found, key=lambda x: (x.whole, x.start, x.end)))


def _links(links: Sequence[Link], text: str) -> Iterator[Found]:
    for link in links:
        words = text[link.start : link.end]
        label = words.strip("[]() ^\u21a9")
        if link.address.startswith("#"):
            if label.isdecimal() and len(label) < 4 and len(link.address) > 1:  # noqa: PLR2004  # a number of a list
                place = (link.start, link.end)
                yield Found("number", words, *place, place, label=label, at=link.range, outer=link.range)
            continue
        target, flaw = read_address(link.address)
        if target or flaw:
            bare = words.lower().startswith(("http", "doi", "10.", "www.", "pmid", "pmc"))
            mask: Mask = "beside" if label.isdecimal() else "address" if bare else "words"
            place = (link.start, link.end)
            yield Found("link", link.address, *place, place, target, flaw, at=link.at, outer=link.range, mask=mask)


def _marks(marks: Marks) -> Iterator[Found]:
    for note in marks.footnotes:
        place = (note.start, note.start)
        yield Found(
            "footnote",
            note.text,
            *place,
            place,
            label=f"^{note.text}",
            at=Range(note.range.start + 2, note.range.end - 1),
            outer=note.range,
        )
    for note in marks.keys:
        target, flaw = read_key(note.text)
        place = (note.start, note.start)
        yield Found("key", note.text, *place, place, target, flaw, label=note.text, at=note.range, outer=note.range)


def _cues(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Found]:
    small = text.lower()
    if len(small) != len(text):  # a letter that is two in small
        small = text
    if not any(anchor in small for anchor in _ANCHORS):
        return
    free = _Free(taken)
    for match in _CUE.finditer(small):
        if not free.at(match.start(), match.end()):
            continue
        kind = match.lastgroup or ""
        if match["keys"]:
            yield from _keys(text, match)
        elif match["footnote"]:
            label = text[match.start("label") : match.end("label")]
            yield Found("footnote", label, *match.span("label"), match.span(), label=f"^{label}")
        elif match["numbers"]:
            yield from _numbers(match, match.span())
        elif match["at"]:
            start = match.start("key")
            written = trimmed(text[start : match.end("key")])
            whole = (match.start(), start + len(written))
            yield Found("key", written, start, whole[1], whole, *read_key(written), mask="name")
        else:
            yield _bare(text, kind, match)


def _keys(text: str, match: re.Match[str]) -> Iterator[Found]:
    for key in find_keys(text, *match.span("inner")):
        target, flaw = read_key(key.written)
        yield Found("key", key.written, key.start, key.end, match.span(), target, flaw, key.locator, label=key.written)


def _numbers(match: re.Match[str], whole: tuple[int, int]) -> Iterator[Found]:
    for part in _NUMBERS.finditer(match[0]):
        place = (match.start() + part.start(), match.start() + part.end())
        first, last = int(part[1]), int(part[2] or part[1])
        for number in range(first, min(last, first + _WIDEST) + 1):
            yield Found("number", part[0], *place, whole, label=str(number))


def _bare(text: str, kind: str, match: re.Match[str]) -> Found:
    start = match.start(kind)
    written = trimmed(text[start : match.end(kind)])
    if kind == "doi" and written.lower().startswith("doi:"):
        bare = written[4:].lstrip()
        start, written = start + len(written) - len(bare), bare
    read: Read = (
        read_address(written) if kind == "url" else read_doi(written) if kind == "doi" else read_number(kind, written)
    )
    end = start + len(written)
    return Found("bare", written, start, end, (match.start(), end), *read, mask="address")


def _raised(text: str, raised: Sequence[Link], taken: Sequence[tuple[int, int]]) -> Iterator[Found]:
    """Yield numbers set high, as in "safe.<sup>3</sup>", but no exponents."""
    inside = set(taken)
    for each in raised:
        match = _RAISED.fullmatch(text, each.start, each.end)
        if match and match.span() not in inside and not _UNIT.search(text, max(0, each.start - 4), each.start):
            yield from _numbers(match, match.span())


def _named(text: str, taken: Sequence[tuple[int, int]]) -> Iterator[Found]:
    free = _Free(taken)
    for named in find_named(text):
        if free.at(named.start, named.end):
            place = (named.start, named.end)
            words = text[named.start : named.end]
            mask: Mask = "name" if named.whole == place else "beside"
            yield Found("author-year", words, *place, named.whole, locator=named.locator, named=named, mask=mask)


class _Free:
    """Tells which characters are not taken; asked in the order of the text."""

    def __init__(self, taken: Sequence[tuple[int, int]]) -> None:
        self._taken = taken
        self._next = 0

    def at(self, start: int, end: int) -> bool:
        """Return whether nothing between two characters is taken."""
        while self._next < len(self._taken) and self._taken[self._next][1] <= start:
            self._next += 1
        return self._next >= len(self._taken) or self._taken[self._next][0] >= end
