"""Prove that nothing was lost or changed between the curated source files of the evidence and `data/`.

    python scripts/compare_evidence.py SOURCE_FOLDER [DATA_FOLDER]

SOURCE_FOLDER holds claims.yaml, studies.yaml, articles.yaml, references.yaml and conflicts.yaml as they were curated.
Both sides are flattened to facts (record, path, value); the exit code is 1 when a fact stands on one side only.
What `data/` adds on purpose is listed in `ADDED` and printed with its count.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Fact = tuple[str, ...]
Row = dict[str, Any]


def load(folder: Path, name: str) -> dict[str, list[Row]]:
    """Return the lists of one file."""
    lists: dict[str, list[Row]] = yaml.load((folder / name).read_text(encoding="utf-8"), yaml.CSafeLoader)
    return lists


def flatten(head: Fact, value: object) -> Iterator[Fact]:
    """Yield a fact per scalar; numbers and texts stay apart, empty lists and nulls say nothing."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from flatten((*head, str(key)), inner)
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            name = inner.get("id", str(position)) if isinstance(inner, dict) else str(position)
            yield from flatten((*head, name), inner)
    elif value is not None:
        yield (*head, repr(value))


def by_id(kind: str, rows: list[Row]) -> Iterator[Fact]:
    """Yield the facts of a list of records."""
    for row in rows:
        yield from flatten((kind, row["id"]), row)


def pairs(claims: list[Row]) -> Iterator[Fact]:
    """Yield each contradiction between claims once, whichever of the two holds it."""
    for claim in claims:
        for other in claim.get("contradicts") or ():
            yield ("contradiction", *sorted((claim["id"], other["claim"])), other["kind"], other["why"])


def source_facts(folder: Path) -> set[Fact]:
    """Return the facts of the curated source files."""
    claims, articles = load(folder, "claims.yaml"), load(folder, "articles.yaml")["articles"]
    became = {row["id"]: row for row in load(folder, "references.yaml")["references"]}
    facts = set(pairs(claims["claims"]))
    for claim in claims["claims"]:
        claim.pop("contradicts", None)
    for article in articles:
        head = article["id"] + "/"
        article["source"] = article.pop("seed")
        article["references"] = [
            {**row, **became.pop(row["id"]), "id": row["id"].removeprefix(head)} for row in article["references"]
        ]
        for statement in article["statements"]:
            statement["cites"] = [cited.removeprefix(head) for cited in statement.get("cites", ())]
    facts.update(by_id("topic", claims["topics"]), by_id("claim", claims["claims"]), by_id("article", articles))
    facts.update(by_id("study", load(folder, "studies.yaml")["studies"]))
    facts.update(by_id("conflict", load(folder, "conflicts.yaml")["article_conflicts"]))
    facts.update(by_id("reference that no article holds", list(became.values())))
    return facts


def data_facts(folder: Path) -> set[Fact]:
    """Return the facts of the workspace's data files."""
    lists: dict[str, list[Row]] = {}
    for path in sorted(folder.glob("*.yaml")):
        for name, rows in load(folder, path.name).items():
            lists.setdefault(name, []).extend(rows)
    facts = set(pairs(lists["claims"]))
    for claim in lists["claims"]:
        claim.pop("contradicts", None)
    for name, rows in lists.items():
        facts.update(by_id({"studies": "study"}.get(name, name.removesuffix("s")), rows))
    return facts


def _narrative_review(facts: set[Fact], fact: Fact) -> bool:
    """Say whether a fact is the included design of a narrative review, which the source files do not carry."""
    return fact[2:3] == ("included_designs",) and ("study", fact[1], "design", "'narrative-review'") in facts


def _overlap(_: set[Fact], fact: Fact) -> bool:
    """Say whether a fact tells that two studies are not independent, which the source files say in passing."""
    return fact[2:3] == ("overlaps",)


ADDED: dict[str, Callable[[set[Fact], Fact], bool]] = {
    "included designs of narrative reviews": _narrative_review,
    "overlaps between studies": _overlap,
}


def compare(source: set[Fact], data: set[Fact]) -> list[str]:
    """Return a line per fact on one side only; facts under `ADDED` are allowed in `data`."""
    extra = {fact for fact in data - source if not any(allowed(data, fact) for allowed in ADDED.values())}
    lost = [f"lost: {' > '.join(fact)}" for fact in sorted(source - data)]
    return lost + [f"not in the source: {' > '.join(fact)}" for fact in sorted(extra)]


def main(arguments: list[str]) -> int:
    """Compare two folders and return the exit code."""
    if len(arguments) not in {1, 2}:
        print(__doc__)
        return 2
    source = source_facts(Path(arguments[0]))
    data = data_facts(Path(arguments[1]) if arguments[1:] else Path(__file__).parent.parent / "data")
    differences = compare(source, data)
    print("\n".join(differences) or f"all {len(source)} facts of the source are in data, unchanged")
    for name, allowed in ADDED.items():
        print(f"added on purpose: {sum(allowed(data, fact) for fact in data - source)} {name}")
    return bool(differences)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
