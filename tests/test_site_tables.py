"""Tables in a real browser: sorted, filtered, by keyboard, whole without scripts, and nothing moves as they start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

CLAIM: Final = "some/sub path/real/claim/hip-weakness-pfps/index.html"
ROWS: Final = "#lines tbody tr:not(.group):visible"
SHIFTS: Final = """
window.shifted = 0;
new PerformanceObserver(function (list) {
  list.getEntries().forEach(function (entry) { window.shifted += entry.value; });
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture
def page(browser: Browser, folder: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto((folder / CLAIM).as_uri())
    yield page
    context.close()


def people(page: Page) -> list[int]:
    return [int(x.get_attribute("data-value") or 0) for x in page.locator(f"{ROWS} .people").all()]


def test_a_table_is_sorted_by_its_headers_both_ways_and_says_so(page: Page) -> None:
    before = page.locator(ROWS).count()
    header = page.locator("#lines thead th", has_text="People")
    assert header.get_attribute("aria-sort") == "none"
    header.locator("button").click()
    assert header.get_attribute("aria-sort") == "ascending"
    known = [x for x in people(page) if x]
    assert known == sorted(known)
    assert people(page)[-1] == 0, "what is not known goes last"
    header.locator("button").click()
    assert header.get_attribute("aria-sort") == "descending"
    known = [x for x in people(page) if x]
    assert known == sorted(known, reverse=True)
    assert people(page)[-1] == 0
    assert page.locator(ROWS).count() == before


def test_a_table_is_sorted_from_the_keyboard_alone(page: Page) -> None:
    page.locator("#order").focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Study"
    page.keyboard.press("Enter")
    names = page.locator(f"{ROWS} th a").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    assert page.evaluate("document.activeElement.textContent") == "Study"


def test_the_groups_come_back_as_they_were(page: Page) -> None:
    before = page.locator("#lines").inner_text()
    page.select_option("#order", "2 descending")
    assert page.locator("#lines").inner_text() != before
    assert page.locator("#lines tr.group:visible").count() == 0
    page.select_option("#order", "")
    assert page.locator("#lines").inner_text() == before


def test_rows_are_filtered_by_words_and_direction_and_empty_groups_go(page: Page) -> None:
    everything = page.locator(ROWS).count()
    page.select_option("#way", "disputes")
    rows = page.locator(ROWS)
    assert 0 < rows.count() < everything
    assert {x.get_attribute("data-direction") for x in rows.all()} == {"disputes"}
    assert page.locator("#lines tbody.supports tr:visible").count() == 0
    assert page.locator(".shown").inner_text() == f"{rows.count()} of {everything} shown"
    page.fill("#text", "NEAL")
    assert rows.count() == 1


def test_a_line_that_is_linked_to_is_shown_whatever_the_filter(page: Page) -> None:
    page.fill("#text", "no such words")
    assert page.locator(ROWS).count() == 0
    anchor = page.locator("#lines tr[id^='evidence/']").first.get_attribute("id")
    page.evaluate("x => { location.hash = '#' + x; }", anchor)
    page.wait_for_function("document.querySelectorAll('#lines tr:not(.group):not([hidden])').length > 1")


@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_moves_as_a_claim_page_starts(browser: Browser, folder: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.add_init_script(SHIFTS)
    page.goto((folder / CLAIM).as_uri(), wait_until="load")
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.locator("#lines button").count() > 0
    assert page.evaluate("window.shifted") == 0
    context.close()


def test_without_scripts_the_table_is_whole_and_offers_nothing_that_does_nothing(
    browser: Browser,
    folder: Path,
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / CLAIM).as_uri())
    assert page.locator(ROWS).count() > 1
    assert page.locator("#lines button").count() == 0
    assert page.locator(".filter:visible").count() == 0
    context.close()


def test_the_first_page_asks_the_search_page_from_a_folder_too(browser: Browser, folder: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((folder / "some/sub path/real/index.html").as_uri())
    page.fill("#q", "sore knee")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=sore+knee")
    context.close()


def test_on_a_phone_the_whole_navigation_is_one_step_away(browser: Browser, folder: Path) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.goto((folder / "some/sub path/real/index.html").as_uri())
    page.click("text=Menu")
    box = page.locator("#menu").bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 640
    assert page.locator("#menu a").count() > 9
    context.close()
