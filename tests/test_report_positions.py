"""Line and column of every format, against a reference that counts in the file's own bytes."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

import pytest
from data_folder import workspace_in
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import github_commands, markdown_cells

from kg.load.characters import Lines
from kg.problems import Problem, Span
from kg.report.reporters import REPORTERS
from kg.workspace import read_records

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class Place(NamedTuple):
    """1-based lines and columns, the end exclusive; None where a format does not say."""

    line: int
    column: int | None = None
    end_line: int | None = None
    end_column: int | None = None


def reference(data: bytes, start: int, end: int, encoding: str) -> Place:
    """Return the place of a stretch of bytes, with columns in units of an encoding: utf-8, utf-16-le or utf-32-le."""
    width = {"utf-8": 1, "utf-16-le": 2, "utf-32-le": 4}[encoding]

    def at(offset: int) -> tuple[int, int]:
        before = data[:offset]
        ends = [match.end() for match in re.finditer(rb"\r\n|\r(?!\n)|\n", before)]
        begin = ends[-1] if ends else 0
        return len(ends) + 1, len(before[begin:].decode().encode(encoding)) // width + 1

    return Place(*at(start), *at(end))


def from_json(text: str) -> Place:
    (row,) = json.loads(text)
    return Place(row["line"], row["column"], row["end_line"], row["end_column"])


def from_text(text: str) -> Place:
    match = re.match(r"a\.md:(\d+):(\d+): ", text)
    assert match
    return Place(int(match[1]), int(match[2]))


def from_github(text: str) -> Place:
    ((_, given, _),) = github_commands(text)
    column, end = given.get("col"), given.get("endColumn")
    return Place(int(given["line"]), column and int(column), int(given["endLine"]), end and int(end))  # type: ignore[arg-type]


def from_gitlab(text: str) -> Place:
    (row,) = json.loads(text)
    return Place(row["location"]["lines"]["begin"], None, row["location"]["lines"]["end"])


def from_sarif(text: str) -> Place:
    (result,) = json.loads(text)["runs"][0]["results"]
    region = result["locations"][0]["physicalLocation"]["region"]
    return Place(region["startLine"], region["startColumn"], region["endLine"], region["endColumn"])


def from_junit(text: str) -> Place:
    (case,) = ET.fromstring(text).iter("testcase")  # noqa: S314  # our own report
    match = re.fullmatch(r"tag \((\d+):(\d+)\)", case.attrib["name"])
    assert match
    assert match[1] == case.attrib["line"]
    return Place(int(match[1]), int(match[2]))


def from_rdjsonl(text: str) -> Place:
    span = json.loads(text)["location"]["range"]
    return Place(span["start"]["line"], span["start"]["column"], span["end"]["line"], span["end"]["column"])


def from_markdown(text: str) -> Place:
    ((_, place, _, _),) = markdown_cells(text)
    _, line, column = place.split(":")
    return Place(int(line), int(column))


COUNTED: dict[str, tuple[str, Callable[[str], Place]]] = {
    "concise": ("utf-32-le", from_text),
    "full": ("utf-32-le", from_text),
    "github": ("utf-32-le", from_github),
    "gitlab": ("utf-32-le", from_gitlab),
    "json": ("utf-32-le", from_json),
    "jsonl": ("utf-32-le", lambda text: from_json(f"[{text}]")),
    "junit": ("utf-32-le", from_junit),
    "markdown": ("utf-32-le", from_markdown),
    "rdjsonl": ("utf-8", from_rdjsonl),
    "sarif": ("utf-16-le", from_sarif),
}
"""What each format counts in, and how its reader finds the place."""

AWKWARD = (
    ("plain", "a ", "value", " b\n"),
    ("astral characters", "\U0001d400\U0001f600 ", "va\U0001d400lue", "\U0001f600\n"),
    ("combining marks", "e\u0301a\u0308\u20dd ", "n\u0303o", " e\u0301"),
    ("tabs", "\t\ta\t", "value\t", "\t"),
    ("CRLF before it", "one\r\ntw\U0001d400o\r\n\tthree ", "value", "\r\nmore\r\n"),
    ("old line ends before it", "one\rtwo\r", "value", "\r"),
    ("other separators, which end no line", "a\u2028b\x85c\x0bd\x0c ", "value", "\n"),
    ("wide characters and a joined family", "膝の痛み \U0001f468\u200d\U0001f469\u200d\U0001f467 ", "日本", "\n"),
    ("a value of two lines", "\U0001d400é one ", "begin\u0301 \U0001f600\r\n\té\U0001d400 end", " more\n"),
    ("an empty value at the end of a line", "\U0001d400é", "", "\nnext"),
    ("the whole text", "", "\U0001d400", ""),
)


def problem_at(text: str, start: int, end: int) -> Problem:
    lines = Lines(text)
    (line, column), (end_line, end_column) = lines.at(start), lines.at(end)
    last = lines.line(end_line) if end_line != line else ""
    span = Span(line, column, end_line, end_column)
    return Problem("a.md", span, "tag", "message", "", lines.line(line), last_line=last)


def agrees(name: str, before: str, value: str, after: str) -> None:
    text = before + value + after
    problem = problem_at(text, len(before), len(before + value))
    encoding, read = COUNTED[name]
    start = len(before.encode())
    expected = reference(text.encode(), start, start + len(value.encode()), encoding)
    found = read(REPORTERS[name].render([problem]))
    for said, wanted in zip(found, expected, strict=True):
        assert said in {None, wanted}, (found, expected)


def test_every_format_has_its_counting() -> None:
    assert sorted(COUNTED) == sorted(REPORTERS)


@pytest.mark.parametrize("name", sorted(COUNTED))
@pytest.mark.parametrize(
    ("before", "value", "after"), [case[1:] for case in AWKWARD], ids=[case[0] for case in AWKWARD]
)
def test_a_place_is_right_in_awkward_texts(name: str, before: str, value: str, after: str) -> None:
    agrees(name, before, value, after)


# No carriage return next to a line feed over the seams: both would have to be one line end.
TEXT = st.text(st.sampled_from("a é\U0001d400e\u0301\t\n\u2028膝"), max_size=12)


@pytest.mark.parametrize("name", sorted(COUNTED))
@settings(max_examples=80, deadline=None)
@given(before=TEXT, value=TEXT, after=TEXT)
def test_a_place_is_right_in_any_text(name: str, before: str, value: str, after: str) -> None:
    agrees(name, before, value, after)


@pytest.mark.parametrize("name", sorted({"json", "sarif", "rdjsonl", "github"}))
def test_formats_with_columns_say_where_a_value_ends(name: str) -> None:
    problem = problem_at("a \U0001d400\U0001d400 b", 2, 4)
    expected = {"json": (3, 5), "sarif": (3, 7), "rdjsonl": (3, 11), "github": (3, 5)}[name]
    place = COUNTED[name][1](REPORTERS[name].render([problem]))
    assert (place.column, place.end_column) == expected


def test_an_annotation_of_several_lines_has_no_columns() -> None:
    place = from_github(REPORTERS["github"].render([problem_at("a b\nc", 2, 5)]))
    assert place == Place(1, None, 2, None)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("name", ["json", "sarif", "rdjsonl"])
def test_a_place_in_a_data_file_is_right_to_the_end(tmp_path: Path, name: str, mark: str, end: str) -> None:
    line = '  - {id: hips, description: "\U0001d400 e\u0301 膝", "l\U0001d400ble": Hips}'
    text = f"topics:{end}{line}{end}"
    problems = read_records(workspace_in(tmp_path, page_yaml=(mark + text).encode()))[1]
    (problem,) = (each for each in problems if each.rule == "unknown-key")
    start = text.index('"l\U0001d400ble"')
    encoding, read = COUNTED[name]
    first, last = (len(text[:offset].encode()) for offset in (start, start + 7))
    assert read(REPORTERS[name].render([problem])) == reference(text.encode(), first, last, encoding)


def test_a_value_of_several_lines_in_a_data_file_ends_where_it_ends(tmp_path: Path) -> None:
    text = 'topics:\n  - id: hips\n    label: Hips\n    description: [\n      "\U0001d400",\n      "\U0001d400 b"]\n'
    (problem,) = read_records(workspace_in(tmp_path, page_yaml=text))[1]
    assert problem.span == Span(4, 18, 6, 13)
    assert from_sarif(REPORTERS["sarif"].render([problem])) == Place(4, 18, 6, 14)
    assert from_rdjsonl(REPORTERS["rdjsonl"].render([problem])) == Place(4, 18, 6, 16)
