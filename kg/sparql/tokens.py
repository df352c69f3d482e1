"""The tokens of a SPARQL query, with their offsets; enough to find variables, groups and mistakes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# SPARQL 1.1 grammar, section 19.8: the terminals, longest first; `\w` stands in for PN_CHARS.
_ESCAPED: Final = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_LOCAL: Final = rf"(?:(?:[\w:]|{_ESCAPED})(?:(?:[\w\-.:·]|{_ESCAPED})*(?:[\w\-:·]|{_ESCAPED}))?)?"
_TERMINALS: Final = (
    ("space", r"\s+"),
    ("comment", r"\#[^\n\r]*"),
    ("iri", r"<[^<>\"{}|^`\\\x00-\x20]*>"),
    ("string", r'"""(?:"{0,2}(?:[^"\\]|\\.))*"""' + "|" + r"'''(?:'{0,2}(?:[^'\\]|\\.))*'''"),
    ("string", r'"(?!"")(?:[^"\\\n\r]|\\.)*"' + "|" + r"'(?!'')(?:[^'\\\n\r]|\\.)*'"),
    ("open-string", r"[\"'][^\n\r]*"),
    ("variable", r"[?$]\w+"),
    ("blank", r"_:\w[\w\-.]*"),
    ("prefixed", rf"(?:[^\W\d_](?:[\w\-.·]*[\w\-·])?)?:{_LOCAL}"),
    ("language", r"@[A-Za-z]+(?:-[A-Za-z0-9]+)*"),
    ("number", r"(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?"),
    ("word", r"[A-Za-z_]\w*"),
    ("sign", r"\^\^|&&|\|\||!=|<=|>=|<<|>>|\{\||\|\}|."),
)
_TOKEN: Final = re.compile("|".join(f"(?P<t{i}>{pattern})" for i, (_, pattern) in enumerate(_TERMINALS)), re.DOTALL)


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: its kind, its text, and the offset of its first character."""

    kind: str
    text: str
    start: int

    def is_word(self, *words: str) -> bool:
        """Return whether it is one of these keywords, which are given in upper case."""
        return self.kind == "word" and self.text.upper() in words

    def is_sign(self, *signs: str) -> bool:
        """Return whether it is one of these signs."""
        return self.kind == "sign" and self.text in signs


def tokenize(sparql: str) -> tuple[Token, ...]:
    """Return the tokens of a query without spaces and comments.

    >>> [t.text for t in tokenize("SELECT ?x { ?x a <a#b> } # end")]
    ['SELECT', '?x', '{', '?x', 'a', '<a#b>', '}']
    """
    return tuple(t for t in _scan(sparql) if t.kind not in {"space", "comment"})


def _scan(sparql: str) -> Iterator[Token]:
    for match in _TOKEN.finditer(sparql):
        group = match.lastgroup or "t0"
        yield Token(_TERMINALS[int(group[1:])][0], match.group(), match.start())


def place(text: str, offset: int) -> tuple[int, int]:
    r"""Return the 1-based line and column, in characters, of an offset.

    >>> place("ab\ncd", 4)
    (2, 2)
    """
    before = text[:offset]
    return before.count("\n") + 1, offset - (before.rfind("\n") + 1) + 1
