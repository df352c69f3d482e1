"""The SPARQL page in a real browser: the rows of `kg query`, its errors, its address, its downloads, its refusals."""

from __future__ import annotations

import gzip
import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

import pytest
from site_browser import Watched
from test_site_pages import real_files

from kg.iris import Iris
from kg.query import Query, Table, bind, run
from kg.render.answers import answer_of
from kg.render.pages.downloads import size_in_words
from kg.sparql.bindings import bind as bind_text
from kg.store import Store
from kg.tables.delimited import render_csv
from kg.tables.results_json import render_json
from kg.workspace import open_workspace, read_queries

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Response

BASE: Final = open_workspace().base
QUERIES: Final = read_queries(open_workspace())
MOST_SHOWN: Final = 500
EV: Final = "PREFIX ev: <https://example.org/evidence-claims-kg/vocab#>"


def cases() -> list[tuple[str, dict[str, str]]]:
    """Return every query with what it needs, and with each of its examples alone."""
    found = []
    for name, query in QUERIES.items():
        needed = {x.name: x.example or "" for x in query.parameters if x.required}
        found.append((name, needed))
        found += [(name, {**needed, x.name: x.example}) for x in query.parameters if x.example and not x.required]
    return found


@cache
def store() -> Store:
    return Store.from_nquads(real_files()["data/graph.nq"].decode().splitlines())


def answer(name: str, arguments: dict[str, str]) -> Table:
    query: Query = QUERIES[name]
    return run(store(), query, bind(query, arguments, Iris(BASE)), BASE)


@pytest.fixture(scope="module")
def site(folder: Path) -> Path:
    return folder / "some" / "sub path" / "real"


@pytest.fixture(scope="module")
def address(server: str) -> str:
    """Return where the site is on the server."""
    return f"{server}real/"


@pytest.fixture(scope="module")
def watched(browser: Browser, address: str) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = Watched(context.new_page(), address)
    opened.visit("sparql/index.html")
    opened.page.locator("#status", has_text="quads are loaded").wait_for()
    opened.page.locator("#editor").locator(".cm-content").wait_for()
    yield opened
    context.close()


@pytest.fixture
def page(watched: Watched) -> Iterator[Page]:
    """Return the page with the graph loaded; a test must leave no complaint behind."""
    yield watched.page
    assert watched.complaints == []
    assert watched.strangers == []


def ask(page: Page, address: dict[str, str]) -> None:
    """Go to an address of the page, and wait for the answer."""
    before = int(page.locator("#result").get_attribute("data-answers") or 0)
    fragment = urlencode(address)
    if page.url.partition("#")[2] == fragment:
        page.click("#run")
    else:
        page.evaluate("fragment => { location.hash = fragment; }", fragment)
    page.locator(f"#result[data-answers='{before + 1}'][aria-busy=false]").wait_for()


def saved(page: Page, form: str) -> str:
    with page.expect_download() as download:
        page.click(f"#{form}")
    return Path(download.value.path()).read_bytes().decode()


def test_every_query_gives_the_rows_and_links_of_its_page(page: Page, address: str) -> None:
    read = """() => [...document.querySelectorAll("#answer tbody tr")].map(row => [...row.cells].map(cell =>
        [cell.textContent, cell.firstElementChild ? cell.firstElementChild.getAttribute("href") : ""]))"""
    wrong = []
    for name, arguments in cases():
        table = answer(name, arguments)
        ask(page, {"query": name, **arguments})
        rows = answer_of(QUERIES[name], arguments, table, QUERIES).rows[:MOST_SHOWN]
        expected = [[[x.text, f"{address}{x.href}" if x.href else x.url] for x in row] for row in rows]
        count = page.locator("#count").inner_text().split()[0]
        if page.evaluate(read) != expected or count != f"{len(table.rows):,}":
            wrong.append((name, arguments))
    assert wrong == []


