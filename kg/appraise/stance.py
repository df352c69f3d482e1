"""Where a statement of an article stands to the verdict on its claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from kg.records import Stance, Verdict

Bearing = Literal["with", "beyond", "against", "open"]
"""With the evidence, saying more than it, against it, or on a claim of which it tells nothing either way."""

BEARING_WORDS: Final[dict[Bearing, str]] = {
    "with": "with the evidence",
    "beyond": "says more than the evidence",
    "against": "against the evidence",
    "open": "on a claim without evidence",
}

_BEARINGS: Final[dict[Stance, dict[Verdict, Bearing]]] = {
    "asserts": {
        "supported": "with", "disputed": "against", "contested": "beyond", "unclear": "beyond", "untested": "open",
    },
    "hedges": {
        "supported": "with", "disputed": "against", "contested": "with", "unclear": "with", "untested": "open",
    },
    "denies": {
        "supported": "against", "disputed": "with", "contested": "beyond", "unclear": "beyond", "untested": "open",
    },
}  # fmt: skip


def bearing(stance: Stance, verdict: Verdict) -> Bearing:
    """Return where a statement stands.

    To deny a disputed claim is to be with the evidence. Whoever asserts or denies what is contested or unclear goes
    beyond it; whoever hedges there does not, but a hedge does not save what the evidence speaks against.
    """
    return _BEARINGS[stance][verdict]
