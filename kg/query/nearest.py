"""The way out of a wrong name: the nearest known one, or all of them where they are few."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FEW = 12


def nearest(word: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return up to `most` known names that look like the word or hold it, the nearest first.

    >>> nearest("hip-weaknes", ["ice-helps", "hip-weakness-pfps"])
    ('hip-weakness-pfps',)
    """
    names = sorted(known)
    holding = [name for name in names if len(word) > 2 and word.lower() in name.lower()]  # noqa: PLR2004 - two letters are everywhere
    return tuple(dict.fromkeys([*get_close_matches(word, names, most, 0.6), *holding]))[:most]


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return the way out as words to put in brackets.

    >>> did_you_mean("tpoic", ["claim", "topic"])
    "did you mean 'topic'?"
    >>> did_you_mean("x", ["claim", "topic"])
    'known: claim, topic'
    """
    names = sorted(known)
    near = nearest(word, names)
    if near:
        return f"did you mean {' or '.join(repr(name) for name in near)}?"
    if not names:
        return "there are none"
    more = ", …" if len(names) > _FEW else ""
    return f"known: {', '.join(names[:_FEW])}{more}"
