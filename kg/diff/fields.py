"""Records value by value as words, and what differs between two of them; the order of lists is no difference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kg.diff.model import Field
from kg.labels import number
from kg.rdf.terms import web_iri

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

_ADDRESSES = frozenset({"url", "notice", "seen_at"})
_IN_ORDER = frozenset({"authors"})


def values(record: Struct, leave_out: Collection[str] = ()) -> dict[str, str]:
    """Return the values that are given, by the name of their field; lists of records are for the caller.

    A record inside is spelled out: `quote exact`. Lists of words are sorted unless their order says something, and
    web addresses are written as the graph writes them, so that both sides may come from a dump of it.
    """
    found: dict[str, str] = {}
    for name in record.__struct_fields__:
        value: object = getattr(record, name)
        if name in {"id", "at"} or name in leave_out or value is None or value == ():
            continue
        if isinstance(value, Struct):
            found |= {f"{name} {inner}": words for inner, words in values(value).items()}
        elif isinstance(value, tuple):
            if not isinstance(value[0], Struct):
                words = [_words(name, each) for each in value]
                found[_shown(name)] = ", ".join(words if name in _IN_ORDER else sorted(words))
        else:
            found[_shown(name)] = _words(name, value)
    return found


def compare(before: Mapping[str, str], after: Mapping[str, str], prefix: str = "") -> tuple[Field, ...]:
    """Return the values that differ, sorted by name; `prefix` says what they belong to.

    >>> compare({"year": "2019"}, {"year": "2020"})
    (Field(name='year', before='2019', after='2020'),)
    """
    return tuple(
        Field(f"{prefix} {name}".strip(), before.get(name), after.get(name))
        for name in sorted({*before, *after})
        if before.get(name) != after.get(name)
    )


def _shown(name: str) -> str:
    return name.replace("_", " ")


def _words(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return number(value)
    return web_iri(str(value)) if name in _ADDRESSES else str(value)
