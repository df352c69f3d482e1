"""Plots and maps in a real browser: nothing overflows, marks lie where they must, rows fit any width."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from test_plots_forest import WORDS, real

from kg.render.plots.forest import claim_forest

if TYPE_CHECKING:
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


@pytest.fixture
def site(folder: Path) -> Path:
    return folder / "some" / "sub path" / "real"


def opened(browser: Browser, site: Path, path: str, width: int) -> Page:
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto((site / path).as_uri())
    return page


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_no_plot_overflows_at_any_width(browser: Browser, site: Path, path: str, width: int) -> None:
    page = opened(browser, site, path, width)
    assert page.evaluate(BEYOND) == []
    page.close()


@pytest.mark.parametrize("width", [320, 1280])
def test_a_mark_lies_where_its_number_says(browser: Browser, site: Path, width: int) -> None:
    claim = real().claims["footwear-support"]
    rows = [row for panel in claim_forest(claim, real(), WORDS).panels for row in panel.rows]
    page = opened(browser, site, "claim/footwear-support/index.html", width)
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


def test_a_cell_of_the_map_is_large_enough_to_touch(browser: Browser, site: Path) -> None:
    page = opened(browser, site, "map/index.html", 360)
    sizes = page.evaluate(SIZES)
    assert sizes
    assert all(width >= 38 and height >= 44 for width, height in sizes)
    page.close()


def test_shapes_are_filled_and_rings_are_not(browser: Browser, site: Path) -> None:
    page = opened(browser, site, "map/index.html", 1280)
    fills = "(way) => getComputedStyle(document.querySelector(`.map .${way} .point`)).fill"
    assert page.evaluate(fills, "supports") != "none"
    assert page.evaluate(fills, "disputes") != "none"
    assert page.evaluate(fills, "inconclusive") == "none"
    page.close()
