"""YAML text to plain values, event by event, with our own limits; what YAML allows and data does not is marked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NoReturn

import yaml
from yaml._yaml import CParser

from kg.load.characters import character_problem, forbidden_in
from kg.load.scalars import is_not_finite, resolve
from kg.load.words import quoted
from kg.problems import Span

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from kg.load.words import Words

MAX_DEPTH: Final = 32
MAX_NODES: Final = 4_000_000
MAX_TEXT: Final = 100_000
MAX_MARKS: Final = 1000
_LIST_LEVEL: Final = 2  # a top-level list of records stands in the mapping that the file is
Pointer = tuple[str | int, ...]


@dataclass(slots=True)
class Built:
    """What a YAML text holds: a plain value, and marks of what is wrong, each with span, rule, message, way out.

    `lines` has the 1-based line of each item of each top-level list. `poisoned` are pointers whose value is
    not what the file says, because it was reported already. `error` is what ended the reading early. `quotes` are the
    texts in quotes that go on over several lines.
    """

    value: Any = None
    documents: int = 0
    marks: list[tuple[Span, Words]] = field(default_factory=list)
    lines: dict[str, list[int]] = field(default_factory=dict)
    poisoned: set[Pointer] = field(default_factory=set)
    error: yaml.YAMLError | None = None
    stopped: bool = False
    quotes: list[Span] = field(default_factory=list)
    located: dict[Pointer, Located] = field(default_factory=dict)


@dataclass(slots=True)
class Located:
    """Where a value and its key stand; `raw` is the text of a scalar, `plain` tells that it is not in quotes."""

    value: Span
    key: Span | None
    raw: str = ""
    plain: bool = False


@dataclass(slots=True)
class _Frame:
    """A list or mapping that is still open; `keys` has the line of each key of a mapping."""

    value: dict[str, Any] | list[Any]
    keys: dict[str, int]
    key: str = ""
    key_span: Span | None = None
    has_key: bool = False
    dropped: bool = False
    located: Located | None = None


class _StopError(Exception):
    """The text goes past a limit, which was marked."""


def build(text: str, wanted: AbstractSet[Pointer] = frozenset(), max_nodes: int = MAX_NODES) -> Built:
    """Return the plain value of a YAML text and every mark on it; never raises for what the text holds.

    The places of the pointers in `wanted` come along in `located`; a place for each value would take too much memory.
    """
    builder = _Builder(wanted, max_nodes)
    parser = CParser(text)
    try:
        while not isinstance(event := parser.get_event(), yaml.StreamEndEvent):
            builder.take(event)
    except yaml.YAMLError as error:
        builder.built.error = error
    except _StopError:
        builder.built.stopped = True
    finally:
        parser.dispose()
    return builder.built


def span_of(event: Any) -> Span:
    """Return the span of an event in 1-based lines and columns."""
    start, end = event.start_mark, event.end_mark
    return Span(start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def nearest_place(built: Built, pointer: Pointer, *, on_key: bool) -> Span | None:
    """Return the span of a value or its key, or of the nearest value around it that has a place."""
    while pointer and pointer not in built.located:
        pointer = pointer[:-1]
        on_key = False
    located = built.located.get(pointer)
    if located is None:
        return None
    return located.key if on_key and located.key else located.value


class _Builder:
    """Takes events one by one."""

    def __init__(self, wanted: AbstractSet[Pointer], max_nodes: int) -> None:
        self.max_nodes = max_nodes
        self.built = Built()
        self.wanted = wanted
        self.stack: list[_Frame] = []
        self.nodes = 0

    def take(self, event: Any) -> None:
        """Take one event."""
        kind = type(event)
        if kind is yaml.ScalarEvent:
            self._count(event)
            self._scalar(event)
        elif kind is yaml.MappingStartEvent:
            self._open(event, {})
        elif kind is yaml.SequenceStartEvent:
            self._open(event, [])
        elif kind in (yaml.MappingEndEvent, yaml.SequenceEndEvent):
            self._close(event)
        elif kind is yaml.AliasEvent:
            self._alias(event)
        elif kind is yaml.DocumentStartEvent:
            self.built.documents += 1
            if self.built.documents > 1:
                message = "'---' begins a second document; a data file is one document"
                self._stop(event, "many-documents", message, "move what follows to a file of its own")

    def _mark(self, event: Any, rule: str, message: str, way_out: str, width: int = 0) -> None:
        span = span_of(event)
        if width:
            span = Span(span.line, span.column, span.line, span.column + width)
        self.built.marks.append((span, (rule, message, way_out)))
        if len(self.built.marks) == MAX_MARKS:
            message = f"{MAX_MARKS:,} problems stand above; what follows was not read"
            self.built.marks.append((span, ("too-many-problems", message, "")))
            raise _StopError

    def _stop(self, event: Any, rule: str, message: str, way_out: str) -> NoReturn:
        """Mark a limit and read no further; the record that is open is not whole."""
        self._mark(event, rule, message, way_out)
        if self.stack:
            self.built.poisoned.add(self._pointer()[:2])
        raise _StopError

    def _count(self, event: Any) -> None:
        self.nodes += 1
        if self.nodes > self.max_nodes:
            self._stop(event, "too-many-values", f"the file holds more than {self.max_nodes:,} values", "split it")

    def _pointer(self) -> Pointer:
        """Return the pointer to the value that comes next; a list or mapping that is open has been put in place."""
        last = len(self.stack) - 1
        return tuple(
            frame.key if isinstance(frame.value, dict) else len(frame.value) - (depth < last)
            for depth, frame in enumerate(self.stack)
        )

    def _awaits_key(self) -> _Frame | None:
        """Return the open mapping whose next node is a key, or None."""
        frame = self.stack[-1] if self.stack else None
        return frame if frame is not None and not frame.has_key and isinstance(frame.value, dict) else None

    def _alias(self, event: Any) -> None:
        self._count(event)
        way_out = "write the value out in each place"
        self._mark(event, "alias", f"'*{event.anchor}' is an alias, which data files do not have", way_out)
        if frame := self._awaits_key():
            frame.key, frame.has_key, frame.dropped = "", True, True
        else:
            self._add(event, None, poison=True)

    def _scalar(self, event: Any) -> None:
        text: str = event.value
        if frame := self._awaits_key():
            self._key(frame, event, text)
            return
        poison = self._decorated(event)
        if len(text) > MAX_TEXT:
            message = f"this text has {len(text):,} characters; a text has up to {MAX_TEXT:,}"
            self._mark(event, "text-too-long", message, "shorten it")
            poison = True
        elif bad := forbidden_in(text):
            rule, message, way_out = character_problem(bad)
            self._mark(event, rule, message, way_out)
            poison = True
        if event.style:
            if event.style in "'\"" and event.end_mark.line > event.start_mark.line:
                self.built.quotes.append(span_of(event))
            self._add(event, text, poison=poison)
            return
        if is_not_finite(text):
            self._mark(event, "not-finite", f"{quoted(text)} is not a finite number", "leave the key out")
            poison = True
        self._add(event, resolve(text), poison=poison)

    def _key(self, frame: _Frame, event: Any, text: str) -> None:
        """Take a key of the mapping that is open."""
        self._decorated(event)
        line = event.start_mark.line + 1
        frame.dropped = True
        if text == "<<" and not event.style:
            self._mark(
                event, "merge-key", "'<<' merges another mapping, which data files do not do", "write the keys out"
            )
        elif text in frame.keys:
            message = f"key {quoted(text)} is already at line {frame.keys[text]}"
            self._mark(event, "duplicate-key", message, "keep one of the two")
        else:
            frame.dropped = False
            frame.keys[text] = line
        frame.key, frame.has_key = text, True
        if self.wanted:
            frame.key_span = span_of(event)

    def _decorated(self, event: Any) -> bool:
        """Mark a tag or an anchor; a tag makes the value unusable."""
        if event.anchor is not None:
            message = f"'&{event.anchor}' is an anchor, which data files do not have"
            self._mark(event, "anchor", message, "write the value out in each place", len(event.anchor) + 1)
        if event.tag is None:
            return False
        tag = event.tag.replace("tag:yaml.org,2002:", "!!")
        self._mark(event, "tag", f"'{tag}' is a tag, which data files do not have", "delete the tag")
        return True

    def _open(self, event: Any, value: dict[str, Any] | list[Any]) -> None:
        self._count(event)
        if len(self.stack) >= MAX_DEPTH:
            message = f"lists and mappings are nested more than {MAX_DEPTH} deep here"
            self._stop(event, "too-deep", message, "a data file needs no more than 6 levels")
        located = None
        if parent := self._awaits_key():
            self._mark(event, "key-not-text", "a list or mapping stands where a key is meant", "write the key as text")
            parent.key, parent.has_key, parent.dropped = "", True, True
        else:
            located = self._add(event, value, poison=self._decorated(event))
        self.stack.append(_Frame(value, {}, located=located))

    def _close(self, event: Any) -> None:
        located = self.stack.pop().located
        if located:
            start = located.value
            located.value = Span(start.line, start.column, event.end_mark.line + 1, event.end_mark.column + 1)

    def _locate(self, event: Any) -> Located | None:
        """Keep the place of a value if it is wanted."""
        pointer = self._pointer()
        if pointer not in self.wanted or any(frame.dropped for frame in self.stack):
            return None
        key = self.stack[-1].key_span if self.stack and isinstance(self.stack[-1].value, dict) else None
        located = Located(span_of(event), key)
        if isinstance(event, yaml.ScalarEvent):
            located.raw, located.plain = event.value, not event.style
        self.built.located[pointer] = located
        return located

    def _add(self, event: Any, value: Any, *, poison: bool) -> Located | None:
        """Put a value into the list or mapping that is open; return its place if it is wanted."""
        if poison:
            self.built.poisoned.add(self._pointer())
        located = self._locate(event) if self.wanted else None
        self._put(event, value)
        return located

    def _put(self, event: Any, value: Any) -> None:
        if not self.stack:
            self.built.value = value
            return
        frame = self.stack[-1]
        if isinstance(frame.value, list):
            if len(self.stack) == _LIST_LEVEL:
                self.built.lines.setdefault(self.stack[0].key, []).append(event.start_mark.line + 1)
            frame.value.append(value)
            return
        if not frame.dropped:
            frame.value[frame.key] = value
        frame.has_key = False
