"""What the tests that look at the site in a real browser share: its pages by kind, and a page that is watched."""

from __future__ import annotations

import shutil
from contextlib import suppress
from http.server import SimpleHTTPRequestHandler
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from playwright.sync_api import Dialog, Page

ARGUMENTS: Final = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
REAL: Final = {
    "home": "index.html",
    "search": "search/index.html",
    "a to z": "a-z/index.html",
    "letter": "a-z/k/index.html",
    "claims": "claims/index.html",
    "claim": "claim/hip-weakness-pfps/index.html",
    "card": "claim/hip-weakness-pfps/card.html",
    "studies": "studies/index.html",
    "study": "study/alentorn-geli-2017/index.html",
    "articles": "articles/index.html",
    "article": "article/one-body-ldn/index.html",
    "article with its text": "article/runners-guide/index.html",
    "topics": "topics/index.html",
    "topic": "topic/footwear/index.html",
    "map": "map/index.html",
    "contradictions": "contradictions/index.html",
    "queries": "queries/index.html",
    "query": "query/claims-with-evidence-both-ways/index.html",
    "graph": "graph/index.html",
    "graph of everything": "graph/all/index.html",
    "graph of a topic": "topic/footwear/graph/index.html",
    "graph of a claim": "claim/hip-weakness-pfps/graph/index.html",
    "sparql": "sparql/index.html",
    "downloads": "downloads/index.html",
    "vocabulary": "vocab/index.html",
    "about": "about/index.html",
    "accessibility": "accessibility/index.html",
    "changes": "changes/index.html",
    "not found": "404.html",
}
"""One page of each kind of the site of the workspace's own data."""

_WATCH: Final = """
addEventListener("securitypolicyviolation", function (event) {
  console.error("policy: " + event.violatedDirective + " " + event.blockedURI);
});
"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing about it, nor of a page that is left before it has come."""

    def handle(self) -> None:
        with suppress(BrokenPipeError, ConnectionResetError):
            super().handle()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the base class's
        pass


class Watched:
    """A page that remembers what it complained about and whom it asked."""

    def __init__(self, page: Page, start: str) -> None:
        self.page = page
        self.start = start
        self.complaints: list[str] = []
        self.strangers: list[str] = []
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("dialog", self._interrupted)
        page.on("request", lambda request: self._asked(request.url))
        page.add_init_script(_WATCH)

    def _interrupted(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _asked(self, url: str) -> None:
        if not url.startswith((self.start, "data:")):
            self.strangers.append(url)

    def visit(self, path: str) -> Page:
        self.page.goto(f"{self.start}{path}", wait_until="load")
        return self.page


def chromium() -> str:
    """Return the browser's program; raises OSError where there is none."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        raise OSError("no Chromium here: install Debian's package 'chromium', or put another one on the PATH")
    return program
