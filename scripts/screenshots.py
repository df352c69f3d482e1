"""Take pictures of one page of each kind of a built site: wide and narrow, light and dark.

python scripts/screenshots.py OUT [SITE]    SITE is a folder that `kg build` wrote (default: _site)

Writes OUT/KIND-WIDTH-SCHEME.png, each the whole page down to 15,000 pixels, and OUT/index.html, which shows them side
by side. Needs Chromium and the packages for development; asks nothing of the network.
"""

from __future__ import annotations

import html
import shutil
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, FloatRect

KINDS: Final = {
    "home": "index.html",
    "search": "search/index.html",
    "results": "search/index.html?q=weak+hips",
    "a-to-z": "a-z/index.html",
    "letter": "a-z/*/index.html",
    "claims": "claims/index.html",
    "claim": "claim/*/index.html",
    "card": "claim/*/card.html",
    "studies": "studies/index.html",
    "study": "study/*/index.html",
    "articles": "articles/index.html",
    "article": "article/*/index.html",
    "topics": "topics/index.html",
    "topic": "topic/*/index.html",
    "map": "map/index.html",
    "contradictions": "contradictions/index.html",
    "queries": "queries/index.html",
    "query": "query/*/index.html",
    "graph": "graph/index.html",
    "graph-of-everything": "graph/all/index.html",
    "graph-of-a-topic": "topic/*/graph/index.html",
    "graph-of-a-claim": "claim/*/graph/index.html",
    "sparql": "sparql/index.html#query=claims-with-evidence-both-ways",
    "downloads": "downloads/index.html",
    "vocabulary": "vocab/index.html",
    "about": "about/index.html",
    "accessibility": "accessibility/index.html",
    "changes": "changes/index.html",
    "not-found": "404.html",
}
"""One address of each kind; `*` stands for the page with the most in it."""
SETTLED: Final = {
    "results": ".found > li",
    "graph": ".canvas[data-drawn]",
    "sparql": "#result[data-answers='1']",
}
"""What is waited for, by the first word of the kind."""
SCHEMES: Final[tuple[Literal["light", "dark"], ...]] = ("light", "dark")
WIDTHS: Final = (1280, 360)
TALLEST: Final = 15_000
"""Pixels of a page that are shown: Chromium draws no taller picture."""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name is the base class's
        pass


def addresses(site: Path) -> Iterator[tuple[str, str]]:
    """Yield each kind of page that the site has, with an address below it."""
    for kind, pattern in KINDS.items():
        path = pattern.partition("?")[0].partition("#")[0]
        found = sorted(site.glob(path), key=lambda x: (-x.stat().st_size, x))
        if found:
            yield kind, found[0].relative_to(site).as_posix() + pattern[len(path) :]


def take(browser: Browser, start: str, kind: str, address: str, out: Path) -> Iterator[str]:
    """Take the pictures of one page and yield their names."""
    for width in WIDTHS:
        for scheme in SCHEMES:
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
            )
            page = context.new_page()
            page.set_default_timeout(120_000)
            page.goto(start + address)
            if kind == "sparql" and width == min(WIDTHS):  # there the data is not loaded unasked
                page.click("#load")
            mark = SETTLED.get(kind.partition("-")[0])
            if mark:
                page.wait_for_selector(mark)
            name = f"{kind}-{width}-{scheme}.png"
            height = page.evaluate("document.documentElement.scrollHeight")
            clip: FloatRect = {"x": 0, "y": 0, "width": width, "height": min(height, TALLEST)}
            page.screenshot(path=out / name, full_page=True, clip=clip)
            context.close()
            yield name


def sheet(names: list[str]) -> str:
    """Return a page that shows the pictures side by side."""
    figures = "".join(
        f'<figure><a href="{html.escape(name)}"><img src="{html.escape(name)}" alt="" width="300"></a>'
        f"<figcaption>{html.escape(name)}</figcaption></figure>\n"
        for name in names
    )
    style = "body{display:flex;flex-wrap:wrap;align-items:start;gap:1rem;font:14px sans-serif}figure{margin:0}"
    return (
        f"<!doctype html>\n<html lang=en><title>Pictures of the site</title><style>{style}</style>\n{figures}</html>\n"
    )


def main() -> int:
    """Serve the site on loopback and take every picture; 2 when that cannot be done."""
    out, site = (Path(x) for x in (*sys.argv[1:3], "_site")[:2]) if len(sys.argv) > 1 else (None, None)
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if out is None or site is None:
        print(__doc__)
        return 2
    if not program or not (site / "index.html").is_file():
        print(f"'{site}/index.html' is not there: run `kg build`" if program else "no Chromium: install 'chromium'")
        return 2
    from playwright.sync_api import sync_playwright

    out.mkdir(parents=True, exist_ok=True)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    names: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        for kind, address in addresses(site):
            names += take(browser, f"http://127.0.0.1:{server.server_address[1]}/", kind, address, out)
            print(f"{kind}: {address}", flush=True)
        browser.close()
    server.shutdown()
    (out / "index.html").write_text(sheet(names), encoding="utf-8")
    print(f"open {out}/index.html  ({len(names)} pictures)")
    return 0


if __name__ == "__main__":
    sys.exit(main())
