"""A record as a card: what a person sees, and that each kind of record has one."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from kg.cards import card, find_record
from kg.cli import main
from kg.workspace import open_workspace, read_records

if TYPE_CHECKING:
    from pathlib import Path

    from kg.records import Records


@pytest.fixture(scope="module")
def shipped() -> Records:
    return read_records(open_workspace())[0]


def show(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["show", *words]) == 0
    return capsys.readouterr().out


def test_a_claim_shows_both_sides_with_designs_and_years(capsys: pytest.CaptureFixture[str]) -> None:
    lines = show(capsys, "hip-weakness-pfps").splitlines()
    assert lines[0].startswith("claim hip-weakness-pfps · cause · ")
    supports, disputes, unclear = (
        next(i for i, line in enumerate(lines) if line.startswith(word))
        for word in ("Supports: 5 lines, 2 direct", "Disputes: 4 lines, 3 direct", "Inconclusive: 2 lines, 2 direct")
    )
    assert supports < disputes < unclear
    heads = [line for line in lines[supports:disputes] if line.startswith("  + ")]
    assert len(heads) == 5
    assert any("20" in head and ("cohort" in head or "cross-sectional" in head) for head in heads)
    assert sum(line.startswith("  - ") for line in lines[disputes:unclear]) == 4


def test_a_contradiction_shows_on_the_card_of_either_claim(capsys: pytest.CaptureFixture[str]) -> None:
    assert "  rest-until-healed (superseded): " in show(capsys, "early-loading-acute")
    assert "  early-loading-acute (superseded): " in show(capsys, "rest-until-healed")


@pytest.mark.parametrize(
    ("name", "head", "section"),
    [
        ("alentorn-geli-2017", "study alentorn-geli-2017 · meta-analysis · 2017", "Verdicts that hang on it alone"),
        ("runners-guide", "article runners-guide · guide", "References"),
        ("footwear", "topic footwear", "3 claims"),
        ("rice-superseded", "conflict rice-superseded · superseded", "Stronger side"),
    ],
)
def test_every_kind_of_record_has_a_card(
    capsys: pytest.CaptureFixture[str], name: str, head: str, section: str
) -> None:
    lines = show(capsys, name).splitlines()
    assert lines[0] == head
    assert section in lines


def test_every_shipped_record_can_be_shown(shipped: Records) -> None:
    for kind in (shipped.claims, shipped.studies, shipped.articles, shipped.topics, shipped.conflicts):
        for record in kind:
            assert find_record(shipped, record.id) == record
            assert len(card(shipped, record, date(2026, 11, 22))) > 2


def test_piped_output_is_plain_and_narrow(capsys: pytest.CaptureFixture[str]) -> None:
    text = show(capsys, "one-body-ldn")
    assert "\x1b" not in text
    assert max(map(len, text.splitlines())) <= 100


@pytest.mark.parametrize(("no_color", "coloured"), [("", True), ("1", False)])
def test_a_terminal_gets_colour_unless_no_color_is_set(no_color: str, coloured: bool) -> None:  # noqa: FBT001
    ours, theirs = pty.openpty()
    environment = {**os.environ, "TERM": "xterm-256color", "NO_COLOR": no_color}
    if not no_color:
        del environment["NO_COLOR"]
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "show", "footwear"], stdout=theirs, stderr=theirs, env=environment
    )
    os.close(theirs)
    chunks = []
    while True:
        try:
            chunk = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not chunk:
            break
        chunks.append(chunk)
    os.close(ours)
    assert process.wait() == 0
    text = b"".join(chunks).decode()
    assert "Footwear" in text
    assert ("\x1b[3" in text) is coloured or ("\x1b[2" in text) is coloured


def test_an_unknown_id_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "hip-weaknes-pfps"]) == 2
    message = capsys.readouterr().err
    assert message.startswith("kg show: no record with the id 'hip-weaknes-pfps' (did you mean hip-weakness-pfps")


def test_json_is_the_record_itself(capsys: pytest.CaptureFixture[str]) -> None:
    record = json.loads(show(capsys, "footwear", "--format", "json"))
    assert record["id"] == "footwear"
    assert set(record) == {"id", "label", "description"}


def test_a_topic_says_which_verdicts_hang_on_one_study(capsys: pytest.CaptureFixture[str]) -> None:
    words = " ".join(show(capsys, "footwear").split())
    assert "footwear-support (contested, low certainty; hangs on malisoux-2016 and ryan-2011; " in words


def test_an_article_says_where_each_statement_stands(capsys: pytest.CaptureFixture[str]) -> None:
    words = " ".join(show(capsys, "runners-guide").split())
    assert "runners-guide/2 hedges overpronation (disputed, very low certainty; hangs on boling-2021), against" in words


def test_a_study_names_the_verdicts_that_hang_on_it(capsys: pytest.CaptureFixture[str]) -> None:
    lines = show(capsys, "alentorn-geli-2017").splitlines()
    section = lines[lines.index("Verdicts that hang on it alone") + 1 :]
    assert [line.split(":")[0].strip() for line in section[:2]] == ["running-damages-knees", "running-knee-oa-risk"]


def test_json_of_a_claim_holds_its_assessment(capsys: pytest.CaptureFixture[str]) -> None:
    assessment = json.loads(show(capsys, "hip-weakness-pfps", "--format", "json"))["assessment"]
    assert (assessment["verdict"], assessment["certainty"]) == ("disputed", "low")
    assert assessment["why"][0]["code"] == "best-level-agrees"


def test_a_folder_without_a_workspace_shows_the_bundled_evidence_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["show", "footwear"]) == 0
    assert capsys.readouterr().err == "no kg.toml here or above: this is the evidence that comes with kg\n"
    (tmp_path / "data").mkdir()
    assert main(["show", "footwear"]) == 2
    assert "this folder has data but no kg.toml" in capsys.readouterr().err
