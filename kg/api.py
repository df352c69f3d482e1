"""What notebooks and other programs use: the graph as an rdflib Dataset, as a SPARQL store, or as lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from rdflib import Dataset

    from kg.store import Store
    from kg.workspace import Workspace

_SHOWN: Final = 5


def graph_lines(workspace: Workspace | Path | str | None = None) -> list[str]:
    """Return the whole graph of a workspace as sorted N-Quads lines without line ends.

    `workspace` is a folder in it, or what `open_workspace` returned; without one it is the one around the current
    folder, else the bundled evidence. Raises ValueError when the data has errors.
    """
    from kg.problems import Severity
    from kg.rdf import build_nquads
    from kg.workspace import open_workspace, read_records, read_vocabulary

    given = Path(workspace) if isinstance(workspace, str) else workspace
    place = open_workspace(given) if given is None or isinstance(given, Path) else given
    records, problems = read_records(place)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors:
        shown = "\n".join(str(problem) for problem in errors[:_SHOWN])
        raise ValueError(f"{len(errors)} errors in the data ('kg check' explains all):\n{shown}")
    return build_nquads(records, place.base, read_vocabulary())


def graph(workspace: Workspace | Path | str | None = None) -> Dataset:
    """Return the graph as an rdflib Dataset: a named graph per layer, their union as default graph, prefixes bound.

    Takes the same as `graph_lines`. For queries over much data `open_store` is a hundred times as fast.
    """
    from rdflib import Dataset

    from kg.vocabulary import PREFIXES

    dataset = Dataset(default_union=True)
    dataset.parse(data="\n".join(graph_lines(workspace)), format="nquads")
    # After the data: rdflib binds its own prefixes again for each graph that it makes.
    for prefix, namespace in PREFIXES.items():
        dataset.bind(prefix, namespace, override=True, replace=True)
    return dataset


def open_store(workspace: Workspace | Path | str | None = None) -> Store:
    """Return the graph in a store that answers SPARQL; takes the same as `graph_lines`."""
    from kg.store import Store

    return Store.from_nquads(graph_lines(workspace))
