"""How a text is written: plain where that is safe, else in single quotes, as a block of lines, or in double quotes.

Long texts are folded as PyYAML folds them: the line breaks at the first single space after column 112.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.fmt.tree import Scalar

WIDTH: Final = 112

# What YAML 1.1 or the core schema of YAML 1.2 reads as something else than text, in any program we know of.
_NOT_TEXT: Final = re.compile(
    r"""
      ~ | null | true | false | yes | no | on | off | y | n | << | =
    | [-+]? (0b[01_]+ | 0x[0-9a-f_]+ | 0o?[0-7_]+)
    | [-+]? ([0-9][0-9_]*(\.[0-9_]*)? | \.[0-9_]+) (e[-+]?[0-9]+)?
    | [-+]? [0-9][0-9_]* (:[0-5]?[0-9])+ (\.[0-9_]*)?
    | [-+]? \.(inf|nan)
    | [0-9]{4}-[0-9]{1,2}-[0-9]{1,2} ((t|[ \t]+) [-+0-9:.tz \t]*)?
    """,
    re.VERBOSE | re.IGNORECASE,
)
_PRINTABLE: Final = "\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff"
_ONE_LINE: Final = re.compile(f"[{_PRINTABLE}]*")
_BLOCK: Final = re.compile(f"(?![ \\n])[{_PRINTABLE}\\n]+")
_BREAKS_A_BLOCK: Final = re.compile(r" \n| \Z|\n\n\Z")
_BREAKS_PLAIN: Final = re.compile(r"""\A(?:[-?:](?: |\Z)|---|\.\.\.|[ ,\[\]{}#&*!|>'"%@`]|\Z)|:(?: |\Z)| #| \Z""")
_SPACE_BETWEEN_WORDS: Final = re.compile(r"(?<=[^ ]) (?=[^ ])")
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}


def is_text(scalar: Scalar) -> bool:
    """Return whether every reader takes a scalar for text, and not for a number, a date, true, false or nothing."""
    return not scalar.plain or bool(scalar.text and not _NOT_TEXT.fullmatch(scalar.text))


def dump_key(key: Scalar) -> str:
    """Return a key, on one line."""
    return " ".join(_words(key))


def dump_scalar(scalar: Scalar, start: str, indent: int) -> list[str]:
    """Return the lines of a scalar that follows `start` (`key: ` or `- `); its further lines have `indent` spaces."""
    if is_block(scalar):
        mark = "|" if scalar.text.endswith("\n") else "|-"
        body = scalar.text.removesuffix("\n").split("\n")
        return [start + mark, *(" " * indent + line if line else "" for line in body)]
    words = _words(scalar)
    lines = []
    line = start + words[0]
    for word in words[1:]:
        if len(line) > WIDTH:
            lines.append(line)
            line = " " * indent + word
        else:
            line += " " + word
    return [*lines, line.rstrip(" ")]


def is_block(scalar: Scalar) -> bool:
    """Return whether a text is written as a block of lines under a `|`."""
    text = scalar.text
    return "\n" in text and bool(_BLOCK.fullmatch(text)) and not _BREAKS_A_BLOCK.search(text)


def _words(scalar: Scalar) -> list[str]:
    """Return a scalar as it is written, split where its line may break."""
    text = scalar.text
    if not is_text(scalar):
        return [text]
    if not _ONE_LINE.fullmatch(text):
        return ['"' + "".join(_escape(character) for character in text) + '"']
    if text == text.strip() and not _BREAKS_PLAIN.search(text) and not _NOT_TEXT.fullmatch(text):
        return _SPACE_BETWEEN_WORDS.split(text)
    words = _SPACE_BETWEEN_WORDS.split(text.replace("'", "''"))
    words[0] = "'" + words[0]
    words[-1] += "'"
    return words


def _escape(character: str) -> str:
    """Return a character as it stands in double quotes."""
    if character in _ESCAPES:
        return _ESCAPES[character]
    if _ONE_LINE.fullmatch(character):
        return character
    code = ord(character)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004  # YAML's escapes
