"""The search page in a real browser, from a folder of files: it ranks as Python does, and works by keys and address."""

from __future__ import annotations

import gzip
import re
from functools import cache
from typing import TYPE_CHECKING, Final

import pytest
from site_browser import Watched
from test_matching import FOLDER, questions
from test_site_pages import real_files

from kg.matching import Index, Names, build_index, rank
from kg.render.catalogue import build_catalogue
from kg.render.search import build_search
from kg.render.words import parse_terms
from kg.workspace import open_workspace, read_queries, read_records, read_vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from kg.render.findable import Findable

ODD: Final = (
    "xylophone knee", "kne", "patelofemoral", "the", "arthr", "\u0130stanbul \u00c9COLE", "runers knee", "ibupro",
    "10 %", "\ufb01nger", "constructor", "__proto__ knee", "knee knee knee", "a", "hasOwnProperty", "10.1016",
    "\U00010330\U00010331",
)  # fmt: skip
SETTLED: Final = "() => document.querySelector('.found').dataset.address === location.pathname + location.search"
ASKED: Final = "query => document.querySelector('.found').dataset.query === query"


@cache
def searched() -> tuple[tuple[Findable, ...], Index]:
    workspace = open_workspace(FOLDER)
    records, _ = read_records(workspace)
    queries = read_queries(workspace).values()
    found = build_search(build_catalogue(records), queries, parse_terms(read_vocabulary())).found
    return found, build_index((x.document for x in found), Names(records.synonyms))


@pytest.fixture(scope="module")
def start(folder: Path) -> str:
    return (folder / "some" / "sub path").as_uri() + "/"


