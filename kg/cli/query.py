"""Ask the graph: a question of the collection by name, a .rq file, or SPARQL from the standard input.

kg query                                       all questions, by tag
kg query claims-with-evidence-both-ways                      the answer as a table
kg query evidence-for-claim --claim ID         with a parameter
kg query NAME --help                           what a question takes
kg query NAME --explain                        the question, its columns and its SPARQL
kg query my.rq --format csv > rows.csv         a file of your own
echo 'SELECT ...' | kg query -                 SPARQL as you write it; common prefixes are known

csv, tsv and json hold whole IRIs (SPARQL 1.1 results); table, md and html show ids. CONSTRUCT and DESCRIBE give
Turtle, or nt or jsonld. --data FILE asks a dump of a graph (.nq, .trig, .ttl, .nt, .jsonld, each also
with .gz) instead of the workspace.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final, NoReturn

from kg.cli.data import add_without, left_out, workspace_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.query import Parameter, Query
    from kg.workspace import Workspace

_TABLES: Final = ("table", "csv", "tsv", "json", "md", "html")
_GRAPHS: Final = ("ttl", "nt", "jsonld")
_FORMATS: Final = (*_TABLES, *_GRAPHS)
_PARAMETER: Final = "parameter "  # before a name in the namespace, so that no parameter meets an option of ours


def register(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments."""
    _add_options(parser)
    parser.add_argument("--tag", metavar="TAG", help="list only the questions with this tag")
    parser.add_argument(
        "words", nargs=argparse.REMAINDER, metavar="NAME", help="a question, a .rq file or '-', then its parameters"
    )


def _add_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--format", choices=_FORMATS, metavar="FORMAT", help=f"{', '.join(_TABLES)}; for graphs {', '.join(_GRAPHS)}"
    )
    add_without(parser)
    parser.add_argument("--limit", metavar="N", type=int, help="show the first N rows only")
    parser.add_argument("--data", metavar="FILE", help="ask this dump of a graph instead of the workspace")
    parser.add_argument("--explain", action="store_true", help="show the question and its SPARQL, and do not run it")


def run(args: argparse.Namespace) -> int:
    """List the questions, explain one, or print its answer."""
    from kg.cli.answers import Source, answer, find_query, print_answer

    _parse_workspace(args)
    workspace = workspace_of(args)
    if not args.words:
        print("\n".join(_listing(workspace, args.tag)))
        return 0
    query = find_query(workspace, args.words[0])
    _parse_rest(query, args)
    if args.limit is not None and args.limit < 0:
        raise ValueError(f"--limit: {args.limit} is less than nothing (it takes 0 or more)")
    if args.explain:
        print("\n".join(_explanation(query)))
        return 0
    given = {
        name.removeprefix(_PARAMETER): value
        for name, value in vars(args).items()
        if name.startswith(_PARAMETER) and value is not None
    }
    source = Source(args.data, left_out(args))
    print_answer(query, answer(query, workspace, given, source), args.format, args.limit)
    return 0


class _Parser(argparse.ArgumentParser):
    """A parser whose mistakes end like all others: one line and exit code 2."""

    def error(self, message: str) -> NoReturn:
        raise ValueError(message)


def _parse_workspace(args: argparse.Namespace) -> None:
    """Read a `-C` that follows the query's name: it decides which file that name means."""
    parser = _Parser(add_help=False, allow_abbrev=False)
    _add_workspace(parser)
    parser.parse_known_args(args.words[1:], namespace=args)


def _add_workspace(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-C", "--workspace", metavar="DIR", help="the workspace, or a folder inside it")


def _parse_rest(query: Query, args: argparse.Namespace) -> None:
    """Read what follows the query's name into `args`: our own options, and one for each parameter."""
    parser = _Parser(
        prog=f"kg query {query.name}",
        description="\n\n".join(text for text in (query.summary, query.description) if text),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _add_workspace(parser)
    _add_options(parser)
    group = parser.add_argument_group("parameters", None if query.parameters else "none")
    for parameter in query.parameters:
        words = "; ".join(_words(parameter)).replace("%", "%%")
        try:
            group.add_argument(
                parameter.option, dest=_PARAMETER + parameter.name, metavar=parameter.type.upper(), help=words
            )
        except argparse.ArgumentError as error:
            taken = f"{query.path}: parameter '{parameter.name}' has the name of an option of this command"
            raise ValueError(f"{taken} (rename the variable)") from error
    _, left = parser.parse_known_args(args.words[1:], namespace=args)
    if left:
        raise ValueError(_left_over(query, left[0]))


def _left_over(query: Query, word: str) -> str:
    """Return what is wrong with a word that is neither an option nor the value of one."""
    from kg.query.nearest import did_you_mean

    options = [parameter.option for parameter in query.parameters]
    if word.startswith("-"):
        way_out = did_you_mean(word.partition("=")[0], options) if options else "it has none"
        return f"query '{query.name}' has no parameter '{word.partition('=')[0]}' ({way_out})"
    if not options:
        return f"'{word}' is left over (query '{query.name}' has no parameters)"
    return f"'{word}' is left over (parameters go by name, such as {options[0]} {word})"


def _words(parameter: Parameter) -> Iterator[str]:
    yield parameter.description
    if parameter.required:
        yield "required"
    if parameter.default is not None:
        yield f"default: {parameter.default}"
    if parameter.example is not None:
        yield f"for example {parameter.example}"


def _listing(workspace: Workspace, tag: str | None) -> Iterator[str]:
    """Yield the questions under their first tag, or those with one tag."""
    from kg.query.nearest import did_you_mean
    from kg.workspace import read_queries

    queries = read_queries(workspace).values()
    tags = sorted({name for query in queries for name in query.tags})
    if tag is not None and tag not in tags:
        raise ValueError(f"--tag: no query has the tag '{tag}' ({did_you_mean(tag, tags)})")
    width = max((len(query.name) for query in queries), default=0)
    groups: dict[str, list[Query]] = {}
    for query in queries:
        if tag is None or tag in query.tags:
            groups.setdefault(tag or next(iter(query.tags), "other"), []).append(query)
    for name, members in sorted(groups.items()):
        yield name
        yield from (f"  {query.name:{width}}  {query.summary}" for query in members)
        yield ""
    yield "'kg query NAME --help' tells what a question takes, 'kg query NAME' answers it."


def _explanation(query: Query) -> Iterator[str]:
    """Yield the question, its parameters and columns, and the SPARQL."""
    yield query.summary or query.name
    if query.description:
        yield from ("", *query.description.splitlines())
    if query.parameters:
        yield from ("", "Parameters")
        width = max(len(parameter.option) for parameter in query.parameters)
        yield from (f"  {x.option:{width}}  {'; '.join(_words(x))} [{x.type}]" for x in query.parameters)
    if query.columns:
        yield from ("", "Columns")
        width = max(len(column.name) for column in query.columns)
        yield from (f"  {x.name:{width}}  {x.description}".rstrip() for x in query.columns)
    yield from ("", f"SPARQL ({query.path})", "", *query.sparql.splitlines())
