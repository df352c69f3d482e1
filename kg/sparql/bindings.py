"""Parameters of a query: each is joined as a `VALUES` row into every group that names it.

Oxigraph's own substitution reaches only variables that the outermost SELECT shows. A row in each group is plain
SPARQL 1.1, so it means the same in every engine, reaches filters and sub-selects, and keeps the variable visible.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.sparql.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.sparql.tokens import Token


def variables(sparql: str) -> tuple[str, ...]:
    """Return the names of a query's variables, without `?`, in order of appearance.

    >>> variables("SELECT ?s { ?s a $type }")
    ('s', 'type')
    """
    return tuple(dict.fromkeys(token.text[1:] for token in tokenize(sparql) if token.kind == "variable"))


def bind(sparql: str, terms: Mapping[str, str]) -> str:
    """Return the query with each variable bound to a term, given in N-Triples form.

    Raises ValueError for a name that the query does not use.

    >>> bind("SELECT ?s ?t { ?s a ?t }", {"t": "<x:y>"})
    'SELECT ?s ?t { VALUES ?t { <x:y> } ?s a ?t }'
    """
    tokens = tokenize(sparql)
    used = {token.text[1:] for token in tokens if token.kind == "variable"}
    for name in terms:
        if name not in used:
            known = ", ".join(sorted(used)) or "none"
            raise ValueError(f"no variable '?{name}' in this query (it uses: {known})")
    if not terms:
        return sparql
    groups = _groups(tokens)
    pieces: list[str] = []
    done = 0
    for group in groups:
        end = tokens[group.first].start + 1
        pieces += [sparql[done:end], _rows(terms, used if group.outermost else group.names(tokens))]
        done = end
    pieces.append(sparql[done:])
    if not any(group.outermost for group in groups):
        # DESCRIBE without WHERE, or the short CONSTRUCT WHERE, whose braces take triples only.
        pieces.append("\n" + _rows(terms, used).strip())
    return "".join(pieces)


def _rows(terms: Mapping[str, str], names: set[str]) -> str:
    return "".join(f" VALUES ?{name} {{ {term} }}" for name, term in sorted(terms.items()) if name in names)


@dataclass(slots=True)
class _Group:
    """A brace and what it opens; `first` and `last` are the indexes of its braces among the tokens."""

    first: int
    last: int
    takes_rows: bool
    outermost: bool
    in_exists: bool

    def names(self, tokens: Sequence[Token]) -> set[str]:
        return {token.text[1:] for token in tokens[self.first : self.last] if token.kind == "variable"}


def _groups(tokens: Sequence[Token]) -> list[_Group]:
    """Return the groups that can take a VALUES row, in order.

    Not a template, a data block, the braces around a sub-select, nor a group inside EXISTS, which sees the
    bindings of the group around it.
    """
    stack: list[_Group] = []
    found: list[_Group] = []
    data = False
    for index, token in enumerate(tokens):
        data = data or token.is_word("VALUES")
        if token.is_sign("{"):
            group = _open(tokens, index, stack, data=data)
            data = False
            stack.append(group)
            found.append(group)
        elif token.is_sign("}") and stack:
            stack.pop().last = index
    return [group for group in found if group.takes_rows]


def _open(tokens: Sequence[Token], index: int, stack: Sequence[_Group], *, data: bool) -> _Group:
    before = tokens[index - 1] if index else None
    short = index > 1 and tokens[index - 2].is_word("CONSTRUCT") and tokens[index - 1].is_word("WHERE")
    template = short or (before is not None and before.is_word("CONSTRUCT"))
    exists = before is not None and before.is_word("EXISTS")
    around = index + 1 < len(tokens) and tokens[index + 1].is_word("SELECT")
    in_exists = exists or bool(stack and stack[-1].in_exists and not around)
    takes_rows = not (data or template or around or in_exists)
    return _Group(index, len(tokens), takes_rows, takes_rows and not stack, in_exists)
