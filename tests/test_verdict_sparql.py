"""What queries recompute agrees with the rules: the core of the verdict, and what articles say against it."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

from appraise_cases import bodies, records_of
from hypothesis import HealthCheck, given, settings
from msgspec.structs import replace
from query_cases import BASE, ROOT

from kg.appraise import appraise
from kg.appraise.stance import bearing
from kg.labels import statement_anchor
from kg.rdf import build_nquads
from kg.records import Article, Stance, Statement
from kg.store import Solutions, Store
from kg.workspace import open_workspace, read_queries, read_records, read_vocabulary

if TYPE_CHECKING:
    from kg.appraise import Appraisal
    from kg.records import Claim, Records, Study

WORKSPACE = open_workspace(ROOT)
QUERY = read_queries(WORKSPACE)["verdict-by-levels"].text
AGAINST = read_queries(WORKSPACE)["articles-against-evidence"].text
VOCABULARY = read_vocabulary()


def in_sparql(records: Records) -> dict[str, str]:
    """Return which way each claim points, for those with a line that can decide."""
    found = Store.from_nquads(build_nquads(records, BASE, VOCABULARY)).query(QUERY)
    assert isinstance(found, Solutions)
    claim, points = found.columns.index("claim"), found.columns.index("points")
    return {row[claim].value.rpartition("/")[2]: row[points].value for row in found.rows}  # type: ignore[union-attr]  # both are always bound


def in_python(appraisal: Appraisal) -> dict[str, str | None]:
    """Return the verdict of each claim that has one to go by, and of an unclear one where it leans."""
    return {
        name: found.leaning if found.verdict == "unclear" else found.verdict
        for name, found in appraisal.claims.items()
        if any(line.standing == "decisive" for line in found.lines)
    }


def test_both_agree_on_the_shipped_data() -> None:
    records, _ = read_records(WORKSPACE)
    assert in_sparql(records) == in_python(appraise(records))


def against_in_sparql(records: Records) -> set[tuple[str, str]]:
    """Return article and anchor of each statement against the evidence, as the bundled query finds them."""
    found = Store.from_nquads(build_nquads(records, BASE, VOCABULARY)).query(AGAINST)
    assert isinstance(found, Solutions)
    statement = found.columns.index("statement")
    parts = [row[statement].value.split("/") for row in found.rows]  # type: ignore[union-attr]  # always bound
    return {(path[-3], path[-1]) for path in parts}


def against_in_python(records: Records) -> set[tuple[str, str]]:
    """Return the same by the rule for statements and the verdict that stands."""
    verdicts = appraise(records).standing
    return {
        (article.id, statement_anchor(statement, number))
        for article in records.articles
        for number, statement in enumerate(article.statements, start=1)
        if bearing(statement.stance, verdicts[statement.claim].verdict) == "against"
    }


def test_statements_against_the_evidence_are_the_same_on_the_shipped_data() -> None:
    records, _ = read_records(WORKSPACE)
    found = against_in_sparql(records)
    assert found
    assert found == against_in_python(records)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(bodies())
def test_statements_against_the_evidence_are_the_same_on_random_evidence(body: tuple[Claim, dict[str, Study]]) -> None:
    statements = tuple(Statement(section="One", claim="it", stance=x, says="So.") for x in get_args(Stance))
    records = replace(records_of(*body), articles=(Article(id="blog", kind="guide", statements=statements),))
    assert against_in_sparql(records) == against_in_python(records)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(bodies())
def test_both_agree_on_random_evidence(body: tuple[Claim, dict[str, Study]]) -> None:
    records = records_of(*body)
    assert in_sparql(records) == in_python(appraise(records))
