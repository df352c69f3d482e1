"""Data files in NDJSON, for bulk: one record a line, under the name of its kind, `{"study": {"id": …}}`."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import msgspec

from kg.load import shape
from kg.load.characters import Lines, decode, forbidden_in
from kg.load.events import Built, build, nearest_place
from kg.load.parsed import Parsed, Salvaged, record
from kg.load.salvage import salvage
from kg.load.syntax import named_ids
from kg.load.words import quoted, suggestion
from kg.problems import Fault, Problem, Span
from kg.records import LISTS, Place, Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from mmap import mmap

    from kg.load.events import Pointer
    from kg.load.words import Words

MAX_BYTES: Final = 4 * 1024**3
MAX_LINE: Final = 4 * 1024**2
MAX_BROKEN_LINES: Final = 100
KINDS: Final = {kind.__name__.lower(): name for name, kind in LISTS.items()}
_FORM: Final = 'a line is one record under the name of its kind, such as {"study": {"id": "smith-2020"}}'
_KNOWN_KINDS: Final = f"known kinds: {', '.join(KINDS)}"
# What the fast way would let pass: escapes, the loader's own field, and keys without a value.
_SUSPECT: Final = (b"\\u", b'"@at"', b"null")


_DECODER: Final = msgspec.json.Decoder(
    msgspec.defstruct(
        "Line",
        [(kind, LISTS[name] | None, None) for kind, name in KINDS.items()],
        forbid_unknown_fields=True,
    )
)
_CAUSES: Final = {
    "Input data was truncated": "the line ends in the middle of a value",
    "trailing characters": "something follows the value",
    "invalid character": "no value begins or goes on like this",
}


def parse(path: str, data: bytes | mmap) -> Parsed:
    """Return the records of an NDJSON data file and every problem with it."""
    records: list[Record] = []
    problems: list[Problem] = []
    known: set[str] = set()
    salvaged: list[Salvaged] = []
    broken = 0
    for number, (offset, line) in enumerate(_lines(data), start=1):
        if not line.strip():
            continue
        if (fast := _fast(path, number, line)) is not None:
            records.append(fast)
            continue
        held, found = _slow(path, number, line, offset)
        if isinstance(held, Salvaged):
            salvaged.append(held)
        elif held is not None:
            records.append(held)
        problems += found
        broken += bool(found)
        known.update(named_ids(line[:MAX_LINE].decode(errors="replace")))
        if broken == MAX_BROKEN_LINES:
            message = f"{broken} lines of this file have a problem; what follows was not read"
            problems.append(_problem(path, number, Span(), ("too-many-problems", message, ""), ""))
            break
    if not records and not problems:
        message, way_out = "the file holds no data", "write one record a line, or delete the file"
        problems.append(Problem(path, Span(), "empty-file", message, way_out))
    return Parsed(tuple(records), tuple(problems), frozenset(known), tuple(salvaged))


def locate(path: str, data: bytes | mmap, faults: Iterable[Fault]) -> list[Problem]:
    """Return faults found later as problems with line and column."""
    by_line: dict[int, list[Fault]] = {}
    for fault in faults:
        by_line.setdefault(fault.line, []).append(fault)
    problems = []
    for number, (_, line) in enumerate(_lines(data), start=1):
        found = by_line.get(number, [])
        text = decode(path, line)[0] if found else ""
        wanted = {fault.pointer[1:length] for fault in found for length in range(1, len(fault.pointer) + 1)}
        built = build(text, wanted) if found else Built()
        for fault in found:
            span = nearest_place(built, fault.pointer[1:], on_key=fault.on_key) or Span()
            words = fault.rule, fault.message, fault.help
            problems.append(replace(_problem(path, number, span, words, text), severity=fault.severity))
    return problems


def _lines(data: bytes | mmap) -> Iterator[tuple[int, bytes]]:
    """Yield each line with its offset in the file, without its end; of a line that is too long, its beginning."""
    start = 3 if data[:3] == b"\xef\xbb\xbf" else 0
    while start < len(data):
        end = data.find(b"\n", start)
        end = len(data) if end < 0 else end
        yield start, data[start : min(end, start + MAX_LINE + 2)].removesuffix(b"\r")
        start = end + 1


def _fast(path: str, number: int, line: bytes) -> Record | None:
    """Return the record of a line that is beyond doubt sound; None for any line that needs a closer look."""
    if len(line) > MAX_LINE or any(mark in line for mark in _SUSPECT):
        return None
    try:
        if forbidden_in(line.decode()):
            return None
        holder = _DECODER.decode(line)
        found = [(kind, held) for kind in KINDS if (held := getattr(holder, kind)) is not None]
        if len(found) != 1 or _has_twice(line):
            return None
    except (msgspec.DecodeError, UnicodeDecodeError, ValueError):
        return None
    kind, held = found[0]
    msgspec.structs.force_setattr(held, "at", Place(path, number, (number - 1, kind)))
    return held  # type: ignore[no-any-return]  # the decoder's type is made at run time


def _has_twice(line: bytes) -> bool:
    """Tell whether any object of a line has a key twice; where what is written back is as long, none has."""
    if len(msgspec.json.encode(msgspec.json.decode(line))) == len(line.strip()):
        return False
    twice = False

    def look(pairs: list[tuple[str, object]]) -> None:
        nonlocal twice
        twice = twice or len(dict(pairs)) != len(pairs)

    json.loads(line, object_pairs_hook=look)
    return twice


def _slow(path: str, number: int, line: bytes, offset: int) -> tuple[Record | Salvaged | None, list[Problem]]:
    """Return the record of a line, what can be read of it, or None, and every problem with it."""
    if len(line) > MAX_LINE:
        message = f"this line has more than {MAX_LINE:,} bytes"
        return None, [_problem(path, number, Span(), ("line-too-long", message, "shorten the texts"), "")]
    text, found = decode(path, line, offset)
    problems = [replace(each, span=_on(number, each.span)) for each in found]
    built = build(text)
    problems += [_problem(path, number, span, _in_line(words), text) for span, words in built.marks]
    if built.stopped:
        return None, problems
    try:
        value = msgspec.json.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        return None, problems or [_not_json(path, number, text, str(error))]
    whole = not any(each.rule == "duplicate-key" for each in problems)
    held, more = _shaped(path, number, text, value, built.poisoned)
    return held if whole else None, problems + more


def _shaped(
    path: str, number: int, text: str, value: object, poisoned: set[Pointer]
) -> tuple[Record | Salvaged | None, list[Problem]]:
    """Return the record that a line's value is, or what can be read of it, and what is wrong with its shape."""
    kind = next(iter(value)) if isinstance(value, dict) and len(value) == 1 else ""
    if not isinstance(value, dict) or kind not in KINDS:
        words = "unknown-kind", _FORM, _KNOWN_KINDS
        if kind:
            words = "unknown-kind", f"{quoted(kind)} is no kind of record", suggestion(kind, KINDS, _KNOWN_KINDS)
        return None, [_problem(path, number, Span(), words, text)]

    def in_line(pointer: Pointer) -> Pointer:
        return (kind, *pointer[2:])

    errors = shape.errors({KINDS[kind]: [value[kind]]})
    kept = shape.without_echoes(errors, poisoned, in_line)
    problems = [_problem(path, number, span, words, text) for span, words in shape.explained(kept, text, in_line)]
    at = Place(path, number, (number - 1, kind))
    if errors or poisoned:
        return salvage(KINDS[kind], value[kind], at, [pointer[1:] for pointer in poisoned]), problems
    try:
        return record(KINDS[kind], value[kind], at), problems
    except msgspec.ValidationError as error:
        return None, [_problem(path, number, Span(), ("wrong-form", str(error), ""), text)]


def _in_line(words: Words) -> Words:
    """Return words about a line of its own, where "line 1" would be another line of the file."""
    rule, message, way_out = words
    return rule, message.replace(" is already at line 1", " is already in the same object"), way_out


def _not_json(path: str, number: int, text: str, cause: str) -> Problem:
    """Return the problem of a line that is not JSON; the parser counts bytes from 0."""
    match = re.search(r"\(byte (\d+)\)", cause)
    column = len(text.encode()[: int(match[1])].decode(errors="replace")) + 1 if match else len(text) + 1
    what = re.sub(r"^JSON is malformed: |\s*\(byte \d+\)", "", cause)
    words = "json-syntax", f"not JSON: {_CAUSES.get(what, what)}", "write each record on one line of its own"
    return _problem(path, number, Span(1, column, 1, column + 1), words, text)


def _problem(path: str, number: int, span: Span, words: Words, text: str) -> Problem:
    """Return a problem in a line; the span is that within the line."""
    return Problem(path, _on(number, span), *words, Lines(text).line(1))


def _on(number: int, span: Span) -> Span:
    """Return a span of the first line as one of another line."""
    return Span(number, span.column, number, span.end_column if span.end_line == 1 else span.column + 1)
