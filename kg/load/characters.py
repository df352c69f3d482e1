"""Bytes to text: what is not UTF-8, and characters that nobody can see, are problems; positions stay true."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import Final

from kg.problems import Problem, Span

_LINE_END: Final = re.compile(r"\r\n|\r|\n")
_BIDI: Final = "\u202a-\u202e\u2066-\u2069"
_INVISIBLE: Final = (
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2060-\u2065\u206a-\u206f\ufeff\ufff9-\ufffb"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e007f"
)
_CONTROL: Final = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff"
# A zero width joiner or non-joiner belongs to some scripts and to emoji, never beside an ASCII letter.
_JOINER: Final = "(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])"
FORBIDDEN: Final = re.compile(f"[{_CONTROL}{_BIDI}{_INVISIBLE}]|{_JOINER}")
_FORBIDDEN_IN_TEXT: Final = re.compile(f"\t|{FORBIDDEN.pattern}")
_IS_BIDI: Final = re.compile(f"[{_BIDI}]")
_IS_CONTROL: Final = re.compile(f"[{_CONTROL}\t]")
_NAMES: Final = {
    0x00: "NULL",
    0x07: "BELL",
    0x08: "BACKSPACE",
    0x09: "TAB",
    0x0B: "VERTICAL TAB",
    0x0C: "FORM FEED",
    0x1B: "ESCAPE",
    0x7F: "DELETE",
    0x85: "NEXT LINE",
}
MAX_CHARACTER_PROBLEMS: Final = 100
_WIDE: Final = ((b"\xff\xfe", "UTF-16"), (b"\xfe\xff", "UTF-16"))


class Lines:
    """The lines of a text, for turning offsets into 1-based lines and columns."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts = [0, *(match.end() for match in _LINE_END.finditer(text))]
        self._last = 0, ""

    def at(self, offset: int) -> tuple[int, int]:
        """Return the 1-based line and column of an offset."""
        line = bisect_right(self.starts, offset)
        return line, offset - self.starts[line - 1] + 1

    def line(self, number: int) -> str:
        """Return a line without its end; empty outside the text.

        A thousand problems in one long line share one text.
        """
        if not 1 <= number <= len(self.starts):
            return ""
        if self._last[0] != number:
            end = self.starts[number] if number < len(self.starts) else len(self.text)
            self._last = number, self.text[self.starts[number - 1] : end].rstrip("\r\n")
        return self._last[1]


def decode(path: str, data: bytes, offset: int = 0) -> tuple[str, list[Problem]]:
    """Return the text of a data file, without a byte order mark, and its problems with encoding and characters.

    `offset` is where `data` begins in the file, in bytes. The text has U+FFFD in place of every byte and character
    that was reported, one for one, so that the rest of the file can still be read and every position holds.
    """
    if data.startswith(b"\xef\xbb\xbf"):
        data, offset = data[3:], offset + 3
    for mark, name in _WIDE:
        if data.startswith(mark):
            message = f"the file is {name} and not UTF-8"
            return "", [Problem(path, Span(), "not-utf-8", message, "save it as UTF-8")]
    try:
        text, problems = data.decode(), []
    except UnicodeDecodeError as error:
        text, problems = data.decode(errors="replace"), [_not_utf8(path, data, error.start, offset)]
    # Every forbidden character is unprintable, and asking that of a whole text is thirty times faster.
    printable = text.replace("\n", "").replace("\r", "").replace("\t", "").isprintable()
    if not printable and FORBIDDEN.search(text):
        problems += _forbidden(path, text)
        text = FORBIDDEN.sub("\ufffd", text)
    return text, problems


def forbidden_in(text: str) -> str:
    r"""Return the first character that may not stand in a text value, or an empty text.

    >>> forbidden_in("plain"), forbidden_in("a\tb")
    ('', '\t')
    """
    if text.isprintable():
        return ""
    match = _FORBIDDEN_IN_TEXT.search(text)
    return match[0] if match else ""


def character_problem(character: str) -> tuple[str, str, str]:
    """Return rule, message and way out for a character that may not stand in a text."""
    code = ord(character)
    name = f"U+{code:04X} {unicodedata.name(character, _NAMES.get(code, ''))}".rstrip()
    if _IS_BIDI.match(character):
        return "bidirectional-override", f"{name} makes text read in another order than it is stored", "delete it"
    if _IS_CONTROL.match(character):
        return "control-character", f"{name} is a control character", "delete it, or write a space"
    return "invisible-character", f"{name} cannot be seen", "delete it"


def _not_utf8(path: str, data: bytes, start: int, offset: int) -> Problem:
    """Return the problem of the first byte that is not UTF-8."""
    byte = data[start]
    before = data[:start].decode()
    lines = Lines(before)
    line, column = lines.at(len(before))
    meant = bytes([byte]).decode("cp1252", "replace")
    hint = f" (in Windows-1252 it is '{meant}')" if meant.isprintable() and meant != "\ufffd" else ""
    message = f"byte 0x{byte:02X} at offset {offset + start} is not UTF-8{hint}"
    excerpt = Lines(data.decode(errors="replace")).line(line)
    span = Span(line, column, line, column + 1)
    return Problem(path, span, "not-utf-8", message, "save the file as UTF-8", excerpt)


def _forbidden(path: str, text: str) -> list[Problem]:
    """Return a problem for every character that may not stand in a data file."""
    lines = Lines(text)
    problems: list[Problem] = []
    for match in FORBIDDEN.finditer(text):
        if len(problems) == MAX_CHARACTER_PROBLEMS:
            line, column = lines.at(match.start())
            message = f"more such characters follow; only the first {MAX_CHARACTER_PROBLEMS} are reported"
            problems.append(Problem(path, Span(line, column, line, column + 1), "too-many-problems", message))
            break
        line, column = lines.at(match.start())
        rule, message, way_out = character_problem(match.group())
        span = Span(line, column, line, column + 1)
        problems.append(Problem(path, span, rule, message, way_out, lines.line(line)))
    return problems
