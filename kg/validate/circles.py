"""Chains of more general records that lead back to where they began."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def circles(broader: Mapping[str, str | None]) -> Iterator[tuple[str, ...]]:
    """Yield each circle of ids once, the first in the alphabet first.

    >>> list(circles({"a": "b", "b": "c", "c": "b", "d": None}))
    [('b', 'c')]
    """
    done: set[str] = set()
    for start in sorted(broader):
        path: dict[str, None] = {}
        name: str | None = start
        while name is not None and name in broader and name not in done and name not in path:
            path[name] = None
            name = broader[name]
        if name is not None and name in path:
            steps = list(path)
            circle = steps[steps.index(name) :]
            first = circle.index(min(circle))
            yield (*circle[first:], *circle[:first])
        done.update(path)
