"""A graph to look at: nodes and edges given to pyvis, with our own places, shapes and lines and no physics."""

from __future__ import annotations

import json
import textwrap
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment
    from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Node:
    """A thing on the picture; `kind` gives its shape, `href` is its page from the root of the site.

    `way` is the shape of its verdict, if it has one, and `note` says that or another thing in words; `topics` are the
    ids of those that it belongs to.
    """

    id: str
    kind: str
    label: str
    href: str
    topics: tuple[str, ...] = ()
    way: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Edge:
    """A line on the picture; `kind` gives its style."""

    source: str
    target: str
    kind: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Nodes in the order of their list, edges between them, places by id, and the id of the node to start at."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    places: Mapping[str, tuple[int, int]]
    start: str = ""


SHAPES: Final[dict[str, tuple[str, int, str]]] = {
    "topic": ("box", 30, "#1b1f23"),
    "claim": ("box", 14, "#17506b"),
    "study": ("box", 13, "#575d64"),
    "article": ("ellipse", 14, "#1b1f23"),
    "conflict": ("box", 13, "#a33b1c"),
}
"""Shape, size of the label and colour of each kind of node. On the page, its script takes the colours from the page."""

LINES: Final[dict[str, tuple[list[int] | bool, float, str]]] = {
    "supports": (False, 2, "#0d6b4f"),
    "disputes": ([9, 6], 2, "#a33b1c"),
    "inconclusive": ([2, 5], 2, "#6b5a1e"),
    "contradicts": ([14, 4, 2, 4], 3, "#a33b1c"),
    "says": (False, 1, "#575d64"),
    "filed": (False, 1, "#575d64"),
}
"""Dashes, width and colour of each kind of edge."""

SIGNS: Final = {"supports": "■", "disputes": "▲", "contested": "◆", "inconclusive": "○", "untested": "—"}
"""A sign for each verdict, so that it is not told by its colour alone."""

_TWO_WAY: Final = frozenset({"contradicts", "filed"})
_OPTIONS: Final = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "nodes": {
        "font": {"face": "system-ui, sans-serif"},
        "labelHighlightBold": False,
        "margin": 8,
        "scaling": {"label": {"drawThreshold": 1}},
    },
    "edges": {"smooth": False, "arrows": {"to": {"scaleFactor": 0.5}}, "selectionWidth": 1.5},
    "interaction": {"hover": True, "zoomView": False, "dragNodes": False, "tooltipDelay": 150, "multiselect": False},
}
_LABEL_WIDTH: Final = 28
_LABEL_LINES: Final = 3


def draw(picture: Picture, template: str) -> Markup:
    """Return what pyvis makes of a picture with this template text, which gets `nodes`, `edges` and `options`.

    A node's id is its 0-based place in the list.
    """
    from markupsafe import Markup
    from pyvis.network import Network

    network = Network(directed=True)
    number = {node.id: place for place, node in enumerate(picture.nodes)}
    for node in picture.nodes:
        shape, size, colour = SHAPES[node.kind]
        x, y = picture.places[node.id]
        network.add_node(
            number[node.id], label=_label(node) or " ", title=node.label, shape=shape, color=colour, x=x, y=y,
            font={"size": size}, kind=node.kind, way=node.way,
        )  # fmt: skip
    for edge in picture.edges:
        dashes, width, colour = LINES[edge.kind]
        arrows = {"arrows": ""} if edge.kind in _TWO_WAY else {}
        ends = number[edge.source], number[edge.target]
        network.add_edge(*ends, dashes=dashes, width=width, color=colour, kind=edge.kind, **arrows)
    network.set_options(json.dumps(_OPTIONS))
    # What set_template_dir does, with a template that is already read and an environment that escapes.
    network.templateEnv = _environment(template)
    network.path = "pyvis.html"
    return Markup(network.generate_html())  # noqa: S704 - the environment above has escaped it


@cache
def _environment(template: str) -> Environment:
    from jinja2 import DictLoader, Environment

    return Environment(loader=DictLoader({"pyvis.html": template}), autoescape=True)


def _label(node: Node) -> str:
    """Return a label in a few short lines, after the sign of its verdict."""
    sign = f"{SIGNS[node.way]} " if node.way else ""
    text = sign + node.label
    most = 1 if node.kind == "study" else _LABEL_LINES
    return "\n".join(textwrap.wrap(text, _LABEL_WIDTH, max_lines=most, placeholder=" …"))
