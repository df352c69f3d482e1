"""Networks as files for programs that draw them: GraphML and GEXF, the same bytes for the same network."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import networkx as nx

from kg.network.graphs import edges_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.network.graphs import Graph


def _graphml(graph: Graph) -> str:
    return "\n".join(nx.generate_graphml(graph))


def _gexf(graph: Graph) -> str:
    """Return GEXF without its <meta>, which would hold today's date and the version of a library."""
    text = "\n".join(nx.generate_gexf(graph, version="1.2draft"))
    return re.sub(r"\s*<meta .*?</meta>", "", text, flags=re.DOTALL)


FORMATS: Final[dict[str, Callable[[Graph], str]]] = {".gexf": _gexf, ".graphml": _graphml}


def format_of(name: str) -> str:
    """Return the suffix that decides the format; raises ValueError that names the known ones."""
    suffix = PurePosixPath(name).suffix
    if suffix not in FORMATS:
        raise ValueError(f"{name}: no such format of networks (known: {', '.join(FORMATS)})")
    return suffix


def dump_network(graph: Graph, suffix: str) -> bytes:
    """Return the bytes of a file with this suffix, nodes and edges sorted by name."""
    tidy: Graph = nx.MultiDiGraph()
    tidy.add_nodes_from((node, dict(sorted(graph.nodes[node].items()))) for node in sorted(graph))
    for source, target, key, data in sorted(edges_of(graph), key=lambda edge: edge[:3]):
        tidy.add_edge(source, target, key=key, **dict(sorted(data.items())))
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{FORMATS[suffix](tidy)}\n'.encode()
