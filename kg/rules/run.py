"""Rules on a text: what they flag, less what the writer let pass, as problems with lines and columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.problems import Problem
from kg.prose.places import Lines
from kg.rules import CODES, RULES
from kg.rules.unused_suppression import left_over

if TYPE_CHECKING:
    from kg.prose.document import Document
    from kg.rules.evidence import Evidence
    from kg.rules.model import Flag
    from kg.rules.policy import Policy

_UNUSED: Final = "unused-suppression"
_NEVER_PASSED: Final = frozenset({_UNUSED, "suppression-without-reason"})


def check_document(document: Document, evidence: Evidence, policy: Policy) -> tuple[Problem, ...]:
    """Return what kept a document from being read and what the rules of the policy say of it, in order."""
    wanted = policy.rules_for(document.path)
    found = [(name, flag) for name, rule in RULES.items() if name in wanted for flag in rule.check(document, evidence)]
    used: set[tuple[int, str]] = set()
    kept = [(name, flag) for name, flag in found if not _is_passed(document, name, flag, used)]
    if _UNUSED in wanted:
        kept += [(_UNUSED, flag) for flag in left_over(document, used, CODES, wanted)]
    if not kept:
        return tuple(sorted(document.problems))
    lines = Lines(document.source)
    return tuple(sorted({*document.problems, *(_problem(document, lines, policy, *each) for each in kept)}))


def _is_passed(document: Document, rule: str, flag: Flag, used: set[tuple[int, str]]) -> bool:
    """Return whether the writer let a rule pass at this place; notes in `used` by which comment."""
    passed = False
    if rule in _NEVER_PASSED:
        return False
    for number, suppression in enumerate(document.suppressions):
        covers = suppression.covers
        if covers.start <= flag.range.start < covers.end or covers.start < flag.range.end <= covers.end:
            for word in suppression.rules:
                if word in {rule, CODES[rule]}:
                    used.add((number, word))
                    passed = True
    return passed


def _problem(document: Document, lines: Lines, policy: Policy, name: str, flag: Flag) -> Problem:
    span = lines.span(flag.range)
    return Problem(
        document.path,
        span,
        name,
        flag.message,
        flag.do,
        lines.excerpt(span.line),
        policy.severity_of(name, flag.severity or RULES[name].SEVERITY),
        flag.why,
        flag.paste,
        last_line=lines.excerpt(span.end_line) if span.end_line != span.line else "",
        sentence=flag.sentence,
    )
