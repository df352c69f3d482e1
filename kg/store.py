"""The store: the graph loaded into an embedded SPARQL engine, and what its queries return."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

import pyoxigraph as ox

from kg.sparql.bindings import bind
from kg.sparql.faults import QueryError, explain, refuse
from kg.sparql.tokens import tokenize
from kg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Term: TypeAlias = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
"""A value in a result. `term.value` is the bare text of an IRI or literal; `str(term)` is its N-Triples form."""

_NOTHING: Final[Mapping[str, Term]] = {}


@dataclass(frozen=True, slots=True)
class Solutions:
    """What SELECT returns: column names without `?`, and rows with None where a variable has no value."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Triples:
    """What CONSTRUCT and DESCRIBE return: distinct triples, sorted by their N-Triples form."""

    triples: tuple[ox.Triple, ...]


class Store:
    """An RDF dataset in memory that answers SPARQL 1.1 queries.

    A query sees the union of the named graphs as its default graph, unless it has a FROM of its own, and knows the
    prefixes of `kg.vocabulary.PREFIXES` without declaring them. A triple stands in one layer only, so the union
    counts it once.

    >>> store = Store.from_nquads(["<x:a> <x:p> <x:b> <x:graph> ."])
    >>> store.query("SELECT ?s ?o { ?s <x:p> ?o }", {"s": ox.NamedNode("x:a")}).rows
    ((<NamedNode value=x:a>, <NamedNode value=x:b>),)
    """

    __slots__ = ("_store",)

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    @classmethod
    def from_nquads(cls, lines: Iterable[str]) -> Store:
        """Return a store that holds these N-Quads lines, given without line ends."""
        store = ox.Store()
        store.load("\n".join(lines), format=ox.RdfFormat.N_QUADS)
        return cls(store)

    def __len__(self) -> int:
        return len(self._store)

    def query(
        self, sparql: str, bindings: Mapping[str, Term] = _NOTHING, *, base: str | None = None
    ) -> Solutions | bool | Triples:
        """Return the answer of a SELECT (`Solutions`), an ASK (`bool`), a CONSTRUCT or a DESCRIBE (`Triples`).

        `bindings` gives variables their terms by name, without `?`; a bound variable that SELECT shows appears in the
        rows. `base` resolves relative IRIs of the query. Raises `QueryError` (a ValueError) with line and column for a
        query that cannot run, and ValueError for a binding that the query does not use.
        """
        tokens = tokenize(sparql)
        refuse(sparql, tokens)
        own_dataset = any(token.is_word("FROM") for token in tokens)
        bound = bind(sparql, {name: str(term) for name, term in bindings.items()})
        try:
            return _answer(
                self._store.query(bound, base_iri=base, prefixes=PREFIXES, use_default_graph_as_union=not own_dataset)
            )
        except SyntaxError as error:
            raise _explained(sparql, str(error), base) from error
        except RuntimeError as error:
            raise QueryError(str(error), 1, 1) from error


def _answer(result: ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples) -> Solutions | bool | Triples:
    if isinstance(result, ox.QuerySolutions):
        columns = tuple(variable.value for variable in result.variables)
        return Solutions(columns, tuple(tuple(row) for row in result))
    if isinstance(result, ox.QueryBoolean):
        return bool(result)
    return Triples(tuple(sorted(set(result), key=str)))


def _explained(sparql: str, message: str, base: str | None) -> QueryError:
    """Return the error with its place in the query as written, before parameters were bound."""
    try:
        # Spaces at the end keep the parser's look-ahead, which its positions count in, inside the text.
        ox.Store().query(sparql + " " * 40, base_iri=base, prefixes=PREFIXES)
    except SyntaxError as error:
        return explain(sparql, str(error), PREFIXES)
    except RuntimeError as error:
        return QueryError(str(error), 1, 1)
    return QueryError(f"a parameter cannot be bound here: {message[:200]}", 1, 1, "BIND must not assign a parameter")
