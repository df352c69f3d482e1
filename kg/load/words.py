"""Words for messages: values in quotes, and the nearest of the known names."""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

Words = tuple[str, str, str]
"""What a message says: rule, what is wrong, the way out."""

MAX_LENGTH: Final = 100
_FEW: Final = 60
_LIKENESS: Final = 0.75
_SHORTEST_PART: Final = 3


def quoted(value: object, limit: int = 60) -> str:
    r"""Return a value as a message shows it: in quotes, on one line, shortened, nothing invisible left as it is.

    >>> quoted("it's"), quoted("a" * 9, 5), quoted(1.5), quoted(None), quoted("\u202e")
    ('"it\'s"', "'aaaa…'", "'1.5'", "''", "'\\u202e'")
    """
    text = value if isinstance(value, str) else "" if value is None else str(value)
    return repr(text if len(text) <= limit else text[: limit - 1] + "…")


class Names:
    """Known names, ready to find the one that is most like another, also among a million.

    >>> names = Names(["study", "direction", "directness", "risk-factor"])
    >>> names.nearest("direcion"), names.nearest("risk"), names.nearest("x"), names.nearest("Study")
    ('direction', 'risk-factor', '', 'study')
    """

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(sorted(set(names)))
        self._by_run: dict[str, list[int]] | None = None
        self._found: dict[str, str] = {}

    def nearest(self, name: str) -> str:
        """Return the nearest name, or an empty text where none is near."""
        if name not in self._found:
            self._found[name] = self._nearest(name)
        return self._found[name]

    def _nearest(self, name: str) -> str:
        wanted = name[:MAX_LENGTH].lower()
        candidates = self._candidates(wanted)
        lower = {candidate.lower(): candidate for candidate in reversed(candidates)}
        if wanted in lower:
            return lower[wanted]
        if matches := get_close_matches(wanted, list(lower), n=1, cutoff=_LIKENESS):
            return lower[matches[0]]
        return next((each for each in candidates if _is_part(wanted, each.lower())), "")

    def _candidates(self, name: str) -> list[str]:
        """Return the names that share most runs of letters with another, in order; all of them where they are few."""
        if len(self.names) <= _FEW:
            return list(self.names)
        if self._by_run is None:
            self._by_run = {}
            for index, each in enumerate(self.names):
                for run in _runs(each.lower()):
                    self._by_run.setdefault(run, []).append(index)
        shared = Counter(index for run in _runs(name) for index in self._by_run.get(run, ()))
        best = sorted(shared, key=lambda index: (-shared[index], abs(len(self.names[index]) - len(name)), index))
        return [self.names[index] for index in sorted(best[:_FEW])]


def _runs(text: str) -> set[str]:
    """Return the runs of three letters of a text."""
    return {text[start : start + 3] for start in range(max(1, len(text) - 2))}


def _is_part(name: str, known: str) -> bool:
    """Tell whether one name is how the other begins or ends."""
    longer = known.startswith(name) or known.endswith("-" + name) or name.startswith(known + "-")
    return len(name) >= _SHORTEST_PART and longer


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the known name that is most like another, or an empty text."""
    return Names(known).nearest(name)


def suggestion(name: str, known: Iterable[str], otherwise: str = "") -> str:
    """Return the way out for an unknown name."""
    match = nearest(name, known)
    return f"did you mean '{match}'?" if match else otherwise
