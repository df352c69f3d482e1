"""Whatever the bytes of a data file are, reading ends with records and problems that can be shown, never a crash."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.load import LOADERS, Parsed, gather
from kg.load.scalars import resolve
from kg.report.text import render_full
from kg.validate import validate

if TYPE_CHECKING:
    from kg.problems import Fault, Problem

DATA = Path(__file__).parent / "problems" / "given.yaml"
EXAMPLES = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
MARKS = "[]{},:-?&*!|>'\"%@`#~ \n\t\r\\<=.0eyn\u202e\ufeff\x00é😀"
YAMLISH = st.text(st.sampled_from(MARKS) | st.characters(), max_size=120)


@cache
def sound() -> str:
    return DATA.read_text(encoding="utf-8")


def read(suffix: str, data: bytes) -> list[Problem]:
    loader = LOADERS[suffix]
    parsed: Parsed = loader.parse("a" + suffix, data)
    faults: list[Fault] = list(validate(gather(parsed.records), known=parsed.known, year=2026))
    problems = [*parsed.problems, *loader.locate("a" + suffix, data, faults)]
    lines = data.count(b"\n") + data.count(b"\r") + 1
    for problem in problems:
        assert 1 <= problem.span.line <= lines
        assert problem.span.column >= 1
        assert problem.message
        assert problem.message.isprintable()
    assert render_full(sorted(problems))[-1:] in ("", "\n")
    return problems


@EXAMPLES
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    for suffix in LOADERS:
        read(suffix, data)


@EXAMPLES
@given(YAMLISH)
def test_any_text(text: str) -> None:
    for suffix in LOADERS:
        read(suffix, text.encode("utf-8", "surrogatepass"))


@EXAMPLES
@given(YAMLISH, st.integers(min_value=0), st.integers(min_value=0, max_value=40))
def test_sound_data_with_anything_pasted_in(text: str, place: int, removed: int) -> None:
    place %= len(sound())
    read(".yaml", (sound()[:place] + text + sound()[place + removed :]).encode("utf-8", "surrogatepass"))


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["id", "smith-2020"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@EXAMPLES
@given(st.sampled_from(["claim", "study", "article", "topic", "conflict"]), st.data())
def test_any_json_in_place_of_any_field(kind: str, data: st.DataObject) -> None:
    keys = st.sampled_from(["id", "text", "topic", "evidence", "findings", "statements", "year", "p", "contradicts"])
    record = data.draw(st.dictionaries(keys, VALUES, max_size=4))
    line = msgspec.json.encode({kind: record})
    assert read(".ndjson", line)


@EXAMPLES
@given(st.text(max_size=12))
def test_a_text_in_quotes_is_that_text_and_one_without_is_never_another(text: str) -> None:
    value = resolve(text)
    assert not isinstance(value, str) or value == text
