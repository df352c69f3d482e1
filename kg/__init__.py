"""Evidence Claims KG: what articles say, what studies found, and whether the two agree.

>>> import kg
>>> store = kg.open_store()  # the evidence of the workspace around, else the bundled; kg.graph() gives it to rdflib
>>> store.query("ASK { ?claim a ev:Claim }")
True
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.api import graph, graph_lines, open_store
    from kg.export import dump
    from kg.problems import Problem
    from kg.query import Query, Table
    from kg.query import run as run_query
    from kg.records import Records
    from kg.store import Solutions, Store, Triples
    from kg.workspace import Workspace, open_workspace, read_queries, read_records

__version__ = "0.1.0"
__all__ = [
    "Problem",
    "Query",
    "Records",
    "Solutions",
    "Store",
    "Table",
    "Triples",
    "Workspace",
    "__version__",
    "dump",
    "graph",
    "graph_lines",
    "open_store",
    "open_workspace",
    "read_queries",
    "read_records",
    "run_query",
]

_HOMES = {
    "Problem": "kg.problems:Problem",
    "Query": "kg.query:Query",
    "Records": "kg.records:Records",
    "Solutions": "kg.store:Solutions",
    "Store": "kg.store:Store",
    "Table": "kg.query:Table",
    "Triples": "kg.store:Triples",
    "Workspace": "kg.workspace:Workspace",
    "dump": "kg.export:dump",
    "graph": "kg.api:graph",
    "graph_lines": "kg.api:graph_lines",
    "open_store": "kg.api:open_store",
    "open_workspace": "kg.workspace:open_workspace",
    "read_queries": "kg.workspace:read_queries",
    "read_records": "kg.workspace:read_records",
    "run_query": "kg.query:run",
}
"""Where each public name lives; it is imported when it is first asked for, so that `kg --help` stays quick."""


def __getattr__(name: str) -> object:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'kg' has no attribute '{name}'")
    module, _, attribute = home.partition(":")
    return getattr(import_module(module), attribute)


def __dir__() -> list[str]:
    return sorted(__all__)
