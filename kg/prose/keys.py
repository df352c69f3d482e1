"""Citations by key, as in Pandoc: `[@doi:10.1000/x, p. 3; see @study-id]`; lenient, a DOI needs no braces."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.prose.document import Identifier
from kg.prose.identifiers import read_address, read_doi, read_number, trimmed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.prose.identifiers import Read

_NEXT: Final = re.compile(r";(?=[^;@]*@)")
_KEY: Final = re.compile(r"@(?:\{([^{}]*)\}|([^\s,]+))")
_SCHEME: Final = re.compile(r"(doi|pmid|pmcid|pmc|arxiv|isbn)\s*:\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Key:
    """A key from character `start` to `end` of a text, and what stands after it."""

    written: str
    start: int
    end: int
    locator: str


def find_keys(text: str, start: int, end: int) -> Iterator[Key]:
    """Yield the keys between two characters of a text; they are between brackets, which are left out.

    >>> [(key.written, key.locator) for key in find_keys("see @doi:10.1016/S0140-6736(97)11096-0, p. 4; @{x y}", 0, 52)]
    [('doi:10.1016/S0140-6736(97)11096-0', 'p. 4'), ('x y', '')]
    """
    begins = [start, *(match.end() for match in _NEXT.finditer(text, start, end))]
    ends = [*(begin - 1 for begin in begins[1:]), end]
    for begin, last in zip(begins, ends, strict=True):
        if match := _KEY.search(text, begin, last):
            group = 1 if match[1] is not None else 2
            written = match[group]
            if group == 2:  # noqa: PLR2004  # without braces
                written = written.rstrip(";")
            place = match.start(group)
            yield Key(written, place, place + len(written), text[match.end() : last].strip(" ,;"))


def read_key(written: str) -> Read:
    """Return the identifier behind a key; any word that names no scheme is the id of a study.

    >>> read_key("pmid:23118070"), read_key("peters-2013")
    ((Identifier(scheme='pmid', value='23118070'), ''), (Identifier(scheme='study', value='peters-2013'), ''))
    """
    if match := _SCHEME.match(written):
        scheme, rest = match[1].lower(), written[match.end() :]
        return read_doi(rest) if scheme == "doi" else read_number("pmcid" if scheme == "pmc" else scheme, rest)
    if written.lower().startswith(("http://", "https://")):
        return read_address(written)
    if written.startswith("10.") and "/" in written:
        return read_doi(written)
    name = trimmed(written)
    return (Identifier("study", name), "" if name == written else "punctuation") if name else (None, "malformed")
