"""What is wrong with a SPARQL query, where, and the way out; asked once an engine has refused it."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from kg.sparql.tokens import place, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.sparql.tokens import Token

FORMS: Final = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES: Final = ("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH")
_AGGREGATES: Final = ("COUNT", "SUM", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT")
_FEW: Final = 40
_DEEPEST: Final = 100  # the engine's parser recurses, and its stack ends at some thousands
_CLOSES: Final = {"}": "{", ")": "(", "]": "["}
_WORDS: Final = (
    *FORMS, *_AGGREGATES, "PREFIX", "BASE", "WHERE", "OPTIONAL", "FILTER", "UNION", "MINUS", "GRAPH", "BIND", "VALUES",
    "GROUP", "ORDER", "BY", "HAVING", "LIMIT", "OFFSET", "DISTINCT", "REDUCED", "FROM", "NAMED", "EXISTS", "NOT", "AS",
    "ASC", "DESC", "IN", "UNDEF", "SEPARATOR", "IF", "COALESCE", "BOUND", "STR", "LANG", "LANGMATCHES", "DATATYPE",
    "IRI", "URI", "BNODE", "RAND", "ABS", "CEIL", "FLOOR", "ROUND", "CONCAT", "STRLEN", "UCASE", "LCASE",
    "ENCODE_FOR_URI", "CONTAINS", "STRSTARTS", "STRENDS", "STRBEFORE", "STRAFTER", "SUBSTR", "REPLACE", "REGEX",
    "YEAR", "MONTH", "DAY", "HOURS", "MINUTES", "SECONDS", "TIMEZONE", "TZ", "NOW", "UUID", "STRUUID", "MD5", "SHA1",
    "SHA256", "SHA384", "SHA512", "STRLANG", "STRDT", "SAMETERM", "ISIRI", "ISURI", "ISBLANK", "ISLITERAL",
    "ISNUMERIC", "TRUE", "FALSE", "A", "SERVICE", "SILENT", "LATERAL", "ADJUST", "TRIPLE", "SUBJECT", "PREDICATE",
    "OBJECT", "ISTRIPLE",
)  # fmt: skip


class QueryError(ValueError):
    """A query that cannot run: what is wrong (`problem`), its 1-based `line` and `column`, and a `hint`."""

    def __init__(self, problem: str, line: int, column: int, hint: str = "") -> None:
        super().__init__(f"line {line}, column {column}: {problem}" + (f" ({hint})" if hint else ""))
        self.problem, self.line, self.column, self.hint = problem, line, column, hint


def refuse(sparql: str, tokens: Sequence[Token]) -> None:
    """Raise `QueryError` for a query that must not reach an engine: it would use the network, or crash the parser."""
    depth = 0
    for token in tokens:
        if token.is_word("SERVICE"):
            hint = "the graph is queried without the network; take the SERVICE part out"
            raise QueryError("SERVICE asks another server", *place(sparql, token.start), hint)
        depth += token.is_sign("{", "(", "[") - token.is_sign("}", ")", "]")
        if depth > _DEEPEST:
            raise QueryError(f"brackets nested more than {_DEEPEST} deep", *place(sparql, token.start))


def explain(sparql: str, message: str, prefixes: Mapping[str, str]) -> QueryError:
    """Return the error for a query that Oxigraph refused with `message`; `prefixes` are the ones known by default."""
    tokens = tokenize(sparql)
    for offset, problem, hint in _faults(tokens, prefixes):
        return QueryError(problem, *place(sparql, offset), hint)
    offset = _offset(sparql, message, tokens)
    if "SELECT contains a variable that is unbound" in message:
        select = next((t.start for t in tokens if t.is_word("SELECT")), offset)
        hint = "a column of a grouped query is in GROUP BY or inside an aggregate; a new name is used only once"
        return QueryError("SELECT shows a variable that has no value", *place(sparql, select), hint)
    here = next((t for t in tokens if t.start == offset), None)
    before = next((t for t in reversed(tokens) if t.start < offset), None)
    problem = f"'{here.text}' does not fit here" if here else "the query is not complete"
    return QueryError(problem, *place(sparql, offset), _guess(before, here))


def _faults(tokens: Sequence[Token], prefixes: Mapping[str, str]) -> Iterator[tuple[int, str, str]]:
    """Yield offset, problem and hint of mistakes that show in the tokens, the surest first."""
    for token in tokens:
        if token.kind == "open-string":
            yield token.start, f"the text {token.text[:20]} is never closed", f"it ends with {token.text[0]}"
    yield from _form(tokens)
    yield from _prefixes(tokens, prefixes)
    yield from _relative(tokens)
    yield from _brackets(tokens)
    yield from _select(tokens)
    yield from _misspelt(tokens)
    yield from _reassigned(tokens)


def _form(tokens: Sequence[Token]) -> Iterator[tuple[int, str, str]]:
    if not tokens:
        yield 0, "there is no query", f"a query starts with {', '.join(FORMS)}"
        return
    if any(token.is_word(*FORMS) for token in tokens):
        return
    words = [token for token in tokens if token.kind == "word" and not token.is_word("PREFIX", "BASE")]
    first = words[0] if words else tokens[-1]
    if first.is_word(*_UPDATES):
        yield first.start, f"'{first.text}' would change the graph", "it is only read; change the data files instead"
    else:
        yield first.start, f"'{first.text}' does not start a query", _near(first.text, FORMS)


def _prefixes(tokens: Sequence[Token], prefixes: Mapping[str, str]) -> Iterator[tuple[int, str, str]]:
    known = set(prefixes)
    for before, token in zip((None, *tokens), tokens, strict=False):
        if token.kind != "prefixed":
            continue
        prefix = token.text.partition(":")[0]
        if before is not None and before.is_word("PREFIX"):
            known.add(prefix)
        elif prefix not in known:
            hint = _near(prefix, sorted(known))
            way_out = f"declare it: PREFIX {prefix}: <…>"
            yield token.start, f"no prefix '{prefix}:'", f"{hint}; or {way_out}" if hint else way_out


def _relative(tokens: Sequence[Token]) -> Iterator[tuple[int, str, str]]:
    if any(token.is_word("BASE") for token in tokens):
        return
    for token in tokens:
        if token.kind == "iri" and not re.match(r"<[A-Za-z][\w+.\-]*:", token.text):
            yield token.start, f"{token.text} is not a whole IRI", "write it in full, or declare BASE"


def _brackets(tokens: Sequence[Token]) -> Iterator[tuple[int, str, str]]:
    stack: list[Token] = []
    for token in tokens:
        if token.is_sign("{", "(", "["):
            stack.append(token)
        elif token.is_sign("}", ")", "]"):
            if not stack:
                yield token.start, f"'{token.text}' closes nothing", f"a '{_CLOSES[token.text]}' is missing before it"
                return
            opened = stack.pop()
            if opened.text != _CLOSES[token.text]:
                yield token.start, f"'{token.text}' closes '{opened.text}'", f"the '{opened.text}' is still open here"
                return
    if stack:
        close = next(end for end, start in _CLOSES.items() if start == stack[-1].text)
        yield stack[-1].start, f"'{stack[-1].text}' is never closed", f"a '{close}' is missing"


def _select(tokens: Sequence[Token]) -> Iterator[tuple[int, str, str]]:
    """Yield what goes wrong between SELECT and its group: commas, expressions without a name, a missing brace."""
    inside, depth = False, 0
    for token, after in zip(tokens, (*tokens[1:], None), strict=True):
        if token.is_word("SELECT"):
            inside, depth = True, 0
        elif token.is_word("WHERE") and after is not None and not after.is_sign("{"):
            yield after.start, f"'{after.text}' follows WHERE", "a '{' is missing after WHERE"
        elif token.is_word("WHERE", "FROM") or token.is_sign("{"):
            inside = False
        elif inside:
            depth += token.is_sign("(") - token.is_sign(")")
            if depth == 0 and token.is_sign(","):
                yield token.start, "a comma between columns", "columns are separated by spaces"
            if depth == 0 and token.is_word(*_AGGREGATES):
                yield token.start, f"'{token.text}' has no name", f"write ({token.text}(…) AS ?name)"


def _misspelt(tokens: Sequence[Token]) -> Iterator[tuple[int, str, str]]:
    for token in tokens:
        if token.kind == "word" and not token.is_word(*_WORDS, *_UPDATES):
            yield token.start, f"unknown word '{token.text}'", _near(token.text, _WORDS)


def _reassigned(tokens: Sequence[Token]) -> Iterator[tuple[int, str, str]]:
    binding = False
    for index, token in enumerate(tokens):
        binding = (binding or token.is_word("BIND")) and not token.is_sign("{", "}")
        if binding and token.is_word("AS") and index + 1 < len(tokens):
            target = tokens[index + 1]
            if target.text in {earlier.text for earlier in tokens[:index] if earlier.kind == "variable"}:
                yield target.start, f"'{target.text}' has a value already", "BIND takes a name that is new in its group"
            binding = False


def _near(word: str, known: Sequence[str]) -> str:
    near = get_close_matches(word, known, 1, 0.6) or get_close_matches(word.upper(), known, 1, 0.6)
    if near:
        return f"did you mean '{near[0]}'?"
    return f"known: {', '.join(known)}" if len(known) <= _FEW else ""


def _offset(sparql: str, message: str, tokens: Sequence[Token]) -> int:
    """Return the offset of the token at which the engine stopped.

    Its parser names the end of the longest keyword it tried there, so the shortest such keyword is taken off.
    """
    found = re.match(r"error at (\d+):(\d+)", message)
    if found is None:
        return 0
    lines = sparql.split("\n")
    line, column = int(found[1]), int(found[2])
    end = sum(len(text) + 1 for text in lines[: line - 1]) + column - 1
    words = re.findall(r"\b[A-Z]{2,}\b", message)
    start = end - (min(map(len, words)) if words else 0)
    return next((t.start for t in tokens if t.start >= start), len(sparql.rstrip()))


def _guess(before: Token | None, here: Token | None) -> str:
    terms = {"variable", "iri", "prefixed", "string", "number", "blank"}
    if here is not None and here.is_word("LIMIT", "OFFSET", "ORDER", "GROUP", "HAVING"):
        return "the order is WHERE, GROUP BY, HAVING, ORDER BY, LIMIT, OFFSET, VALUES"
    if before is not None and before.kind in terms and here is not None and here.kind in terms:
        return "a '.' or ';' may be missing before it"
    if before is not None and before.is_sign(".", ";", ",") and here is not None and here.kind == "sign":
        return f"'{before.text}' before it leaves a triple half written"
    if before is not None and here is not None and here.is_sign(".", "}", ";", ","):
        return f"a triple has subject, predicate and object; one may be missing after '{before.text}'"
    return ""
