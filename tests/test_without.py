"""`--without` asks what would hold if some evidence were not there, wherever a verdict or a count is shown."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

import pytest

from kg.cli import main

if TYPE_CHECKING:
    from pathlib import Path


def test_a_card_is_computed_without_a_study(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "running-knee-oa-risk"]) == 0
    assert "Verdict: supported by the evidence" in capsys.readouterr().out
    assert main(["show", "running-knee-oa-risk", "--without", "study=alentorn-geli-2017"]) == 0
    printed = capsys.readouterr()
    assert "Verdict: supported by the evidence" not in printed.out
    assert "alentorn-geli-2017" not in printed.out
    assert re.fullmatch(r"without study=alentorn-geli-2017: [1-9]\d* of \d+ lines of evidence left out\n", printed.err)


def test_a_query_counts_what_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    def supports(*words: str) -> int:
        assert main(["query", "support-tally", "--topic", "footwear", "--format", "csv", *words]) == 0
        rows = csv.DictReader(io.StringIO(capsys.readouterr().out))
        return sum(int(row["supports"]) for row in rows)

    assert 0 < supports("--without", "indirect") < supports()


def test_filters_come_with_commas_and_again(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "ice-helps", "--without", "memory,preprints", "--without", "before=2000"]) == 0
    assert capsys.readouterr().err.startswith("without memory, preprints, before=2000: ")


def test_every_page_of_a_site_says_what_it_was_built_without(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["init", str(tmp_path / "work")]) == 0
    build = ["build", "-C", str(tmp_path / "work"), "--quiet"]
    assert main([*build, "--without", "indirect"]) == 0
    pages = list((tmp_path / "work" / "_site" / "claim").glob("*/index.html"))
    assert pages
    assert all(", without indirect" in page.read_text(encoding="utf-8") for page in pages)
    capsys.readouterr()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["show", "ice-helps", "--without", "old"], "--without 'old': no such filter (known: preprints, "),
        (["show", "ice-helps", "--without", ""], "--without '': no such filter"),
        (["query", "support-tally", "--without", ","], "--without ',': no such filter"),
        (["show", "ice-helps", "--without", "study=x-1"], "--without 'study=x-1': no study 'x-1' in the data"),
        (["query", "support-tally", "--without", "before=then"], "'then' is not a whole number"),
        (["query", "support-tally", "--data", "x.nq", "--without", "memory"], "a dump is asked as it is"),
    ],
)
def test_a_mistake_is_named(words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 2
    assert message in capsys.readouterr().err
