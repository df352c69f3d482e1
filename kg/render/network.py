"""A graph to look at: nodes and edges given to pyvis, with our own places, shapes and lines and no physics."""

from __future__ import annotations

import json
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Node:
    """A thing on the picture; `kind` gives its shape, `href` is its page from the root of the site."""

    id: str
    kind: str
    label: str
    href: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A line on the picture; `kind` gives its style."""

    source: str
    target: str
    kind: str


SHAPES: Final[dict[str, tuple[str, int, str]]] = {
    "topic": ("box", 30, "#1b1f23"),
    "claim": ("box", 14, "#17506b"),
    "study": ("square", 14, "#575d64"),
    "article": ("triangle", 18, "#1b1f23"),
    "conflict": ("diamond", 14, "#a33b1c"),
}
"""Shape, size of the label and colour of each kind of node. On the page, its script takes the colours from the page."""

LINES: Final[dict[str, tuple[list[int] | bool, float, str]]] = {
    "filed": (False, 1, "#575d64"),
    "supports": (False, 2, "#0d6b4f"),
    "disputes": ([9, 6], 2, "#a33b1c"),
    "inconclusive": ([2, 5], 2, "#6b5a1e"),
    "contradicts": ([14, 4, 2, 4], 3, "#a33b1c"),
    "says": (False, 1, "#575d64"),
}
"""Dashes, width and colour of each kind of edge."""

_TWO_WAY: Final = frozenset({"contradicts", "filed"})
_OPTIONS: Final = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {"font": {"face": "system-ui, sans-serif"}, "labelHighlightBold": False, "margin": 9},
    "edges": {"smooth": False, "arrows": {"to": {"scaleFactor": 0.5}}, "selectionWidth": 1.5},
    "interaction": {"hover": True, "zoomView": False, "tooltipDelay": 150, "multiselect": False},
}
_LABEL_WIDTH: Final = 28
_LABEL_LINES: Final = 3


def draw(nodes: Sequence[Node], edges: Sequence[Edge], places: Mapping[str, tuple[int, int]], template: str) -> Markup:
    """Return what pyvis makes of a network with this template text, which gets `nodes`, `edges` and `options`."""
    from jinja2 import DictLoader, Environment
    from markupsafe import Markup
    from pyvis.network import Network

    network = Network(directed=True)
    for node in nodes:
        shape, size, colour = SHAPES[node.kind]
        x, y = places[node.id]
        label = "" if node.kind == "conflict" else _label(node.label)
        network.add_node(
            node.id, label=label or " ", title=node.label, shape=shape, size=9, color=colour, x=x, y=y,
            font={"size": size, "strokeWidth": 0 if shape == "box" else 4}, kind=node.kind, href=node.href,
        )  # fmt: skip
    for edge in edges:
        dashes, width, colour = LINES[edge.kind]
        arrows = {"arrows": ""} if edge.kind in _TWO_WAY else {}
        network.add_edge(edge.source, edge.target, dashes=dashes, width=width, color=colour, kind=edge.kind, **arrows)
    network.set_options(json.dumps(_OPTIONS))
    # What set_template_dir does, with a template that is already read and an environment that escapes.
    network.templateEnv = Environment(loader=DictLoader({"pyvis.html": template}), autoescape=True)
    network.path = "pyvis.html"
    return Markup(network.generate_html())  # noqa: S704 - the environment above has escaped it


def _label(text: str) -> str:
    """Return a label in a few short lines."""
    return "\n".join(textwrap.wrap(text, _LABEL_WIDTH, max_lines=_LABEL_LINES, placeholder=" …"))
