"""The site in a real browser: from a folder and from a server, wide and narrow, with scripts and without."""

from __future__ import annotations

import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Final

import pytest
from playwright.sync_api import Browser, Dialog, Page, sync_playwright
from site_workspace import hostile_files
from test_site_pages import KINDS, real_files

from kg.output import write_tree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

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
    "studies": "studies/index.html",
    "study": "study/alentorn-geli-2017/index.html",
    "articles": "articles/index.html",
    "article": "article/one-body-ldn/index.html",
    "topics": "topics/index.html",
    "topic": "topic/footwear/index.html",
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
    "not found": "404.html",
}
WATCH: Final = """
addEventListener("securitypolicyviolation", function (event) {
  console.error("policy: " + event.violatedDirective + " " + event.blockedURI);
});
"""


class _Quiet(SimpleHTTPRequestHandler):
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
        page.add_init_script(WATCH)

    def _interrupted(self, dialog: Dialog) -> None:
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _asked(self, url: str) -> None:
        if not url.startswith((self.start, "data:")):
            self.strangers.append(url)

    def visit(self, path: str) -> Page:
        self.page.goto(f"{self.start}{path}", wait_until="load")
        return self.page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert program, "no Chromium here: install Debian's package 'chromium', or put another one on the PATH"
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield running
        running.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("sites")
    write_tree(place / "some" / "sub path" / "real", real_files().items())
    write_tree(place / "some" / "sub path" / "hostile", hostile_files().items())
    return place


@pytest.fixture(scope="module")
def server(folder: Path) -> Iterator[str]:
    running = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    thread = threading.Thread(target=running.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{running.server_address[1]}/some/sub%20path/"
    running.shutdown()
    running.server_close()
    thread.join()


@pytest.fixture(scope="module", params=["file", "http"])
def address(request: pytest.FixtureRequest, folder: Path) -> str:
    """Return where the sites are: as files, or on a server under a path."""
    if request.param == "file":
        return (folder / "some" / "sub path").as_uri() + "/"
    return str(request.getfixturevalue("server"))


@pytest.fixture(scope="module")
def wide(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield Watched(context.new_page(), address)
    context.close()


@pytest.fixture(scope="module")
def narrow(browser: Browser, folder: Path) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme="dark")
    yield Watched(context.new_page(), (folder / "some" / "sub path").as_uri() + "/")
    context.close()


@pytest.fixture(scope="module")
def without_script(browser: Browser, folder: Path) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(5000)
    page.goto((folder / "some" / "sub path" / "real" / "index.html").as_uri())
    yield page
    context.close()


@pytest.mark.parametrize("kind", REAL)
def test_a_page_opens_without_a_complaint_and_asks_nobody_else(wide: Watched, kind: str) -> None:
    wide.complaints.clear()
    wide.strangers.clear()
    page = wide.visit(f"real/{REAL[kind]}")
    assert page.locator("h1").count() == 1
    if "graph" in kind:
        page.wait_for_selector(".canvas[data-drawn]")
    assert wide.complaints == []
    assert wide.strangers == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "part"])
def test_hostile_data_is_shown_as_text(wide: Watched, kind: str) -> None:
    wide.complaints.clear()
    wide.strangers.clear()
    page = wide.visit(f"hostile/{KINDS[kind]}")
    if "graph" in kind:
        page.wait_for_selector(".canvas[data-drawn]")
    assert page.locator("main script:not([type='application/json']), main img").count() == 0
    assert wide.complaints == []
    assert wide.strangers == []


@pytest.mark.parametrize("site", ["real", "hostile"])
@pytest.mark.parametrize("kind", REAL)
def test_nothing_is_wider_than_a_small_phone(narrow: Watched, site: str, kind: str) -> None:
    path = (REAL if site == "real" else KINDS).get(kind, REAL[kind])
    page = narrow.visit(f"{site}/{path}")
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


@pytest.mark.parametrize("kind", ["claims", "studies", "contradictions"])
def test_a_region_that_scrolls_can_be_reached_by_keyboard(narrow: Watched, kind: str) -> None:
    page = narrow.visit(f"real/{REAL[kind]}")
    unreachable = """[...document.querySelectorAll("main *")].filter(each =>
        each.scrollWidth > each.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(each).overflowX)
        && each.tabIndex < 0).length"""
    assert page.evaluate(unreachable) == 0


def test_the_list_of_claims_is_filtered_by_words_topic_and_kind(wide: Watched) -> None:
    page = wide.visit("real/claims/index.html")
    everything = page.locator("#claims > li").count()
    shown = page.locator("#claims > li:visible")
    status = page.locator(".shown")
    assert status.inner_text() == f"{everything} of {everything} shown"
    page.fill("#text", "HIP weak")
    assert 0 < shown.count() < everything
    assert all("hip" in words.lower() and "weak" in words.lower() for words in shown.all_inner_texts())
    page.fill("#text", "")
    page.select_option("#topic", "footwear")
    page.select_option("#kind", "prevention")
    assert status.inner_text() == f"{shown.count()} of {everything} shown"
    assert {each.get_attribute("data-topic") for each in shown.all()} == {"footwear"}
    assert {each.get_attribute("data-kind") for each in shown.all()} == {"prevention"}
    page.fill("#text", "no such words here")
    assert status.inner_text() == f"0 of {everything} shown"


def test_a_filter_can_be_part_of_an_address(wide: Watched) -> None:
    page = wide.visit("real/claims/index.html?topic=footwear&kind=no-such-kind")
    assert {x.get_attribute("data-topic") for x in page.locator("#claims > li:visible").all()} == {"footwear"}


@pytest.mark.parametrize("kind", [kind for kind in REAL if kind != "not found"])
def test_without_scripts_a_page_is_complete(without_script: Page, folder: Path, kind: str) -> None:
    without_script.goto((folder / "some" / "sub path" / "real" / REAL[kind]).as_uri())
    assert without_script.locator("main a").first.is_visible()
    assert without_script.locator(".filter:visible, .tools:visible").count() == 0
    if kind == "claims":
        assert without_script.locator("#claims > li:visible").count() == without_script.locator("#claims > li").count()
    if "graph" in kind:
        assert "needs JavaScript" in without_script.locator(".canvas").inner_text()


def test_a_part_leads_on_to_its_place(wide: Watched) -> None:
    page = wide.visit("real/study/alentorn-geli-2017/finding/oa-controls/index.html")
    page.wait_for_url("**/study/alentorn-geli-2017/index.html#finding/oa-controls")
    assert page.locator("[id='finding/oa-controls']").is_visible()


def test_the_first_tab_skips_to_the_content(wide: Watched) -> None:
    page = wide.visit("real/index.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_tall_target_is_large_enough_for_a_finger(narrow: Watched) -> None:
    page = narrow.visit("real/claims/index.html")
    heights = page.evaluate("[...document.querySelectorAll('.top a, input, select')].map(x => x.offsetHeight)")
    assert min(x for x in heights if x) >= 40  # what is not shown has no height


def test_light_and_dark_differ(browser: Browser, folder: Path) -> None:
    colours = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme="light" if scheme == "light" else "dark")
        page = context.new_page()
        page.goto((folder / "some" / "sub path" / "real" / "index.html").as_uri())
        colours.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        context.close()
    assert colours[0] != colours[1]
