"""Changes of the evidence as Markdown, for a changelog or a pull request."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.diff.words import Section

# CommonMark 0.31, section 2.4: a backslash before ASCII punctuation makes it literal. Only what could start markup.
_MARKUP: Final = re.compile(r"[\\`*_\[\]<>|~&]|(?<=^)(?:#|[-+](?=\s))")


def render(sections: Iterable[Section], title: str = "Changes of the evidence") -> str:
    """Return sections as a Markdown document; headings below the title are of the second level."""
    from kg.diff.words import headline

    found = tuple(sections)
    return "\n".join(_lines(found, title, headline(found))) + "\n"


def escape(text: str) -> str:
    r"""Return a text that Markdown shows as it is, on one line.

    >>> print(escape("a*b <img>"))
    a\*b \<img\>
    """
    return _MARKUP.sub(lambda match: f"\\{match[0]}", " ".join(text.split()))


def _lines(sections: Iterable[Section], title: str, first: str) -> Iterator[str]:
    yield f"# {escape(title)}"
    yield ""
    yield escape(first)
    for section in sections:
        yield from ("", f"## {escape(section.title)}", "")
        for item in section.items:
            yield f"- {escape(item.text)}"
            yield from (f"  - {escape(detail)}" for detail in item.details)
