"""The first page and the page of a claim: what they weigh, what they offer to take away, what they say would change."""

import csv
import gzip
import io
import json
import re
from pathlib import PurePosixPath

import pytest
from site_links import PageParts, read_page
from site_workspace import BASE, hostile_files
from test_site_pages import real_files

from kg.render.reuse import COLUMNS

FIRST_VIEW = 60_000
CLAIM_PAGE = 40_000


def weight(path: str, files: dict[str, bytes]) -> int:
    """What a browser fetches before a page stands, compressed: the page, its sheets and its scripts."""
    parts = read_page(files[path])
    folder = PurePosixPath(path).parent
    needed = {path, *(resolved(folder, x) for x in parts.loads if x.endswith((".css", ".js")))}
    return sum(len(gzip.compress(files[x], mtime=0)) for x in needed)


def resolved(folder: PurePosixPath, link: str) -> str:
    steps = [x for x in folder.parts if x != "."]
    for step in link.split("/"):
        if step == "..":
            steps.pop()
        else:
            steps.append(step)
    return "/".join(steps)


def without_plots(html: bytes) -> bytes:
    return re.sub(rb"<svg.*?</svg>", b"", html, flags=re.DOTALL)


def test_the_first_view_is_light() -> None:
    assert weight("index.html", real_files()) <= FIRST_VIEW


def test_the_page_of_every_claim_is_light_without_its_plots() -> None:
    files = real_files()
    claims = [path for path in files if re.fullmatch(r"claim/[^/]+/index\.html", path)]
    weights = {path: weight(path, files | {path: without_plots(files[path])}) for path in claims}
    assert {path: size for path, size in weights.items() if size > CLAIM_PAGE} == {}
    assert len(weights) > 1


def test_a_page_weighs_what_it_loads() -> None:
    files = {
        "a/index.html": b'<link rel="stylesheet" href="../x.css"><a href="../y.css">',
        "x.css": b"x",
        "y.css": b"y",
    }
    assert weight("a/index.html", files) == sum(
        len(gzip.compress(files[x], mtime=0)) for x in ("a/index.html", "x.css")
    )


def claim_page() -> PageParts:
    return read_page(hostile_files()["claim/running-harms/index.html"])


def test_a_claim_can_be_cited_and_downloaded() -> None:
    links = set(claim_page().links)
    assert {"cite.bib", "cite.json", "evidence.csv", "../../claim/running-harms.ttl"} <= links
    bib = hostile_files()["claim/running-harms/cite.bib"].decode()
    assert bib.startswith("@misc{running-harms,\n")
    assert bib.count("{") == bib.count("}")
    assert f"url = {{{BASE}/claim/running-harms/}}" in bib
    assert r"\&" in bib
    (item,) = json.loads(hostile_files()["claim/running-harms/cite.json"])
    assert (item["type"], item["URL"]) == ("webpage", f"{BASE}/claim/running-harms/")


def test_the_evidence_is_a_table_for_other_tools() -> None:
    rows = list(csv.DictReader(io.StringIO(hostile_files()["claim/running-harms/evidence.csv"].decode())))
    assert tuple(rows[0]) == COLUMNS
    assert [(x["study"], x["direction"], x["ci_high"]) for x in rows] == [
        ("smith-2020", "disputes", "1.2"),
        ("smith-2020", "inconclusive", ""),
        ("jones-2001", "supports", ""),
    ]


def test_the_badge_and_the_card_are_there_to_paste() -> None:
    text = claim_page().text
    assert f'<img src="{BASE}/claim/running-harms/badge.svg"' in text
    assert f'<iframe src="{BASE}/claim/running-harms/card.html"' in text


@pytest.mark.parametrize(
    "words",
    [
        "If a study fell away",
        "If a new study came",
        "What more certainty would take",
        "An explanation of why Luedke et al. 2015 and Ramskov et al. 2015 went the other way",
    ],
)
def test_a_claim_says_what_would_change_it(words: str) -> None:
    assert words in " ".join(read_page(real_files()["claim/hip-weakness-pfps/index.html"]).text.split())


def test_evidence_is_grouped_by_direction_and_then_by_level_best_first() -> None:
    html = real_files()["claim/hip-weakness-pfps/index.html"].decode()
    groups = re.findall(r'<tr class="group[^"]*">.*?class="way (\w+)">.*?level (\d)', html)
    order = ("supports", "disputes", "inconclusive")
    assert groups == sorted(groups, key=lambda x: (order.index(x[0]), x[1]))
    assert {"supports", "disputes", "inconclusive"} == {way for way, _ in groups}


def test_the_first_page_asks_the_search_page_and_answers_lay_questions() -> None:
    html = real_files()["index.html"].decode()
    assert re.search(r'<form [^>]*action="search/index\.html" method="get"', html)
    assert '<input id="q" name="q" type="search"' in html
    assert re.search(r'Is running bad for your knees\?</a> <span class="way \w+">[a-z ]+</span>', html)


def test_the_whole_navigation_is_at_the_foot_of_every_page_in_groups() -> None:
    html = real_files()["claims/index.html"].decode()
    foot = html[html.index('<nav id="menu"') :]
    assert re.findall(r"<p>(\w+)</p>", foot)[:4] == ["Browse", "Explore", "Ask", "About"]
    links = re.findall(r'href="\.\./(\w+)/index\.html"', html[: html.index("<main")])
    assert {x for x in links if f'href="../{x}/index.html"' not in foot} == set()