def test_the_page_says_how_much_it_downloads(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    answers: list[Response] = []
    page.on("response", lambda x: answers.append(x))  # noqa: PLW0108  # Playwright cannot hold a built-in method
    page.goto(f"{address}sparql/index.html")
    page.locator("#status", has_text="quads are loaded").wait_for()
    page.locator("#editor").locator(".cm-content").wait_for()
    said = page.locator(".note", has_text="downloads engine").inner_text()
    sent = {x.url.removeprefix(address): x.body() for x in answers}
    page.close()
    counted = re.compile(r"data/|assets/vendor/|assets/sparql-(?!worker)")
    total = sum(len(content) for path, content in sent.items() if counted.match(path))
    assert f"({size_in_words(total)} where the server does not compress scripts)" in said
    scripts = sum(len(gzip.compress(x)) - len(x) for path, x in sent.items() if counted.match(path) and ".js" in path)
    assert f"once, {size_in_words(total + scripts)} in all" in said


def test_the_downloads_are_those_of_the_command(page: Page) -> None:
    for name in ("evidence-for-claim", "claim-neighbourhood", "claim-has-evidence-both-ways"):  # SELECT, CONSTRUCT, ASK
        arguments = {x.name: x.example or "" for x in QUERIES[name].parameters if x.required}
        ask(page, {"query": name, **arguments})
        assert json.loads(saved(page, "json")) == json.loads(render_json(answer(name, arguments)))
        assert saved(page, "csv") == render_csv(answer(name, arguments))


def test_prefixes_are_known_and_all_layers_are_one_graph(page: Page) -> None:
    ask(page, {"q": "SELECT (COUNT(*) AS ?n) { ?claim a ev:Claim }"})
    assert page.locator("#answer td").inner_text() == str(len(answer("verdicts", {}).rows))
    ask(page, {"q": "SELECT * FROM <BASE/graph/studies> { ?claim a ev:Claim }".replace("BASE", BASE)})
    assert page.locator("#answer tbody tr").count() == 0
    ask(page, {"q": f"ASK {{ GRAPH <{BASE}/graph/claims> {{ ?claim a ev:Claim }} }}"})
    assert page.locator("#answer td").inner_text() == "yes"


def test_many_rows_are_cut_on_the_page_and_whole_in_the_downloads(page: Page) -> None:
    ask(page, {"q": "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 1200"})
    assert page.locator("#answer tbody tr").count() == MOST_SHOWN
    assert "The first 500 are shown" in page.locator("#status").inner_text()
    assert len(json.loads(saved(page, "json"))["results"]["bindings"]) == 1200
    assert saved(page, "csv").count("\r\n") == 1201


@pytest.mark.parametrize(
    ("sparql", "words"),
    [
        ("SELECT ?s\nWHRE { ?s ?p ?o }", "Line 2, column 1: 'WHRE' does not fit here"),
        ("SELECT ?s {\n  ?s foo:p ?o }", "Line 2, column 6: no prefix 'foo:'"),
        ("SELECT ?s {\n  ?s ev:id ?o", "Line 1, column 11: '{' is never closed"),
        ('SELECT ?s {\n  ?s ev:id "é }', "Line 2, column 12: this text is never closed"),
        ("SELECT ?s { SERVICE <https://example.org/x> { ?s ?p ?o } }", "Line 1, column 13: SERVICE asks another"),
        ("# é\nINSERT DATA { <x:a> <x:b> <x:c> }", "Line 2, column 1: 'INSERT' would change the graph"),
        ("SELCT ?s { ?s ?p ?o }", "Line 1, column 1: 'SELCT' does not start a query (a query starts with SELECT"),
        ("PREFIX x: <x:y>", "Line 1, column 11: '<x:y>' does not start a query"),
        ("SELECT ?s ?n { ?s ev:id ?n } GROUP BY ?s", "Line 1, column 1: SELECT shows a variable that has no value"),
        ("  \n", "Line 1, column 1: there is no query"),
    ],
)
def test_a_mistake_has_its_line_and_column_and_the_old_answer_stays(page: Page, sparql: str, words: str) -> None:
    ask(page, {"query": "claims-with-evidence-both-ways"})
    rows = page.locator("#answer tbody tr").count()
    page.evaluate("fragment => { location.hash = fragment; }", urlencode({"q": sparql}))
    page.locator("#status.wrong", has_text=words).wait_for()
    assert page.locator("#answer tbody tr").count() == rows


def test_a_value_that_cannot_be_is_refused_in_words(page: Page) -> None:
    for address, words in (
        ({"query": "evidence-for-claim", "claim": "no-such-claim"}, "claim: no claim 'no-such-claim'"),
        ({"query": "evidence-for-claim", "claim": "a b> }"}, "claim: 'a b> }' is not a claim id"),
        ({"query": "no-such-query"}, "The library has no query 'no-such-query'"),
    ):
        page.evaluate("fragment => { location.hash = fragment; }", urlencode(address))
        page.locator("#status.wrong", has_text=words).wait_for()


def test_the_address_leads_back_to_query_and_answer(page: Page) -> None:
    ask(page, {"query": "evidence-for-claim"})
    page.fill("#parameter-claim", "hip-weakness-pfps")
    page.keyboard.press("Enter")
    page.locator("#answer tbody tr td:first-child", has_text="hip-weakness-pfps").first.wait_for()
    page.wait_for_url("**/sparql/index.html#query=evidence-for-claim&claim=hip-weakness-pfps")
    count = page.locator("#count").inner_text().partition(" ")[0]
    ask(page, {"query": "verdicts"})
    ask(page, {"query": "evidence-for-claim", "claim": "hip-weakness-pfps"})
    assert page.input_value("#parameter-claim") == "hip-weakness-pfps"
    assert page.locator("#count").inner_text().partition(" ")[0] == count
    assert int(count) == len(answer("evidence-for-claim", {"claim": "hip-weakness-pfps"}).rows)


def test_our_things_lead_to_their_pages_and_only_web_addresses_are_links(page: Page, address: str) -> None:
    values = f"<{BASE}/claim/hip-weakness-pfps> ev:Claim <https://doi.org/10.1/x> <javascript:alert(1)> <urn:x> 'text'"
    ask(page, {"q": f"SELECT ?it {{ VALUES ?it {{ {values} }} }}"})
    links = page.evaluate("[...document.querySelectorAll('#answer a')].map(a => [a.textContent, a.href])")
    assert links == [
        ["hip-weakness-pfps", f"{address}claim/hip-weakness-pfps/index.html"],
        ["ev:Claim", f"{address}vocab/index.html#Claim"],
        ["https://doi.org/10.1/x", "https://doi.org/10.1/x"],
    ]
    assert page.locator("#answer tbody tr").count() == 6


def test_a_long_query_can_be_stopped_and_the_next_one_runs(page: Page) -> None:
    ask(page, {"query": "claims-with-evidence-both-ways"})
    endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER EXISTS { ?a ?e ?i . ?d ?h ?c } }"
    page.evaluate("fragment => { location.hash = fragment; }", urlencode({"q": endless}))
    page.locator("#status", has_text="EXISTS over several patterns").wait_for()
    assert page.locator("#result").get_attribute("aria-busy") == "true"
    page.focus("#stop")
    page.keyboard.press("Enter")
    page.locator("#status", has_text="Stopped. The answer below is the one before.").wait_for()
    assert page.evaluate("document.activeElement.id") == "run"
    ask(page, {"query": "verdicts"})
    assert page.locator("#answer tbody tr").count() == len(answer("verdicts", {}).rows)


