"""The site in a real browser: from a folder and from a server, wide and narrow, with scripts and without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from site_browser import REAL, Watched
from test_site_pages import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

HOSTILE: Final = {kind: path for kind, path in KINDS.items() if kind != "part"}
SHIFTS: Final = """
window.shifted = [];
new PerformanceObserver(function (list) {
  list.getEntries().forEach(function (entry) {
    window.shifted.push([entry.value].concat(entry.sources.map(function (source) {
      return source.node && source.node.outerHTML ? source.node.outerHTML.slice(0, 80) : "";
    })));
  });
}).observe({ type: "layout-shift", buffered: true });
"""
FRAMES: Final = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
SMALL: Final = """() => [...document.querySelectorAll("button, select, summary, .top a, input:not([type=checkbox])")]
  .filter((each) => each.offsetHeight && each.offsetHeight < 44)
  .map((each) => `${each.offsetHeight} ${each.outerHTML.slice(0, 80)}`)"""


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
def without_script(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(5000)
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


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_data_is_shown_as_text(wide: Watched, kind: str) -> None:
    wide.complaints.clear()
    wide.strangers.clear()
    page = wide.visit(f"hostile/{HOSTILE[kind]}")
    if "graph" in kind:
        page.wait_for_selector(".canvas[data-drawn]")
    assert page.locator("main script:not([type='application/json']), main img").count() == 0
    assert wide.complaints == []
    assert wide.strangers == []


@pytest.mark.parametrize("path", [f"real/{x}" for x in REAL.values()] + [f"hostile/{x}" for x in HOSTILE.values()])
def test_nothing_is_wider_than_a_small_phone(narrow: Watched, path: str) -> None:
    page = narrow.visit(path)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_nothing_is_wider_than_a_tablet(narrow: Watched) -> None:
    for path in ("claim/running-knee-oa-risk", "study/bleakley-2010", "studies"):
        page = narrow.visit(f"real/{path}/index.html")
        page.set_viewport_size({"width": 768, "height": 900})
        over = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        page.set_viewport_size({"width": 320, "height": 640})
        assert over == 0, path


def test_one_filter_goes_over_all_contradictions_and_opens_what_it_finds(wide: Watched) -> None:
    page = wide.visit("real/contradictions/index.html")
    everything = page.locator("[data-item]").count()
    assert page.locator("details[open]").count() == 0
    page.fill("#text", "hip weak")
    page.select_option("#scope", "study-study")
    shown = page.locator("[data-item]:visible")
    assert 0 < shown.count() < everything
    assert {x.get_attribute("data-scope") for x in shown.all()} == {"study-study"}
    assert page.locator(".shown").inner_text() == f"{shown.count()} of {everything} shown"
    page.fill("#text", "")
    page.select_option("#scope", "")
    assert page.locator("details[open]").count() == 0


def test_a_contradiction_that_is_linked_to_opens_the_fold_that_it_is_in(wide: Watched) -> None:
    path = "real/contradictions/index.html"
    name = wide.visit(path).locator("details [data-item]").first.get_attribute("id")
    wide.visit("real/claims/index.html")
    page = wide.visit(f"{path}#{name}")
    page.wait_for_selector("details[open]", timeout=5000)
    assert page.evaluate("id => document.getElementById(id).closest('details').open", name)


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
def test_without_scripts_and_under_a_path_a_page_is_complete_and_leads_on(
    without_script: Page, server: str, kind: str
) -> None:
    without_script.goto(f"{server}real/{REAL[kind]}")
    assert without_script.locator(".filter:visible, .tools:visible").count() == 0
    assert len(without_script.locator("main").inner_text()) > 150
    if kind == "claims":
        assert without_script.locator("#claims > li:visible").count() == without_script.locator("#claims > li").count()
    if "graph" in kind:
        assert "needs JavaScript" in without_script.locator(".canvas").inner_text()
    onward = without_script.locator("a[href*='index.html']:not([href*='://']):visible").last
    goal = onward.evaluate("link => link.href")
    answer = without_script.goto(goal)
    assert answer is not None
    assert answer.ok
    assert without_script.locator("h1").count() == 1


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("kind", [*REAL, "results"])
def test_nothing_moves_as_a_page_starts(browser: Browser, server: str, kind: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.add_init_script(SHIFTS)
    path = "search/index.html?q=weak+hips" if kind == "results" else REAL[kind]
    page.goto(f"{server}real/{path}", wait_until="load")
    if kind == "results":
        page.wait_for_selector(".found > li")
    if "graph" in kind:
        page.wait_for_selector(".canvas[data-drawn]")
    if kind == "sparql" and width == 1280:
        page.locator("#status", has_text="quads are loaded").wait_for()
    page.evaluate(FRAMES)
    assert page.evaluate("window.shifted") == []
    context.close()


@pytest.mark.parametrize("kind", REAL)
def test_what_a_finger_presses_is_large_enough(narrow: Watched, kind: str) -> None:
    page = narrow.visit(f"real/{REAL[kind]}")
    assert page.evaluate(SMALL) == []


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


def test_light_and_dark_differ(browser: Browser, folder: Path) -> None:
    colours = []
    for scheme in ("light", "dark"):
        context = browser.new_context(color_scheme="light" if scheme == "light" else "dark")
        page = context.new_page()
        page.goto((folder / "some" / "sub path" / "real" / "index.html").as_uri())
        colours.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
        context.close()
    assert colours[0] != colours[1]
