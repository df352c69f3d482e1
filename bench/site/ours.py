"""Renders the benchmark's claims with the environment and the writer that `kg build` uses: data, template, folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kg.output import write_tree
from kg.render import environment_of

if TYPE_CHECKING:
    from collections.abc import Iterator


class Slot(msgspec.Struct):
    """A part of the question."""

    name: str
    text: str


class Line(msgspec.Struct):
    """A line of evidence."""

    study: str
    href: str
    design: str
    people: str
    direction: str
    found: str
    number: str
    why: str


class Said(msgspec.Struct):
    """Who says it."""

    article: str
    says: str


class View(msgspec.Struct):
    """What a page shows."""

    id: str
    title: str
    verdict: str
    certainty: str
    reason: str
    slots: list[Slot]
    lines: list[Line]
    said: list[Said]


def main() -> None:
    """Render the claims of a file with a template into a folder."""
    data, template, out = map(Path, sys.argv[1:])
    views = msgspec.json.decode(data.read_bytes(), type=list[View])
    page = environment_of({"claim.html": template.read_text(encoding="utf-8")}).get_template("claim.html")

    def files() -> Iterator[tuple[str, bytes]]:
        for view in views:
            yield f"claim/{view.id}/index.html", page.render(view=view).encode()

    write_tree(out, files())


main()
