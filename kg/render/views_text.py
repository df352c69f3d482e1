"""Views of an article's own text: its blocks, with the statements marked where they stand."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from kg.labels import statement_anchor
from kg.prose import find_quote, parse_text
from kg.render.routes import safe_url
from kg.render.views_article import bearing_view
from kg.render.views_verdict import bearing_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.prose import Block, Run
    from kg.records import Article
    from kg.render.catalogue import Catalogue
    from kg.render.views_article import BearingView
    from kg.texts import ArticleText


@dataclass(frozen=True, slots=True)
class NoteView:
    """The mark of a statement in the text: its number, its place in the list, and how it stands to the evidence."""

    anchor: str
    position: int
    bearing: BearingView


@dataclass(frozen=True, slots=True)
class PieceView:
    """Words set in one way; `starts` are the statements that begin here, `ends` those that end after them."""

    text: str
    strong: bool
    emphasis: bool
    code: bool
    url: str
    marked: bool
    starts: tuple[str, ...]
    ends: tuple[NoteView, ...]


_BETWEEN_CELLS: Final = PieceView(
    " | ", strong=False, emphasis=False, code=False, url="", marked=False, starts=(), ends=()
)


@dataclass(frozen=True, slots=True)
class PartView:
    """A block of the text; `level` of a heading is that on the page, of an item how deep its list is nested."""

    level: int
    number: int
    pieces: tuple[PieceView, ...]


@dataclass(frozen=True, slots=True)
class GroupView:
    """Blocks of one kind that stand together, such as the items of a list."""

    kind: str
    parts: tuple[PartView, ...]


@dataclass(frozen=True, slots=True)
class TextView:
    """The text of an article with the hash of its version; `marks` counts the statements that are marked in it."""

    groups: tuple[GroupView, ...]
    sha256: str
    marks: int


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    note: NoteView


def text_view(article: Article, text: ArticleText, catalogue: Catalogue) -> TextView:
    """Return the text with its statements marked; a quotation that is not found in one place is not marked."""
    document = parse_text(text.path, text.content)
    marks = list[_Mark]()
    for position, statement in enumerate(article.statements, start=1):
        places = find_quote(document, statement.quote) if statement.quote else ()
        if len(places) == 1:
            bearing = bearing_view(bearing_of(statement.claim, statement.stance, catalogue))
            marks.append(_Mark(*places[0], NoteView(statement_anchor(statement, position), position, bearing)))
    top = min((x.level for x in document.blocks if x.kind == "heading"), default=1)
    parts = list[tuple[str, PartView]]()
    start = 0
    for block in document.blocks:
        part = _part(block, start, top, marks)
        start += len(block.text) + 1
        if block.kind == "cell" and block.column > 1 and parts and parts[-1][0] == "row":
            part = replace(part, pieces=(*parts.pop()[1].pieces, _BETWEEN_CELLS, *part.pieces))
        parts.append(("row" if block.kind == "cell" else block.kind, part))
    groups = (GroupView(kind, tuple(x for _, x in group)) for kind, group in groupby(parts, key=lambda x: x[0]))
    return TextView(tuple(groups), text.sha256, len(marks))


def _part(block: Block, start: int, top: int, marks: Sequence[_Mark]) -> PartView:
    """Return a block whose first character stands at `start`; the highest heading of the text comes to level 3."""
    level = min(6, block.level - top + 3) if block.kind == "heading" else block.level
    return PartView(level, block.number, tuple(_pieces(block.runs, start, marks)))


def _pieces(runs: Sequence[Run], start: int, marks: Sequence[_Mark]) -> Iterator[PieceView]:
    """Yield runs, those set alike in one, cut where a mark begins or ends."""
    cuts = sorted({cut for mark in marks for cut in (mark.start, mark.end)})
    for _, alike in groupby(runs, key=lambda x: (x.strong, x.emphasis, x.code, x.href)):
        together = tuple(alike)
        run = replace(together[0], text="".join(x.text for x in together))
        end = start + len(run.text)
        edges = [start, *(cut for cut in cuts if start < cut < end), end]
        for left, right in pairwise(edges):
            yield PieceView(
                run.text[left - start : right - start],
                run.strong,
                run.emphasis,
                run.code,
                safe_url(run.href),
                any(mark.start < right and left < mark.end for mark in marks),
                tuple(mark.note.anchor for mark in marks if left == mark.start),
                tuple(mark.note for mark in marks if left < mark.end <= right),
            )
        start = end
