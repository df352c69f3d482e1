"""HTML as a document: the text of `main` or `article` where the page has one, else of its whole body."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from kg.prose.document import Block, Document, Kind, Run

_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_BREAKS: Final = frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "body",
            "dd",
            "details",
            "div",
            "dl",
            "dt",
            "figcaption",
            "figure",
        ),
        *("footer", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody"),
        *("figure", "tfoot", "thead", "tr", "ul", *_HEADINGS),
    }
)
_UNSEEN: Final = frozenset(("button", "form", "head", "nav", "noscript", "script", "style", "svg", "template", "title"))
_BODY: Final = frozenset(("article", "main"))
_STRONG: Final = frozenset(("b", "strong"))
_EMPHASIS: Final = frozenset(("cite", "em", "i"))
_CODE: Final = frozenset(("code", "kbd", "samp"))
_VOID: Final = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))


@dataclass(slots=True)
class _Open:
    """An element that is not yet closed."""

    tag: str
    href: str = ""
    count: int = 0


@dataclass(slots=True)
class _Found:
    """A block, and whether it stands in the main part of the page."""

    block: Block
    in_body: bool


@dataclass(slots=True)
class _State:
    """What has been read so far."""

    stack: list[_Open] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    found: list[_Found] = field(default_factory=list)
    item: tuple[int, int] | None = None
    cells: int = 0


def parse(text: str) -> Document:
    """Return the blocks of a page or a piece of one; what readers do not see (scripts, menus, forms) is left out.

    >>> [(x.kind, x.text) for x in parse("<h1>Ice</h1><nav>Home</nav><ul><li>It <b>numbs</b>.</ul>").blocks]
    [('heading', 'Ice'), ('item', 'It numbs.')]
    """
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.document()


class _Reader(HTMLParser):
    """Gathers blocks from the stream of tags; elements left open are closed by the ones around them."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._state = _State()

    def document(self) -> Document:
        """Return what was read: the main part where there is one."""
        self._flush()
        found = self._state.found
        main = [x for x in found if x.in_body]
        return Document(tuple(x.block for x in main or found))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        state = self._state
        if tag in _BREAKS:
            self._flush()
        if tag == "br":
            self._add("\n")
        elif tag in {"td", "th"}:
            self._add(" | " if state.cells else "")
            state.cells += 1
        elif tag == "li":
            self._start_item()
        if tag not in _VOID:
            state.stack.append(_opened(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        """Close an element and those inside it that nobody closed."""
        stack = self._state.stack
        at = next((n for n in range(len(stack) - 1, -1, -1) if stack[n].tag == tag), None)
        if at is None:
            return
        if tag in _BREAKS:
            self._flush()
        del stack[at:]

    def handle_data(self, data: str) -> None:
        """Take words."""
        self._add(data)

    def _inside(self, tags: frozenset[str]) -> bool:
        return any(x.tag in tags for x in self._state.stack)

    def _start_item(self) -> None:
        """Note depth and number of a list item; one left open before it ends here."""
        stack = self._state.stack
        lists = [n for n, x in enumerate(stack) if x.tag in {"ol", "ul"}]
        if not lists:
            self._state.item = (1, 0)
            return
        del stack[lists[-1] + 1 :]
        stack[lists[-1]].count += 1
        self._state.item = (len(lists), stack[lists[-1]].count if stack[lists[-1]].tag == "ol" else 0)

    def _add(self, words: str) -> None:
        if words and not self._inside(_UNSEEN):
            href = next((x.href for x in reversed(self._state.stack) if x.href), "")
            ways = (self._inside(_STRONG), self._inside(_EMPHASIS), self._inside(_CODE))
            self._state.runs.append(Run(words, *ways, href))

    def _flush(self) -> None:
        """End the block that is being read."""
        state = self._state
        code = self._inside(frozenset(("pre",)))
        runs = tuple(state.runs) if code else _collapsed(state.runs)
        state.runs = []
        state.cells = 0
        if any(run.text.strip() for run in runs):
            kind, level, number = self._kind()
            state.found.append(_Found(Block(kind, runs, level, number), self._inside(_BODY)))
            state.item = None

    def _kind(self) -> tuple[Kind, int, int]:
        """Return kind, level and number of the block that ends here."""
        tags = [x.tag for x in self._state.stack]
        heading = next((_HEADINGS[x] for x in tags if x in _HEADINGS), 0)
        if heading:
            return "heading", heading, 0
        if "pre" in tags:
            return "code", 0, 0
        if "tr" in tags:
            return "row", 0, 0
        if self._state.item:
            return "item", *self._state.item
        return ("quote" if "blockquote" in tags else "paragraph"), 0, 0


def _opened(tag: str, attributes: dict[str, str]) -> _Open:
    """Return an element as it opens; a numbered list counts from where it says."""
    start = attributes.get("start", "") if tag == "ol" else ""
    return _Open(
        tag,
        attributes.get("href", "").strip() if tag == "a" else "",
        int(start) - 1 if start.isdecimal() and start.isascii() else 0,
    )


def _collapsed(runs: list[Run]) -> tuple[Run, ...]:
    """Return runs with one space for any white space, none at the ends, and those set alike in one."""
    kept: list[Run] = []
    for run in runs:
        before = kept[-1] if kept else None
        space = before is None or before.text.endswith(" ")
        words = _spaced(run.text, after_space=space)
        if not words:
            continue
        if before and _way(before) == _way(run):
            kept[-1] = Run(before.text + words, *_way(run))
        else:
            kept.append(Run(words, *_way(run)))
    if kept and kept[-1].text.endswith(" "):
        last = kept.pop()
        kept += [Run(last.text.rstrip(), *_way(last))] if last.text.strip() else []
    return tuple(kept)


def _spaced(words: str, *, after_space: bool) -> str:
    """Return words with one space for any white space, and none at the front after one."""
    text = " ".join(words.split())
    if not text:
        return "" if after_space else " "
    front = "" if after_space or not words[0].isspace() else " "
    return front + text + (" " if words[-1].isspace() else "")


def _way(run: Run) -> tuple[bool, bool, bool, str]:
    return run.strong, run.emphasis, run.code, run.href
