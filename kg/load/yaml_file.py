"""Data files in YAML: a mapping that holds any of the lists of records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import msgspec

from kg.load import shape
from kg.load.characters import Lines, decode
from kg.load.events import Built, build, nearest_place
from kg.load.parsed import Parsed, Salvaged, record
from kg.load.salvage import salvage
from kg.load.syntax import Mended, mend, named_ids
from kg.problems import Fault, Problem, Severity, Span
from kg.records import LISTS, Place, Record

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from mmap import mmap

    from jsonschema_rs import ValidationError

    from kg.load.events import Pointer
    from kg.load.words import Words

MAX_BYTES: Final = 64 * 1024 * 1024


def parse(path: str, data: bytes | mmap) -> Parsed:
    """Return the records of a YAML data file and every problem with it."""
    if len(data) > MAX_BYTES:
        message = f"the file has {len(data):,} bytes; a YAML file has up to {MAX_BYTES:,}"
        return Parsed((), (Problem(path, Span(), "file-too-large", message, "split it, or write NDJSON"),))
    text, problems = decode(path, bytes(data))
    mended = mend(path, text)
    lines = Lines(text)
    problems += mended.problems
    problems += [_problem(path, lines, span, words) for span, words in mended.built.marks]
    value = _lists(path, mended, problems)
    faults = shape.errors(value)
    broken = _broken_records(faults) | {pointer[:2] for pointer in mended.built.poisoned}
    problems += _shape_problems(path, lines, mended, faults)
    records = _records(path, value, mended.built, broken, problems)
    known = frozenset(named_ids(text)) if problems else frozenset()
    salvaged = tuple(_salvaged(path, value, mended.built, broken))
    return Parsed(tuple(records), tuple(problems), known, salvaged)


def locate(path: str, data: bytes | mmap, faults: Iterable[Fault]) -> list[Problem]:
    """Return faults found later as problems with line and column."""
    faults = list(faults)
    text, _ = decode(path, bytes(data))
    lines = Lines(text)
    wanted = {fault.pointer[:n] for fault in faults for n in range(len(fault.pointer) + 1)}
    built = build(text, wanted)
    if built.error:
        built = build(mend(path, text).text, wanted)
    problems = []
    for fault in faults:
        span = nearest_place(built, fault.pointer, on_key=fault.on_key) or Span(fault.line, 1, fault.line, 1)
        problems.append(_problem(path, lines, span, (fault.rule, fault.message, fault.help), fault.severity))
    return problems


def _problem(path: str, lines: Lines, span: Span, words: Words, severity: Severity = Severity.ERROR) -> Problem:
    """Return a problem with the lines where it begins and ends."""
    last = lines.line(span.end_line) if span.end_line != span.line else ""
    return Problem(path, span, *words, lines.line(span.line), severity, last_line=last)


def _lists(path: str, mended: Mended, problems: list[Problem]) -> dict[str, Any]:
    """Return the top of the file as a mapping of lists; a problem where it is not one."""
    value = mended.built.value
    if isinstance(value, dict):
        if mended.problems:
            return {key: held for key, held in value.items() if held is not None}
        return value
    if problems:
        return {}
    if value is None and not mended.built.documents:
        message, way_out = "the file holds no data", "begin a list, such as 'claims:', or delete the file"
        problems.append(Problem(path, Span(), "empty-file", message, way_out))
        return {}
    given = "an item" if isinstance(value, list) else "a text"
    message = f"a data file begins with the name of a list, and this one begins with {given}"
    way_out = f"put one of these above the items: {', '.join(f'{name}:' for name in LISTS)}"
    problems.append(Problem(path, Span(1, 1, 1, 2), "wrong-type", message, way_out, Lines(mended.text).line(1)))
    return {}


def _broken_records(faults: list[ValidationError]) -> set[Pointer]:
    """Return the pointers of the records, or of whole lists, that have a shape error."""
    return {tuple(fault.instance_path[:2]) for fault in faults}


def _shape_problems(path: str, lines: Lines, mended: Mended, faults: list[ValidationError]) -> Iterator[Problem]:
    """Yield the problem behind each shape error that is not the echo of one reported already."""
    kept = shape.without_echoes(faults, mended.built.poisoned)
    for span, words in shape.explained(kept, mended.text):
        yield _problem(path, lines, span, words)


def _records(
    path: str, value: dict[str, Any], built: Built, broken: set[Pointer], problems: list[Problem]
) -> list[Record]:
    """Return the records that have no shape error."""
    records = []
    for kind in LISTS:
        if (kind,) in broken or not isinstance(value.get(kind), list):
            continue
        starts = built.lines.get(kind, ())
        for index, item in enumerate(value[kind]):
            if (kind, index) in broken:
                continue
            at = Place(path, starts[index], (kind, index))
            try:
                records.append(record(kind, item, at))
            except msgspec.ValidationError as error:
                problems.append(Problem(path, Span(at.line, 1, at.line, 1), "wrong-form", str(error)))
    return records


def _salvaged(path: str, value: dict[str, Any], built: Built, broken: set[Pointer]) -> Iterator[Salvaged]:
    """Yield what can be read of each record that has a shape error."""
    for kind in LISTS:
        items = value.get(kind)
        if (kind,) in broken or not isinstance(items, list):
            continue
        for index, line in enumerate(built.lines.get(kind, ())):
            if (kind, index) in broken:
                poisoned = [pointer[2:] for pointer in built.poisoned if pointer[:2] == (kind, index)]
                if found := salvage(kind, items[index], Place(path, line, (kind, index)), poisoned):
                    yield found
