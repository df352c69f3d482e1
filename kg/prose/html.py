"""HTML as blocks, with places: the text of `main` or `article` where the page has one, else of its whole body."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html import unescape
from html.parser import HTMLParser
from itertools import accumulate
from typing import TYPE_CHECKING, Final

from kg.prose.document import Range
from kg.prose.markup import Gatherer, Link, Look, Marked, Note, Shape
from kg.prose.page import json_ld, meta
from kg.prose.places import byte_counter

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.prose.document import Kind, Part
    from kg.prose.markup import Markup

_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_BREAKS: Final = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt"),
        *("figcaption", "figure", "footer", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre", "section"),
        *("summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", *_HEADINGS),
    }
)
_UNSEEN: Final = frozenset(
    {
        *("button", "canvas", "datalist", "form", "head", "iframe", "math", "nav", "noscript", "object", "script"),
        *("select", "style", "svg", "template", "textarea", "title"),
    }
)
_FRAME: Final = frozenset(("footer", "header"))  # of the page, and not of an article
_STRONG: Final = frozenset(("b", "strong"))
_EMPHASIS: Final = frozenset(("cite", "em", "i"))
_CODE: Final = frozenset(("code", "kbd", "samp"))
_VOID: Final = frozenset(
    ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
)
_REFERENCES: Final = re.compile(r"(?:^|[\s_-])(?:references?|bibliography|footnotes?|endnotes?|citations)(?:$|[\s_-])")
_MAIN: Final = re.compile(r"<(?:main|article)[\s>/]", re.IGNORECASE)
_TAG: Final = re.compile(r"<[A-Za-z/!?]")
_DEEPEST: Final = 200


@dataclass(slots=True)
class _Open:
    """An element that is not yet closed, with what it changed."""

    tag: str
    after: int
    unseen: bool = False
    look: Look | None = None
    part: Part = "body"
    link: Link | None = None
    marked: Marked | None = None
    count: int = 0


@dataclass(slots=True)
class _State:
    """What is open."""

    stack: list[_Open] = field(default_factory=list)
    open: Counter[str] = field(default_factory=Counter)
    unseen: int = 0
    item: tuple[int, int] | None = None
    row: int = 0
    column: int = 0
    words: list[str] = field(default_factory=list)  # of a title or a script


def read(text: str, base: int = 0) -> Markup:
    """Return what is in a page or a piece of one; `base` is the byte at which it begins."""
    if _MAIN.search(text):
        gatherer = Gatherer()
        Page(gatherer, only_body=True).read(text, byte_counter(text, base))
        if gatherer.found.blocks:
            return gatherer.found
    gatherer = Gatherer()
    Page(gatherer).read(text, byte_counter(text, base))
    return gatherer.found


class Page(HTMLParser):
    """Hands the words between tags to a gatherer; elements left open are closed by the ones around them.

    `inline` is for tags within a block that somebody else begins and ends.
    """

    def __init__(self, gatherer: Gatherer, *, only_body: bool = False) -> None:
        super().__init__(convert_charrefs=False)
        self.inline = False
        self._to = gatherer
        self._only_body = only_body
        self._state = _State()
        self._text = ""
        self._lines = [0]
        self._byte: Callable[[int], int] = int

    def read(self, text: str, byte: Callable[[int], int]) -> None:
        """Take a whole text, or a piece of one whose characters are at those bytes."""
        self.reset()
        self._text, self._byte = text, byte
        self._lines = [0, *accumulate(len(line) for line in text.split("\n"))]
        self._lines = [start + number for number, start in enumerate(self._lines)]
        self.feed(_closed(text))
        self.close()
        if not self.inline:
            self._flush()
            self.unwind(byte(len(text)))

    def unwind(self, end: int) -> None:
        """Close whatever is open, at a byte."""
        for entry in self._state.stack:
            if entry.marked is not None:
                covers = entry.marked.covers
                entry.marked.covers = Range(covers.start, max(covers.start, end))
                entry.marked = None
        self._close_from(0, len(self._text))
        self._state = _State()

    def start_in(self, item: tuple[int, int] | None) -> None:
        """Begin within a list item whose first block is still to come: its depth and number."""
        self._state.item = item

    @property
    def _seen(self) -> bool:
        """Whether readers see the words that come now, and come for them."""
        state = self._state
        return not state.unseen and (not self._only_body or state.open["main"] > 0 or state.open["article"] > 0)

    @property
    def _at(self) -> int:
        """The character at which the parser is."""
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def _range(self, start: int, end: int) -> Range:
        return Range(self._byte(start), self._byte(end))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        state, at = self._state, self._at
        after = at + len(self.get_starttag_text() or "")
        attributes = {name: value or "" for name, value in attrs}
        if tag in _BREAKS and not self.inline:
            self._flush()
        if tag == "li" and not self.inline:
            self._start_item()
        self._table(tag)
        if name := attributes.get("id"):
            self._to.found.anchors.setdefault(name, self._byte(at))
        if tag == "meta":
            self._to.found.metadata += meta(attributes, self._range(at, after))
        elif tag == "br" and self._seen:
            self._to.add(" ", self._byte(at), self._byte(after), fold=True)
        if tag not in _VOID and len(state.stack) < _DEEPEST:
            self._push(tag, attributes, at, after)

    def handle_endtag(self, tag: str) -> None:
        """Close an element and those inside it that nobody closed."""
        if not self._state.open[tag]:
            return
        if tag in _BREAKS and not self.inline:
            self._flush()
        stack = self._state.stack
        self._close_from(next(n for n in range(len(stack) - 1, -1, -1) if stack[n].tag == tag), self._at)

    def handle_data(self, data: str) -> None:
        """Take words."""
        state = self._state
        if state.unseen:
            if state.stack and state.stack[-1].tag in {"title", "script"}:
                state.words.append(data)
        elif self._seen:
            at = self._at
            self._to.add(data, self._byte(at), self._byte(at + len(data)), fold=not state.open["pre"])

    def handle_charref(self, name: str) -> None:
        """Take the character behind a number."""
        self._reference(f"&#{name}")

    def handle_entityref(self, name: str) -> None:
        """Take the character behind a name."""
        self._reference(f"&{name}")

    def _reference(self, raw: str) -> None:
        state, at = self._state, self._at
        if self._text.startswith(";", at + len(raw)):
            raw += ";"
        if state.unseen and state.stack and state.stack[-1].tag == "title":
            state.words.append(unescape(raw))
        elif self._seen:
            words = unescape(raw).replace("\x00", "\ufffd")
            self._to.add(words, self._byte(at), self._byte(at + len(raw)), fold=not state.open["pre"])

    def handle_comment(self, data: str) -> None:
        """Note a comment."""
        at = self._at
        end = self._text.find(">", at + 4 + len(data)) + 1 or len(self._text)
        place = self._range(at, min(end, at + len(data) + 16))
        self._to.note(self._to.found.comments, Note(data, place, self._to.length))

    def _push(self, tag: str, attributes: dict[str, str], at: int, after: int) -> None:
        state, to = self._state, self._to
        entry = _Open(tag, after, part=to.part, count=_start(attributes) if tag == "ol" else 0)
        role = f"{attributes.get('class', '')} {attributes.get('id', '')} {attributes.get('role', '')}".lower()
        listed = not self.inline and tag in _BREAKS and _REFERENCES.search(role) is not None
        entry.unseen = self._unseen(tag, attributes, listed=listed)
        state.unseen += entry.unseen
        if listed and to.part == "body":
            to.part = "references"
        if self._seen:
            self._open_words(entry, attributes, at, after)
        to.quoted += tag == "blockquote"
        state.stack.append(entry)
        state.open[tag] += 1
        if tag in {"title", "script"}:
            state.words = ["", attributes.get("type", "")][: 1 + (tag == "script")]

    def _unseen(self, tag: str, attributes: dict[str, str], *, listed: bool) -> bool:
        """Return whether readers do not see an element, or do not come for it."""
        if tag in _UNSEEN or "hidden" in attributes:
            return True
        within = self._state.open["main"] or self._state.open["article"]
        return not listed and (tag == "aside" or (tag in _FRAME and not within))

    def _open_words(self, entry: _Open, attributes: dict[str, str], at: int, after: int) -> None:
        """Note what an element says of the words in it."""
        to, tag = self._to, entry.tag
        place = self._range(at, after)
        if tag in _STRONG | _EMPHASIS | _CODE or tag == "a":
            look = entry.look = to.look
            href = attributes.get("href", "").strip() if tag == "a" else look.href
            ways = (look.strong + (tag in _STRONG), look.emphasis + (tag in _EMPHASIS), look.code + (tag in _CODE))
            to.look = Look(*ways, href)
        if tag == "a" and attributes.get("href", "").strip():
            address = attributes["href"].strip()
            entry.link = Link(address, self._value("href", at, after, address), place, to.length)
            to.link(entry.link)
        elif tag == "sup":
            entry.link = Link("", place, place, to.length)
            to.raised(entry.link)
        if claim := attributes.get("data-claim", "").strip():
            entry.marked = Marked(claim, place, Range(place.end, place.end))
            to.found.marked.append(entry.marked)
        if key := attributes.get("data-ref", "").strip():
            to.note(to.found.keys, Note(key, self._value("data-ref", at, after, key), to.length))

    def _value(self, name: str, at: int, after: int, value: str) -> Range:
        """Return where the value of an attribute stands, or the whole tag where it is written in another way."""
        match = re.search(rf"\b{name}\s*=\s*[\"']?\s*", self._text[at:after], re.IGNORECASE)
        if match and self._text.startswith(value, at + match.end()):
            return self._range(at + match.end(), at + match.end() + len(value))
        return self._range(at, after)

    def _close_from(self, depth: int, at: int) -> None:
        state, to = self._state, self._to
        for entry in reversed(state.stack[depth:]):
            state.open[entry.tag] -= 1
            state.unseen -= entry.unseen
            to.part = entry.part
            to.quoted -= entry.tag == "blockquote"
            if entry.look is not None:
                to.look = entry.look
            if entry.link is not None:
                end = self._end_of_tag(at)
                entry.link.end = entry.link.end or to.length
                entry.link.range = Range(entry.link.range.start, max(entry.link.range.end, end))
            if entry.marked is not None:
                covers = entry.marked.covers
                entry.marked.covers = Range(covers.start, max(covers.start, self._byte(min(at, len(self._text)))))
            if entry.tag in {"title", "script"}:
                self._end_of_words(entry, at)
        del state.stack[depth:]

    def _end_of_tag(self, at: int) -> int:
        """Return the byte after the closing tag that begins at a character, if one does."""
        end = self._text.find(">", at) + 1 if self._text.startswith("</", at) else at
        return self._byte(end or at)

    def _end_of_words(self, entry: _Open, at: int) -> None:
        words, self._state.words = self._state.words, []
        place = self._range(min(entry.after, at), min(at, len(self._text)))
        if entry.tag == "title":
            self._to.found.metadata += meta({"name": "title", "content": " ".join("".join(words).split())}, place)
        elif len(words) > 1 and words[1].strip().lower() == "application/ld+json":
            self._to.found.metadata += json_ld("".join(words[2:]), place)

    def _start_item(self) -> None:
        """Note depth and number of a list item; one left open before it ends here."""
        state = self._state
        lists = [n for n, x in enumerate(state.stack) if x.tag in {"ol", "ul"}]
        if not lists:
            state.item = (1, 0)
            return
        self._close_from(lists[-1] + 1, self._at)
        state.stack[lists[-1]].count += 1
        state.item = (len(lists), state.stack[lists[-1]].count if state.stack[lists[-1]].tag == "ol" else 0)

    def _table(self, tag: str) -> None:
        state = self._state
        if tag == "table":
            state.row = 0
        elif tag == "tr":
            state.row, state.column = state.row + 1, 0
        elif tag in {"td", "th"}:
            state.column += 1

    def _flush(self) -> None:
        """End the block that is being gathered."""
        if self._to.end_block(self._shape(), keep=self._state.open["pre"] > 0) and self._state.item:
            self._state.item = None

    def _shape(self) -> Shape:
        state = self._state
        tags = state.open
        if heading := next((level for name, level in _HEADINGS.items() if tags[name]), 0):
            return Shape("heading", heading)
        if tags["pre"]:
            return Shape("code")
        if tags["td"] or tags["th"]:
            return Shape("cell", row=state.row, column=state.column)
        if tags["figcaption"] or tags["caption"]:
            return Shape("caption")
        if state.item:
            return Shape("item", *state.item)
        kind: Kind = "quote" if tags["blockquote"] else "paragraph"
        return Shape(kind)


def _closed(text: str) -> str:
    """Return a page without a comment or tag that is still open at its end, and without CDATA; places stay.

    The parser would look for the end of each such beginning anew, in quadratic time.
    """
    text = text.replace("<![", "<!x")
    comment = text.find("<!--", text.rfind("-->") + 3)
    text = text[:comment] if comment >= 0 else text
    tag = _TAG.search(text, text.rfind(">") + 1)
    return text[: tag.start()] if tag else text


def _start(attributes: dict[str, str]) -> int:
    """Return what a numbered list counts from, less one."""
    start = attributes.get("start", "")
    return int(start) - 1 if start.isdecimal() and start.isascii() and len(start) < 10 else 0  # noqa: PLR2004  # a number of a list
