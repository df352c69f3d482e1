"""SARIF reports: valid by the schema of the standard, and what code scanning and viewers ask for besides."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reports import problems, sarif_path

import kg
from kg.problems import Problem, Severity, Span
from kg.report.sarif import dump

VENDOR = Path(__file__).parent / "vendor"
SCHEMA = VENDOR / "sarif-2.1.0-rtm.5.json"
LENIENT, STRICT = '-[a-zA-Z]{2}]?$"', r'-[a-zA-Z]{2}\\]?$"'  # see vendor/README.md
VALIDATOR = jsonschema_rs.validator_for(json.loads(SCHEMA.read_text(encoding="utf-8").replace(LENIENT, STRICT)))
ABSOLUTE = re.compile(r"[a-z][a-z0-9+.-]*:")
PAGE = "https://example.org/rules/tag"


def run_of(*found: Problem) -> dict[str, Any]:
    log = json.loads(dump(found))
    assert [error.message for error in VALIDATOR.iter_errors(log)] == []
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


def test_the_schema_is_the_file_that_was_published() -> None:
    digest = sha256(SCHEMA.read_bytes()).hexdigest()
    assert f"| `{SCHEMA.name}` |" in (VENDOR / "README.md").read_text(encoding="utf-8")
    assert f"`{digest}`" in (VENDOR / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "spoil",
    [
        lambda log: log["runs"][0].pop("tool"),
        lambda log: log["runs"][0].update(columnKind="utf8Bytes"),
        lambda log: log["runs"][0]["results"][0].update(level="fatal"),
        lambda log: log["runs"][0]["results"][0].pop("message"),
        lambda log: log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"].update(startLine=0),
        lambda log: log["runs"][0].update(unknown=1),
    ],
)
def test_the_schema_finds_what_is_wrong(spoil: Any) -> None:
    log = json.loads(dump([Problem("a.yaml", Span(), "tag", "message")]))
    assert VALIDATOR.is_valid(log)
    spoil(log)
    assert not VALIDATOR.is_valid(log)


@settings(max_examples=60, deadline=None)
@given(found=st.lists(problems(), max_size=6))
def test_every_report_is_valid(found: list[Problem]) -> None:
    run = run_of(*sorted(found))
    marks = [result["partialFingerprints"]["kgProblem/v1"] for result in run["results"]]
    assert len(set(marks)) == len(found)
    for result in run["results"]:
        (location,) = result["locations"]
        region = location["physicalLocation"]["region"]
        assert (region["startLine"], region["startColumn"]) <= (region["endLine"], region["endColumn"])


def test_the_tool_and_its_version_are_named() -> None:
    driver = run_of()["tool"]["driver"]
    assert (driver["name"], driver["version"], driver["rules"]) == ("kg check", kg.__version__, [])


def test_a_rule_has_words_help_and_its_page() -> None:
    with_page = Problem("a.md", Span(), "uncited-appeal", "message", severity=Severity.WARNING, page=PAGE)
    appeal, tag = run_of(with_page, Problem("a.yaml", Span(), "tag", "message"))["tool"]["driver"]["rules"][::-1]
    assert appeal == {
        "id": "uncited-appeal",
        "shortDescription": {"text": "Uncited appeal"},
        "fullDescription": {"text": f"Uncited appeal. What it means and how to mend it: {PAGE}"},
        "help": {"text": f"What it means and how to mend it: {PAGE}"},
        "defaultConfiguration": {"level": "warning"},
        "helpUri": PAGE,
    }
    assert tag["id"] == "tag"
    assert "helpUri" not in tag
    assert all(tag[key]["text"] for key in ("shortDescription", "fullDescription", "help"))  # GitHub asks for them


def test_files_and_lines_are_described() -> None:
    run = run_of(Problem("data/a.yaml", Span(), "tag", "message"))
    location = {"uri": "data/a.yaml", "uriBaseId": "%SRCROOT%", "index": 0}
    assert run["artifacts"] == [{"location": location, "encoding": "UTF-8"}]
    assert run["newlineSequences"] == ["\r\n", "\r", "\n"]
    assert run["columnKind"] == "utf16CodeUnits"


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("data/a b.yaml", "data/a%20b.yaml"),
        ("content/50%#1?.md", "content/50%25%231%3F.md"),
        ("a:b.yaml", "a%3Ab.yaml"),
        ("é\U0001d400.md", "%C3%A9%F0%9D%90%80.md"),
        ("../other/a.yaml", "../other/a.yaml"),
        ("/srv/x y.md", "file:///srv/x%20y.md"),
    ],
)
def test_a_path_becomes_an_address_and_back(path: str, uri: str) -> None:
    (result,) = run_of(Problem(path, Span(), "tag", "message"))["results"]
    location = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"] == uri
    assert sarif_path(uri) == path
    assert ("uriBaseId" in location) is (ABSOLUTE.match(uri) is None)


def test_a_single_brace_would_begin_a_placeholder() -> None:
    (result,) = run_of(Problem("a.yaml", Span(), "tag", "'{0}' is a tag", "delete {it}"))["results"]
    assert result["message"]["text"] == "'{{0}}' is a tag\ndelete {{it}}"


def test_no_fingerprint_has_the_key_that_the_upload_computes_itself() -> None:
    (result,) = run_of(Problem("a.yaml", Span(), "tag", "message"))["results"]
    assert list(result["partialFingerprints"]) == ["kgProblem/v1"]
