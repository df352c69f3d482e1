"""Measure the search index: time to make it, its size, how long a browser takes to answer; up to 10,000 claims.

python bench/search/measure.py [CLAIMS …]
"""

from __future__ import annotations

import gzip
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

sys.path.append(str(Path(__file__).parents[1]))

from growth import grown
from playwright.sync_api import sync_playwright

from kg.output import write_tree
from kg.render.catalogue import build_catalogue
from kg.render.search import build_search
from kg.render.words import parse_terms
from kg.workspace import open_workspace, read_queries, read_records, read_vocabulary

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from kg.render.search import Search

ROOT: Final = Path(__file__).parents[2]
QUERIES: Final = ("is running bad for knees", "artritis", "weak hips runner's knee", "ice", "shoes for knee pain")
FIRST: Final = """query => new Promise(done => {
  const from = performance.now();
  ask(query, hits => done([performance.now() - from, hits]));
})"""
TIMED: Final = """query => { const from = performance.now(); kgSearch.rank(query); return performance.now() - from; }"""
HARNESS: Final = """<!doctype html><meta charset="utf-8"><script src="rank.js"></script><script>
function ask(query, done) {
  const run = kgSearch.rank(query);
  if (!run.missing.length) { done(run.hits.length); return; }
  let left = run.missing.length;
  run.missing.forEach(name => {
    const script = document.createElement("script");
    script.src = "FOLDER/" + name + ".js";
    script.onload = () => { left -= 1; if (!left) { ask(query, done); } };
    document.head.append(script);
  });
}</script>"""


def measured(page: Page, search: Search, folder: Path) -> list[str]:
    """Return a row for each query: bytes read, milliseconds to the first answer, and to the next."""
    rank = (ROOT / "site/static/search-rank.js").read_bytes()
    write_tree(
        folder,
        {**search.files, "rank.js": rank, "index.html": HARNESS.replace("FOLDER", search.folder).encode()}.items(),
    )
    rows = []
    for query in QUERIES:
        read: list[str] = []
        page.on("request", lambda request, read=read: read.append(request.url))  # type: ignore[misc]
        page.goto((folder / "index.html").as_uri())
        taken, hits = page.evaluate(FIRST, query)
        again = min(page.evaluate(TIMED, query) for _ in range(5))
        names = [x.rpartition("/")[2] for x in read if f"/{search.folder}/" in x]
        size = sum(len(gzip.compress(search.files[f"{search.folder}/{x}"])) for x in names)
        rows.append(f"| {query} | {hits:,} | {len(names)} | {size / 1000:.0f} | {taken:.0f} | {again:.1f} |")
    return rows


def main(sizes: list[int]) -> None:
    """Print a table for each size."""
    workspace = open_workspace(ROOT)
    records, _ = read_records(workspace)
    terms, queries = parse_terms(read_vocabulary()), tuple(read_queries(workspace).values())
    program = shutil.which("chromium")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as place:
        page = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"]).new_page()
        for size in sizes or [len(records.claims), 1000, 10_000]:
            larger = records if size == len(records.claims) else grown(records, size)
            catalogue = build_catalogue(larger)
            before = time.perf_counter()
            search = build_search(catalogue, queries, terms)
            taken = time.perf_counter() - before
            zipped = {name: len(gzip.compress(content)) for name, content in search.files.items()}
            start = zipped[f"{search.folder}/start.js"]
            print(f"\n## {size:,} claims, {len(larger.studies):,} studies: {len(search.found):,} pages and terms\n")
            print(
                f"Made in {taken:.1f} s: {len(search.files):,} files, "
                f"{sum(map(len, search.files.values())) / 1e6:.1f} MB, "
                f"{sum(zipped.values()) / 1e6:.2f} MB compressed; the first file {start / 1000:.0f} kB.\n"
            )
            print("| query | hits | files | kB compressed | first answer, ms | again, ms |\n|---|---|---|---|---|---|")
            print("\n".join(measured(page, search, Path(place) / str(size))), flush=True)


if __name__ == "__main__":
    main([int(x) for x in sys.argv[1:]])
