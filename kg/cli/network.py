"""Show what hangs on what: keystone studies, clusters of contradiction, citations that lead nowhere.

--export writes both networks as one graph for programs that draw, such as Gephi: FILE.graphml or FILE.gexf.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Iterator, Sequence

    from kg.network import Network


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    parser.add_argument("--format", choices=("table", "json"), default="table", help="table (default) or json")
    parser.add_argument(
        "--export", action="append", default=[], metavar="FILE", help="write the network there; may be given again"
    )


def run(args: argparse.Namespace) -> int:
    """Print what the networks show, or write them to files."""
    from kg.appraise import appraise
    from kg.cli.data import sound_records, workspace_of
    from kg.network import format_of, study_network

    suffixes = [format_of(name) for name in args.export]
    records = sound_records(workspace_of(args))
    appraisal = appraise(records)
    if args.export:
        from pathlib import Path

        from kg.network import dump_network, whole_network
        from kg.output import write_file

        graph = whole_network(records, appraisal)
        for name, suffix in zip(args.export, suffixes, strict=True):
            content = dump_network(graph, suffix)
            write_file(Path(name), content)
            print(f"{name}: {len(graph):,} nodes, {graph.number_of_edges():,} edges, {len(content):,} bytes")
        return 0
    found = study_network(records, appraisal)
    if args.format == "json":
        import msgspec

        print(msgspec.json.format(msgspec.json.encode(found)).decode())
    else:
        print("\n".join(_lines(found)))
    return 0


def _lines(network: Network) -> Iterator[str]:
    yield f"nodes: {_counted(network.nodes)}"
    yield f"edges: {_counted(network.edges)}"
    yield from _table(
        "Keystones: without the study, the verdict on each claim it holds would be another",
        ("study", "holds", "bears on", "claims it holds"),
        [(x.study, str(len(x.holds)), str(len(x.bears_on)), ", ".join(x.holds)) for x in network.keystones],
    )
    yield from _table(
        "Clusters of contradiction",
        ("claims", "pairs", "claims and their verdicts"),
        [
            (
                str(len(x.claims)),
                str(x.contradictions),
                ", ".join(map(_judged, x.claims, x.verdicts, x.computed)),
            )
            for x in network.clusters
        ],
    )
    yield from _table(
        "Isolated claims: no study bears on them, no other claim is tied to them",
        ("claim", "stated by"),
        [(x.claim, ", ".join(x.articles) or "nobody") for x in network.isolated],
    )
    yield from _citations(network)


def _citations(network: Network) -> Iterator[str]:
    yield from _table(
        "Citations that lead to no finding",
        ("reference", "because", "cited for", "way"),
        [
            (f"{x.article}/{x.reference}", x.why, ", ".join(x.claims) or "no statement", " → ".join(x.path[1:]))
            for x in network.dead_ends
        ],
    )
    yield from _table(
        "References to studies that were retracted or are under an expression of concern",
        ("reference", "study", "status", "since", "cited for"),
        [
            (f"{x.article}/{x.reference}", x.study, x.status, x.date, ", ".join(x.claims) or "no statement")
            for x in network.tainted
        ],
    )
    yield from _table(
        "Claims that are cited for, and never to a finding",
        ("claim", "references"),
        [(x.claim, ", ".join(x.references)) for x in network.unfounded],
    )
    yield from _table("Circles of citation", ("way",), [(" → ".join(way),) for way in network.circles])


def _judged(claim: str, verdict: str, computed: str) -> str:
    """Return a claim with the verdict that stands, and where the rules say otherwise what they say."""
    return f"{claim} ({verdict})" if verdict == computed else f"{claim} (judged {verdict}, by the rules {computed})"


def _counted(counts: dict[str, int]) -> str:
    return ", ".join(f"{number:,} {kind}" for kind, number in counts.items()) or "none"


def _table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a title and an aligned table, numbers to the right; or that there is nothing."""
    found = list(rows)
    yield ""
    yield title if found else f"{title}: none"
    if not found:
        return
    cells = [head, *found]
    widths = [max(len(row[i]) for row in cells) for i in range(len(head))]
    for row in cells:
        places = zip(row, widths, found[0], strict=True)
        yield "  ".join(x.rjust(w) if first.isdigit() else x.ljust(w) for x, w, first in places).rstrip()
