"""Find claims, studies, articles, topics, queries and terms by words of your own, ranked as on the site's search page.

Each result gives the id, what it is, and for a claim the verdict that stands. Words that were read as another, and
words that nothing has, are named on standard error. --format json prints the results with their pages.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from kg.render.findable import Findable

_KINDS: Final = ("claim", "topic", "study", "article", "query", "term")
_MOST: Final = 10


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's own arguments."""
    parser.add_argument("words", nargs="+", metavar="WORD", help="a question or words, such as: should I ice")
    parser.add_argument("--type", choices=_KINDS, help="only results of this type")
    parser.add_argument("--limit", type=int, default=_MOST, metavar="N", help=f"at most so many (default: {_MOST})")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text (default) or json")


def run(args: argparse.Namespace) -> int:
    """Print what was found, best first; raises ValueError for a limit below one."""
    from kg.cli.data import sound_records, workspace_of
    from kg.matching import Names, build_index, rank
    from kg.render.catalogue import build_catalogue
    from kg.render.findable import findables
    from kg.render.words import parse_terms
    from kg.workspace import read_queries, read_vocabulary

    if args.limit < 1:
        raise ValueError(f"--limit '{args.limit}' shows nothing (give 1 or more)")
    workspace = workspace_of(args)
    records = sound_records(workspace)
    queries = read_queries(workspace).values()
    everything = findables(build_catalogue(records), queries, parse_terms(read_vocabulary()))
    ranking = rank(build_index((x.document for x in everything), Names(records.synonyms)), " ".join(args.words))
    for word, meant in ranking.corrected:
        print(f"'{word}' was read as '{meant}'", file=sys.stderr)
    if ranking.unknown:
        print(f"nothing here has {' or '.join(repr(x) for x in ranking.unknown)}", file=sys.stderr)
    found = [everything[x.number] for x in ranking.hits if args.type in {None, everything[x.number].kind}]
    print(_json(found[: args.limit]) if args.format == "json" else _text(found, args.limit))
    return 0


def _text(found: Sequence[Findable], limit: int) -> str:
    if not found:
        return "no result"
    lines = [f"{x.document.key.replace('/', ' ', 1)}{_about(x)}\n  {x.document.title}" for x in found[:limit]]
    if len(found) > limit:
        lines.append(f"{len(found) - limit:,} more (--limit {len(found)} shows all)")
    return "\n".join(lines)


def _about(found: Findable) -> str:
    verdict = found.verdict
    words = (verdict.key, verdict.certainty) if verdict else (found.note, found.flag)
    return "".join(f" · {x}" for x in words if x)


def _json(found: Sequence[Findable]) -> str:
    import msgspec

    rows = [
        {
            "type": x.kind,
            "id": x.document.key.partition("/")[2],
            "title": x.document.title,
            "page": x.href,
            **({"verdict": x.verdict.key, "certainty": x.verdict.certainty_key or None} if x.verdict else {}),
        }
        for x in found
    ]
    return msgspec.json.format(msgspec.json.encode(rows)).decode()
