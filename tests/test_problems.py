"""Each page of `tests/problems` shows data files with a problem, and what `kg check` prints about them, to the letter.

A page is named after the rule. A case is one or more fenced blocks that are files (```yaml, ```json, each with an
optional file name; ```markdown or ```html with the path of an article's text) and then a ```text block with the whole
output. `<U+202E>` in a file stands for that character.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pytest

from kg.report.text import render_full
from kg.workspace import open_workspace, read_records

PAGES = Path(__file__).parent / "problems"
BLOCK = re.compile(r"^```(\w+) ?(\S*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CHARACTER = re.compile(r"<U\+([0-9A-F]{4,6})>")
SUFFIXES = {"yaml": ".yaml", "json": ".ndjson"}
TODAY = date(2026, 11, 22)


class Case(NamedTuple):
    page: str
    number: int
    files: dict[str, str]
    output: str


def cases_of(page: Path) -> list[Case]:
    found: list[Case] = []
    files: dict[str, str] = {}
    for language, name, text in BLOCK.findall(page.read_text(encoding="utf-8")):
        if language == "text":
            found.append(Case(page.stem, len(found) + 1, files, text))
            files = {}
        else:
            files[name or f"page{SUFFIXES[language]}"] = CHARACTER.sub(lambda match: chr(int(match[1], 16)), text)
    return found


def output_of(files: dict[str, str], folder: Path) -> str:
    (folder / "kg.toml").write_text("")
    (folder / "data").mkdir()
    for name, text in {"given.yaml": (PAGES / "given.yaml").read_text(encoding="utf-8"), **files}.items():
        (folder / "data" / name).parent.mkdir(exist_ok=True)
        (folder / "data" / name).write_bytes(text.encode("utf-8", "surrogatepass"))
    _, problems = read_records(open_workspace(folder), today=TODAY)
    return render_full(problems)


CASES = [case for page in sorted(PAGES.glob("*.md")) for case in cases_of(page)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.page}-{case.number}")
def test_a_page_shows_exactly_what_kg_check_prints(case: Case, tmp_path: Path) -> None:
    assert output_of(case.files, tmp_path).rstrip("\n") == case.output.rstrip("\n")


def test_every_page_is_about_the_rule_it_is_named_after() -> None:
    for page in PAGES.glob("*.md"):
        cases = cases_of(page)
        assert cases, page.name
        assert any(f"[{page.stem}]" in case.output for case in cases), page.name


def test_the_given_records_have_no_problem(tmp_path: Path) -> None:
    assert output_of({}, tmp_path) == ""
