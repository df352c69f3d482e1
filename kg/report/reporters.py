"""The report formats of `kg check` by name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from kg.report import github, gitlab, json_array, junit, markdown, rdjsonl, sarif, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from kg.problems import Problem


class Reporter(NamedTuple):
    """A format: `render` takes problems sorted by place; `coloured` the same for a terminal, where people read it."""

    render: Callable[[Sequence[Problem]], str]
    summary: str
    coloured: Callable[[Sequence[Problem]], str] | None = None


REPORTERS: Final[Mapping[str, Reporter]] = {
    "full": Reporter(text.render_full, "with the line and the way out", lambda x: text.render_full(x, coloured=True)),
    "concise": Reporter(text.render_concise, "one line each", lambda x: text.render_concise(x, coloured=True)),
    "json": Reporter(json_array.dump, "an array"),
    "jsonl": Reporter(json_array.dump_lines, "an object a line"),
    "github": Reporter(github.render, "annotations by workflow commands"),
    "gitlab": Reporter(gitlab.dump, "code quality report"),
    "sarif": Reporter(sarif.dump, "SARIF 2.1.0"),
    "junit": Reporter(junit.render, "JUnit XML"),
    "rdjsonl": Reporter(rdjsonl.dump, "for reviewdog"),
    "markdown": Reporter(markdown.render, "for a comment or a step summary"),
}
