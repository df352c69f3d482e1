"""The header of a `.rq` file: grlc's `#+` lines, which hold YAML, read into a `Query` and held against the SPARQL."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Final, TypeAlias

from kg.query.nearest import did_you_mean
from kg.query.types import PARAMETER_TYPES
from kg.sparql.bindings import variables
from kg.sparql.faults import FORMS, QueryError
from kg.sparql.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Yaml: TypeAlias = "bool | int | float | str | list[Yaml] | dict[Yaml, Yaml] | None"

_LINE: Final = re.compile(r"#\+( ?)(.*)")
_KEYS: Final = ("summary", "description", "parameters", "columns", "tags")
_PARAMETER_KEYS: Final = ("type", "description", "default", "example", "required")
_LONGEST: Final = 20_000  # characters of a header; deeper nesting than that many can hold is out of reach


@dataclass(frozen=True, slots=True)
class Parameter:
    """A value that a query takes: `name` is the variable, `default` and `example` are written as on a command line.

    Without a value and without a default the variable stays free, so that the query answers for everything.
    """

    name: str
    type: str
    description: str
    default: str | None = None
    example: str | None = None
    required: bool = False

    @property
    def option(self) -> str:
        """Return its name on the command line."""
        return "--" + self.name.replace("_", "-")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the answer: the variable and what it holds."""

    name: str
    description: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """One question: what its header says, and its SPARQL (`text`, the whole file with the header).

    `form` is SELECT, ASK, CONSTRUCT or DESCRIBE; only a SELECT has columns.
    """

    name: str
    path: str
    text: str
    form: str
    summary: str = ""
    description: str = ""
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[Column, ...] = ()
    tags: tuple[str, ...] = ()

    @property
    def sparql(self) -> str:
        """Return the query without its header."""
        lines = self.text.split("\n")
        return "\n".join(line for line in lines if not line.startswith("#+")).strip("\n") + "\n"


def parse_query(path: str, text: str) -> Query:
    """Return the query that a `.rq` file holds; its name is the file's, without the ending.

    Raises `QueryError` (a ValueError, with line and column) for SPARQL that cannot run, and ValueError that names the
    path for a header that is not YAML, has an unknown key, or describes other columns than SELECT shows.
    """
    shown = _shown_columns(text)
    header = _Header(path, *_header_lines(text))
    table = header.table()
    form = next((t.text.upper() for t in tokenize(text) if t.is_word(*FORMS)), FORMS[0])
    return Query(
        name=PurePath(path).stem,
        path=path,
        text=text,
        form=form,
        summary=header.words(table, "summary"),
        description=header.words(table, "description"),
        parameters=tuple(header.parameters(table, frozenset(variables(text)))),
        columns=header.columns(table, shown),
        tags=tuple(header.tags(table)),
    )


@lru_cache(maxsize=256)  # for whoever reads the same files again and again
def checked_query(path: str, text: str) -> Query:
    """Return `parse_query`, but raise ValueError with path, line and a caret where it raises `QueryError`."""
    try:
        return parse_query(path, text)
    except QueryError as error:
        raise ValueError(_pointed_at(path, text, error)) from error


def _pointed_at(path: str, text: str, error: QueryError) -> str:
    """Return the error with its place, the line it is about, and a caret under the column."""
    lines = text.split("\n")
    source = "".join(c if c.isprintable() else " " for c in lines[min(error.line, len(lines)) - 1]).rstrip()
    number = str(error.line)
    hint = f" ({error.hint})" if error.hint else ""
    return (
        f"{path}:{error.line}:{error.column}: {error.problem}{hint}\n"
        f"  {number} | {source}\n"
        f"  {' ' * len(number)} | {' ' * (error.column - 1)}^"
    )


def _shown_columns(text: str) -> tuple[str, ...] | None:
    """Return the columns of a SELECT, None for another form; raises QueryError for a query that cannot run."""
    from kg.store import Solutions, Store

    answer = Store.from_nquads(()).query(text)
    return answer.columns if isinstance(answer, Solutions) else None


def _header_lines(text: str) -> tuple[str, tuple[int, ...]]:
    """Return the YAML of the header, and for each of its lines the 1-based line of the file."""
    found = [(m[2], n) for n, line in enumerate(text.split("\n"), start=1) if (m := _LINE.match(line.rstrip("\r")))]
    return "\n".join(line for line, _ in found), tuple(n for _, n in found)


