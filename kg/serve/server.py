"""The HTTP server: files of the site, the live script and its event stream."""

from __future__ import annotations

import json
import sys
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import MimeTypes
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, unquote, urlsplit

from kg.serve.live import EVENTS_PATH, SCRIPT, SCRIPT_PATH, Announcements, with_live_script

if TYPE_CHECKING:
    from collections.abc import Callable

LOOPBACK: Final = "127.0.0.1"
_OWN_NAMES: Final = ("127.0.0.1", "localhost", "[::1]")
_PAGE: Final = "text/html; charset=utf-8"
_SCRIPT: Final = "text/javascript; charset=utf-8"
_TYPES: Final = {
    ".html": _PAGE,
    ".js": _SCRIPT,
    ".mjs": _SCRIPT,
    ".css": "text/css; charset=utf-8",
    ".ttl": "text/turtle; charset=utf-8",
    ".trig": "application/trig; charset=utf-8",
    ".nt": "application/n-triples; charset=utf-8",
    ".nq": "application/n-quads; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".rq": "application/sparql-query; charset=utf-8",
    ".atom": "application/atom+xml",
    ".gz": "application/gzip",
    ".wasm": "application/wasm",
}
_OTHERS: Final = MimeTypes()  # without the types of this machine, so that all machines answer alike
_FAULTY: Final = (
    "<!doctype html><html lang=en><head><title>{title}</title></head><body><pre>{words}</pre></body></html>"
)


class SiteServer(ThreadingHTTPServer):
    """Serves the files that `read` gives on loopback; threads of open event streams do not keep the process alive."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, read: Callable[[str], bytes | None], port: int, announcements: Announcements) -> None:
        self.read = read
        self.announcements = announcements
        super().__init__((LOOPBACK, port), _Handler)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a page was closed while it was sent; anything else is our own fault and is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # as socketserver passes them

    @property
    def address(self) -> str:
        """Return the address of the site."""
        return f"http://{LOOPBACK}:{self.server_address[1]}/"


class _Handler(BaseHTTPRequestHandler):
    """Answers one request; every page is sent with the live script in its head."""

    server: SiteServer

    def do_GET(self) -> None:
        """Answer the live script, the event stream, or a file."""
        if not self._asked_by_own_name():
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, "this server answers on loopback names only")
        elif self.path == SCRIPT_PATH:
            self._send(HTTPStatus.OK, _SCRIPT, SCRIPT)
        elif self.path == EVENTS_PATH and self.command == "GET":
            self._stream()
        else:
            self._file()

    do_HEAD = do_GET  # noqa: N815  # the name that the base class looks for

    def _file(self) -> None:
        """Send a file, the way to the page of a folder, or the site's own page for an address that does not exist."""
        path = unquote(urlsplit(self.path).path).removeprefix("/")
        if path.endswith("/") or not path:
            path += "index.html"
        try:
            found = self.server.read(path)
            if found is not None:
                self._send(HTTPStatus.OK, type_of(path), found)
            elif self.server.read(f"{path}/index.html") is not None:
                self._lead_to(f"/{quote(path)}/")
            else:
                self._missing()
        except ValueError as error:
            words = escape(str(error))
            page = _FAULTY.format(title="This page cannot be made", words=words)
            self._send(HTTPStatus.INTERNAL_SERVER_ERROR, _PAGE, page.encode())

    def _missing(self) -> None:
        page = self.server.read("404.html")
        if page is None:  # no edition could be used yet
            words = escape(self.server.announcements.words or "There is no site yet.")
            page = _FAULTY.format(title="No site yet", words=words).encode()
        self._send(HTTPStatus.NOT_FOUND, _PAGE, page)

    def _lead_to(self, address: str) -> None:
        self.send_response(HTTPStatus.MOVED_PERMANENTLY)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def end_headers(self) -> None:
        """Keep browsers from showing yesterday's page."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the base class's
        """Say nothing about requests: the terminal is for problems of the data."""

    def _asked_by_own_name(self) -> bool:
        """Say whether the request names loopback, so that no other site can read this one by a name of its own."""
        host = self.headers.get("Host", LOOPBACK)
        return host.rpartition(":")[0] in _OWN_NAMES or host in _OWN_NAMES

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        if kind == _PAGE:
            body = with_live_script(body)
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _stream(self) -> None:
        """Send events until the page is closed."""
        heard = self.server.announcements.number  # before the page knows the stream, so that nothing is missed
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.end_headers()
        try:
            while True:
                number, kind, words = self.server.announcements.after(heard)
                event = ": still here\n\n" if number == heard else f"event: {kind}\ndata: {json.dumps(words)}\n\n"
                heard = number
                self.wfile.write(event.encode())
                self.wfile.flush()
        except OSError:
            self.close_connection = True


def type_of(path: str) -> str:
    """Return the media type of a file by its name.

    >>> type_of("claim/rest.ttl"), type_of("assets/mark.svg"), type_of(".nojekyll")
    ('text/turtle; charset=utf-8', 'image/svg+xml', 'application/octet-stream')
    """
    return _TYPES.get(PurePosixPath(path).suffix) or _OTHERS.guess_type(path)[0] or "application/octet-stream"
