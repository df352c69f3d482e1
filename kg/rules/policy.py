"""What a workspace asks of its texts: which rules apply where, and how much each matters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Final

from kg.problems import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ALL: Final = "all"
FAIL_ON: Final = ("error", "warning", "never")
_SETTINGS: Final = ("select", "ignore", "severity", "per-file-ignores", "fail-on")


@dataclass(frozen=True, slots=True)
class Policy:
    """Which rules apply and how much a problem of each matters; `passed` are patterns of paths with their rules."""

    selected: frozenset[str]
    severity: tuple[tuple[str, Severity], ...] = ()
    passed: tuple[tuple[str, frozenset[str]], ...] = ()
    fail_on: str = "error"

    def rules_for(self, path: str) -> frozenset[str]:
        """Return the rules that apply to a file; a pattern is held against its path and each of its folders."""
        passed = (rules for pattern, rules in self.passed if _matches(path, pattern))
        return self.selected.difference(*passed)

    def severity_of(self, rule: str, default: Severity) -> Severity:
        """Return how much a problem matters."""
        return dict(self.severity).get(rule, default)


def parse_policy(table: Mapping[str, object], codes: Mapping[str, str]) -> Policy:
    """Return the policy in the table `[check]`; `codes` gives the code of each rule by name.

    Raises ValueError that names the key, the value and the way out.
    """
    for key in table:
        if key not in _SETTINGS:
            raise ValueError(f"unknown setting '{key}' ({_hint(key, _SETTINGS)})")
    selected = rules_in(_texts(table, "select") or [ALL], codes, "select")
    ignored = rules_in(_texts(table, "ignore"), codes, "ignore")
    policy = Policy(selected - ignored)
    levels = _table(table, "severity")
    severity = tuple(
        (name, _severity(f"severity.{word}", value))
        for word, value in levels.items()
        for name in sorted(rules_in([word], codes, "severity"))
    )
    ignores = _table(table, "per-file-ignores")
    passed = tuple((pattern, rules_in(_texts(ignores, pattern), codes, "per-file-ignores")) for pattern in ignores)
    fail_on = table.get("fail-on", policy.fail_on)
    if fail_on not in FAIL_ON:
        raise ValueError(f"'fail-on' is {fail_on!r}; it takes one of: {', '.join(FAIL_ON)}")
    return replace(policy, severity=severity, passed=passed, fail_on=str(fail_on))


def rules_in(words: Iterable[str], codes: Mapping[str, str], where: str) -> frozenset[str]:
    """Return the rules that words mean: a name, a code, the beginning of codes such as KG1, or "all".

    Raises ValueError for a word that means none.
    """
    found: set[str] = set()
    for word in words:
        named = {
            name for name, code in codes.items() if word in {ALL, name} or (word[:2] == "KG" and code.startswith(word))
        }
        if not named:
            raise ValueError(f"'{where}' names '{word}', which is no rule ({_hint(word, (*codes, *codes.values()))})")
        found |= named
    return frozenset(found)


def _matches(path: str, pattern: str) -> bool:
    folder = pattern.rstrip("/")
    return fnmatchcase(path, pattern) or path.startswith(f"{folder}/") or fnmatchcase(path, f"*/{pattern}")


def _hint(word: str, known: Iterable[str]) -> str:
    known = tuple(known)
    near = get_close_matches(word, known, n=1)
    if near:
        return f"did you mean '{near[0]}'?"
    return f"known: {', '.join(known)}" if len(known) <= len(_SETTINGS) else "'kg rule --all' lists them"


def _texts(table: Mapping[str, object], key: str) -> list[str]:
    value = table.get(key, [])
    if isinstance(value, list) and all(isinstance(x, str) for x in value):
        return value
    raise ValueError(f"'{key}' is {value!r}; it takes a list of rules in quotes")


def _table(table: Mapping[str, object], key: str) -> Mapping[str, object]:
    value = table.get(key, {})
    if isinstance(value, dict):
        return value
    raise ValueError(f"'{key}' is {value!r}; it takes a table")


def _severity(where: str, value: object) -> Severity:
    for severity in Severity:
        if value == severity or (value == "info" and severity is Severity.NOTE):
            return severity
    raise ValueError(f"'{where}' is {value!r}; it takes one of: {', '.join(Severity)}")
