"""The graph explorer in a real browser: filters, search, keys and clicks, with pyvis and with our own canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from big_graph import big_records
from site_browser import Watched

from kg.output import write_tree
from kg.render import build_environment, render_page
from kg.render.catalogue import build_catalogue
from kg.render.pages.graph import graph_pages
from kg.render.routes import WHOLE_GRAPH
from kg.render.site import Site
from kg.render.words import Words
from kg.workspace import open_workspace, read_static, read_templates

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

TOPIC: Final = "topic/patellofemoral-pain-treatment/graph/index.html"
CLAIM: Final = "claim/hip-weakness-pfps/graph/index.html"
PICTURES: Final = [CLAIM, TOPIC, "graph/index.html", WHOLE_GRAPH]
FRAMES: Final = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
COLOURS: Final = """() => { const canvas = document.querySelector(".canvas canvas");
    const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    return new Set(new Uint32Array(data.buffer)).size; }"""

CHROMATIC: Final = """() => { const canvas = document.querySelector(".canvas canvas");
    const data = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data;
    let found = 0;
    for (let at = 0; at < data.length; at += 4) {
      const alpha = data[at + 3] / 255, [r, g, b] = data.slice(at, at + 3);
      found += (Math.max(r, g, b) - Math.min(r, g, b)) * alpha > 24;
    }
    return found; }"""


@pytest.fixture(scope="module")
def start(folder: Path) -> str:
    """Return where the sites are, with a large one beside them: in a folder, as files."""
    place = folder / "some" / "sub path"
    write_tree(place / "large", large_files().items())
    return place.as_uri() + "/"


def large_files() -> dict[str, bytes]:
    """Return the page of everything for a collection of 5,000 records, with its scripts and style sheets."""
    workspace = open_workspace()
    static = read_static(workspace)
    site = Site(
        "Large", "https://example.org", 0, (), build_catalogue(big_records(5000)), Words({}), {}, (), (),
        {name: f"assets/{name}" for name in static}, read_templates(workspace),
    )  # fmt: skip
    page = next(x for x in graph_pages(site) if x.path == WHOLE_GRAPH)
    text = render_page(page, site, build_environment(site))
    return {page.path: text, **{f"assets/{name}": content for name, content in static.items()}}


@pytest.fixture(scope="module")
def watched(browser: Browser, start: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    yield Watched(context.new_page(), start)
    context.close()


def visit(watched: Watched, path: str, site: str = "real") -> Page:
    page = watched.visit(f"{site}/{path}")
    page.wait_for_selector(".canvas[data-drawn]")
    return page


def look(page: Page) -> bytes:
    page.evaluate(FRAMES)
    return page.locator(".canvas canvas").screenshot()


def listed(page: Page) -> int:
    return page.locator(".nodes li:visible").count()


@pytest.mark.parametrize("path", PICTURES)
def test_a_graph_is_drawn_and_every_node_of_it_is_listed(watched: Watched, path: str) -> None:
    page = visit(watched, path)
    assert page.locator(".canvas").get_attribute("data-drawn") == str(listed(page))
    assert page.evaluate(COLOURS) > 10


@pytest.mark.parametrize("path", PICTURES)
def test_filters_leave_the_same_in_the_list_and_in_the_picture(watched: Watched, path: str) -> None:
    page = visit(watched, path)
    everything, before = listed(page), look(page)
    page.uncheck("input[name=kind][value=claim]")
    assert page.locator(".nodes li[data-kind=claim]:visible").count() == 0
    assert 0 < listed(page) < everything
    assert page.locator(".canvas").get_attribute("data-shown") == str(listed(page))
    assert page.locator(".shown").inner_text() == f"{listed(page)} of {everything} shown"
    assert look(page) != before
    page.check("input[name=kind][value=claim]")
    page.select_option("#topic", index=1)
    assert 0 < listed(page) < everything
    assert page.locator(".canvas").get_attribute("data-shown") == str(listed(page))


@pytest.mark.parametrize("path", [TOPIC, WHOLE_GRAPH])
def test_a_study_goes_when_all_its_lines_go(watched: Watched, path: str) -> None:
    page = visit(watched, path)
    only = page.locator(".nodes li[data-kind=study][data-lines='disputes']")
    assert only.first.is_visible()
    page.uncheck("input[name=line][value=disputes]")
    assert only.locator("visible=true").count() == 0
    assert page.locator(".nodes li[data-kind=study]:visible").count() > 0


@pytest.mark.parametrize("path", PICTURES)
def test_the_search_box_narrows_the_list_and_dims_the_rest(watched: Watched, path: str) -> None:
    page = visit(watched, path)
    before = look(page)
    page.fill("#find", "HIP pain")
    page.evaluate(FRAMES)
    words = page.locator(".nodes li:visible").all_inner_texts()
    assert words
    assert all("hip" in x.lower() and "pain" in x.lower() for x in words)
    assert look(page) != before


@pytest.mark.parametrize("path", PICTURES)
def test_a_click_on_a_shape_opens_its_page(watched: Watched, path: str) -> None:
    page = visit(watched, path)
    box = page.locator(".canvas canvas").bounding_box()
    assert box is not None
    over = page.locator(".canvas.over")
    spots = ((x, y) for x in range(20, int(box["width"]), 40) for y in range(10, int(box["height"]), 12))
    for x, y in spots:
        page.mouse.move(box["x"] + x, box["y"] + y)
        page.evaluate(FRAMES)
        if over.count():
            break
    assert over.count() == 1
    page.mouse.down()
    page.mouse.up()
    page.wait_for_url(lambda url: "/graph/" not in url)
    assert page.locator("h1").count() == 1


@pytest.mark.parametrize("path", PICTURES)
def test_the_picture_obeys_its_buttons_and_the_keys(watched: Watched, path: str) -> None:
    page = visit(watched, path)
    seen = [look(page)]
    page.click("[data-do=in]")
    seen.append(look(page))
    page.locator(".canvas").focus()
    for key in ("ArrowRight", "ArrowDown", "-"):
        page.keyboard.press(key)
        seen.append(look(page))
    assert len(set(seen)) == len(seen)
    page.keyboard.press("0")
    whole = look(page)
    page.keyboard.press("ArrowLeft")
    assert look(page) != whole
    page.keyboard.press("0")
    assert look(page) == whole


@pytest.mark.parametrize("path", PICTURES)
def test_the_list_is_walked_by_keyboard_and_shows_where_a_record_is(watched: Watched, path: str) -> None:
    page = visit(watched, path)
    before = look(page)
    page.locator("[data-do=fit]").focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.nodes') !== null"):
            break
    first = page.locator(".nodes li a").first
    assert page.evaluate("document.activeElement.href") == first.evaluate("each => each.href")
    assert look(page) != before
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/graph/" not in url)


def test_the_wheel_scrolls_the_page_until_the_picture_has_the_focus(watched: Watched) -> None:
    page = visit(watched, WHOLE_GRAPH)
    page.hover(".canvas", position={"x": 3, "y": 200})
    before = look(page)
    page.mouse.wheel(0, 60)
    page.wait_for_function("scrollY > 0")
    page.locator(".canvas").focus()
    at = page.evaluate("scrollY")
    page.mouse.wheel(0, -60)
    assert look(page) != before
    assert page.evaluate("scrollY") == at


@pytest.mark.parametrize("path", PICTURES)
def test_what_a_finger_presses_is_large_enough(browser: Browser, start: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = visit(Watched(context.new_page(), start), path)
    sizes = page.evaluate(
        "[...document.querySelectorAll('.buttons button, .choices label:has(input), #find, #topic')]"
        ".filter(x => x.offsetParent).map(x => x.offsetHeight)"
    )
    context.close()
    assert min(sizes) >= 44


def test_five_thousand_nodes_are_drawn_moved_filtered_and_listed(watched: Watched) -> None:
    watched.complaints.clear()
    watched.strangers.clear()
    page = visit(watched, WHOLE_GRAPH, "large")
    assert page.locator(".canvas").get_attribute("data-drawn") == "5000"
    assert page.locator(".nodes li").count() == 5000
    assert page.evaluate(COLOURS) > 10
    seen = {look(page)}
    page.click("[data-do=in]")
    seen.add(look(page))
    page.locator(".canvas").focus()
    page.keyboard.press("ArrowRight")
    seen.add(look(page))
    page.fill("#find", "number 777.")
    page.evaluate(FRAMES)
    assert page.locator(".shown").inner_text() == "1 of 5000 shown"
    seen.add(look(page))
    assert len(seen) == 4
    assert (watched.complaints, watched.strangers) == ([], [])


def test_without_a_script_the_list_is_there_and_the_page_says_what_the_picture_needs(
    browser: Browser, start: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in PICTURES:
        page.goto(f"{start}real/{path}")
        assert "needs JavaScript" in page.locator(".canvas").inner_text()
        assert page.locator(".nodes a").first.is_visible()
        assert page.locator(".choices input:visible, .choices select:visible, .buttons:visible").count() == 0
    context.close()


@pytest.mark.parametrize("path", [CLAIM, WHOLE_GRAPH])
def test_two_fingers_zoom_the_picture_and_open_no_page(browser: Browser, start: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    watched = Watched(context.new_page(), start)
    page = visit(watched, path)
    page.locator(".canvas").scroll_into_view_if_needed()
    page.get_by_role("button", name="Show all").click()
    address, before = page.url, look(page)
    fingers = context.new_cdp_session(page)
    box = page.locator(".canvas canvas").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def touch(kind: str, *apart: float) -> None:
        points = [{"x": x + side * far, "y": y, "id": number} for far in apart for number, side in ((0, -1), (1, 1))]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 30)
    for far in range(40, 130, 10):
        touch("touchMove", far)
    touch("touchEnd")
    assert look(page) != before
    assert page.url == address
    assert page.evaluate("visualViewport.scale") == 1
    page.get_by_role("button", name="Show all").click()
    assert look(page) == before
    assert watched.complaints == []
    context.close()


@pytest.mark.parametrize("path", [CLAIM, WHOLE_GRAPH])
def test_forced_colours_give_the_picture_the_two_colours_of_the_reader(browser: Browser, start: str, path: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = visit(Watched(context.new_page(), start), path)
    assert page.evaluate(CHROMATIC) > 0
    page.emulate_media(forced_colors="active")
    page.evaluate(FRAMES)
    assert page.evaluate(CHROMATIC) == 0
    assert page.evaluate(COLOURS) > 10
    context.close()


def test_in_print_the_list_is_whole_and_the_controls_are_gone(watched: Watched) -> None:
    page = visit(watched, WHOLE_GRAPH)
    page.emulate_media(media="print")
    beside = page.locator(".beside")
    assert beside.evaluate("each => each.scrollHeight <= each.clientHeight + 1")
    assert not page.locator(".choices").is_visible()
    assert not page.locator(".stage").is_visible()
    assert page.locator(".nodes li").last.evaluate("each => getComputedStyle(each).breakInside") == "avoid"
    page.emulate_media(media="screen")


def test_where_nothing_can_be_drawn_the_page_says_so_and_lists_all(browser: Browser, start: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.add_init_script("HTMLCanvasElement.prototype.getContext = () => null;")
    page.goto(f"{start}real/{WHOLE_GRAPH}")
    page.get_by_role("alert").filter(has_text="could not be drawn here").wait_for()
    assert listed(page) > 100
    context.close()
