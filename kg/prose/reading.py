"""What a format's reader gathered, put together to a document: references, citations, sentences and marks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.prose.citations import Marks, find_citations
from kg.prose.document import Citation, Document, Range, Sentence
from kg.prose.marks import Marker
from kg.prose.names import Roll, by_label
from kg.prose.references import find_references, part_blocks, without_heading
from kg.prose.sentences import masks, split_sentences

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.prose.citations import Found
    from kg.prose.document import Block, ClaimMark, Entry, Identifier, Reference
    from kg.prose.markup import Markup


def assemble(path: str, source: bytes, markup: Markup, metadata: Sequence[Entry] = ()) -> Document:
    """Return the document that a file is, from what a reader found in it."""
    blocks, further = part_blocks(markup.blocks)
    texts = [block.text for block in blocks]
    marks = _by_block(markup, len(blocks))
    found = [find_citations(block, text, marks[n]) for n, (block, text) in enumerate(zip(blocks, texts, strict=True))]
    if not any(block.part == "references" for block in blocks) and _wants_list(found):
        for place in without_heading(blocks, found):
            blocks[place] = replace(blocks[place], part="references")
    references = find_references(blocks, found, markup.defined, further)
    resolver = _Resolver(references)
    kept = [list(resolver.resolved(block, each)) for block, each in zip(blocks, found, strict=True)]
    citations, sentences = _sentences(blocks, texts, kept)
    stated = (*metadata, *markup.metadata)
    marker = Marker(source, blocks, sentences)
    claims = marker.claim_marks(markup, stated)
    return Document(
        tuple(blocks),
        path,
        source,
        _with_marks(sentences, claims),
        citations,
        references,
        claims,
        marker.suppressions(markup.comments),
        stated,
        tuple(markup.problems),
    )


def _by_block(markup: Markup, count: int) -> list[Marks]:
    """Return the marks of each block, those in no block left out."""
    marks = [Marks([], [], [], []) for _ in range(count)]
    for link in markup.links:
        if link.block >= 0:
            marks[link.block].links.append(link)
    for raised in markup.raised:
        if raised.block >= 0:
            marks[raised.block].raised.append(raised)
    for note in markup.footnotes:
        if note.block >= 0:
            marks[note.block].footnotes.append(note)
    for key in markup.keys:
        if key.block >= 0:
            marks[key.block].keys.append(key)
    return marks


def _wants_list(found: Sequence[Sequence[Found]]) -> bool:
    """Return whether a citation by number or by name needs a list of references."""
    return any(each.form == "number" or (each.named and each.named.sure) for block in found for each in block)


class _Resolver:
    """Finds the entry of the references that a citation means."""

    def __init__(self, references: Sequence[Reference]) -> None:
        self._labels = by_label(references)
        self._roll = Roll(references)
        self._targets: dict[Identifier, int] = {}
        for place, reference in enumerate(references):
            for target in reference.targets:
                self._targets.setdefault(target, place)

    def resolved(self, block: Block, found: Iterable[Found]) -> Iterator[tuple[Found, int | None]]:
        """Yield the citations among what looks like them, with the place of their reference."""
        for each in found:
            if block.part != "body" and each.form not in {"link", "bare", "key"}:
                continue
            place = self._place(each) if block.part == "body" else None
            only_looks = each.named is not None and not each.named.sure
            inside = each.form == "number" and each.at is not None  # a link to a place on the page
            if place is not None or not (only_looks or inside):
                yield each, place

    def _place(self, found: Found) -> int | None:
        if found.named is not None:
            return self._roll.entry(found.named)
        if found.label and (place := self._labels.get(found.label)) is not None:
            return place
        return self._targets.get(found.target) if found.target else None


def _sentences(
    blocks: Sequence[Block], texts: Sequence[str], found: Sequence[Sequence[tuple[Found, int | None]]]
) -> tuple[tuple[Citation, ...], tuple[Sentence, ...]]:
    """Return all citations and sentences, each with the places of the others that it goes with."""
    citations: list[Citation] = []
    sentences: list[Sentence] = []
    for place, (block, text, cited) in enumerate(zip(blocks, texts, found, strict=True)):
        mine = [_citation(block, each, entry) for each, entry in cited]
        if block.part == "body" and block.kind != "code":
            bare, masked = masks(block, text, [each for each, _ in cited])
            spans = split_sentences(text, masked)
            starts = [start for start, _ in spans]
            owners = [_owner(starts, each) for each, _ in cited]
            first, before = len(sentences), len(citations)
            mine = [replace(x, sentence=first + n) for x, n in zip(mine, owners, strict=True)]
            of_each: list[list[int]] = [[] for _ in spans]
            for number, owner in enumerate(owners):
                of_each[owner].append(number)
            for (start, end), numbers in zip(spans, of_each, strict=True):
                reach = _reach(block.locate(start, end), [mine[n].whole for n in numbers])
                cites = tuple(before + n for n in numbers)
                sentences.append(Sentence(text[start:end], bare[start:end], reach, place, start, cites))
        citations += mine
    return tuple(citations), tuple(sentences)


def _owner(starts: Sequence[int], found: Found) -> int:
    """Return the place of the sentence that a citation stands in; a mark between two belongs to the first."""
    if found.whole[1] > found.whole[0]:
        return max(0, bisect_right(starts, found.whole[0]) - 1)
    return max(0, bisect_left(starts, found.whole[0]) - 1)


def _reach(words: Range, cited: Iterable[Range]) -> Range:
    """Return the bytes of a sentence with all of its citations."""
    for each in cited:
        words = Range(min(words.start, each.start), max(words.end, each.end))
    return words


def _citation(block: Block, found: Found, reference: int | None) -> Citation:
    place = found.at or block.locate(found.start, found.end)
    whole = found.outer or block.locate(*found.whole)
    return Citation(found.form, found.written, place, whole, found.target, found.flaw, found.locator, reference)


def _with_marks(sentences: Sequence[Sentence], marks: Sequence[ClaimMark]) -> tuple[Sentence, ...]:
    """Return sentences that know the marks which mean them."""
    of_each: dict[int, list[int]] = {}
    for number, mark in enumerate(marks):
        for place in mark.sentences:
            of_each.setdefault(place, []).append(number)
    return tuple(replace(x, marks=tuple(of_each[n])) if n in of_each else x for n, x in enumerate(sentences))
