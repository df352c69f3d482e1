"""The table `[check]` of a workspace: which rules apply where, and what is said of a word that means none."""

from __future__ import annotations

import tomllib

import pytest

from kg.problems import Severity
from kg.rules import CODES
from kg.rules.policy import Policy, parse_policy


def policy(text: str) -> Policy:
    return parse_policy(tomllib.loads(text), CODES)


def test_all_rules_apply_where_nothing_is_said() -> None:
    assert policy("").rules_for("a.md") == frozenset(CODES)
    assert policy("").fail_on == "error"


def test_rules_go_by_name_code_and_family() -> None:
    assert policy('select = ["uncited-appeal", "KG102"]').selected == {"uncited-appeal", "uncited-number"}
    assert policy('select = ["KG9"]').selected == {"unused-suppression", "suppression-without-reason"}
    assert "uncited-appeal" not in policy('ignore = ["KG1"]').selected


def test_a_rule_can_be_left_out_below_a_folder_and_for_a_pattern() -> None:
    given = policy('[per-file-ignores]\n"legacy" = ["all"]\n"*.txt" = ["KG101"]')
    assert given.rules_for("legacy/old/a.md") == frozenset()
    assert "uncited-appeal" not in given.rules_for("notes/a.txt")
    assert given.rules_for("notes/a.md") == frozenset(CODES)


def test_severity_is_set_by_rule() -> None:
    given = policy('severity = {uncited-appeal = "warning", KG305 = "info"}')
    assert given.severity_of("uncited-appeal", Severity.ERROR) is Severity.WARNING
    assert given.severity_of("secondary-source", Severity.WARNING) is Severity.NOTE
    assert given.severity_of("uncited-number", Severity.WARNING) is Severity.WARNING


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("selects = []", "unknown setting 'selects' (did you mean 'select'?)"),
        (
            'select = ["uncited-apeal"]',
            "'select' names 'uncited-apeal', which is no rule (did you mean 'uncited-appeal'?)",
        ),
        ('ignore = ["zzz"]', "'ignore' names 'zzz', which is no rule ('kg rule --all' lists them)"),
        ("select = 1", "'select' is 1; it takes a list of rules in quotes"),
        ('severity = {KG101 = "bad"}', "'severity.KG101' is 'bad'; it takes one of: error, warning, note"),
        ('fail-on = "all"', "'fail-on' is 'all'; it takes one of: error, warning, never"),
        ("per-file-ignores = 3", "'per-file-ignores' is 3; it takes a table"),
    ],
)
def test_what_cannot_be_meant_is_said_with_the_way_out(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=r"it|rule|setting") as raised:
        policy(text)
    assert str(raised.value) == message
