"""What would change if a study fell, as a person reads it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from appraise_cases import claim, line, study

from kg.appraise.impact import impact
from kg.cli import main
from kg.records import Article, Records, Statement

if TYPE_CHECKING:
    import pytest


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> list[str]:
    assert main(["impact", *words]) == 0
    return capsys.readouterr().out.splitlines()


def test_the_full_reach_of_a_study_that_verdicts_hang_on(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "alentorn-geli-2017")
    assert lines[0].startswith("If Alentorn-Geli et al. 2017 (alentorn-geli-2017) fell, of ")
    changed = lines[lines.index("Verdict changes") :]
    claim = changed.index("  running-knee-oa-risk")
    assert changed[claim + 1].startswith("    now    supported by the evidence")
    assert changed[claim + 2].startswith("    then   ")
    assert "supported by" not in changed[claim + 2]
    assert any(line.startswith("  one-body-ldn/2 on running-knee-oa-risk: with the evidence → ") for line in lines)


def test_a_study_that_nothing_hangs_on_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "gates-2022")
    assert lines[1].startswith("  0 would get another verdict")
    assert "Verdict changes" not in lines
    assert "Neither verdict nor certainty changes" in lines


def test_references_that_lead_to_the_study_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    lines = printed(capsys, "hartwell-2023")
    assert lines[2].endswith("; 1 reference to it")
    words = "(its curated verdict, supports-as-stated, would need review)"
    assert f"  one-body-ldn/pubmed-marathon → hartwell-2023 {words}" in lines
    assert "  treatment-options/natri-1998 → natri-1998" in printed(capsys, "natri-1998")


def test_without_a_study_the_keystones_are_listed_heaviest_first(capsys: pytest.CaptureFixture[str]) -> None:
    head, *rows = printed(capsys)
    assert head.startswith(f"{len(rows)} studies carry the verdict of a claim alone")
    counts = [int(row.split(maxsplit=1)[0]) for row in rows]
    assert counts == sorted(counts, reverse=True)
    assert any("alentorn-geli-2017" in row and "running-knee-oa-risk" in row for row in rows)


def test_json_holds_before_and_after(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads("\n".join(printed(capsys, "alentorn-geli-2017", "--format", "json")))
    change = next(x for x in found["claims"] if x["claim"] == "running-knee-oa-risk")
    assert change["before"]["verdict"] == "supported"
    assert change["after"]["verdict"] != "supported"


def test_json_without_a_study_maps_each_keystone_to_its_claims(capsys: pytest.CaptureFixture[str]) -> None:
    _, *rows = printed(capsys)
    found = json.loads("\n".join(printed(capsys, "--format", "json")))
    assert "running-knee-oa-risk" in found["alentorn-geli-2017"]
    assert [(name, len(claims)) for name, claims in found.items()] == [
        (row.split()[1], int(row.split()[0])) for row in rows
    ]


def test_an_unknown_study_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["impact", "gates-2021"]) == 2
    assert capsys.readouterr().err == "kg impact: no study 'gates-2021' in the data (did you mean 'gates-2022'?)\n"


def test_an_unknown_study_like_no_other_is_told_where_studies_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["impact", "zzz"]) == 2
    assert "no study 'zzz' in the data ('kg impact' lists those that verdicts hang on)" in capsys.readouterr().err


def test_statements_are_touched_where_the_verdict_is_another_and_not_where_only_the_certainty_is() -> None:
    both = claim(line("one", "supports"), line("two", "supports"))
    said = Statement(section="s", claim="it", stance="asserts", says="It helps.")
    blog = Article(id="blog", kind="other", statements=(said,))
    found = Records(claims=(both,), studies=(study("one"), study("two")), articles=(blog,))
    (change,) = impact(found, ["two"]).claims
    assert (change.verdict_changes, change.changes) == (False, True)
    assert impact(found, ["two"]).statements == ()
    assert [(x.anchor, x.before, x.after) for x in impact(found, ["one", "two"]).statements] == [("1", "with", "open")]