@pytest.fixture(scope="module")
def watched(browser: Browser, start: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield Watched(context.new_page(), start)
    context.close()


def ask(page: Page, query: str) -> None:
    page.fill("#q", query)
    page.wait_for_function(ASKED, arg=query)


def choose(page: Page, facet: str, value: str) -> None:
    page.select_option(f"#{facet}", value)
    page.wait_for_function(SETTLED)


def titles(page: Page) -> list[str]:
    return page.locator(".found a").all_inner_texts()


def number(page: Page) -> int:
    return int(re.sub(r"\D", "", page.inner_text(".count").partition(".")[0]) or 0)


@pytest.mark.parametrize("query", [*(x for x, _ in questions("lay_questions.tsv")), *ODD])
def test_the_browser_ranks_as_python_does(watched: Watched, query: str) -> None:
    found, index = searched()
    page = watched.page if "search/index.html" in watched.page.url else watched.visit("real/search/index.html")
    ask(page, query)
    hits, corrected, unknown = page.evaluate(
        "query => { const run = kgSearch.rank(query); return [run.hits, run.corrected, run.unknown]; }", query
    )
    ranking = rank(index, query)
    assert [found[x].href for x in hits] == [found[x.number].href for x in ranking.hits]
    assert [tuple(x) for x in corrected] == list(ranking.corrected)
    assert unknown == list(ranking.unknown)


def test_results_come_as_one_types_and_say_why(watched: Watched) -> None:
    watched.complaints.clear()
    watched.strangers.clear()
    page = watched.visit("real/search/index.html")
    page.locator("#q").press_sequentially("weak hips runner's knee")
    page.wait_for_function(ASKED, arg="weak hips runner's knee")
    first = page.locator(".found > li").first
    assert first.locator("a").inner_text() == "Weak hip muscles cause patellofemoral pain."
    assert first.locator("a mark").all_inner_texts() == ["Weak hip muscles", "patellofemoral pain"]
    assert first.locator(".lean").inner_text().partition(" · ")[0] in {"Supported", "Disputed", "Contested", "Unclear"}
    assert first.locator(".meta").inner_text().startswith("Claim · ")
    assert page.locator(".count").get_attribute("role") == "status"
    assert number(page) > 3
    assert watched.complaints == []
    assert watched.strangers == []


def test_facets_narrow_down_and_say_how_many_they_leave(watched: Watched) -> None:
    page = watched.visit("real/search/index.html?q=running")
    page.wait_for_function(ASKED, arg="running")
    everything = number(page)
    label = page.locator("#verdict option[value=disputed]").inner_text()
    choose(page, "verdict", "disputed")
    assert label == f"disputed ({number(page)})"
    assert 0 < number(page) < everything
    assert {x.split(" · ")[0] for x in page.locator(".found .lean").all_inner_texts()} == {"Disputed"}
    choose(page, "verdict", "")
    choose(page, "type", "study")
    choose(page, "year", "2020")
    assert 0 < number(page) < everything
    years = re.findall(r"\b(\d{4}),", "\n".join(page.locator(".found .meta").all_inner_texts()))
    assert years
    assert min(years) >= "2020"
    assert page.locator("#verdict option[value=supported]").is_disabled()
    page = watched.visit("real/search/index.html?q=running&type=study&verdict=supported")
    page.wait_for_function(SETTLED)
    assert page.inner_text(".count").startswith("No result fits these choices; without them there are")
    page.click(".reset button")
    page.wait_for_function(SETTLED)
    assert number(page) == everything


def test_a_search_is_an_address_and_the_way_back_leads_through_searches(watched: Watched) -> None:
    page = watched.visit("real/search/index.html?q=should+I+ice&type=claim")
    page.wait_for_function(ASKED, arg="should I ice")
    assert page.input_value("#type") == "claim"
    before = titles(page)
    page.fill("#q", "shoes")
    page.press("#q", "Enter")
    page.wait_for_function(ASKED, arg="shoes")
    assert page.url.endswith("?q=shoes&type=claim")
    choose(page, "type", "study")
    assert page.url.endswith("?q=shoes&type=study")
    page.go_back()
    page.go_back()
    page.wait_for_function(ASKED, arg="should I ice")
    assert titles(page) == before
    page.go_forward()
    page.wait_for_function(ASKED, arg="shoes")
    assert page.input_value("#q") == "shoes"


def test_an_address_with_strange_values_is_harmless(watched: Watched) -> None:
    watched.complaints.clear()
    query = "<img src=x onerror=alert(1)> knee"
    page = watched.visit("real/search/index.html?q=%3Cimg+src%3Dx+onerror%3Dalert(1)%3E+knee&type=nothing&year=x")
    page.wait_for_function(ASKED, arg=query)
    assert page.input_value("#type") == ""
    assert page.locator("main img").count() == 0
    assert watched.complaints == []


def test_by_keys_one_goes_from_the_box_to_a_result_and_opens_it(watched: Watched) -> None:
    page = watched.visit("real/search/index.html")
    page.focus("#q")
    page.keyboard.type("marathon runners arthritis")
    page.wait_for_function(ASKED, arg="marathon runners arthritis")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.found') !== null"):
            break
    title = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claim/**")
    assert page.inner_text("h1") == title


def test_more_results_come_on_demand_and_the_focus_goes_to_the_first_of_them(watched: Watched) -> None:
    page = watched.visit("real/search/index.html?q=running")
    page.wait_for_function(ASKED, arg="running")
    assert page.locator(".found > li").count() == 20
    page.click(".next button")
    page.wait_for_function("() => document.querySelectorAll('.found > li').length === 40")
    assert page.evaluate("[...document.querySelectorAll('.found a')].indexOf(document.activeElement)") == 20


def test_a_slip_and_a_word_that_is_nowhere_are_named(watched: Watched) -> None:
    page = watched.visit("real/search/index.html?q=artritis+xylophone")
    page.wait_for_function(ASKED, arg="artritis xylophone")
    words = page.inner_text(".count")
    assert "\u201cartritis\u201d was read as \u201carthritis\u201d." in words
    assert "Nothing here has \u201cxylophone\u201d." in words
    ask(page, "xylophone")
    assert page.inner_text(".count").startswith("No result.")
    assert page.locator(".start a[href*='a-z']").is_visible()


def test_choices_alone_list_what_there_is(watched: Watched) -> None:
    page = watched.visit("real/search/index.html?type=topic")
    page.wait_for_function(ASKED, arg="")
    found, _ = searched()
    assert titles(page) == [x.document.title for x in found if x.kind == "topic"]


def test_hostile_text_is_found_and_stays_text(watched: Watched) -> None:
    watched.complaints.clear()
    page = watched.visit("hostile/search/index.html?q=running")
    page.wait_for_function(ASKED, arg="running")
    assert any("<script>alert(1)</script>" in title for title in titles(page))
    assert page.locator("main script, main img").count() == 0
    assert watched.complaints == []


def test_a_piece_of_the_index_that_is_missing_is_told(browser: Browser, start: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/terms*.js", lambda route: route.abort())
    page.goto(f"{start}real/search/index.html?q=knee")
    page.wait_for_function("() => document.querySelector('.count').textContent")
    assert page.inner_text(".count") == "A part of the index could not be read."
    context.close()


@pytest.mark.parametrize("query", ["runner's knee", "xylophone", ""])
def test_nothing_is_wider_than_a_small_phone(browser: Browser, start: str, query: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(f"{start}real/search/index.html")
    page.fill("#q", query)
    if query:
        page.wait_for_function(ASKED, arg=query)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    heights = page.evaluate("[...document.querySelectorAll('.search input, .search select')].map(x => x.offsetHeight)")
    assert min(heights) >= 44
    context.close()


def test_without_scripts_the_page_says_so_and_leads_to_the_list(browser: Browser, start: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{start}real/search/index.html?q=knee")
    assert page.inner_text(".count") == "Searching needs JavaScript."
    page.click("main a[href*='a-z']")
    assert page.inner_text("h1") == "A to Z"
    page.click(".letters a >> text=K")
    assert page.locator(".entries a").count() > 0
    context.close()


def test_every_page_that_can_be_found_is_listed_from_a_to_z() -> None:
    files = real_files()
    lists = "".join(files[x].decode() for x in files if re.fullmatch(r"a-z/[^/]+/index\.html", x))
    assert [x.href for x in searched()[0] if f'href="../../{x.href}"' not in lists] == []


def test_a_subject_names_its_claims_and_all_its_names() -> None:
    html = real_files()["a-z/index.html"].decode()
    subject = html[html.index('id="synonym/anti-inflammatories"') :].partition("</div>")[0]
    assert "ibuprofen" in subject
    assert 'href="../claim/nsaids/index.html"' in subject


def test_the_index_is_in_small_pieces_and_starts_small() -> None:
    pieces = {path: content for path, content in real_files().items() if re.match(r"search/[0-9a-f]{10}/", path)}
    assert len({path.rpartition("/")[0] for path in pieces}) == 1
    starts = [content for path, content in pieces.items() if path.endswith("/start.js")]
    assert len(gzip.compress(starts[0])) < 16_000
    assert max(len(content) for path, content in pieces.items() if "/terms" in path) < 60_000
