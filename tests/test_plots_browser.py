"""Plots and maps in a real browser: nothing overflows, marks lie where they must, rows fit any width."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

import pytest
from test_plots_forest import WORDS, real
from test_site_browser import ARGUMENTS
from test_site_pages import real_files

from kg.output import write_tree
from kg.render.plots.forest import claim_forest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

PAGES: Final = (
    "claim/footwear-support/index.html",
    "claim/running-knee-oa-risk/index.html",
    "study/alentorn-geli-2017/index.html",
    "topic/running-and-joint-health/index.html",
    "topics/index.html",
    "map/index.html",
)
BEYOND: Final = """() => [...document.querySelectorAll(".plots, .forest th, .forest td, .times, .map, .tree")]
  .filter((one) => {
    const box = one.getBoundingClientRect();
    const wider = !one.matches(".map") && one.scrollWidth > one.clientWidth + 1;
    return box.right > innerWidth + 1 || (wider && getComputedStyle(one).display !== "inline");
  })
  .map((one) => one.outerHTML.slice(0, 120))"""
SIZES: Final = """() => [...document.querySelectorAll(".cell")]
  .map((one) => one.getBoundingClientRect())
  .map((box) => [box.width, box.height])"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("plots") / "_site"
    wanted = ("assets/", *(x.rpartition("/")[0] + "/" for x in PAGES))
    write_tree(folder, (x for x in real_files().items() if x[0].startswith(wanted)))
    return folder


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        yield browser
        browser.close()


def opened(browser: Browser, site: Path, path: str, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((site / path).as_uri())
    return page


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_no_plot_overflows_at_any_width(chromium: Browser, site: Path, path: str, width: int) -> None:
    page = opened(chromium, site, path, width)
    assert page.evaluate(BEYOND) == []
    page.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_mark_lies_where_its_number_says(chromium: Browser, site: Path, width: int) -> None:
    claim = real().claims["footwear-support"]
    rows = [row for panel in claim_forest(claim, real(), WORDS).panels for row in panel.rows]
    page = opened(chromium, site, "claim/footwear-support/index.html", width)
    places = page.evaluate(
        """() => [...document.querySelectorAll(".forest .row .strip > svg")].map((svg) => {
          const box = svg.getBoundingClientRect();
          const mark = svg.querySelector(".point, .pooled").getBoundingClientRect();
          return [box.width, mark.left - box.left, mark.right - box.left];
        })"""
    )
    assert len(places) == len(rows)
    for row, (whole, left, right) in zip(rows, places, strict=True):
        if row.shape == "diamond":
            assert abs(left - whole * row.start / 100) < 2
            assert abs(right - whole * row.end / 100) < 2
        else:
            assert abs((left + right) / 2 - whole * row.at / 100) < 1.5
    page.close()


def test_a_cell_of_the_map_is_large_enough_to_touch(chromium: Browser, site: Path) -> None:
    page = opened(chromium, site, "map/index.html", 360)
    sizes = page.evaluate(SIZES)
    assert sizes
    assert all(width >= 38 and height >= 44 for width, height in sizes)
    page.close()


def test_shapes_are_filled_and_rings_are_not(chromium: Browser, site: Path) -> None:
    page = opened(chromium, site, "map/index.html", 1280)
    fills = "(way) => getComputedStyle(document.querySelector(`.map .${way} .point`)).fill"
    assert page.evaluate(fills, "supports") != "none"
    assert page.evaluate(fills, "disputes") != "none"
    assert page.evaluate(fills, "inconclusive") == "none"
    page.close()
