"""Pages of the site, read as text: everything leads somewhere, nothing but text comes from the data."""

import gzip
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from itertools import pairwise
from posixpath import dirname, join, normpath
from typing import Final

import html5lib
import pytest
from msgspec.structs import replace
from site_links import PageParts, broken_links, is_external, read_page
from site_workspace import BASE, LONG, SCRIPT, hostile_files

from kg.diff import diff
from kg.diff.history import release
from kg.records import Records, Study
from kg.render import render_pages
from kg.render.catalogue import build_catalogue
from kg.render.pages import PAGES
from kg.render.site import Site
from kg.render.words import Words, parse_terms
from kg.site import Sources, build_site
from kg.workspace import open_workspace, read_queries, read_records, read_static, read_templates, read_vocabulary

KINDS: Final = {
    "home": "index.html",
    "search": "search/index.html",
    "a to z": "a-z/index.html",
    "letter": "a-z/k/index.html",
    "claims": "claims/index.html",
    "claim": "claim/running-harms/index.html",
    "card": "claim/running-harms/card.html",
    "studies": "studies/index.html",
    "study": "study/smith-2020/index.html",
    "retracted study": "study/jones-2001/index.html",
    "articles": "articles/index.html",
    "article": "article/blog/index.html",
    "topics": "topics/index.html",
    "topic": "topic/knees/index.html",
    "topic without claims": "topic/empty/index.html",
    "map": "map/index.html",
    "contradictions": "contradictions/index.html",
    "queries": "queries/index.html",
    "query": "query/evidence-for-claim/index.html",
    "graph": "graph/index.html",
    "graph of everything": "graph/all/index.html",
    "graph of a topic": "topic/knees/graph/index.html",
    "graph of a claim": "claim/running-harms/graph/index.html",
    "empty graph": "topic/empty/graph/index.html",
    "sparql": "sparql/index.html",
    "downloads": "downloads/index.html",
    "vocabulary": "vocab/index.html",
    "about": "about/index.html",
    "accessibility": "accessibility/index.html",
    "not found": "404.html",
    "part": "study/smith-2020/finding/pain/index.html",
}
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'self'"
)
SPARQL_POLICY: Final = re.compile(r" 'wasm-unsafe-eval' 'sha256-[\w+/]{43}='; worker-src 'self'(?=; style-src)")


@cache
def real_files() -> dict[str, bytes]:
    workspace = open_workspace()
    records, _ = read_records(workspace)
    texts = (read_vocabulary(), read_queries(workspace), read_templates(workspace), read_static(workspace))
    before = replace(records, studies=records.studies[1:])
    history = (release("0123abc", "2026-01-02T03:04:05Z", "A study more", diff(before, records)),)
    sources = Sources(workspace.title, workspace.base, records, *texts, history, workspace.licence)
    return dict(build_site(sources, lambda _: None))


def page(kind: str) -> PageParts:
    return read_page(hostile_files()[KINDS[kind]])


def html_of(kind: str) -> str:
    return hostile_files()[KINDS[kind]].decode()


def test_every_link_and_fragment_of_the_small_site_leads_somewhere() -> None:
    assert broken_links(hostile_files()) == []


def test_every_link_and_fragment_of_the_real_site_leads_somewhere() -> None:
    assert broken_links(real_files()) == []


def test_a_broken_link_and_a_broken_fragment_would_be_found() -> None:
    files = {"a/index.html": b'<a href="../b.html">x</a><a href="#nowhere">y</a><img src="c.png">'}
    assert broken_links(files) == ["a/index.html: ../b.html", "a/index.html: #nowhere", "a/index.html: c.png"]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_page_is_html_that_a_strict_parser_takes(kind: str) -> None:
    parser = html5lib.HTMLParser(strict=True)
    parser.parse(html_of(kind))
    assert parser.errors == []


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in {"card", "not found"}])
def test_each_kind_of_page_has_one_heading_a_policy_and_nothing_inline(kind: str) -> None:
    parts = page(kind)
    assert parts.tags.count("h1") == 1
    policy = SPARQL_POLICY.sub("", html_of(kind)) if kind == "sparql" else html_of(kind)
    assert f'http-equiv="Content-Security-Policy" content="{POLICY}"' in policy
    assert "style" not in parts.tags
    assert not {x for x in parts.attributes if x.startswith("on") or x in {"style", "srcset", "srcdoc"}}
    inline = re.findall(r"<script(?![^>]*\bsrc=)(?! type=\"application/(?:ld\+)?json\")[^>]*>", html_of(kind))
    assert inline == (['<script type="importmap">'] if kind == "sparql" else [])


