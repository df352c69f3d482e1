"""One rule for results that show no effect, held on the shipped data (`docs/appraisal.md`, section 2)."""

from pathlib import Path
from typing import NamedTuple

import pytest

from kg.appraise.precision import is_imprecise
from kg.appraise.question import question_of
from kg.records import RATIO_MEASURES, Claim, Direction, EvidenceLine, Finding
from kg.workspace import open_workspace, read_records

RECORDS, _ = read_records(open_workspace(Path(__file__).parent.parent))
STUDIES = {study.id: study for study in RECORDS.studies}

NOT_THE_QUESTION = {
    "brushoj-2008": "the exercises were one part of a programme",
    "gates-2022": "the interval is per unit of activity, not between the active and the inactive",
}
"""Studies with a narrow interval that answers something else."""


class Null(NamedTuple):
    """A line on a result whose interval takes in no effect, in a measure whose useful change is known."""

    claim: Claim
    line: EvidenceLine
    finding: Finding

    @property
    def says_none(self) -> Direction:
        """The direction of a line that says there is no effect."""
        return "supports" if self.claim.effect == "no-difference" else "disputes"

    @property
    def answers(self) -> bool:
        """Whether the interval leaves out a useful effect."""
        return is_imprecise(self.finding, self.claim.effect, self.says_none) is False


def takes_in_no_effect(finding: Finding) -> bool:
    low, high = finding.ci_low, finding.ci_high
    ratio = finding.measure in RATIO_MEASURES
    if low is None or high is None or not (ratio or finding.measure == "SMD"):
        return False
    return low <= (1.0 if ratio else 0.0) <= high


NULLS = [
    Null(claim, line, finding)
    for claim in RECORDS.claims
    if question_of(claim) != "report" and claim.effect not in {"associated", "describes"}
    for line in claim.evidence
    for finding in STUDIES[line.study].findings
    if finding.id == line.finding and takes_in_no_effect(finding)
]


@pytest.mark.parametrize("null", NULLS, ids=[f"{x.claim.id}/{x.line.study}" for x in NULLS])
def test_a_null_result_answers_where_its_interval_leaves_out_a_useful_effect_and_nowhere_else(null: Null) -> None:
    answers = null.answers and null.line.study not in NOT_THE_QUESTION
    assert null.line.direction == (null.says_none if answers else "inconclusive")


def test_there_are_null_results_of_both_sorts_and_every_exception_is_one() -> None:
    assert {x.line.direction for x in NULLS} == {"supports", "disputes", "inconclusive"}
    assert set(NOT_THE_QUESTION) == {x.line.study for x in NULLS if x.answers and x.line.direction == "inconclusive"}


def test_the_two_poles_of_a_question_tell_the_same_of_a_null_result() -> None:
    told: dict[tuple[str, str | None, frozenset[str]], set[bool]] = {}
    opposite = {
        frozenset((claim.id, x.claim)) for claim in RECORDS.claims for x in claim.contradicts if x.kind == "opposite"
    }
    for null in NULLS:
        for pair in opposite:
            if null.claim.id in pair:
                answers = null.line.direction != "inconclusive"
                told.setdefault((null.line.study, null.line.finding, pair), set()).add(answers)
    assert [key for key, answers in told.items() if len(answers) > 1] == []
