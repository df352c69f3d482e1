"""`kg read`: what is read in an article, for people and for programs."""

import json
from pathlib import Path

import pytest

from kg.cli import main

TEXT = """Ice numbs.[^1] <!-- claim: ice-numbs -->

[^1]: Ho B. Ice. 2018. 10.1000/ice
"""


@pytest.fixture
def article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "a.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.mark.usefixtures("article")
def test_each_line_has_place_kind_and_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "a.md"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "a.md:1:1: sentence: Ice numbs. [paragraph]",
        "a.md:1:13: citation: footnote 1 -> 1: Ho B. Ice. 2018. 10.1000/ice",
        "a.md:1:28: claim mark: ice-numbs: Ice numbs.",
        "a.md:3:1: footnote: 1: Ho B. Ice. 2018. 10.1000/ice",
        "a.md:3:24: citation: bare 10.1000/ice = doi:10.1000/ice",
    ]


@pytest.mark.usefixtures("article")
def test_json_is_one_array_of_all_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", "a.md", "a.md", "--format", "json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert len(rows) == 10
    assert rows[0]["bytes"] == [0, 14]
    assert {row["path"] for row in rows} == {"a.md"}


def test_what_cannot_be_read_ends_with_1_and_what_is_no_text_with_2(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article.write_bytes(b"\xff")
    assert main(["read", "a.md"]) == 1
    assert capsys.readouterr().err == "a.md:1:1: byte 0 is 0xff, which is not UTF-8 [unreadable-file]\n"
    assert main(["read", "a.docx"]) == 2
