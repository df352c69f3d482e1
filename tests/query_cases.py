"""The golden answers in `tests/queries/`: how they are named, made and saved.

`NAME.tsv` is the answer to a query on `fixture.yaml`, `NAME@claim=ice-heals+topic=care.tsv` the answer with
parameters. Values stand as people read them (`kg.query.Table.shown`). `python tests/query_cases.py NAME ...` saves
answers; look at each row before you commit it.
"""

import sys
from datetime import date
from functools import cache
from pathlib import Path

from kg.iris import Iris
from kg.problems import Severity
from kg.query import Query, Table, bind, find_ids, run
from kg.rdf import build_nquads
from kg.store import Store
from kg.workspace import Workspace, open_workspace, read_queries, read_records, read_vocabulary

FOLDER = Path(__file__).parent / "queries"
ROOT = FOLDER.parent.parent
BASE = "https://example.org/evidence-claims-kg"


def bundled() -> Workspace:
    return open_workspace(ROOT)


@cache
def queries() -> dict[str, Query]:
    return read_queries(bundled())


@cache
def fixture_lines() -> tuple[str, ...]:
    workspace = Workspace(FOLDER, BASE, "Fixture", "", FOLDER, (), FOLDER, FOLDER)
    records, problems = read_records(workspace, today=date(2026, 11, 22))
    assert [str(problem) for problem in problems if problem.severity is Severity.ERROR] == []
    return tuple(build_nquads(records, BASE, read_vocabulary()))


@cache
def fixture_store() -> Store:
    return Store.from_nquads(fixture_lines())


def case_names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.tsv"))


def split_case(case: str) -> tuple[str, dict[str, str]]:
    name, _, words = case.partition("@")
    pairs = [pair.partition("=") for pair in words.split("+") if pair]
    return name, {key: value for key, _, value in pairs}


def answer(store: Store, case: str) -> Table:
    name, arguments = split_case(case)
    query = queries()[name]
    return run(store, query, bind(query, arguments, Iris(BASE), find_ids(store)), BASE)


def golden(table: Table) -> str:
    lines = [table.columns, *(tuple(table.shown(term) for term in row) for row in table.rows)]
    return "".join("\t".join(line) + "\n" for line in lines)


if __name__ == "__main__":
    for case in sys.argv[1:] or case_names():
        (FOLDER / f"{case}.tsv").write_text(golden(answer(fixture_store(), case)), encoding="utf-8")
