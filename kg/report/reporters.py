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
    coloured: Callable[[Sequence[Problem]], str] | None = None


REPORTERS: Final[Mapping[str, Reporter]] = {
    "full": Reporter(text.render_full, lambda problems: text.render_full(problems, coloured=True)),
    "concise": Reporter(text.render_concise, lambda problems: text.render_concise(problems, coloured=True)),
    "json": Reporter(json_array.dump),
    "jsonl": Reporter(json_array.dump_lines),
    "github": Reporter(github.render),
    "gitlab": Reporter(gitlab.dump),
    "sarif": Reporter(sarif.dump),
    "junit": Reporter(junit.render),
    "rdjsonl": Reporter(rdjsonl.dump),
    "markdown": Reporter(markdown.render),
}
