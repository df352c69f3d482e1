"""The own texts of articles as they were read: no part of the records that curators write, and beside them."""

from __future__ import annotations

from msgspec import Struct


class ArticleText(Struct, frozen=True, kw_only=True):
    """The own text of an article as it was read; `sha256` of its bytes in hexadecimal.

    `fault` says why it could not be read, and is empty where it could.
    """

    article: str
    path: str
    content: str = ""
    sha256: str = ""
    fault: str = ""
