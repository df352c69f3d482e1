"""What is wrong with YAML that cannot be parsed, in words for people who do not write YAML for a living."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import yaml

from kg.load.characters import Lines
from kg.load.events import Built, build
from kg.load.words import quoted
from kg.problems import Problem, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.load.words import Words

MAX_SYNTAX_ERRORS: Final = 20
_ITEM: Final = re.compile(r"( *)-(?: |$)")
_TOP_LEVEL: Final = re.compile(r"[^\s#-]")
_LEADING_TAB: Final = re.compile(r" *\t")
_KEY: Final = re.compile(r"\s*(?:- )?(?:id|text|topic|kind|outcome|effect|study|title|year|design|claim|says|why): ")
_ONLY_KEY: Final = re.compile(r"\s*[\w-]+$")
_CLOSING: Final = {"[": "]", "{": "}"}
_AFTER_MARK: Final = ("while scanning an alias", "while scanning an anchor")
_CAUSES: Final = (
    (
        "unknown escape character",
        "there is no such escape in double quotes",
        "write '\\\\' for '\\', or use single quotes",
    ),
    ("block sequence entries", "a list cannot begin on the line of its key", "begin it on a line of its own"),
    ("could not find expected ':'", "a key with ': ' or a list item with '- ' is meant here", ""),
    *(
        (
            f"did not find expected {what}",
            "this line belongs to no list or mapping above it",
            "give it the indentation of the lines that it belongs with, and look for a quote left open above",
        )
        for what in ("key", "'-' indicator")
    ),
)
_LONGEST_HINT: Final = 80
_AT_CONTEXT: Final = ("while scanning a quoted scalar", "while parsing a flow", "while scanning a simple key")


@dataclass(frozen=True, slots=True)
class Mended:
    """What could be read of a text: `text` has empty lines in place of each record whose syntax is broken."""

    text: str
    built: Built
    problems: tuple[Problem, ...]


def mend(path: str, text: str) -> Mended:
    """Return what a YAML text holds, leaving out the records whose syntax is broken, each with its problem."""
    lines = Lines(text)
    whole = [lines.line(number) for number in range(1, len(lines.starts) + 1)]
    rest = list(whole)
    problems: list[Problem] = []
    built = build(text)
    while isinstance(built.error, yaml.MarkedYAMLError) and len(problems) < MAX_SYNTAX_ERRORS:
        problem = _swallowing(path, lines, built) or _explain(path, lines, built.error)
        problems.append(problem)
        before = list(rest)
        for index in _broken(whole, problem.span.line):
            rest[index] = ""
        if rest == before:
            break
        text = "\n".join(rest)
        built = build(text)
    return Mended(text, built, tuple(problems))


def _broken(lines: list[str], number: int) -> range:
    """Return the indexes of the lines to leave out: the record around a line, or from there to the next record."""
    indents = [len(match[1]) for line in lines if (match := _ITEM.match(line))]
    indent = min(indents, default=0)
    starts = {index for index, line in enumerate(lines) if (match := _ITEM.match(line)) and len(match[1]) == indent}
    tops = {index for index, line in enumerate(lines) if _TOP_LEVEL.match(line)}
    index = min(number, len(lines)) - 1
    first = next((i for i in range(index, -1, -1) if i in starts or i in tops), index)
    if first in tops:
        first = index
    last = next((i for i in range(index + 1, len(lines)) if i in starts or i in tops), len(lines))
    return range(first, last)


def _swallowing(path: str, lines: Lines, built: Built) -> Problem | None:
    """Return the problem of a quote left open that ended at the next quote and took keys in, if there is one."""
    for span in built.quotes:
        if any(_KEY.match(lines.line(number)) for number in range(span.line + 1, span.end_line + 1)):
            excerpt = lines.line(span.line)
            words = _unclosed(excerpt[span.column - 1])
            return Problem(path, Span(span.line, span.column, span.line, span.column + 1), *words, excerpt)
    return None


def _unclosed(quote: str) -> Words:
    return "unclosed-quote", f"the text that begins with {quote} here has no closing {quote}", "close it"


def _explain(path: str, lines: Lines, error: yaml.MarkedYAMLError) -> Problem:
    """Return the problem behind an error of the parser, at the place where a person would look."""
    context, cause = error.context or "", error.problem or "this is not YAML"
    mark = error.context_mark if context.startswith(_AT_CONTEXT) else error.problem_mark
    mark = mark or error.problem_mark or error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    while line > 1 and not lines.line(line).strip() and "tab character" not in cause:
        line -= 1
        column = len(lines.line(line)) + 1
    column -= context in _AFTER_MARK
    excerpt = lines.line(line)
    rule, message, way_out, width = _words(context, cause, excerpt, column)
    if rule == "tab-indentation" and excerpt[column - 1 : column] != "\t":
        column = excerpt.index("\t") + 1
    return Problem(path, Span(line, column, line, column + width), rule, message, way_out, excerpt)


def _words(context: str, cause: str, excerpt: str, column: int) -> tuple[str, str, str, int]:
    """Return rule, message, way out, and how many characters the caret is wide."""
    found = excerpt[column - 1 : column]
    rest = max(1, len(excerpt.rstrip()) - column + 1)
    if _LEADING_TAB.match(excerpt) or found == "\t":
        return "tab-indentation", "a tab stands where YAML takes spaces", "indent with spaces, two for each level", 1
    if context == "while scanning a quoted scalar":
        return *_unclosed(found), 1
    words = None
    if context.startswith("while parsing a flow"):
        words = _bracket(found)
    elif cause.startswith("mapping values are not allowed"):
        words = _colon(excerpt, column)
    elif "cannot start any token" in cause or context in _AFTER_MARK:
        words = f"a text without quotes cannot begin with {quoted(found)}", _quote_it(excerpt)
    if words:
        return "yaml-syntax", *words, 1
    for part, message, way_out in _CAUSES:
        if part in cause:
            return "yaml-syntax", message, way_out, rest
    return "yaml-syntax", f"not YAML: {context} {cause}".replace("  ", " "), "", 1


def _bracket(found: str) -> tuple[str, str]:
    """Return message and way out for an error in a list or mapping in brackets."""
    if found not in _CLOSING:
        return f"a value is meant here, before {quoted(found)}", ""
    closing = _CLOSING[found]
    message = f"'{found}' opens a list or mapping that has no closing '{closing}', or no ',' between two items"
    return message, f"close it with '{closing}', or put texts with brackets in quotes"


def _colon(excerpt: str, column: int) -> tuple[str, str]:
    """Return message and way out for a colon where none can be."""
    if _ONLY_KEY.match(excerpt[: column - 1]):
        way_out = "write 'key: value' and '- item', each with a space, and the keys of a record one below the other"
        return "the line above is a text that goes on here, so here cannot be a key", way_out
    return "': ' stands inside a text without quotes", _quote_it(excerpt)


def _quote_it(excerpt: str) -> str:
    """Return the way out for a text that has to stand in quotes."""
    match = re.match(r"\s*(?:- )?(?:[\w@-]+:\s+)?(.*)", excerpt)
    text = (match[1] if match else "").strip().replace("'", "''")
    return f"put the text in quotes: '{text}'" if text and len(text) <= _LONGEST_HINT else "put the text in quotes"


def named_ids(text: str) -> Iterator[str]:
    """Yield every id that a text seems to give to a record, whatever the state of its syntax."""
    for match in re.finditer(r"""^[ \t]*(?:-[ \t]+)?id:[ \t]*["']?([^\s"'#]+)""", text, re.MULTILINE):
        yield match[1]
