"""The core of the verdict, recomputed in SPARQL from the level and standing of each line, agrees with the rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from appraise_cases import bodies, records_of
from hypothesis import HealthCheck, given, settings
from query_cases import BASE, ROOT

from kg.appraise import appraise
from kg.rdf import build_nquads
from kg.store import Solutions, Store
from kg.workspace import open_workspace, read_queries, read_records, read_vocabulary

if TYPE_CHECKING:
    from kg.appraise import Appraisal
    from kg.records import Claim, Records, Study

WORKSPACE = open_workspace(ROOT)
QUERY = read_queries(WORKSPACE)["verdict-by-levels"].text
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


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(bodies())
def test_both_agree_on_random_evidence(body: tuple[Claim, dict[str, Study]]) -> None:
    records = records_of(*body)
    assert in_sparql(records) == in_python(appraise(records))
