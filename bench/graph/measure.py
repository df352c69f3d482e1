"""Measure the graph explorer: time to lay out and render a page, its size, and how long a browser takes for a frame.

python bench/graph/measure.py [NODES …]
"""

from __future__ import annotations

import gzip
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from playwright.sync_api import sync_playwright

ROOT: Final = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

from big_graph import big_records  # noqa: E402 - the generator is shared with the tests

from kg.output import write_tree  # noqa: E402 - as above
from kg.render import build_environment, render_page  # noqa: E402 - as above
from kg.render.catalogue import build_catalogue  # noqa: E402 - as above
from kg.render.pages.graph import graph_pages  # noqa: E402 - as above
from kg.render.pictures import everything  # noqa: E402 - as above
from kg.render.routes import WHOLE_GRAPH  # noqa: E402 - as above
from kg.render.site import Site  # noqa: E402 - as above
from kg.render.words import Words  # noqa: E402 - as above
from kg.workspace import open_workspace, read_static, read_templates  # noqa: E402 - as above

if TYPE_CHECKING:
    from playwright.sync_api import Page

SIZES: Final = (500, 5000)
FRAMES: Final = """async ([key, count]) => {
  const canvas = document.querySelector(".canvas"), times = [];
  const frame = () => new Promise(requestAnimationFrame);
  await frame();
  for (let n = 0; n < count; n += 1) {
    const from = performance.now();
    canvas.dispatchEvent(new KeyboardEvent("keydown", { key: n % 2 ? key[0] : key[1], bubbles: true }));
    await frame();
    await frame();
    times.push((performance.now() - from) / 2);
  }
  times.sort((a, b) => a - b);
  return [times[Math.floor(count / 2)], times[Math.floor(count * 0.95)]];
}"""
FILTER: Final = """async () => {
  const find = document.getElementById("find"), from = performance.now();
  find.value = "number 77";
  find.dispatchEvent(new Event("input", { bubbles: true }));
  await new Promise(requestAnimationFrame);
  await new Promise(requestAnimationFrame);
  return performance.now() - from;
}"""


def main() -> None:
    """Print a row for each number of nodes."""
    for nodes in [int(x) for x in sys.argv[1:]] or SIZES:
        catalogue = build_catalogue(big_records(nodes))
        begun = time.perf_counter()
        picture = everything(catalogue)
        laid = time.perf_counter() - begun
        workspace = open_workspace(ROOT)
        static = read_static(workspace)
        assets = {name: f"assets/{name}" for name in static}
        site = Site(
            "Large", "https://example.org", 0, (), catalogue, Words({}), {}, (), (), assets, read_templates(workspace)
        )
        begun = time.perf_counter()
        page = next(x for x in graph_pages(site) if x.path == WHOLE_GRAPH)
        content = render_page(page, site, build_environment(site))
        made = time.perf_counter() - begun
        print(
            f"{len(picture.nodes):,} nodes, {len(picture.edges):,} lines: laid out in {laid * 1000:.0f} ms, page in "
            f"{made * 1000:.0f} ms, {len(content):,} bytes, {len(gzip.compress(content)):,} compressed"
        )
        with tempfile.TemporaryDirectory() as folder:
            write_tree(Path(folder) / "site", [(page.path, content), *((assets[x], y) for x, y in static.items())])
            in_browser((Path(folder) / "site" / page.path).as_uri())


def in_browser(address: str) -> None:
    """Print how long a browser takes until the picture is there, for a frame far and near, and for a search."""
    program = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.goto(address)
        page.wait_for_selector(".canvas[data-drawn]")
        print(f"  usable after {page.evaluate('performance.now()'):.0f} ms")
        report(page, "moved, all in sight", "ArrowLeft ArrowRight")
        page.evaluate("document.querySelectorAll('.nodes a')[200].focus()")
        report(page, "moved, near enough to read", "ArrowLeft ArrowRight")
        report(page, "zoomed", "+ -")
        print(f"  searched in {page.evaluate(FILTER):.0f} ms")
        browser.close()


def report(page: Page, what: str, keys: str) -> None:
    """Print the median and the 95th percentile of the time of a frame."""
    middle, slow = page.evaluate(FRAMES, [keys.split(), 60])
    print(f"  {what}: {middle:.1f} ms a frame, 95 % within {slow:.1f} ms")


if __name__ == "__main__":
    main()
