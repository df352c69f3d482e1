"""The counts of a workspace, on records whose every number is known, and on the shipped data's own invariants."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from kg.cli import main
from kg.records import Article, Claim, Contradiction, EvidenceLine, Finding, Records, Reference, Statement, Study, Topic
from kg.stats import Lines, count

if TYPE_CHECKING:
    import pytest

RECORDS = Records(
    topics=(Topic(id="care", label="Care", description="d"), Topic(id="form", label="Form", description="d")),
    claims=(
        Claim(
            id="ice",
            text="Ice helps.",
            topic="care",
            kind="treatment",
            population="p",
            intervention="ice",
            outcome="pain",
            effect="improves",
            contradicts=(Contradiction(claim="rest", kind="timing", why="w"),),
            evidence=(
                EvidenceLine(study="a-2001", direction="supports", directness="indirect", why="w"),
                EvidenceLine(study="b-2002", direction="inconclusive", directness="direct", why="w"),
            ),
        ),
        Claim(
            id="rest",
            text="Rest helps.",
            topic="care",
            kind="advice",
            population="p",
            intervention="rest",
            outcome="pain",
            effect="improves",
            evidence=(EvidenceLine(study="b-2002", direction="inconclusive", directness="indirect", why="w"),),
        ),
        Claim(
            id="stride",
            text="Short steps help.",
            topic="form",
            kind="prevention",
            population="p",
            intervention="short steps",
            outcome="injury",
            effect="decreases",
        ),
    ),
    studies=(
        Study(
            id="a-2001",
            title="A",
            authors=("A B",),
            year=2001,
            design="rct",
            population="p",
            findings=(
                Finding(id="x", outcome="o", measure="MD", value=-1.0),
                Finding(id="y", outcome="o", measure="other"),
            ),
            limitations="l",
            verified="seen",
        ),
        Study(
            id="b-2002",
            title="B",
            authors=("B C",),
            year=2002,
            design="meta-analysis",
            included_designs=("rct", "cohort"),
            population="p",
            limitations="l",
            verified="memory",
        ),
        Study(
            id="c-2003",
            title="C",
            authors=(),
            year=2003,
            design="rct",
            population="p",
            limitations="l",
            verified="seen",
        ),
    ),
    articles=(
        Article(
            id="blog",
            kind="clinic blog",
            references=(
                Reference(
                    id="r",
                    as_cited="R",
                    where="list only",
                    status="not-found",
                    source_type="none",
                    supports_statement="not-checked",
                    note="n",
                ),
            ),
            statements=(
                Statement(section="s", claim="ice", stance="asserts", says="s"),
                Statement(section="s", claim="rest", stance="denies", says="s"),
            ),
        ),
    ),
)


def test_every_count_is_right() -> None:
    found = count(RECORDS)
    assert (found.topics, found.claims, found.contradictions) == (2, 3, 1)
    assert (found.studies, found.findings, found.findings_with_number) == (3, 2, 1)
    assert (found.articles, found.statements, found.references, found.conflicts) == (1, 2, 1, 0)
    assert found.lines == Lines(1, 0, 2, 0, 0, 1)
    assert found.verified == (("memory", 1), ("seen", 2))
    assert found.included_designs == (("cohort", 1), ("rct", 1))
    assert found.stances == (("asserts", 1), ("denies", 1))


def test_claims_and_studies_that_lack_something_are_named() -> None:
    found = count(RECORDS)
    assert found.claims_without_evidence == ("stride",)
    assert found.only_inconclusive == ("rest",)
    assert found.no_direct == ("rest",)
    assert found.direct_all_inconclusive == ("ice",)
    assert found.studies_without_claim == ("c-2003",)
    assert found.studies_from_memory == ("b-2002",)


def test_lines_are_counted_by_topic_and_by_claim() -> None:
    found = count(RECORDS)
    assert found.by_topic == (("care", 2, Lines(1, 0, 2, 0, 0, 1)), ("form", 1, Lines(0, 0, 0, 0, 0, 0)))
    assert dict(found.by_claim)["ice"] == Lines(1, 0, 1, 0, 0, 1)


def test_the_text_and_the_json_of_the_shipped_data_agree(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", "--claims"]) == 0
    text = capsys.readouterr().out
    assert main(["stats", "--format", "json"]) == 0
    numbers = json.loads(capsys.readouterr().out)
    assert text.splitlines()[0].startswith(f"{numbers['topics']} topics, {numbers['claims']} claims")
    assert sum(claims for _, claims, _ in numbers["by_topic"]) == numbers["claims"]
    assert all(f"\n{claim} " in text for claim, _ in numbers["by_claim"])
