"""The HTTP server: files of the built site, the live script and its event stream."""

from __future__ import annotations

import json
import sys
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from kg.serve.live import EVENTS_PATH, SCRIPT, SCRIPT_PATH, Announcements, with_live_script

if TYPE_CHECKING:
    from typing import BinaryIO

LOOPBACK: Final = "127.0.0.1"
_OWN_NAMES: Final = ("127.0.0.1", "localhost", "[::1]")
_TYPES: Final = {
    ".ttl": "text/turtle; charset=utf-8",
    ".trig": "application/trig; charset=utf-8",
    ".nt": "application/n-triples; charset=utf-8",
    ".nq": "application/n-quads; charset=utf-8",
    ".jsonld": "application/ld+json",
    ".rq": "application/sparql-query; charset=utf-8",
    ".wasm": "application/wasm",
}


class SiteServer(ThreadingHTTPServer):
    """Serves one folder on loopback; threads of open event streams do not keep the process alive."""

    daemon_threads = True
    block_on_close = False

    def __init__(self, folder: Path, port: int, announcements: Announcements) -> None:
        self.announcements = announcements
        super().__init__((LOOPBACK, port), partial(_Handler, directory=str(folder)))

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing when a page was closed while it was sent; anything else is our own fault and is shown."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # as socketserver passes them

    @property
    def address(self) -> str:
        """Return the address of the site."""
        return f"http://{LOOPBACK}:{self.server_address[1]}/"


class _Handler(SimpleHTTPRequestHandler):
    """Answers one request; every page is sent with the live script in its head."""

    server: SiteServer
    extensions_map = SimpleHTTPRequestHandler.extensions_map | _TYPES

    def do_GET(self) -> None:
        """Answer the live script, the event stream, or a file."""
        if not self._asked_by_own_name():
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST, "this server answers on loopback names only")
        elif self.path == SCRIPT_PATH:
            self._send(HTTPStatus.OK, "text/javascript; charset=utf-8", SCRIPT)
        elif self.path == EVENTS_PATH:
            self._stream()
        else:
            super().do_GET()

    def send_head(self) -> BytesIO | BinaryIO | None:
        """Return the open file, a page with the live script added, or None after an error or redirect."""
        path = Path(self.translate_path(self.path))
        if "\0" in str(path):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        page = path / "index.html" if path.is_dir() and self.path.split("?")[0].endswith("/") else path
        if page.suffix != ".html" or not page.is_file():
            return super().send_head()
        body = with_live_script(page.read_bytes())
        self._headers(HTTPStatus.OK, "text/html; charset=utf-8", len(body))
        return BytesIO(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Send the site's own page for an address that does not exist."""
        missing = Path(self.directory) / "404.html"
        if code == HTTPStatus.NOT_FOUND and missing.is_file():
            self._send(HTTPStatus.NOT_FOUND, "text/html; charset=utf-8", with_live_script(missing.read_bytes()))
        else:
            super().send_error(code, message, explain)

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

    def _headers(self, status: HTTPStatus, kind: str, length: int) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(length))
        self.end_headers()

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self._headers(status, kind, len(body))
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
