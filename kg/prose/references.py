"""Reference lists and footnotes: where they are, and what each entry points to."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from kg.prose.document import Range, Reference
from kg.prose.names import authors_and_years

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.prose.citations import Found
    from kg.prose.document import Block, Identifier

_LIST: Final = re.compile(
    r"(?:[0-9]{1,2}[.)]?\s)?(?:list of |scientific |key |our |article )?"
    r"(?:references?(?: list| cited)?|bibliography|works cited|literature(?: cited)?|sources?|citations?|studies cited|"
    r"cited studies|footnotes?|end ?notes?|"
    r"(?:references|sources|notes) (?:and|&) (?:references|sources|notes|citations))\s?:?",
    re.IGNORECASE,
)
_FURTHER: Final = re.compile(
    r"(?:(?:further|additional|recommended|suggested|more) (?:reading|resources)|reading list|learn more|read more|"
    r"references and further reading)\s?:?",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(r"\s?(?:\[([0-9]{1,3})\]|([0-9]{1,3})[.)])\s")
_BELOW_ALL: Final = 7
_LONGEST_HEADING: Final = 60
_FEWEST: Final = 2


def part_blocks(blocks: Sequence[Block]) -> tuple[list[Block], set[int]]:
    """Return blocks that know whether they are references, and the places of those that are only for reading on."""
    parted: list[Block] = []
    further: set[int] = set()
    level, reading_on = 0, False
    for place, block in enumerate(blocks):
        if block.kind == "heading" and block.level <= (level or _BELOW_ALL):
            level = 0
        if begins := _section(block):
            level, reading_on = begins
        elif level and block.part == "body" and block.kind in {"paragraph", "item", "cell", "quote"}:
            parted.append(replace(block, part="references"))
            further |= {place} if reading_on else set()
            continue
        parted.append(block)
    return parted, further


def _section(block: Block) -> tuple[int, bool] | None:
    """Return the level of a section that a block heads, and whether it is only for reading on; None for others."""
    if block.kind not in {"heading", "paragraph"} or len(block.runs) > 8:  # noqa: PLR2004  # a heading has few words
        return None
    text = block.text.strip()
    if len(text) > _LONGEST_HEADING:
        return None
    alone = all(run.strong or not run.text.strip() for run in block.runs) or text.endswith(":")
    if block.kind == "paragraph" and not alone:
        return None
    further = _FURTHER.fullmatch(text) is not None
    if not further and not _LIST.fullmatch(text):
        return None
    return block.level if block.kind == "heading" else _BELOW_ALL, further


def without_heading(blocks: Sequence[Block], found: Sequence[Sequence[Found]]) -> range:
    """Return the places of the last numbered list if it looks like references although no heading says so."""
    items = [place for place, block in enumerate(blocks) if block.kind == "item" and block.number]
    if not items:
        return range(0)
    first = last = items[-1]
    while first and blocks[first].number > 1 and blocks[first - 1].number == blocks[first].number - 1:
        first -= 1
    places = range(first, last + 1)
    cited = sum(bool(_targets(found[place])) or bool(authors_and_years(blocks[place].text)[1]) for place in places)
    return places if len(places) >= _FEWEST and cited * 2 > len(places) else range(0)


def find_references(
    blocks: Sequence[Block],
    found: Sequence[Sequence[Found]],
    defined: Sequence[tuple[str, Range]],
    further: set[int],
) -> tuple[Reference, ...]:
    """Return the entries of reference lists, and footnotes, in the order of the text."""
    notes = list(_footnotes(blocks, found, defined))
    listed = [
        entry
        for place, block in enumerate(blocks)
        if block.part == "references" and block.kind not in {"heading", "caption"}
        for entry in _entry(block, found[place], further=place in further)
    ]
    return tuple(sorted((*notes, *listed), key=lambda x: x.range))


def _entry(block: Block, found: Sequence[Found], *, further: bool) -> Iterator[Reference]:
    text = block.text
    label = _LABEL.match(text)
    number = str(block.number) if block.number else (label[1] or label[2]) if label else ""
    targets = _targets(found)
    names, years = authors_and_years(_without(text, found))
    if targets or number or (names and years):
        yield Reference(number, text, block.range, targets, names, years, further=further)


def _footnotes(
    blocks: Sequence[Block], found: Sequence[Sequence[Found]], defined: Sequence[tuple[str, Range]]
) -> Iterator[Reference]:
    places = [place for place, block in enumerate(blocks) if block.part == "footnote"]
    at = 0
    for label, whole in sorted(defined, key=lambda x: x[1]):
        mine: list[int] = []
        while at < len(places) and blocks[places[at]].range.start < whole.end:
            mine.append(places[at])
            at += 1
        text = "\n".join(blocks[place].text for place in mine)
        cited = [each for place in mine for each in found[place]]
        names, years = authors_and_years("\n".join(_without(blocks[x].text, found[x]) for x in mine))
        end = max((blocks[place].range.end for place in mine), default=whole.end)
        yield Reference(label, text, Range(whole.start, end), _targets(cited), names, years, footnote=True)


def _targets(found: Sequence[Found]) -> tuple[Identifier, ...]:
    return tuple(dict.fromkeys(x.target for x in found if x.target))


def _without(text: str, found: Sequence[Found]) -> str:
    """Return a text with blanks for identifiers, whose digits may look like years; link words stay."""
    for each in found:
        if each.mask != "words" and each.form in {"bare", "key", "link"}:
            text = text[: each.start] + " " * (each.end - each.start) + text[each.end :]
    return text
