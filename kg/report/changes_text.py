"""Changes of the evidence as plain text, in the manner of release notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.report.text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from textwrap import TextWrapper

    from kg.diff.words import Section

WIDTH: Final = 100


def render(sections: Iterable[Section], width: int = WIDTH) -> str:
    """Return sections as text of this width, an empty line between them; without any, one sentence says so."""
    from kg.diff.words import headline

    found = tuple(sections)
    return "\n".join(_lines(found, headline(found), width)) + "\n"


def _lines(sections: Iterable[Section], first: str, width: int) -> Iterator[str]:
    yield from _wrapper(width, "", "").wrap(visible(first))
    for section in sections:
        yield ""
        yield f"{section.title} ({len(section.items)})"
        for item in section.items:
            yield from _wrapper(width, "- ", "  ").wrap(visible(item.text))
            for detail in item.details:
                yield from _wrapper(width, "    ", "      ").wrap(visible(detail))


def _wrapper(width: int, first: str, rest: str) -> TextWrapper:
    from textwrap import TextWrapper

    return TextWrapper(
        width=width, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
