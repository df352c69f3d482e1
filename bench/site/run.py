"""Builds the same pages with this project's renderer and with Hugo, Eleventy and MkDocs, in one run, side by side.

python bench/site/run.py [--claims 1000,10000] [--runs 3] [--whole]

Every program starts cold with the same claims on disk and has to leave a folder of pages; runs take turns, and the best
of each counts. CPU is user and system time of the process and its children, memory the largest resident set among
them. `--whole` adds all that `kg build` does beside such pages (verdicts, graph, dumps, search, plots); no peer does.
Peers: `hugo` on the path; `npm install @11ty/eleventy` and `pip install mkdocs`, on the path or under `--peers DIR`.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from pages import make_pages, write_hugo, write_json, write_mkdocs

if TYPE_CHECKING:
    from collections.abc import Callable

HERE: Final = Path(__file__).parent
OURS: Final = "evidence-claims-kg"


def prepare(folder: Path, count: int) -> dict[str, tuple[Path, list[str], str]]:
    """Lay out each peer's sources; return name → its folder, its command and where its pages end up."""
    pages = make_pages(count)
    shutil.copytree(HERE / "peers", folder, dirs_exist_ok=True)
    write_json(pages, folder / "ours" / "claims.json")
    write_json(pages, folder / "eleventy" / "_data" / "claims.json")
    write_hugo(pages, folder / "hugo" / "content" / "claim")
    write_mkdocs(pages, folder / "mkdocs" / "docs" / "claim")
    return {
        OURS: (folder / "ours", [sys.executable, str(HERE / "ours.py"), "claims.json", "claim.html", "_site"], "_site"),
        "hugo": (folder / "hugo", ["hugo", "--quiet"], "public"),
        "eleventy": (folder / "eleventy", ["eleventy", "--quiet"], "_site"),
        "mkdocs": (folder / "mkdocs", ["mkdocs", "build", "--quiet"], "site"),
    }


def measure(folder: Path, command: list[str], out: str) -> tuple[float, float, float, int]:
    """Return wall seconds, CPU seconds, peak resident MB and pages of one cold build."""
    shutil.rmtree(folder / out, ignore_errors=True)
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder)  # noqa: S603  # the commands above
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"{command[0]} failed (see above)")
    pages = sum(1 for _ in (folder / out).rglob("claim-*/index.html"))
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, pages


def compare(count: int, runs: int, say: Callable[[str], None]) -> None:
    """Print a table for so many claims."""
    with TemporaryDirectory() as folder:
        peers = prepare(Path(folder), count)
        missing = [name for name, (_, command, _) in peers.items() if not shutil.which(command[0])]
        best: dict[str, tuple[float, ...]] = {}
        for _ in range(runs):
            for name, (where, command, out) in peers.items():
                if name in missing:
                    continue
                *figures, pages = measure(where, command, out)
                if pages != count:
                    raise SystemExit(f"{name} made {pages} of {count} pages")
                best[name] = tuple(map(min, best.get(name, figures), figures))
    say(f"\n{count:,} claims, best of {runs}\n")
    say("| | s | times ours | CPU s | times ours | MB |\n|---|---|---|---|---|---|")
    for name, (wall, cpu, memory) in best.items():
        ratios = wall / best[OURS][0], cpu / best[OURS][1]
        say(f"| {name} | {wall:.2f} | {ratios[0]:.1f} | {cpu:.2f} | {ratios[1]:.1f} | {memory:.0f} |")
    for name in missing:
        say(f"| {name} | not installed | | | | |")


def whole(count: int, say: Callable[[str], None]) -> None:
    """Print what a whole build of so many claims takes."""
    with TemporaryDirectory() as folder:
        command = [sys.executable, str(HERE / "whole.py"), str(count), "_site"]
        wall, cpu, memory, _ = measure(Path(folder), command, "_site")
    say(f"\nthe whole site of {count:,} claims: {wall:.1f} s, {cpu:.1f} s of CPU, {memory:.0f} MB")


def main() -> None:
    """Compare at each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--claims", default="1000,10000", help="sizes, with commas between (default: 1000,10000)")
    parser.add_argument("--runs", type=int, default=3, help="cold runs of each (default: 3)")
    parser.add_argument("--peers", type=Path, action="append", default=[], help="a folder of commands, before the path")
    parser.add_argument("--whole", action="store_true", help="also time a whole 'kg build' at each size")
    args = parser.parse_args()
    os.environ["PATH"] = os.pathsep.join([*map(str, args.peers), os.environ["PATH"]])
    for count in map(int, args.claims.split(",")):
        compare(count, args.runs, print)
        if args.whole:
            whole(count, print)


if __name__ == "__main__":
    main()
