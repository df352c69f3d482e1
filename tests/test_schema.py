"""The JSON Schema of data files: generated, current, and what editors need of it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from jsonschema_rs import Draft202012Validator, meta

from kg.load.schema import json_schema
from kg.records import LISTS
from kg.workspace import open_workspace, read_records

ROOT = Path(__file__).parent.parent
SCHEMA = json_schema()


def test_the_schema_is_a_schema() -> None:
    meta.validate(SCHEMA)


def test_generated_files_are_current() -> None:
    subprocess.run([sys.executable, ROOT / "scripts" / "generate.py", "--check"], check=True)


def test_every_field_has_a_description_that_an_editor_can_show() -> None:
    for name, definition in SCHEMA["$defs"].items():
        assert definition["description"], name
        for key, field in definition["properties"].items():
            assert "$ref" in field or field["description"], f"{name}.{key}"


def test_the_place_of_a_record_is_no_part_of_the_schema() -> None:
    assert "@at" not in json.dumps(SCHEMA)
    assert "Place" not in SCHEMA["$defs"]


def test_no_field_may_be_null() -> None:
    assert '"null"' not in json.dumps(SCHEMA)
    topic = {"id": "hips", "label": None, "description": "All about hips."}
    assert not Draft202012Validator(SCHEMA).is_valid({"topics": [topic]})


def test_the_records_that_were_read_fit_the_schema_when_written_again() -> None:
    records, _ = read_records(open_workspace(ROOT))
    value = msgspec.to_builtins(records)
    del value["texts"]  # files of their own
    for name in LISTS:
        for item in value.get(name, ()):
            item.pop("@at")
    assert [str(error) for error in Draft202012Validator(SCHEMA).iter_errors(value)] == []


@pytest.mark.parametrize("path", sorted((ROOT / "data").glob("*.yaml")), ids=lambda path: path.name)
def test_every_data_file_names_its_schema_to_editors_in_line_1(path: Path) -> None:
    first = path.read_text(encoding="utf-8").partition("\n")[0]
    assert first == "# yaml-language-server: $schema=schema.json"
    assert (path.parent / first.partition("=")[2]).is_file()
