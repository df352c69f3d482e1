"""Reads pages as a browser would, for tests: where they link to, which anchors they have, what they load."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from posixpath import dirname, join, normpath
from urllib.parse import parse_qs, unquote, urlsplit


@dataclass
class PageParts:
    """What a page links to (as written), loads, and has for anchors, in the order of the page."""

    links: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    attributes: set[str] = field(default_factory=set)
    text: str = ""
    title: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts = PageParts()
        self._in = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._in = tag
        self.parts.tags.append(tag)
        given = {name: value or "" for name, value in attrs}
        self.parts.attributes |= set(given)
        if "id" in given:
            self.parts.ids.append(given["id"])
        if tag in {"link", "script", "img"} and given.get("rel") != "canonical":
            self.parts.loads += [given[x] for x in ("href", "src") if x in given]
        elif "href" in given and tag != "link":
            self.parts.links.append(given["href"])
        if given.get("http-equiv") == "refresh":
            self.parts.links.append(given["content"].partition("url=")[2])

    def handle_endtag(self, tag: str) -> None:
        self._in = "" if tag == self._in else self._in

    def handle_data(self, data: str) -> None:
        if self._in == "title":
            self.parts.title += data
        elif self._in not in {"script", "style"}:
            self.parts.text += data


def read_page(content: bytes) -> PageParts:
    """Return the parts of a page."""
    reader = _Reader()
    reader.feed(content.decode())
    reader.close()
    return reader.parts


def is_external(link: str) -> bool:
    """Tell whether a link leads to another host."""
    return bool(urlsplit(link).scheme or urlsplit(link).netloc)


def broken_links(files: dict[str, bytes]) -> list[str]:
    """Return every link, fragment and loaded file of a site that leads nowhere, as "page: link"."""
    pages = {path: read_page(content) for path, content in files.items() if path.endswith(".html")}
    anchors = {path: set(page.ids) for path, page in pages.items()}
    broken = []
    for path, page in pages.items():
        for link in dict.fromkeys((*page.links, *page.loads)):
            if is_external(link):
                continue
            target, _, fragment = link.partition("#")
            goal = normpath(join(dirname(path), unquote(target))) if target else path
            if fragment.startswith("query=") and goal == "sparql/index.html":
                goal, fragment = f"query/{parse_qs(fragment)['query'][0]}.rq", ""
            if goal not in files or (fragment and unquote(fragment) not in anchors.get(goal, ())):
                broken.append(f"{path}: {link}")
    return broken
