"""What axe-core finds on each kind of page, wide and narrow, light and dark; and the contrast that it leaves open."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Final, Literal

import pytest
from site_browser import REAL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

AXE: Final = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
LOOKS: Final[tuple[tuple[int, Literal["light", "dark"], bool], ...]] = (
    (1280, "light", True), (1280, "dark", False), (320, "dark", True), (320, "light", False),
)  # fmt: skip
"""Width, scheme, and whether every rule is run or, the page being the same but for its colours, that of contrast."""
RUN: Final = """async (whole) => {
  const rules = { "target-size": { enabled: true } };
  const found = await axe.run(document, {
    resultTypes: ["violations", "incomplete"], ...(whole ? { rules } : { runOnly: ["color-contrast"] })
  });
  const told = (each) => [each.id, each.nodes.length, each.nodes[0].html.slice(0, 200), each.nodes[0].failureSummary];
  const open = found.incomplete.filter((each) => each.id === "color-contrast").flatMap((each) => each.nodes);
  return [found.violations.map(told), open.map((each) => each.target[0])];
}"""
CONTRAST: Final = """(targets) => {
  const pen = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (colour) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data].map((x) => x / 255);
  };
  const over = (above, below) => above.slice(0, 3).map((x, i) => x * above[3] + below[i] * (1 - above[3]));
  const light = (colour) => colour.slice(0, 3).map((x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4))
    .reduce((sum, x, i) => sum + x * [0.2126, 0.7152, 0.0722][i], 0);
  const paint = (each) => {
    const style = getComputedStyle(each);
    if (!(each instanceof SVGElement)) return rgba(style.backgroundColor);
    const shape = each.matches("rect, circle, ellipse, path, polygon") && style.fill !== "none";
    return shape ? rgba(style.fill).map((x, i) => (i === 3 ? x * style.fillOpacity * style.opacity : x)) : [0, 0, 0, 0];
  };
  const weak = [];
  for (const target of targets) {
    const text = document.querySelector(target);
    text.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const box = text.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const svg = text.closest("svg");
    const shapes = svg ? [...svg.querySelectorAll("rect, circle, ellipse, path, polygon")].filter((one) => {
      const at = one.getBoundingClientRect();
      const before = one.compareDocumentPosition(text) & Node.DOCUMENT_POSITION_FOLLOWING;
      return before && at.left <= x && x <= at.right && at.top <= y && y <= at.bottom
        && one.isPointInFill(new DOMPoint(x, y).matrixTransform(one.getScreenCTM().inverse()));
    }).reverse() : [];
    const layers = [];
    for (let each = text; each; each = each.parentElement) layers.push(...(each === svg ? shapes : []), each);
    const ground = layers.map(paint).filter((each) => each[3]).reverse().reduce((below, above) => over(above, below),
      rgba(getComputedStyle(document.documentElement).backgroundColor));
    const style = getComputedStyle(text);
    const colour = over(rgba(text instanceof SVGElement ? style.fill : style.color), ground);
    const [less, more] = [light(colour), light(ground)].sort((a, b) => a - b);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    const ratio = (more + 0.05) / (less + 0.05);
    if (ratio < (large ? 3 : 4.5)) weak.push([ratio.toFixed(2), text.outerHTML.slice(0, 120)]);
  }
  return weak;
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """Return a page into which a script can be put, whatever its policy."""
    context = browser.new_context(bypass_csp=True, reduced_motion="reduce")
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


def complaints(page: Page, *, every_rule: bool) -> list[list[object]]:
    """Return what axe finds on a page as it is now, and the texts of too little contrast that axe does not decide."""
    violations, undecided = page.evaluate(RUN, every_rule)
    return [*violations, *page.evaluate(CONTRAST, undecided)]


@pytest.mark.parametrize("kind", [*REAL, "results"])
def test_axe_finds_nothing(page: Page, folder: Path, kind: str) -> None:
    path = "search/index.html?q=weak+hips" if kind == "results" else REAL[kind]
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{(folder / 'some' / 'sub path').as_uri()}/real/{path}")
    if kind == "results":
        page.wait_for_selector(".found > li")
    if "graph" in kind:
        page.wait_for_selector(".canvas[data-drawn]")
    page.evaluate(AXE)
    for width, scheme, every_rule in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        assert complaints(page, every_rule=every_rule) == [], (width, scheme)


def test_axe_is_there_and_finds_what_is_wrong(page: Page) -> None:
    page.set_content("<html lang=en><title>x</title><main><h1>x</h1><img src='x.png'><p style='color: #999'>pale</p>")
    page.evaluate(AXE)
    assert {x[0] for x in complaints(page, every_rule=True)} == {"image-alt", "color-contrast"}


@pytest.mark.parametrize(("ground", "ratio"), [("#ffffff", "1.67"), ("#333333", None)])
def test_pale_text_on_a_shape_is_found_where_axe_does_not_decide(page: Page, ground: str, ratio: str | None) -> None:
    page.set_content(
        f"<html lang=en style='background: #fff'><title>x</title><main><h1>x</h1><svg width=200 height=50>"
        f"<rect width=200 height=50 fill='{ground}' /><text x=20 y=30 fill='#c8c8c8'>pale words</text></svg></main>"
    )
    assert [x[0] for x in page.evaluate(CONTRAST, ["text"])] == ([ratio] if ratio else [])
