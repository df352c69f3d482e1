"""Tell what would change if studies fell: claims, certainty, articles and statements.

The studies are taken as retracted, all together. Verdicts are computed anew without them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("studies", nargs="*", metavar="STUDY", help="ids; none: the studies that verdicts hang on")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text (default) or json")


def run(args: argparse.Namespace) -> int:
    """Print the reach of the studies."""
    from kg.appraise import appraise
    from kg.appraise.impact import hanging, impact
    from kg.cli.data import sound_records, workspace_of
    from kg.labels import short_citation
    from kg.report.impact_text import render_impact, render_keystones

    records = sound_records(workspace_of(args))
    if args.format == "json":
        import msgspec

        found = impact(records, args.studies) if args.studies else hanging(appraise(records))
        print(msgspec.json.format(msgspec.json.encode(found)).decode())
        return 0
    names = {study.id: short_citation(study) for study in records.studies}
    if args.studies:
        print(render_impact(impact(records, args.studies), lambda study: names[study]), end="")
    else:
        print(render_keystones(appraise(records), lambda study: names[study]), end="")
    return 0
