"""Each page of `tests/rules` is a text with faults, marked where a rule must find them; nothing else may be found.

A line with `<!-- error: NAME -->` holds the begin of what NAME flags, once for each such mark. Pages of
`tests/false_positives` show in the same way where a rule is known to err, so that a fix is noticed.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.appraise import appraise
from kg.load import LOADERS, gather
from kg.prose import parse_file
from kg.rules import CODES, RULES
from kg.rules.evidence import Evidence, Known
from kg.rules.policy import Policy
from kg.rules.run import check_document

if TYPE_CHECKING:
    from kg.problems import Problem

HERE = Path(__file__).parent
GIVEN = HERE / "rules" / "given.yaml"
MARK = re.compile(r"<!-- error: ([a-z-]+) -->")
QUIET = "unmarked-known-claim"  # a note that most sentences about a claim get
PAGES = sorted((HERE / "rules").glob("*.md"))
KNOWN = sorted((HERE / "false_positives").glob("*.md"))


@cache
def evidence() -> Evidence:
    parsed = LOADERS[".yaml"].parse("given.yaml", GIVEN.read_bytes())
    records = gather(parsed.records)
    return Evidence(lambda: Known(records, appraise(records).standing))


def found_in(path: str, text: str, rules: frozenset[str]) -> tuple[Problem, ...]:
    return check_document(parse_file(path, text.encode()), evidence(), Policy(rules))


def marks_of(text: str) -> list[tuple[int, str]]:
    return sorted((n, name) for n, line in enumerate(text.splitlines(), 1) for name in MARK.findall(line))


def rules_for(page: Path) -> frozenset[str]:
    return frozenset(RULES) - ({QUIET} - {page.stem})


@pytest.mark.parametrize("page", [*PAGES, *KNOWN], ids=lambda page: f"{page.parent.name}/{page.stem}")
def test_a_page_has_exactly_the_faults_that_are_marked(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    found = found_in(page.name, text, rules_for(page))
    assert sorted((x.span.line, x.rule) for x in found) == marks_of(text), "\n".join(map(str, found))


def test_every_rule_has_a_page_that_shows_it_and_a_page_has_a_rule() -> None:
    assert {page.stem for page in PAGES} == set(RULES)
    for page in PAGES:
        assert page.stem in {name for _, name in marks_of(page.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("name", RULES)
def test_the_docstring_of_a_rule_says_why_shows_bad_and_good_and_where_it_errs(name: str) -> None:
    doc = RULES[name].__doc__ or ""
    for part in ("\n\nWhy: ", "\n\nBad: ", "\n\nGood: ", "\n\nFalse positives: "):
        assert doc.count(part) == 1, part


def test_codes_are_one_for_each_rule() -> None:
    assert len(set(CODES.values())) == len(CODES)
    assert all(re.fullmatch(r"KG\d{3}", code) for code in CODES.values())
