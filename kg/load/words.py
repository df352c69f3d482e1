"""Words for messages: values in quotes, and the nearest of the known names."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def quoted(value: object, limit: int = 60) -> str:
    """Return a value as a message shows it: in quotes, on one line, shortened, nothing invisible left as it is.

    >>> quoted("it's"), quoted("a" * 9, 5), quoted(1.5), quoted(None), quoted("\\u202e")
    ('"it\\'s"', "'aaaa…'", "'1.5'", "''", "'\\\\u202e'")
    """
    text = value if isinstance(value, str) else "" if value is None else str(value)
    return repr(text if len(text) <= limit else text[: limit - 1] + "…")


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that is most like another, or an empty text.

    >>> nearest("direcion", ["study", "direction", "directness"]), nearest("x", ["study"])
    ('direction', '')
    """
    known = sorted(known)
    by_lower = {candidate.lower(): candidate for candidate in known}
    if name.lower() in by_lower:
        return by_lower[name.lower()]
    matches = get_close_matches(name.lower(), list(by_lower), n=1, cutoff=0.7)
    if matches:
        return by_lower[matches[0]]
    parts = [
        candidate
        for candidate in known
        if len(name) > 2 and (candidate.startswith(name) or name.startswith(candidate + "-"))
    ]
    return parts[0] if parts else ""


def suggestion(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return the way out for an unknown name."""
    match = nearest(name, known)
    return f"did you mean '{match}'?" if match else otherwise
