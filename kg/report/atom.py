"""An Atom feed (RFC 4287): pure, so that the same entries give the same bytes; every date comes from the caller."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from msgspec import Struct

from kg.diff.words import headline

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.diff.words import Item, Section

NAMESPACE: Final = "http://www.w3.org/2005/Atom"
BEGINNING: Final = "1970-01-01T00:00:00Z"
"""When a feed without entries was last changed: RFC 4287, section 4.1.1, wants a date in any case."""
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)")
# XML 1.0, section 2.2: what no document may hold, not even escaped.
_FORBIDDEN: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Entry(Struct, frozen=True):
    """One state of the evidence against the one before it.

    `id` is an IRI that stays the same for ever, `when` an RFC 3339 moment, `link` the page that shows the changes.
    """

    id: str
    title: str
    when: str
    link: str
    sections: tuple[Section, ...]


class Feed(Struct, frozen=True):
    """A feed: `id` its IRI, `link` the page that it belongs to, `self_link` its own address, entries newest first."""

    id: str
    title: str
    author: str
    link: str
    self_link: str
    entries: tuple[Entry, ...]


def render(feed: Feed) -> bytes:
    """Return the feed as UTF-8; raises ValueError for a moment that is not one.

    The required elements are those of RFC 4287, sections 4.1.1 and 4.1.2: id, title and updated of feed and entries,
    an author of the feed, and for each entry an alternate link or content (here both).
    """
    root = Element("feed", {"xmlns": NAMESPACE, "xml:lang": "en"})
    _text(root, "id", feed.id)
    _text(root, "title", feed.title)
    _text(root, "updated", max((_moment(x.when) for x in feed.entries), default=BEGINNING, key=_in_order))
    _text(SubElement(root, "author"), "name", feed.author)
    SubElement(root, "link", {"rel": "self", "type": "application/atom+xml", "href": _clean(feed.self_link)})
    SubElement(root, "link", {"rel": "alternate", "type": "text/html", "href": _clean(feed.link)})
    for entry in feed.entries:
        _entry(root, entry)
    indent(root, " ")
    document: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def about(entries: Iterable[Entry], kind: str, name: str) -> tuple[Entry, ...]:
    """Return the entries with only what is about one record, such as ("claim", "rest"); those without any fall out.

    Their ids go on from those given, whose fragment or path they extend.
    """
    found = (
        Entry(f"{x.id}/{kind}/{name}", x.title, x.when, x.link, tuple(_only(x.sections, (kind, name)))) for x in entries
    )
    return tuple(entry for entry in found if entry.sections)


def _only(sections: Sequence[Section], wanted: tuple[str, str]) -> Iterator[Section]:
    from kg.diff.words import Section

    for section in sections:
        items = tuple(item for item in section.items if wanted in item.about)
        if items:
            yield Section(section.title, section.title.lower(), items)


def _entry(root: Element, entry: Entry) -> None:
    element = SubElement(root, "entry")
    _text(element, "id", entry.id)
    _text(element, "title", entry.title)
    _text(element, "updated", _moment(entry.when))
    SubElement(element, "link", {"rel": "alternate", "type": "text/html", "href": _clean(entry.link)})
    _text(element, "summary", headline(entry.sections))
    content = SubElement(element, "content", {"type": "xhtml"})
    inside = SubElement(content, "div", {"xmlns": "http://www.w3.org/1999/xhtml"})
    for section in entry.sections:
        _text(inside, "h2", section.title)
        listed = SubElement(inside, "ul")
        for item in section.items:
            _item(listed, item)


def _item(listed: Element, item: Item) -> None:
    point = SubElement(listed, "li")
    point.text = _clean(item.text)
    if item.details:
        more = SubElement(point, "ul")
        for detail in item.details:
            _text(more, "li", detail)


def _text(parent: Element, name: str, words: str) -> None:
    SubElement(parent, name).text = _clean(words)


def _clean(words: str) -> str:
    """Return a text without what XML cannot hold, which U+FFFD stands for."""
    return _FORBIDDEN.sub("\ufffd", words)


def _moment(when: str) -> str:
    if not _DATE.fullmatch(when):
        raise ValueError(f"'{when}' is not a moment as in RFC 3339 (such as 2026-01-02T03:04:05Z)")
    return when


def _in_order(when: str) -> float:
    """Return a moment as a number, so that those of different places can be compared."""
    from datetime import datetime

    return datetime.fromisoformat(when).timestamp()
