"""Write every generated file that is committed; with --check, say which are not current and exit with 1."""

from __future__ import annotations

import json
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from field_reference import data_readme
from json_keys import own_terms
from query_reference import query_reference

from kg.load.schema import json_schema
from kg.query import PARAMETER_TYPES
from kg.rules import RULES
from kg.rules.pages import render_index, render_page
from kg.workspace import open_workspace, read_queries, read_records, read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT: Final = Path(__file__).parent.parent


def schema() -> str:
    """Return the JSON Schema of data files, for editors."""
    note = {"$comment": "Generated from kg/records.py by scripts/generate.py; change it there."}
    return json.dumps(note | json_schema(), indent=2, ensure_ascii=False) + "\n"


def fields() -> str:
    """Return the documentation of every field of the data, with examples from it."""
    records, _ = read_records(open_workspace(ROOT))
    return data_readme(records)


def questions() -> str:
    """Return the documentation of every query, from its header."""
    return query_reference(read_queries(open_workspace(ROOT)), tuple(PARAMETER_TYPES), "claim-hierarchy")


def keys() -> str:
    """Return the module with the JSON-LD keys of our own terms."""
    return own_terms(read_vocabulary())


def rule_pages() -> dict[str, Callable[[], str]]:
    """Return what makes the page of each rule for texts, and their list."""
    pages = {f"docs/rules/{name}.md": partial(_rule_page, name) for name in RULES}
    return {"docs/rules/README.md": render_index, **pages}


def _rule_page(name: str) -> str:
    source = f"kg/rules/{name.replace('-', '_')}.py"
    return f"<!-- Generated from {source} by scripts/generate.py; change it there. -->\n\n{render_page(name)}"


GENERATED: Final[dict[str, Callable[[], str]]] = {
    "data/README.md": fields,
    "data/schema.json": schema,
    "docs/queries.md": questions,
    "kg/export/own_terms.py": keys,
    **rule_pages(),
}


def main(arguments: list[str]) -> int:
    """Write the files, or compare them."""
    stale = []
    for name, make in GENERATED.items():
        path = ROOT / name
        text = make()
        if path.is_file() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" not in arguments:
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
            print(f"wrote {name}")
    if stale and "--check" in arguments:
        print(f"not current: {', '.join(stale)} (run 'make generate')", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
