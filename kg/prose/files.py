"""Files of text to documents: encoding, limits and front matter; what cannot be read is a problem with a place."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.problems import Problem
from kg.prose import html, markdown, plain
from kg.prose.document import Document, Range
from kg.prose.places import Lines
from kg.prose.reading import assemble
from kg.prose.stated import NotStated, read_toml, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kg.prose.document import Entry

LONGEST: Final = 8_000_000  # bytes
_BOM: Final = b"\xef\xbb\xbf"
_WIDE: Final = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"\x00\x00\xfe\xff": "UTF-32"}
_FENCE: Final = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")
_ENDS: Final = {
    "---": re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE),
    "+++": re.compile(r"^\+\+\+[ \t]*(?:\r\n|\n|\r|\Z)", re.MULTILINE),
}
_KEY_LINE: Final = re.compile(r"[\w\"'-]+[ \t]*[:=]")


@dataclass(frozen=True, slots=True)
class _File:
    """A file's path and bytes; `text` is what they say without a byte order mark, from byte `base` on."""

    path: str
    source: bytes
    text: str = ""
    base: int = 0

    def problem(self, place: Range, rule: str, message: str, way_out: str) -> Problem:
        """Return a problem with line, column and excerpt."""
        lines = Lines(self.source)
        span = lines.span(place)
        return Problem(self.path, span, rule, message, way_out, lines.excerpt(span.line))

    def unread(self, place: Range, message: str, way_out: str) -> Document:
        """Return a document with nothing but the reason for it."""
        problem = self.problem(place, "unreadable-file", message, way_out)
        return Document(path=self.path, source=self.source, problems=(problem,))


def read_markdown(path: str, text: str) -> Document:
    """Return the document in Markdown with front matter."""
    file, wrong = _opened(path, text)
    if wrong:
        return wrong
    body, metadata, problems = _front_matter(file)
    markup = markdown.read(file.text[body:], file.base + len(file.text[:body].encode()))
    markup.problems += problems
    return assemble(path, file.source, markup, metadata)


def read_html(path: str, text: str) -> Document:
    """Return the document in a page or a piece of one."""
    file, wrong = _opened(path, text)
    return wrong or assemble(path, file.source, html.read(file.text, file.base))


def read_plain(path: str, text: str) -> Document:
    """Return the document in plain text."""
    file, wrong = _opened(path, text)
    return wrong or assemble(path, file.source, plain.read(file.text, file.base))


READERS: Final[Mapping[str, Callable[[str, str], Document]]] = {
    ".md": read_markdown,
    ".markdown": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".txt": read_plain,
}
"""How to read a text, by the suffix of its file."""


def parse_text(path: str, text: str) -> Document:
    """Return the document in a text whose format the suffix of its path tells; raises ValueError for another one."""
    suffix = path[path.rfind(".") :].lower() if "." in path else ""
    if suffix not in READERS:
        raise ValueError(f"{path}: no reader for '{suffix}' (known: {', '.join(READERS)})")
    return READERS[suffix](path, text)


def parse_file(path: str, source: bytes) -> Document:
    """Return the document in a file, read as its suffix tells; raises ValueError for a suffix that nothing reads.

    A file that is too large or not UTF-8 gives a document with a problem and nothing else.
    """
    file = _File(path, source[:LONGEST])
    if len(source) > LONGEST:
        message = f"it has {len(source):,} bytes; a text has up to {LONGEST:,}"
        return file.unread(Range(), message, "split it, or leave it out of the check")
    if wide := next((name for mark, name in _WIDE.items() if source.startswith(mark)), ""):
        return file.unread(Range(), f"it is {wide} and not UTF-8", "save it as UTF-8")
    try:
        text = source.decode()
    except UnicodeDecodeError as error:
        message = f"byte {error.start} is {source[error.start]:#04x}, which is not UTF-8"
        return file.unread(Range(error.start, error.start), message, "save it as UTF-8")
    return parse_text(path, text)


def _opened(path: str, text: str) -> tuple[_File, Document | None]:
    """Return a text as a file, and a document if nothing in it can be read."""
    source = text.encode(errors="replace")
    base = len(_BOM) if source.startswith(_BOM) else 0
    file = _File(path, source, source[base:].decode(), base)
    if len(source) > LONGEST:
        return file, parse_file(path, source)
    if (null := source.find(b"\0")) >= 0:
        message = "it has a NUL character, as files have that are no text"
        return file, file.unread(Range(null, null + 1), message, "take the character out, or leave the file out")
    return file, None


def _front_matter(file: _File) -> tuple[int, tuple[Entry, ...], tuple[Problem, ...]]:
    """Return the character at which the body begins, what the front matter states, and what is wrong with it."""
    fence = _FENCE.match(file.text)
    if not fence or file.text.startswith(("\n", "\r"), fence.end()):
        return 0, (), ()
    end = _ENDS[fence[1]].search(file.text, fence.end())
    rule = "broken-front-matter"
    if not end:
        if not _KEY_LINE.match(file.text, fence.end()):
            return 0, (), ()  # a line across the page
        message = f"front matter begins with '{fence[1]}' and has no end"
        place = Range(file.base, file.base + 3)
        return 0, (), (file.problem(place, rule, message, f"close it with a line '{fence[1]}'"),)
    inner = file.text[fence.end() : end.start()]
    begin = file.base + len(file.text[: fence.end()].encode())
    kind, read = ("YAML", read_yaml) if fence[1] == "---" else ("TOML", read_toml)
    try:
        return end.end(), read(inner, begin), ()
    except NotStated as error:
        at = begin + len(inner[: error.character].encode())
        message = f"front matter cannot be read as {kind}: {error}"
        return end.end(), (), (file.problem(Range(at, at), rule, message, "mend it, or take it out"),)
