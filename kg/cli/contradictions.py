"""List contradictions: studies, claims and articles that speak against each other.

What curators noted, what rules detect, and candidates that nobody has judged, in one list; each with the side that the
evidence favours. --format md gives explanations and reasons, json everything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable

_SCOPES: Final = ("article-article", "article-evidence", "claim-claim", "study-study", "superseded", "within-article")
_ORIGINS: Final = ("curated", "detected", "candidate")


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("--scope", choices=_SCOPES, metavar="SCOPE", help=f"between whom: {', '.join(_SCOPES)}")
    parser.add_argument("--origin", choices=_ORIGINS, metavar="ORIGIN", help=", ".join(_ORIGINS))
    parser.add_argument("--article", metavar="ID", help="only those that this article takes part in")
    parser.add_argument("--claim", metavar="ID", help="only those with this claim at stake")
    parser.add_argument("--study", metavar="ID", help="only those with this study on a side")
    parser.add_argument(
        "--format", choices=("table", "json", "md"), default="table", help="table (default), json or md"
    )


def run(args: argparse.Namespace) -> int:
    """Print the contradictions."""
    from kg.appraise.contradictions import find_contradictions
    from kg.cli.data import sound_records, workspace_of
    from kg.report.contradictions_text import render_markdown, render_table

    records = sound_records(workspace_of(args))
    for kind, given, known in (
        ("article", args.article, records.articles),
        ("claim", args.claim, records.claims),
        ("study", args.study, records.studies),
    ):
        check_id(kind, given, (record.id for record in known))
    clashes = [
        clash
        for clash in find_contradictions(records)
        if args.scope in {None, clash.scope} and args.origin in {None, clash.origin}
        if args.article is None or args.article in clash.articles
        if args.claim is None or args.claim in clash.claims
        if args.study is None or args.study in clash.studies
    ]
    if args.format == "json":
        import msgspec

        print(msgspec.json.format(msgspec.json.encode(clashes)).decode())
    elif args.format == "md":
        print(render_markdown(clashes), end="")
    else:
        print(render_table(clashes), end="")
    return 0


def check_id(kind: str, given: str | None, known: Iterable[str]) -> None:
    """Raise ValueError with the way out if an id is given that no record of a kind has."""
    names = frozenset(known)
    if given is not None and given not in names:
        from kg.query.nearest import did_you_mean

        raise ValueError(f"--{kind}: no {kind} '{given}' ({did_you_mean(given, names)})")
