"""The way out of a wrong name: the nearest known one, or all of them where they are few."""

from __future__ import annotations

from difflib import SequenceMatcher, get_close_matches
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_FEW: Final = 12
_ALIKE: Final = 0.6  # difflib's own measure, 0 to 1
_BEHIND: Final = 0.15  # a name that much less alike than the nearest is not named beside it
_SHORTEST: Final = 3  # characters; fewer are in every name


def nearest(word: str, known: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return up to `most` known names that look like the word, else those that hold it, the nearest first.

    >>> nearest("hip-weaknes", ["ice-helps", "hip-weakness-pfps"])
    ('hip-weakness-pfps',)
    >>> nearest("ice", ["ice-helps", "hip-weakness-pfps"])
    ('ice-helps',)
    """
    names = sorted(known)
    alike = {name: SequenceMatcher(None, word, name).ratio() for name in get_close_matches(word, names, most, _ALIKE)}
    if alike:
        best = max(alike.values())
        return tuple(name for name, ratio in alike.items() if ratio >= best - _BEHIND)
    holding = [name for name in names if len(word) >= _SHORTEST and word.lower() in name.lower()]
    return tuple(holding[:most])


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