def test_the_page_for_what_is_not_found_has_its_own_style_and_allows_no_other() -> None:
    html, parts = html_of("not found"), page("not found")
    style = re.search("<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    assert f'content="{policy}"' in html
    assert parts.tags.count("h1") == 1
    assert {"script", "img"} & set(parts.tags) == set()
    assert parts.loads == ["data:,"]


@pytest.mark.parametrize("kind", KINDS)
def test_each_anchor_is_on_a_page_once(kind: str) -> None:
    ids = page(kind).ids
    assert len(ids) == len(set(ids))


def test_titles_of_pages_differ() -> None:
    paths = [path for kind, path in KINDS.items() if kind not in {"card", "part"}]
    titles = [read_page(hostile_files()[path]).title for path in paths]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("kind", KINDS)
def test_headings_do_not_skip_a_level(kind: str) -> None:
    levels = [int(tag[1]) for tag in page(kind).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_no_page_loads_anything_from_another_host() -> None:
    files = hostile_files()
    loads = {x for path in files if path.endswith(".html") for x in read_page(files[path]).loads}
    assert {x for x in loads if is_external(x)} == {"data:,"}


@pytest.mark.parametrize("kind", ["claims", "claim", "study", "article", "topic", "contradictions", "graph", "query"])
def test_text_from_the_data_stays_text(kind: str) -> None:
    assert SCRIPT in page(kind).text or SCRIPT in page(kind).title or kind == "graph"
    assert "alert(1)</script>" not in html_of(kind)
    assert "<img" not in html_of(kind)


def test_template_syntax_in_the_data_stays_text() -> None:
    assert "One replaces the other {{ 7 * 7 }}." in page("contradictions").text


def test_the_title_of_the_workspace_is_escaped() -> None:
    assert "Knees &amp; &lt;b&gt;hips&lt;/b&gt;" in html_of("home")


def test_the_data_of_a_graph_cannot_end_its_script() -> None:
    assert html_of("graph").count("</script>") == len(re.findall("<script", html_of("graph")))


def test_a_script_address_is_shown_and_is_no_link() -> None:
    bad = "javascript:alert(document.domain)"

    def spoil(study: Study) -> Study:
        return replace(study, url=bad, seen_at=(bad, "data:text/html,x", "//example.org/x"))

    workspace = open_workspace()
    records, _ = read_records(workspace)
    spoiled = Records(
        topics=records.topics,
        claims=records.claims,
        studies=tuple(spoil(x) for x in records.studies),
        articles=tuple(replace(x, url=bad) for x in records.articles),
        conflicts=records.conflicts,
    )
    terms = parse_terms(read_vocabulary())
    assets = dict.fromkeys(read_static(workspace), "x")
    site = Site(
        "t", BASE, 0, (), build_catalogue(spoiled), Words(terms), terms, (), (), assets, read_templates(workspace)
    )
    pages = {path: read_page(content) for path, content in render_pages(site)}
    assert bad in pages["study/natri-1998/index.html"].text
    assert bad in pages["article/one-body-ldn/index.html"].text
    schemes = {link.partition(":")[0] for parts in pages.values() for link in parts.links if is_external(link)}
    assert schemes == {"https"}


def test_a_retracted_study_is_flagged_and_not_counted() -> None:
    text = " ".join(page("claim").text.split())
    assert "1 study disputes it , 1 leaves it open" in text.replace("it,", "it ,")
    assert "1 retracted : shown below, not counted here." in text.replace("retracted:", "retracted :")
    assert 'class="banner retracted"' in html_of("retracted study")
    assert "counted nowhere" in page("retracted study").text


def test_both_sides_of_a_contradiction_show_it() -> None:
    anchor = "contradictions/index.html#contradiction/running-harms--running-spares"
    for claim, words in (("running-harms", "This claim replaces that one."), ("running-spares", "That claim")):
        parts = read_page(hostile_files()[f"claim/{claim}/index.html"])
        assert f"../../{anchor}" in parts.links
        assert words in parts.text


def test_both_studies_show_that_they_are_not_independent() -> None:
    for kind in ("study", "retracted study"):
        assert f"It says so {SCRIPT}." in page(kind).text
        assert "Reports on the same people as" in page(kind).text


def test_each_resource_has_turtle_and_json_ld_beside_its_page() -> None:
    for path in ("claim/running-harms", "study/smith-2020", "article/blog", "topic/knees"):
        assert {f"{path}.ttl", f"{path}.jsonld", f"{path}/index.html"} <= set(hostile_files())
        assert f"../../{path}.ttl" in read_page(hostile_files()[f"{path}/index.html"]).links


def test_every_address_of_the_graph_has_a_page() -> None:
    quads = hostile_files()["data/graph.nq"].decode()
    own = {iri.removeprefix(f"{BASE}/") for iri in re.findall(rf"<({re.escape(BASE)}/[^>#]+)>", quads)}
    assert {path for path in own if f"{path}/index.html" not in hostile_files()} == set()


def test_every_term_of_the_vocabulary_has_an_anchor() -> None:
    own = set(re.findall(r"^ev:(\S+) a ", read_vocabulary(), re.MULTILINE))
    assert own - set(page("vocabulary").ids) == set()


def test_a_part_leads_to_its_place_without_a_script() -> None:
    parts = page("part")
    assert parts.links == ["../../../../study/smith-2020/index.html#finding/pain"] * 2
    assert "script" not in parts.tags


def test_a_very_long_word_is_on_the_page_whole() -> None:
    assert LONG in page("claim").text


def test_a_query_that_needs_a_value_is_run_with_one_that_is_there() -> None:
    html = hostile_files()["query/study-description/index.html"].decode()
    assert "kg query study-description --study jones-2001" in html


def test_each_kind_of_page_is_registered_with_its_function() -> None:
    assert all(function.__module__.startswith("kg.render.pages.") for function in PAGES.values())


def test_the_sheets_are_small() -> None:
    sheets = {path: len(gzip.compress(text)) for path, text in hostile_files().items() if path.endswith(".css")}
    assert {path for path, size in sheets.items() if size > 4_000} == set()
    assert any(path.startswith("assets/site.") for path in sheets)


def weight(path: str) -> int:
    """Return the bytes, compressed, of a page of the real site with all that it loads."""
    files = real_files()
    loads = {
        normpath(join(dirname(path), x)) for x in read_page(files[path]).loads if x.endswith((".css", ".js", ".svg"))
    }
    return sum(len(gzip.compress(files[x])) for x in {path, *loads})


def test_the_first_page_and_every_claim_are_light() -> None:
    assert weight("index.html") <= 60_000
    claims = [path for path in real_files() if re.fullmatch(r"claim/[^/]+/index\.html", path)]
    assert {path for path in claims if weight(path) > 40_000} == set()


@pytest.mark.parametrize(
    ("text", "words"),
    [("{{ view.no_such_name }}", r"home\.html: .*no_such_name"), ("a\n{% if %}", r"home\.html:2: ")],
)
def test_a_template_with_a_fault_is_named(text: str, words: str) -> None:
    workspace = open_workspace()
    records, _ = read_records(workspace)
    templates = read_templates(workspace) | {"home.html": text}
    sources = Sources("t", BASE, records, read_vocabulary(), {}, templates, read_static(workspace))
    with pytest.raises(ValueError, match=words):
        list(build_site(sources, lambda _: None))
