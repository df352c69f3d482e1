"""The guide to appraisal says what the code does: its tables of levels, its reasons, and its worked examples."""

import re
from pathlib import Path
from typing import get_args

import pytest
from appraise_cases import study

from kg.appraise import RULE_VERSION, appraise
from kg.appraise.levels import study_level
from kg.appraise.model import Question
from kg.appraise.words import explain, headline
from kg.labels import short_citation
from kg.records import Design, IncludedDesign
from kg.workspace import open_workspace, read_records

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "appraisal.md").read_text(encoding="utf-8")
EXAMPLES = {
    block.partition(":")[0]: " ".join(block.split())
    for block in re.findall(r"```text\n(.+?)```", GUIDE, flags=re.DOTALL)
}
RECORDS, PROBLEMS = read_records(open_workspace(ROOT))
STUDIES = {each.id: each for each in RECORDS.studies}
APPRAISAL = appraise(RECORDS)


def rows(heading: str) -> list[dict[str, str]]:
    """The rows of the table whose first column has this heading."""
    table = GUIDE.partition(f"| {heading} |")[2].partition("\n\n")[0]
    columns, _, *lines = [
        [cell.strip() for cell in x.strip("| ").split("|")] for x in f"{heading} |{table}".split("\n")
    ]
    return [dict(zip(columns, cells, strict=True)) for cells in lines]


def questions(row: dict[str, str]) -> dict[Question, int]:
    return {question: int(row[question]) for question in get_args(Question) if question in row}


def cite(name: str) -> str:
    return short_citation(STUDIES[name])


def test_the_table_of_single_studies_is_the_code_s() -> None:
    table = rows("design")
    assert {row["design"] for row in table} < set(get_args(Design))
    for row in table:
        for question, level in questions(row).items():
            assert study_level(study("s", row["design"]), question).number == level  # type: ignore[arg-type]  # checked above


def test_the_table_of_reviews_is_the_code_s() -> None:
    table = rows("included")
    assert {row["included"] for row in table} == set(get_args(IncludedDesign))
    for row in table:
        review = study("r", "systematic-review", included_designs=(row["included"],))
        assert questions(row) == {question: study_level(review, question).number for question in questions(row)}


def test_every_reason_that_lowers_certainty_is_in_the_guide() -> None:
    used = {reason.code for found in APPRAISAL.claims.values() for reason in found.lowered} - {"undecided"}
    assert used <= {row["reason"] for row in rows("reason")}


def test_the_guide_names_the_version_of_the_rules() -> None:
    assert f"at version {RULE_VERSION} " in GUIDE


def test_the_six_examples_are_there() -> None:
    assert sorted(EXAMPLES) == [
        "footwear-support",
        "gait-retraining",
        "hip-weakness-pfps",
        "rice-initial",
        "running-knee-oa-risk",
        "stretching-prevents",
    ]


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_worked_example_is_what_the_rules_say(name: str) -> None:
    found = APPRAISAL.claims[name]
    assert EXAMPLES[name] == " ".join((f"{name}: {headline(found)}", *explain(found, cite)))


def test_a_reported_finding_names_the_publication_that_reports_it() -> None:
    named = re.compile(r"\b(?:survey|study|review|meta-analysis|trial|research reported)\b", re.IGNORECASE)
    reports = [claim for claim in RECORDS.claims if claim.kind == "reported-finding"]
    assert reports
    assert [claim.id for claim in reports if not named.search(claim.text)] == []


def test_opposite_claims_are_not_both_supported() -> None:
    assert not PROBLEMS
    opposite = [
        (claim.id, other.claim) for claim in RECORDS.claims for other in claim.contradicts if other.kind == "opposite"
    ]
    both = [pair for pair in opposite if all(APPRAISAL.claims[name].verdict == "supported" for name in pair)]
    assert opposite
    assert both == []
