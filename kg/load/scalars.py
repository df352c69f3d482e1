"""What an unquoted YAML scalar means; where readers of YAML disagree (`no`, `1:30`, dates), it means nothing."""

from __future__ import annotations

import re
from typing import Final

_NUMBER_START: Final = frozenset("0123456789+-.")
_INTEGER: Final = re.compile(r"[-+]?(?:0|[1-9][0-9]{0,14})\Z")
_FLOAT: Final = re.compile(r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][-+]?[0-9]{1,3})?\Z")
_NOT_FINITE: Final = re.compile(r"[-+]?\.(?:inf|Inf|INF)\Z|\.(?:nan|NaN|NAN)\Z")
_BOOLEANS: Final = {w: w[0] in "tT" for w in ("true", "True", "TRUE", "false", "False", "FALSE")}
_EMPTY: Final = frozenset(("", "~", "null", "Null", "NULL"))
_AMBIGUOUS_WORDS: Final = frozenset(
    form for word in ("yes", "no", "on", "off") for form in (word, word.title(), word.upper())
)
_AMBIGUOUS: Final = (
    (re.compile(r"\d{4}-\d\d?-\d\d?(?:[Tt \t].*)?\Z"), "a date"),
    (re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?\Z"), "a number in base 60"),
    (re.compile(r"[-+]?0[xX][0-9a-fA-F_]+\Z"), "a hexadecimal number"),
    (re.compile(r"[-+]?0[bB][01_]+\Z"), "a binary number"),
    (re.compile(r"[-+]?0[oO]?[0-7_]+\Z"), "an octal number"),
    (re.compile(r"[-+]?0[0-9]+\Z"), "a number with a leading zero"),
    (re.compile(r"[-+]?[0-9][0-9_,]*(?:\.[0-9_]*)?\Z"), "a number with separators"),
)

Scalar = str | int | float | bool | None


def resolve(text: str) -> Scalar:
    """Return the value of an unquoted scalar; None where it is empty, not finite, or read differently by others.

    >>> [resolve(t) for t in ("two runs", "12", "1e3", "true", "no", "0o17", "1:30", "2020-01-01", "~")]
    ['two runs', 12, 1000.0, True, None, None, None, None, None]
    """
    if text in _EMPTY or text in _AMBIGUOUS_WORDS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if text[0] not in _NUMBER_START:
        return text
    if _INTEGER.match(text):
        return int(text)
    if _FLOAT.match(text):
        number = float(text)
        return number if abs(number) < float("inf") else None
    return None if _NOT_FINITE.match(text) or ambiguity(text) else text


def is_not_finite(text: str) -> bool:
    """Tell whether an unquoted scalar is an infinity, no number at all, or too large to be held.

    >>> [is_not_finite(t) for t in (".inf", ".NaN", "1e999", "1e3")]
    [True, True, True, False]
    """
    return bool(_NOT_FINITE.match(text)) or (bool(_FLOAT.match(text)) and abs(float(text)) == float("inf"))


def ambiguity(text: str) -> str:
    """Return what some readers of YAML take an unquoted scalar for; empty where all agree that it is text.

    >>> ambiguity("no"), ambiguity("0o17"), ambiguity("1e3"), ambiguity("now")
    ('true or false', 'an octal number', 'a number', '')
    """
    if text in _AMBIGUOUS_WORDS or text in _BOOLEANS:
        return "true or false"
    if _INTEGER.match(text) or _FLOAT.match(text):
        return "a number"
    return next((name for pattern, name in _AMBIGUOUS if pattern.match(text)), "")
