"""The licence of the data as a link with the name that people know it by."""

from __future__ import annotations

import re
from typing import Final

from kg.render.routes import Link

_CREATIVE: Final = re.compile(r"https?://creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)(?:/([a-z]{2}))?/?(?:deed.*)?")
_ZERO: Final = re.compile(r"https?://creativecommons\.org/publicdomain/zero/(\d\.\d)/?(?:deed.*)?")


def licence_link(address: str) -> Link | None:
    """Return the link to a licence, nothing where there is none.

    >>> licence_link("https://creativecommons.org/licenses/by/4.0/").text, licence_link("")
    ('CC BY 4.0', None)
    """
    if not address:
        return None
    if found := _CREATIVE.fullmatch(address):
        return Link(" ".join(filter(None, ("CC", found[1].upper(), found[2], (found[3] or "").upper()))), address)
    if found := _ZERO.fullmatch(address):
        return Link(f"CC0 {found[1]}", address)
    return Link(address.removeprefix("https://").removeprefix("http://").removesuffix("/"), address)
