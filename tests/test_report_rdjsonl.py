"""Reviewdog's diagnostics, by the messages of its `reviewdog.proto`."""

from __future__ import annotations

import json

import jsonschema_rs
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import problems

from kg.problems import Problem, Span
from kg.report.rdjsonl import dump


def message(required: tuple[str, ...], **fields: object) -> dict[str, object]:
    return {"type": "object", "properties": fields, "required": list(required), "additionalProperties": False}


TEXT = {"type": "string", "minLength": 1}
NUMBER = {"type": "integer", "minimum": 1, "maximum": 2**31 - 1}
POSITION = message(("line", "column"), line=NUMBER, column=NUMBER)
RANGE = message(("start",), start=POSITION, end=POSITION)
# Diagnostic, Location, Range, Position, Source, Code and Severity, each with its fields and no others.
DIAGNOSTIC = message(
    ("message", "location"),
    message=TEXT,
    location=message(("path",), path=TEXT, range=RANGE),
    severity={"enum": ["UNKNOWN_SEVERITY", "ERROR", "WARNING", "INFO"]},
    source=message(("name",), name=TEXT, url=TEXT),
    code=message(("value",), value=TEXT, url=TEXT),
    suggestions={"type": "array", "items": message(("range", "text"), range=RANGE, text={"type": "string"})},
    original_output={"type": "string"},
)
VALIDATOR = jsonschema_rs.validator_for(DIAGNOSTIC)


@settings(max_examples=60, deadline=None)
@given(found=st.lists(problems(), max_size=6))
def test_every_line_is_a_diagnostic(found: list[Problem]) -> None:
    rows = dump(found).removesuffix("\n").split("\n") if found else []
    assert len(rows) == len(found)
    for row in rows:
        assert [error.message for error in VALIDATOR.iter_errors(json.loads(row))] == []


def test_the_column_counts_bytes_as_in_the_example_of_the_format() -> None:
    problem = Problem("a.md", Span(1, 3, 1, 4), "tag", "message", "", "a\U00010400b")
    span = json.loads(dump([problem]))["location"]["range"]
    assert span == {"start": {"line": 1, "column": 6}, "end": {"line": 1, "column": 7}}


def test_a_rule_links_to_its_page() -> None:
    with_page = Problem("a.md", Span(), "tag", "message", page="https://example.org/rules/tag")
    assert json.loads(dump([with_page]))["code"] == {"value": "tag", "url": "https://example.org/rules/tag"}
    assert json.loads(dump([Problem("a.md", Span(), "tag", "message")]))["code"] == {"value": "tag"}
