"""Explain a rule for texts: what is wrong, why it matters, what is right, and when the rule errs.

A rule goes by its name or its code. --all lists all rules with their codes and how much each matters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("name", nargs="?", metavar="RULE", help="a rule, such as uncited-appeal or KG101")
    parser.add_argument("--all", action="store_true", help="list the rules")


def run(args: argparse.Namespace) -> int:
    """Print the page of a rule, or the list; raises ValueError for a rule that is not there."""
    from kg.report.columns import align
    from kg.rules.pages import find_rule, render_page, rows

    if args.all == bool(args.name):
        raise ValueError("name one rule, or list them with --all")
    if args.all:
        print(align(("code", "rule", "matters as", "what is wrong"), rows()), end="")
    else:
        print(render_page(find_rule(args.name)), end="")
    return 0
