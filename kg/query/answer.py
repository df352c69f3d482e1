"""The answer to a query as a table, and how its values read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.query.types import RECORD_TYPES
from kg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.query.header import Query
    from kg.store import Store, Term

_NOTHING: Final[Mapping[str, Term]] = {}
_CLASSES: Final = {"claim": "ev:Claim", "topic": "ev:Topic", "article": "schema:Article", "study": "ev:Study"}
_KINDS: Final = frozenset({*RECORD_TYPES, "evidence", "contradiction"})
_INNER: Final = frozenset({"finding", "statement", "reference"})
_LOCAL_NAME: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_\-]*")
_STARTS: Final = sorted(((start, prefix) for prefix, start in PREFIXES.items()), key=lambda x: -len(x[0]))
_WRITTEN: Final = {("boolean", "true"): "yes", ("boolean", "false"): "no"}


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of RDF terms (None where there is no value), sorted as the query sorts them.

    An ASK has one row with the column `answer`; CONSTRUCT and DESCRIBE have `subject`, `predicate`, `object`, sorted.
    `base` is the workspace's base, under which IRIs are shown as ids; `form` is the query's.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    form: str = "SELECT"
    base: str = ""

    def shown(self, term: Term | None) -> str:
        """Return a value as people read it: an id for a record, a prefixed name where there is one, plain text."""
        from pyoxigraph import Literal, NamedNode

        if term is None:
            return ""
        if isinstance(term, NamedNode):
            return shown_iri(term.value, self.base)
        if isinstance(term, Literal):
            kind = term.datatype.value.removeprefix(PREFIXES["xsd"])
            if kind == "decimal" and "." in term.value:
                return term.value.rstrip("0").rstrip(".")
            return _WRITTEN.get((kind, term.value), term.value)
        return str(term)


def shown_iri(address: str, base: str) -> str:
    """Return an IRI as people read it.

    >>> shown_iri("https://example.org/kg/study/smith-2020/finding/pain", "https://example.org/kg")
    'smith-2020/pain'
    >>> shown_iri("http://www.w3.org/2004/02/skos/core#broader", "")
    'skos:broader'
    """
    if base and address.startswith(f"{base}/"):
        kind, *parts = address[len(base) + 1 :].split("/")
        if kind in _KINDS and parts:
            return "/".join(part for i, part in enumerate(parts) if not (i == 1 and part in _INNER))
    for start, prefix in _STARTS:
        if address.startswith(start) and _LOCAL_NAME.fullmatch(address, len(start)):
            return f"{prefix}:{address[len(start) :]}"
    return address


def run(store: Store, query: Query, bindings: Mapping[str, Term] = _NOTHING, base: str = "") -> Table:
    """Return the answer to a query with its parameters bound (`kg.query.bind`).

    Raises `QueryError` for a query that cannot run.
    """
    from pyoxigraph import Literal

    from kg.store import Solutions, Triples

    answer = store.query(query.text, bindings)
    if isinstance(answer, Solutions):
        return Table(answer.columns, answer.rows, query.form, base)
    if isinstance(answer, Triples):
        rows = tuple((t.subject, t.predicate, t.object) for t in answer.triples)
        return Table(("subject", "predicate", "object"), rows, query.form, base)
    return Table(("answer",), ((Literal(answer),),), query.form, base)


def unknown_terms(store: Store, query: Query) -> tuple[tuple[str, str], ...]:
    """Return our own terms that a query uses and no layer of the graph knows, each with the way out.

    A misspelt class or property is no mistake in SPARQL: it only finds nothing.
    """
    from kg.query.nearest import did_you_mean
    from kg.sparql.tokens import tokenize
    from kg.store import Solutions

    used = sorted(
        {t.text for t in tokenize(query.text) if t.kind == "prefixed" and re.fullmatch(r"ev:\w[\w-]*", t.text)}
    )
    if not used:
        return ()
    answer = store.query("SELECT DISTINCT ?term { ?term rdfs:isDefinedBy ?vocabulary } ORDER BY ?term")
    rows = answer.rows if isinstance(answer, Solutions) else ()
    known = {shown_iri(str(term).strip("<>"), "") for (term,) in rows}
    return tuple((term, did_you_mean(term, known)) for term in used if known and term not in known)


def find_ids(store: Store) -> dict[str, tuple[str, ...]]:
    """Return the ids of all records in a store by their type."""
    from pyoxigraph import Literal

    from kg.store import Solutions

    found: dict[str, tuple[str, ...]] = {}
    for kind, name in _CLASSES.items():
        answer = store.query(f"SELECT ?id {{ ?record a {name} ; ev:id ?id }} ORDER BY ?id")
        rows = answer.rows if isinstance(answer, Solutions) else ()
        found[kind] = tuple(term.value for (term,) in rows if isinstance(term, Literal))
    return found
