"""The tree that `kg fmt` works on: what a YAML file says, with its comments, and how that is read from the text.

PyYAML's C parser gives events with their places; comments are what stands behind a `#` between scalars.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, TypeAlias

import yaml

from kg.problems import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST: Final = 50
LONGEST_KEY: Final = 120
_BLOCK_HEADER: Final = re.compile(r"[|>][-+0-9]*[ \t]*(#[^\n]*)?")
_ODD_BREAK: Final = re.compile("[\r\x85\u2028\u2029]")


class Refusal(ValueError):  # noqa: N818  # nothing went wrong: the file is left as it is
    """Why a file is not formatted, at a place in it; becomes a `Problem` in `kg.fmt`."""

    def __init__(self, reason: str, way_out: str, span: Span) -> None:
        super().__init__(reason)
        self.reason = reason
        self.way_out = way_out
        self.span = span


@dataclass(slots=True, eq=False)
class Scalar:
    """A text or number; `plain` when it is written without quotes. Offsets are in characters."""

    text: str
    plain: bool
    start: int
    end: int


@dataclass(slots=True, eq=False)
class Collection:
    """A mapping or a sequence; `after` holds the comments below its last entry, `head` those that open the file."""

    mapping: bool
    flow: bool
    start: int
    column: int
    end: int = 0
    entries: list[Entry] = field(default_factory=list)
    head: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Entry:
    """A key with its value, or an item of a sequence (no key).

    `before` holds the comments above it, with an empty text for a blank line; `beside` the one at the end of its line.
    """

    key: Scalar | None
    value: Node
    start: int
    column: int
    before: list[str] = field(default_factory=list)
    beside: str = ""

    def put_beside(self, comment: str) -> None:
        """Take a comment at the end of the line; there is room for one, so an earlier one moves above."""
        if self.beside:
            self.before.append(self.beside)
        self.beside = comment


Node: TypeAlias = Scalar | Collection


def parse_tree(text: str) -> tuple[Collection | None, list[tuple[int, str]]]:
    """Return the tree of a text with Unix line ends, or None where there is none, and its comments as (offset, text).

    Raises Refusal where the text is no YAML, or has what has no place in a data file.
    """
    if odd := _ODD_BREAK.search(text):
        reason = f"character {ord(odd[0]):#06x} ends a line for some programs only"
        raise Refusal(
            reason, "write it as an escape in double quotes, or as an ordinary line end", _span(text, odd.start())
        )
    try:
        reader = _Reader(text)
        root = reader.root()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        at = Span(mark.line + 1, mark.column + 1, mark.line + 1, mark.column + 2) if mark else Span()
        raise Refusal(f"not YAML: {error.problem or error.context}", "see 'kg check'", at) from error
    except yaml.YAMLError as error:
        raise Refusal(f"not YAML: {error}".splitlines()[0], "see 'kg check'", Span()) from error
    return root, sorted(reader.headers + list(_comments(text, reader.scalars)))


def _start(event: yaml.Event) -> tuple[int, int]:
    """Return the offset and the 0-based column at which an event begins."""
    mark = event.start_mark
    return (mark.index, mark.column) if mark else (0, 0)


def _end(event: yaml.Event) -> int:
    """Return the offset behind an event."""
    return event.end_mark.index if event.end_mark else 0


def _span(text: str, offset: int) -> Span:
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return Span(line, column, line, column + 1)


class _Reader:
    """Builds the tree from the events; keeps the scalars' places and the comments in headers of block scalars."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.scalars: list[Scalar] = []
        self.headers: list[tuple[int, str]] = []
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CSafeLoader)

    def root(self) -> Collection | None:
        """Return the only document's mapping."""
        next(self.events)
        start = next(self.events)
        if isinstance(start, yaml.StreamEndEvent):
            return None
        if isinstance(start, yaml.DocumentStartEvent) and (start.version or start.tags):
            raise self.refusal("directive", "leave out the line that begins with '%'", start)
        event = next(self.events)
        node = self.node(event, 0)
        next(self.events)
        if not isinstance(more := next(self.events), yaml.StreamEndEvent):
            raise self.refusal("second document", "give it a file of its own", more)
        if isinstance(node, Collection) and node.mapping:
            return node
        if isinstance(node, Scalar) and node.plain and not node.text:
            return None
        raise self.refusal("no mapping of lists", "begin with a key such as 'claims:'", event)

    def node(self, event: yaml.Event, depth: int) -> Node:
        """Return what begins with an event."""
        if isinstance(event, yaml.AliasEvent) or (isinstance(event, yaml.NodeEvent) and event.anchor):
            raise self.refusal("anchor or alias", "write the value out", event)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event)
        if not isinstance(event, yaml.CollectionStartEvent):
            raise self.refusal("unexpected end", "see 'kg check'", event)
        if event.tag:
            raise self.refusal(f"tag '{event.tag}'", "leave it out", event)
        if depth == DEEPEST:
            raise self.refusal(f"more than {DEEPEST} levels", "records are not nested that deep", event)
        mapping = isinstance(event, yaml.MappingStartEvent)
        found = Collection(mapping, bool(event.flow_style), *_start(event))
        seen: set[str] = set()
        while not isinstance(one := next(self.events), yaml.CollectionEndEvent):
            entry = self.entry(one, found, depth + 1)
            if entry.key and entry.key.text in seen:
                raise self.refusal(f"key '{entry.key.text}' stands here twice", "leave one of the two", one)
            seen.add(entry.key.text if entry.key else "")
            found.entries.append(entry)
        found.end = _end(one)
        return found

    def entry(self, event: yaml.Event, owner: Collection, depth: int) -> Entry:
        """Return a key and its value, or an item."""
        if not owner.mapping:
            value = self.node(event, depth)
            return Entry(None, value, value.start, _start(event)[1] if owner.flow else owner.column)
        if not isinstance(event, yaml.ScalarEvent) or event.anchor:
            raise self.refusal("key that is no text", "a key is one word", event)
        key = self.scalar(event)
        if "\n" in key.text or len(key.text) > LONGEST_KEY:
            raise self.refusal("key of several lines or more than 120 characters", "a key is one word", event)
        return Entry(key, self.node(next(self.events), depth), key.start, _start(event)[1])

    def scalar(self, event: yaml.ScalarEvent) -> Scalar:
        """Return a scalar; remember where it stands, and the comment in its first line if it is `|` or `>`."""
        if event.tag:
            raise self.refusal(f"tag '{event.tag}'", "leave it out, and quote what is text", event)
        found = Scalar(event.value, not event.style, _start(event)[0], _end(event))
        if event.style in ("|", ">"):
            header = _BLOCK_HEADER.match(self.text, found.start)
            if header and header[1]:
                self.headers.append((header.start(1), header[1].rstrip(" \t")))
        self.scalars.append(found)
        return found

    def refusal(self, what: str, way_out: str, event: yaml.Event) -> Refusal:
        """Return the refusal at an event."""
        return Refusal(what, way_out, _span(self.text, _start(event)[0]))


def _comments(text: str, scalars: list[Scalar]) -> Iterator[tuple[int, str]]:
    """Yield the comments outside scalars: between them a `#` begins nothing else."""
    at = 0
    for begin, end in [*((s.start, s.end) for s in scalars), (len(text), len(text))]:
        while (found := text.find("#", at, begin)) >= 0:
            at = text.find("\n", found)
            at = len(text) if at < 0 else at
            yield found, text[found:at].rstrip(" \t")
        at = max(at, end)
