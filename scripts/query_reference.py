"""docs/queries.md: every bundled question with its parameters and columns, from the headers of `queries/*.rq`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.query import Parameter, Query

_INTRODUCTION = """\
<!-- Generated from queries/*.rq by scripts/generate.py; change it there. -->

# Questions

`kg query` lists these questions, `kg query NAME` answers one, `kg query NAME --help` tells what it takes. A file of
your own in the `queries/` folder of a workspace joins them; one of the same name takes its place.

A parameter that is not given leaves the question open: it answers for everything. `--format` makes csv, tsv, json, md
or html of a table, and nt or jsonld of a graph; `--data FILE` asks a dump instead of the workspace.
"""

_WRITING = """\
## Writing one

A query is a `.rq` file: SPARQL 1.1 below a header, whose lines start with `#+` and hold YAML.

```sparql
{example}```

- `parameters` are variables of the query, each with a `type`, a `description`, and where they help an `example`, a
  `default` or `required: true`. Types: {types}.
- A value becomes an RDF term, which is joined as a `VALUES` row in every group that names the variable, sub-selects
  too. Test whether there is one with `BOUND`, as in `FILTER(!BOUND(?min_year) || ?year >= ?min_year)`. `BIND` cannot
  assign a parameter; `VALUES` can.
- `columns` are those of SELECT, in its order; a difference is an error.
- Sort by enough columns that rows have only one order.
- `FILTER NOT EXISTS` over more than one pattern is slow in the engine; use `MINUS` or a sub-select.
- In Python: `run_query(store, query, bindings)`, with `bind` from `kg.query`.
"""


def query_reference(queries: Mapping[str, Query], types: tuple[str, ...], example: str) -> str:
    """Return the Markdown of the reference; `example` is the query shown in full."""
    groups: dict[str, list[Query]] = {}
    for query in queries.values():
        groups.setdefault(query.tags[0], []).append(query)
    parts = [_INTRODUCTION]
    for tag, members in sorted(groups.items()):
        parts.append(f"- **{tag}**: " + ", ".join(f"[{query.name}](#{query.name})" for query in members))
    parts.append("")
    for _, members in sorted(groups.items()):
        parts.extend("\n".join(_section(query)) for query in members)
    parts.append(_WRITING.format(types=", ".join(f"`{name}`" for name in types), example=queries[example].text))
    return "\n".join(parts).rstrip() + "\n"


def _section(query: Query) -> Iterator[str]:
    yield f"## {query.name}\n\n**{query.summary}** ({query.form}; {', '.join(query.tags)})\n"
    yield query.description + "\n"
    yield f"```console\n$ {_command(query)}\n```\n"
    if query.parameters:
        yield "| parameter | type | |\n| --- | --- | --- |"
        yield from (f"| `{x.option}` | {x.type} | {_cell(_words(x))} |" for x in query.parameters)
        yield ""
    if query.columns:
        yield "| column | |\n| --- | --- |"
        yield from (f"| `{x.name}` | {_cell(x.description)} |" for x in query.columns)
        yield ""


def _command(query: Query) -> str:
    """Return the command with the first parameter that has an example, or with none where there is none."""
    shown = next((x for x in query.parameters if x.required), next((x for x in query.parameters if x.example), None))
    return f"kg query {query.name}" + (f" {shown.option} {shown.example}" if shown else "")


def _words(parameter: Parameter) -> str:
    notes = ["required"] if parameter.required else []
    notes += [f"default: `{parameter.default}`"] if parameter.default is not None else []
    return parameter.description + (f" ({'; '.join(notes)})" if notes else "")


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