@dataclass(frozen=True, slots=True)
class _Header:
    """The YAML of a header and the 1-based line of each of its lines; its methods raise ValueError with the path."""

    path: str
    yaml: str
    lines: tuple[int, ...]

    def fault(self, message: str, line: int | None = None) -> ValueError:
        """Return the error with the path, and the 1-based line where it is known."""
        return ValueError(f"{self.path}:{line}: {message}" if line else f"{self.path}: {message}")

    def table(self) -> dict[str, Yaml]:
        """Return the header as a mapping."""
        import yaml

        if len(self.yaml) > _LONGEST:
            raise self.fault(f"the header has {len(self.yaml)} characters; {_LONGEST} is the most")
        try:
            table: Yaml = yaml.load(self.yaml, Loader=yaml.CSafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark
            line = self.lines[min(mark.line, len(self.lines) - 1)] if mark else 1
            hint = "; a text that holds ': ' or starts with a sign stands in quotes"
            raise self.fault(f"the header is not YAML: {error.problem}{hint}", line) from error
        except (yaml.YAMLError, RecursionError, ValueError) as error:
            raise self.fault(f"the header is not YAML: {error}") from error
        return self.mapping("the header", {} if table is None else table, _KEYS)

    def mapping(self, what: str, value: Yaml, known: Iterable[str] | None = None) -> dict[str, Yaml]:
        """Return a value that must be a mapping, with known keys only where they are given."""
        if not isinstance(value, dict):
            raise self.fault(f"{what} is {value!r}; it takes 'name: …' lines")
        names = None if known is None else tuple(known)
        for key in value:
            if not isinstance(key, str):
                raise self.fault(f"{what} has the key {key!r}; it takes a name in quotes")
            if names is not None and key not in names:
                raise self.fault(f"{what} has an unknown key '{key}' ({did_you_mean(key, names)})")
        return {str(key): item for key, item in value.items()}

    def words(self, table: dict[str, Yaml], key: str, what: str = "") -> str:
        """Return a text, empty where there is none."""
        value = table.get(key)
        if value is None:
            return ""
        if not isinstance(value, str):
            raise self.fault(f"{what}'{key}' is {value!r}; it takes a text (in quotes)")
        return value.strip()

    def tags(self, table: dict[str, Yaml]) -> Iterator[str]:
        """Yield the tags."""
        value = table.get("tags") or []
        for tag in value if isinstance(value, list) else [value]:
            if not isinstance(tag, str):
                raise self.fault(f"'tags' holds {tag!r}; it takes a list of texts, such as [evidence, claims]")
            yield tag

    def parameters(self, table: dict[str, Yaml], used: frozenset[str]) -> Iterator[Parameter]:
        """Yield the parameters, each of which the query must use."""
        for name, value in self.mapping("'parameters'", table.get("parameters") or {}).items():
            what = f"parameter '{name}'"
            if name not in used:
                raise ValueError(
                    f"{self.path}: {what} is no variable of the query ({did_you_mean(name, sorted(used))})"
                )
            entry = self.mapping(what, value, _PARAMETER_KEYS)
            kind = self.words(entry, "type", f"{what}: ")
            if kind not in PARAMETER_TYPES:
                raise self.fault(f"{what} has the type '{kind}' ({did_you_mean(kind, PARAMETER_TYPES)})")
            required = entry.get("required", False)
            if not isinstance(required, bool):
                raise self.fault(f"{what}: 'required' is {required!r}; it takes true or false")
            default, example = (self.value(entry, key, kind, what) for key in ("default", "example"))
            yield Parameter(name, kind, self.words(entry, "description", f"{what}: "), default, example, required)

    def value(self, entry: dict[str, Yaml], key: str, kind: str, what: str) -> str | None:
        """Return a default or an example as text, once it is known to be of the parameter's type."""
        value = entry.get(key)
        if value is None:
            return None
        written = str(value).lower() if isinstance(value, bool) else str(value)
        if not PARAMETER_TYPES[kind].accepts(written):
            raise self.fault(f"{what}: {key} '{written}' is not {PARAMETER_TYPES[kind].name}")
        return written

    def columns(self, table: dict[str, Yaml], shown: tuple[str, ...] | None) -> tuple[Column, ...]:
        """Return the columns as described, once they are known to be those of SELECT."""
        if "columns" not in table:
            return tuple(Column(name) for name in shown or ())
        if shown is None:
            raise self.fault("the header describes columns, but only a SELECT has columns")
        entries = self.mapping("'columns'", table["columns"] or {})
        described = tuple(entries)
        if described != shown:
            only_header = [f"'{name}'" for name in described if name not in shown]
            only_select = [f"'{name}'" for name in shown if name not in described]
            if only_header or only_select:
                which = (
                    f"only in the header: {', '.join(only_header) or 'none'}; "
                    f"only in SELECT: {', '.join(only_select) or 'none'}"
                )
            else:
                which = f"the header has the order {', '.join(described)}; SELECT has {', '.join(shown)}"
            raise self.fault(f"the header's columns are not those of SELECT: {which}")
        return tuple(Column(name, self.words(entries, name, "column ")) for name in entries)
