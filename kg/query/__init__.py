"""Queries as files: what a `.rq` file says about itself, its parameters as RDF terms, its answer as a table."""

from kg.query.answer import Table, find_ids, run, unknown_terms
from kg.query.arguments import bind
from kg.query.header import Column, Parameter, Query, checked_query, parse_query
from kg.query.types import PARAMETER_TYPES

__all__ = [
    "PARAMETER_TYPES",
    "Column",
    "Parameter",
    "Query",
    "Table",
    "bind",
    "checked_query",
    "find_ids",
    "parse_query",
    "run",
    "unknown_terms",
]
