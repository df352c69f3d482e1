"""Markdown (CommonMark with tables, footnotes, strike-through and front matter) as blocks, with places."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.prose.document import Range
from kg.prose.html import Page
from kg.prose.markup import Gatherer, Link, Look, Note, Shape
from kg.prose.places import byte_counter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyromark.event import BrokenLink, Event

    from kg.prose.markup import Markup

_KEY: Final = re.compile(r"(?:^|[\s;(-])@\{?[A-Za-z]")
_CITED: Final = "kg-citation:"
_SPAN: Final = re.compile(r"\{[^{}\n]{0,200}?\bclaim=[\"']?([^\s\"'{}]+)[\"']?[^{}\n]{0,200}\}")
_BLOCKS: Final = frozenset(
    {
        *("Paragraph", "Heading", "BlockQuote", "CodeBlock", "HtmlBlock", "List", "Item", "FootnoteDefinition"),
        *("Table", "TableHead", "TableRow", "TableCell"),
    }
)
_LOOKS: Final = {"Strong": (1, 0), "Emphasis": (0, 1)}


def read(text: str, base: int = 0) -> Markup:
    """Return what is in a text without front matter; `base` is the byte at which it begins."""
    from pyromark import Options, events_with_range

    options = Options.ENABLE_TABLES | Options.ENABLE_STRIKETHROUGH | Options.ENABLE_FOOTNOTES | Options.ENABLE_TASKLISTS
    reader = _Events(text, base)
    for event, place in events_with_range(text, options=options, broken_link_callback=_citation):
        reader.take(event, place["start"], place["end"])
    return reader.gatherer.found


def _citation(link: BrokenLink) -> tuple[str, str] | None:
    """Let keys in brackets come as a link, so that their own characters are not taken for marks of Markdown."""
    return (_CITED, "") if _KEY.search(link["reference"]) else None


class _Events:
    """Hands the words of events to a gatherer."""

    def __init__(self, text: str, base: int) -> None:
        self.gatherer = Gatherer()
        self._source = text.encode()
        self._base = base
        self._page = Page(self.gatherer)
        self._lists: list[int | None] = []
        self._item: tuple[int, int] | None = None
        self._html: list[tuple[int, int]] | None = None
        self._links: list[Link] = []
        self._looks: list[Look] = []
        self._silent = 0
        self._listing = False
        self._row = self._column = 0

    def take(self, event: Event, start: int, end: int) -> None:
        """Take one event with its bytes in the text."""
        if isinstance(event, str):
            if event == "Rule":
                self._flush("paragraph")
            elif not self._silent:
                self._break(start, end)
            return
        name, value = next(iter(event.items()))
        if name == "Start":
            self._start(value, start, end)
        elif name == "End":
            self._end(value)
        elif name == "Html" and self._html is not None:
            self._html.append((start, end))
        elif not self._silent:
            self._words(name, value, start, end)

    def _words(self, name: str, value: object, start: int, end: int) -> None:
        place = self._range(start, end)
        if name == "Text":
            self.gatherer.add(str(value), place.start, place.end, fold=not self._listing)
        elif name == "Code":
            before, self.gatherer.look = self.gatherer.look, Look(code=1)
            self._code(str(value), start, end)
            self.gatherer.look = before
            self.gatherer.touch(place)
        elif name == "FootnoteReference":
            found = self.gatherer.found.footnotes
            self.gatherer.note(found, Note(str(value), place, self.gatherer.length))
        elif name == "InlineHtml":
            self._page.inline = True
            self._tags(start, end, [(start, end)])
            self._page.inline = False
            self.gatherer.touch(place)

    def _code(self, value: str, start: int, end: int) -> None:
        """Take what stands between backticks; where the text has line ends they are spaces here."""
        written = self._source[start:end].decode()
        inner = written.strip("`")
        first = start + written.index(inner) if inner else start
        if inner[:1] == inner[-1:] == " " and inner.strip():
            inner, first = inner[1:-1], first + 1
        if inner.replace("\r\n", " ").replace("\n", " ") == value:
            self.gatherer.add(inner, self._base + first, self._base + first + len(inner.encode()))
        else:
            self.gatherer.add(value, self._base + start, self._base + end)

    def _break(self, start: int, end: int) -> None:
        """Take a line's end; where a listing has one it is a word of its own."""
        self.gatherer.add(" ", self._base + start, self._base + end)

    def _start(self, tag: object, start: int, end: int) -> None:
        name, value = _named(tag)
        to = self.gatherer
        if name in _BLOCKS:
            self._begin_block(name, value, start, end)
        elif name in _LOOKS or name in {"Link", "Image"}:
            look = to.look
            self._looks.append(look)
            if name == "Image":
                self._silent += 1
            elif name == "Link":
                self._begin_link(value, start, end)
            else:
                strong, emphasis = _LOOKS[name]
                to.look = Look(look.strong + strong, look.emphasis + emphasis, look.code, look.href)

    def _begin_block(self, name: str, value: object, start: int, end: int) -> None:
        to = self.gatherer
        self._flush("paragraph")
        if name == "List":
            self._lists.append(value - 1 if isinstance(value, int) else None)
        elif name == "Item":
            if self._lists and (number := self._lists[-1]) is not None:
                self._lists[-1] = number + 1
            self._item = (max(1, len(self._lists)), (self._lists[-1] or 0) if self._lists else 0)
        elif name == "BlockQuote":
            to.quoted += 1
        elif name == "CodeBlock":
            self._listing = True
        elif name == "HtmlBlock":
            self._html = []
        elif name == "FootnoteDefinition":
            to.part = "footnote"
            to.found.defined.append((str(value), self._range(start, end)))
        else:
            self._begin_cell(name)

    def _begin_cell(self, name: str) -> None:
        if name == "Table":
            self._row = 0
        elif name in {"TableHead", "TableRow"}:
            self._row, self._column = self._row + 1, 0
        elif name == "TableCell":
            self._column += 1

    def _begin_link(self, value: object, start: int, end: int) -> None:
        to, place = self.gatherer, self._range(start, end)
        address = str(value["dest_url"]) if isinstance(value, dict) else ""
        if address == _CITED:
            if not self._silent:
                to.add(self._source[start:end].decode(), place.start, place.end)
            self._silent += 1
            self._links.append(Link(_CITED, place, place, to.length))
            return
        at = self._source.rfind(address.encode(), start, end) if address else -1
        where = Range(self._base + at, self._base + at + len(address.encode())) if at >= 0 else place
        link = Link(address, where, place, to.length)
        self._links.append(link)
        if address and not self._silent:
            to.link(link)
        look = to.look
        to.look = Look(look.strong, look.emphasis, look.code, address)

    def _end(self, tag: object) -> None:
        name, value = _named(tag)
        to = self.gatherer
        if name in _BLOCKS:
            self._end_block(name, value)
        elif name in _LOOKS or name in {"Link", "Image"}:
            to.look = self._looks.pop()
            if name == "Image":
                self._silent -= 1
            elif name == "Link":
                link = self._links.pop()
                link.end = to.length
                self._silent -= link.address == _CITED

    def _end_block(self, name: str, value: object) -> None:
        to = self.gatherer
        if name == "HtmlBlock":
            self._read_html()
        elif name == "Heading":
            self._flush("heading", level=int(str(value)[1:]))
        elif name == "CodeBlock":
            self._flush("code")
            self._listing = False
        elif name == "TableCell":
            self._flush("cell")
        else:
            self._flush("paragraph")
        if name == "List":
            self._lists.pop()
        if name in {"List", "Item"}:
            self._item = None
        elif name == "BlockQuote":
            to.quoted -= 1
        elif name == "FootnoteDefinition":
            to.part = "body"

    def _flush(self, kind: str, level: int = 0) -> None:
        """End the block that is being gathered; in brackets marked words lose the brackets."""
        to = self.gatherer
        if kind != "code":
            self._mark_spans()
        self._page.unwind(to.reach.end)
        if kind == "heading":
            shape = Shape("heading", level)
        elif kind == "code":
            shape = Shape("code")
        elif kind == "cell":
            shape = Shape("cell", row=self._row, column=self._column)
        elif self._item:
            shape = Shape("item", *self._item)
        else:
            shape = Shape("quote" if to.quoted else "paragraph")
        if to.end_block(shape, keep=kind == "code") and shape.kind == "item":
            self._item = None

    def _mark_spans(self) -> None:
        """Note words marked as `[words]{claim=id}`, and take the marks out of the block's words."""
        text = self.gatherer.words()
        if "claim=" not in text:
            return
        open_: list[int] = []
        drops: list[tuple[int, int]] = []
        marks: list[tuple[str, tuple[int, int], tuple[int, int]]] = []
        for match in re.finditer(r"[\[\]]", text):
            if match[0] == "[":
                open_.append(match.start())
            elif open_:
                begin = open_.pop()
                if span := _SPAN.match(text, match.end()):
                    drops += [(begin, begin + 1), (match.start(), span.end())]
                    marks.append((span[1], (begin + 1, match.start()), (match.start(), span.end())))
        self.gatherer.mark(marks)
        self.gatherer.cut(drops)

    def _read_html(self) -> None:
        """Read a piece of HTML; what stands before it in each line of a quotation or list becomes blank."""
        parts, self._html = self._html or [], None
        if parts:
            self._page.start_in(self._item)
            self._tags(parts[0][0], parts[-1][1], parts)

    def _tags(self, start: int, end: int, parts: list[tuple[int, int]]) -> None:
        kept = bytearray(b" " * (end - start))
        for first, last in parts:
            kept[first - start : last - start] = self._source[first:last]
        text = kept.decode(errors="replace")
        self._page.read(text, byte_counter(text, self._base + start))

    def _range(self, start: int, end: int) -> Range:
        return Range(self._base + start, self._base + end)


def _named(tag: object) -> tuple[str, object]:
    """Return name and value of a tag: {"Heading": ...} or "Paragraph"."""
    if isinstance(tag, str):
        return tag, None
    if isinstance(tag, dict):
        pair: Mapping[str, object] = tag
        return next(iter(pair.items()))
    return "", None
