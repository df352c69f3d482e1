"""The history of the evidence: one release for each state that differs from the one before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from kg.diff.words import Section, tell

if TYPE_CHECKING:
    from kg.diff.model import Changes


class Release(Struct, frozen=True):
    """A state of the evidence: `id` names it for ever, `when` is its moment (RFC 3339), `title` what was said of it."""

    id: str
    when: str
    title: str
    sections: tuple[Section, ...]


def release(name: str, when: str, title: str, changes: Changes) -> Release:
    """Return a release that tells these changes."""
    return Release(name, when, title, tell(changes))
