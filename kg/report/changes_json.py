"""Changes of the evidence as JSON: one object with a list for each sort of change, always all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from kg.diff.model import Changes


def dump(changes: Changes) -> str:
    """Return changes as indented JSON with the fields of `kg.diff.model`."""
    return msgspec.json.format(msgspec.json.encode(changes)).decode() + "\n"
