"""Views with networkx: the citation network and the argument graph, what they show, and files of them."""

from kg.network.files import dump_network, format_of
from kg.network.findings import Network, study_network
from kg.network.graphs import argument_graph, citation_network, whole_network

__all__ = [
    "Network",
    "argument_graph",
    "citation_network",
    "dump_network",
    "format_of",
    "study_network",
    "whole_network",
]
