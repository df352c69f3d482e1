"""Count what the workspace holds.

Prints the counts, a table by topic (with --claims also by claim), and the claims that lack something.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

    from kg.stats import Lines, Statistics, Tally


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("--claims", action="store_true", help="also a row per claim, direct lines in brackets")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text (default) or json")


def run(args: argparse.Namespace) -> int:
    """Print the counts."""
    from kg.cli.data import sound_records, workspace_of
    from kg.stats import count

    statistics = count(sound_records(workspace_of(args)))
    if args.format == "json":
        import msgspec

        print(msgspec.json.format(msgspec.json.encode(statistics)).decode())
    else:
        print("\n".join(_lines(statistics, claims=args.claims)))
    return 0


def _lines(s: Statistics, *, claims: bool) -> list[str]:
    """Return the report line by line."""
    evidence = f"{s.lines.total} lines of evidence: {s.lines.supports} support, {s.lines.disputes} dispute"
    support = _words(s.citation_support)
    lines = [
        f"{s.topics} topics, {s.claims} claims, {s.contradictions} contradictions between claims",
        f"{s.studies} studies ({_words(s.verified)}), {s.findings} findings, {s.findings_with_number} with a number",
        f"{evidence}, {s.lines.inconclusive} are inconclusive; {s.lines.direct} are direct",
        f"{s.articles} articles, {s.statements} statements ({_words(s.stances)})",
        f"{s.references} references ({_words(s.reference_status)}); what they bear out: {support}",
        f"{s.conflicts} conflicts: {_words(s.conflict_kinds)}",
        f"designs: {_words(s.designs)}",
        f"designs inside the reviews: {_words(s.included_designs)}",
        "",
        *_table("topic", [(name, str(number), lines) for name, number, lines in s.by_topic], direct=False),
    ]
    if claims:
        lines += ["", *_table("claim", [(name, None, found) for name, found in s.by_claim], direct=True)]
    lines.append("")
    for title, names in (
        ("claims without any evidence", s.claims_without_evidence),
        ("claims with only inconclusive evidence", s.only_inconclusive),
        ("claims without direct evidence", s.no_direct),
        ("claims whose direct lines are all inconclusive", s.direct_all_inconclusive),
        ("studies without a claim", s.studies_without_claim),
        ("studies from memory", s.studies_from_memory),
    ):
        lines.append(f"{title}: {', '.join(names) or 'none'}")
    return lines


def _words(tally: Tally) -> str:
    return ", ".join(f"{number} {name}" for name, number in tally) or "none"


def _table(head: str, rows: list[tuple[str, str | None, Lines]], *, direct: bool) -> list[str]:
    """Return an aligned table; with `direct`, the number of direct lines stands in brackets."""
    counted = rows and rows[0][1] is not None
    titles = [head, *(["claims"] if counted else []), "supports", "disputes", "inconclusive"]
    cells = [
        [name, *([number] if number is not None else []), *_cells(lines, direct=direct)] for name, number, lines in rows
    ]
    widths = [max(len(row[i]) for row in (titles, *cells)) for i in range(len(titles))]
    return [
        "  ".join(
            cell.ljust(w) if i == 0 else cell.rjust(w) for i, (cell, w) in enumerate(zip(row, widths, strict=True))
        )
        for row in (titles, *cells)
    ]


def _cells(lines: Lines, *, direct: bool) -> list[str]:
    pairs = (
        (lines.supports, lines.direct_supports),
        (lines.disputes, lines.direct_disputes),
        (lines.inconclusive, lines.direct_inconclusive),
    )
    return [f"{total} ({near})" if direct and total else str(total) for total, near in pairs]
