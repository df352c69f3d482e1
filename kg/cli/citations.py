"""Judge the citations of articles, and list the studies that articles leave out.

Verdicts: supports-as-stated, partly, does-not-bear, contradicts, not-found, secondary-source, not-checked. A curator's
verdict overrides the computed one, and both are shown where they differ. --format md gives the reasons.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("--article", metavar="ID", help="only this article")
    parser.add_argument("--claim", metavar="ID", help="only what bears on this claim")
    parser.add_argument(
        "--format", choices=("table", "json", "md"), default="table", help="table (default), json or md"
    )


def run(args: argparse.Namespace) -> int:
    """Print citations and omissions."""
    from kg.appraise.citations import judge_citations
    from kg.appraise.omissions import find_omissions
    from kg.cli.contradictions import check_id
    from kg.cli.data import sound_records, workspace_of
    from kg.report.citations_text import render_markdown, render_table

    records = sound_records(workspace_of(args))
    check_id("article", args.article, (article.id for article in records.articles))
    check_id("claim", args.claim, (claim.id for claim in records.claims))
    citations = [
        x for x in judge_citations(records) if args.article in {None, x.article} and args.claim in {None, x.claim}
    ]
    omissions = [
        x for x in find_omissions(records) if args.article in {None, x.article} and args.claim in {None, x.claim}
    ]
    if args.format == "json":
        import msgspec

        both = {"citations": citations, "omissions": omissions}
        print(msgspec.json.format(msgspec.json.encode(both)).decode())
    elif args.format == "md":
        print(render_markdown(citations, omissions), end="")
    else:
        print(render_table(citations, omissions), end="")
    return 0
