"""Reports read back as their consumers read them: each format to the facts that it tells of every problem."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import NamedTuple
from xml.etree import ElementTree as ET

from hypothesis import strategies as st

from kg.problems import Problem, Severity, Span
from kg.report.text import visible

HOSTILE = (
    "two\nlines",
    "carriage\rreturn\r\n",
    "]]> <script>alert(1)</script> & \"quotes\" 'too'",
    "::error file=a.yaml,line=1::not ours",
    "##[error]not ours",
    "100% of %0A and %25, a: b",
    "| a | b `c` *d* _e_ [f](http://example.org) @someone #12 !3 \\",
    "astral \U0001d400 \U0001f600 and e\u0301 combining",
    "control \x00 \x07 \x1b[31m \x85 \u2028 \ufffe",
    "{0} {braces}",
    "bidi \u202eback",
    "tab\there",
    "",
)
"""Texts that have broken somebody's report."""


class Fact(NamedTuple):
    """What every format tells of a problem; of those that show a text cleaned, the message is cleaned."""

    path: str
    line: int
    severity: str
    rule: str
    message: str


def fact(problem: Problem, *, shown: bool = True) -> Fact:
    clean = visible if shown else str
    return Fact(clean(problem.path), problem.span.line, problem.severity, problem.rule, clean(problem.message))


def unescaped(text: str) -> str:
    """Return what the runner of GitHub Actions makes of an escaped value: '%25' last."""
    for code, character in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, character)
    return text


def github_commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Return name, properties and value of each workflow command; anything else is an error."""
    found = []
    for line in text.splitlines():
        match = re.fullmatch(r"::(\w+) ((?:\w+=[^,:]*,?)*)::(.*)", line)
        assert match, line
        properties = (pair.partition("=") for pair in match[2].split(","))
        found.append((match[1], {name: unescaped(value) for name, _, value in properties}, unescaped(match[3])))
    return found


def read_github(text: str) -> list[Fact]:
    words = {"error": "error", "warning": "warning", "notice": "note"}
    return [
        Fact(given["file"], int(given["line"]), words[name], given["title"], value.split("\n")[0])
        for name, given, value in github_commands(text)
    ]


def read_gitlab(text: str) -> list[Fact]:
    words = {"major": "error", "minor": "warning", "info": "note"}
    return [
        Fact(
            visible(row["location"]["path"]),
            row["location"]["lines"]["begin"],
            words[row["severity"]],
            row["check_name"],
            row["description"],
        )
        for row in json.loads(text)
    ]


def read_sarif(text: str) -> list[Fact]:
    (run,) = json.loads(text)["runs"]
    rules, artifacts = run["tool"]["driver"]["rules"], run["artifacts"]
    found = []
    for result in run["results"]:
        (location,) = (each["physicalLocation"] for each in result["locations"])
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert artifacts[location["artifactLocation"]["index"]]["location"] == location["artifactLocation"]
        words = result["message"]["text"].replace("{{", "{").replace("}}", "}").split("\n")[0]
        path = visible(sarif_path(location["artifactLocation"]["uri"]))
        found.append(Fact(path, location["region"]["startLine"], result["level"], result["ruleId"], words))
    return found


def sarif_path(uri: str) -> str:
    from urllib.parse import unquote

    return unquote(uri.removeprefix("file://"))


def read_junit(text: str) -> list[Fact]:
    found = []
    for case in ET.fromstring(text).iter("testcase"):  # noqa: S314  # our own report
        path, line = case.get("file", ""), int(case.get("line", "0"))
        rule = case.get("name", "").partition(" (")[0]
        failure, skipped = case.find("failure"), case.find("skipped")
        if failure is not None:
            found.append(Fact(path, line, "error", rule, failure.get("message", "")))
        elif skipped is not None:
            severity, _, words = skipped.get("message", "").partition(": ")
            found.append(Fact(path, line, severity, rule, words))
    return found


def read_rdjsonl(text: str) -> list[Fact]:
    words = {"ERROR": "error", "WARNING": "warning", "INFO": "note"}
    return [
        Fact(
            visible(row["location"]["path"]),
            row["location"]["range"]["start"]["line"],
            words[row["severity"]],
            row["code"]["value"],
            row["message"].split("\n")[0],
        )
        for row in map(json.loads, text.splitlines())
    ]


def read_json(text: str) -> list[Fact]:
    return [Fact(*(row[name] for name in Fact._fields)) for row in json.loads(text)]


def read_jsonl(text: str) -> list[Fact]:
    return [Fact(*(json.loads(row)[name] for name in Fact._fields)) for row in text.split("\n") if row]


def markdown_cells(text: str) -> list[list[str]]:
    """Return the words of each cell of the table's rows, as a Markdown reader shows them."""
    from pyromark import Options, html

    page = html(text, options=Options.ENABLE_TABLES)
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    rows = re.findall(r"<tr>(.*?)</tr>", body, re.DOTALL)
    cells = [re.findall(r"<td>(.*?)</td>", row, re.DOTALL) for row in rows]
    return [[unescape(re.sub(r"<[^>]*>", "", cell.replace("<br>", "\n"))) for cell in row] for row in cells]


def read_markdown(text: str) -> list[Fact]:
    found = []
    for severity, place, problem, _ in markdown_cells(text):
        path, line, _ = place.rsplit(":", 2)
        message, _, rule = problem.removesuffix(")").rpartition(" (")
        found.append(Fact(path, int(line), severity, rule, message))
    return found


def read_concise(text: str) -> list[Fact]:
    found = []
    for line in text.splitlines():
        match = re.fullmatch(r"(?:\./(?=::))?(.*?):(\d+):\d+: (?:(warning|note): )?(.*) \[([\w-]+)\]", line)
        assert match, line
        found.append(Fact(match[1], int(match[2]), match[3] or "error", match[5], match[4]))
    return found


def read_full(text: str) -> list[Fact]:
    return read_concise("".join(f"{block.splitlines()[0]}\n" for block in text.split("\n\n") if block))


READERS = {
    "concise": read_concise,
    "full": read_full,
    "github": read_github,
    "gitlab": read_gitlab,
    "json": read_json,
    "jsonl": read_jsonl,
    "junit": read_junit,
    "markdown": read_markdown,
    "rdjsonl": read_rdjsonl,
    "sarif": read_sarif,
}
EXACT = {"json", "jsonl"}
"""Formats for programs: they give every text as it is."""

TEXTS = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=20))


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    """A problem at a random place, with texts that may be hostile."""
    line, column = draw(st.integers(1, 50)), draw(st.integers(1, 30))
    more, width = draw(st.integers(0, 2)), draw(st.integers(0, 10))
    end = Span(line, column, line + more, column + width if not more else width + 1)
    return Problem(
        path=draw(
            st.sampled_from(("data/a.yaml", "data/b c.yaml", "content/knee#1.md", "::x,y:z%.yaml", "é\U0001d400.md"))
        ),
        span=end,
        rule=draw(st.sampled_from(("unknown-key", "tag", "uncited-appeal"))),
        message=draw(TEXTS) or "message",
        help=draw(TEXTS),
        excerpt=draw(TEXTS),
        severity=draw(st.sampled_from(Severity)),
        why=draw(TEXTS),
        paste=draw(TEXTS),
        page=draw(st.sampled_from(("", "https://example.org/rules/tag"))),
        last_line=draw(TEXTS),
        sentence=draw(TEXTS),
    )