def test_the_editor_runs_completes_and_lets_the_keyboard_go(page: Page) -> None:
    ask(page, {"q": "ASK { ?s ?p ?o }"})
    editor = page.locator("#editor").locator(".cm-content")
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.type("SELECT ?claim { ?claim a ev:Clai")
    page.locator("#editor").locator(".cm-tooltip-autocomplete li[aria-selected]", has_text="ev:Claim").wait_for()
    page.evaluate("() => new Promise(done => setTimeout(done, 200))")  # a completion is not taken right after it shows
    page.keyboard.press("Enter")
    page.keyboard.type(" }")
    assert page.input_value("#query") == f"{EV}\nSELECT ?claim {{ ?claim a ev:Claim }}"
    page.keyboard.press("Control+Enter")
    page.locator("#answer th", has_text="claim").wait_for()
    page.keyboard.press("Escape")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "run"


def test_parameters_are_bound_as_the_command_binds_them(page: Page) -> None:
    texts = [
        *(query.text for query in QUERIES.values()),
        "SELECT ?s WHERE { ?s ?p ?o . { SELECT ?s { ?s a ?t } } OPTIONAL { ?t ?p ?s } } # ?s { }",
        "ASK { FILTER EXISTS { ?s ?p ?o { SELECT ?s { ?s ?p 'a } ?s' } } } }",
        "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } MINUS { ?s a ?t } }",
        "CONSTRUCT WHERE { ?s ?p ?o }",
        "DESCRIBE ?s",
        "SELECT * { VALUES ?s { <x:a> } ?s ex:a.b/ex:c%20d ?o ; $p '''{''' , \"\"\"}\"\"\"@en, 1.5e3 }",
        "SELECT ?é { ?é a ?t FILTER(?é < 3 && ?t > 2 || ?s != <a>) } GROUP BY ?s",
    ]
    for text in texts:
        terms = {name: f'"{name}"' for name in ("claim", "o", "s", "t", "topic", "é") if f"?{name} " in text}
        found = page.evaluate("async ([text, terms]) => (await import('kg/text')).bind(text, terms)", [text, terms])
        assert found == bind_text(text, terms)


def test_a_small_screen_downloads_nothing_before_it_is_asked_to(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 640}, color_scheme="dark")
    asked: list[str] = []
    opened = Watched(context.new_page(), address)
    opened.page.on("request", lambda request: asked.append(request.url))
    page = opened.visit("sparql/index.html#query=claims-with-evidence-both-ways")
    page.locator("#status", has_text="not loaded yet").wait_for()
    heavy = (".wasm", "/data/", "oxigraph", "codemirror")
    assert [url for url in asked if any(x in url for x in heavy)] == []
    assert "MB)" in page.locator("#load").inner_text()
    page.click("#load")
    page.locator("#result[data-answers='1']").wait_for()
    assert page.locator("#answer tbody tr").count() == len(answer("claims-with-evidence-both-ways", {}).rows)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    assert {x for x in heavy if not any(x in url for url in asked)} == set()
    assert opened.complaints == []
    assert opened.strangers == []
    context.close()


def test_without_the_editor_the_text_area_does_it(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.route("**/codemirror-lang-sparql/*", lambda route: route.abort())
    page.goto(f"{address}sparql/index.html")
    page.locator("#status", has_text="quads are loaded").wait_for()
    page.fill("#query", "ASK { ?claim a ev:Claim }")
    page.press("#query", "Control+Enter")
    page.locator("#answer td", has_text="yes").wait_for()
    page.fill("#query", "ASK { ?claim a ev:Claim")
    page.click("#run")
    page.locator("#status.wrong", has_text="Line 1, column 5").wait_for()
    assert page.evaluate("[query.selectionStart, query.selectionEnd]") == [4, 5]
    context.close()


def test_a_server_that_unpacks_what_it_sends_is_understood(browser: Browser, address: str, site: Path) -> None:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    packed = {path.name: gzip.decompress(path.read_bytes()) for path in site.rglob("*.gz")}
    page.route("**/*.gz", lambda route: route.fulfill(body=packed[route.request.url.rpartition("/")[2]]))
    page.goto(f"{address}sparql/index.html#q=ASK+%7B+%3Fclaim+a+ev:Claim+%7D")
    page.locator("#answer td", has_text="yes").wait_for()
    context.close()


def test_from_a_folder_the_page_says_what_it_needs(browser: Browser, site: Path) -> None:
    context = browser.new_context()
    start = site.as_uri() + "/"
    opened = Watched(context.new_page(), start)
    page = opened.visit("sparql/index.html")
    assert "kg serve" in page.get_by_role("alert").inner_text()
    assert page.locator(".sparql").is_hidden()
    assert opened.complaints == []
    assert opened.strangers == []
    context.close()


def test_without_scripts_the_page_says_what_it_needs_and_where_else_to_go(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}sparql/index.html")
    needs = page.locator("#needs")
    assert "needs JavaScript" in needs.inner_text()
    links = [link.get_attribute("href") for link in needs.locator("a").all()]
    assert links == ["../queries/index.html", "../downloads/index.html"]
    assert page.locator(".sparql").is_hidden()
    context.close()


def test_the_graph_that_is_asked_is_the_one_to_download() -> None:
    files = real_files()
    (queried,) = (path for path in files if path.startswith("data/graph.") and path.count(".") == 3)
    assert files[queried] == files["data/graph.trig.gz"]
    assert f'"{queried}"' in files["sparql/index.html"].decode()
