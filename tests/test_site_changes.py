"""The page of changes and the feeds, of a site that is built with its history."""

from xml.etree.ElementTree import fromstring

from appraise_cases import RETRACTED
from diff_cases import records, with_study
from msgspec.structs import replace

from kg.diff import diff
from kg.diff.history import Release, release
from kg.diff.words import Item, Section
from kg.records import Records
from kg.site import Sources, build_site
from kg.workspace import open_workspace, read_static, read_templates, read_vocabulary

BASE = "https://example.org/kg"
ATOM = "{http://www.w3.org/2005/Atom}"
NOW = with_study(integrity=RETRACTED)(records())
FELL = release("abc123", "2026-01-02T03:04:05Z", "A <trial> fell", diff(records(), NOW))
ODD = Release("def456", "2026-01-01T00:00:00Z", "Odd", (Section("S", "s", (Item("x", (), (("claim", "gone"),)),)),))


def built(*history: Release, found: Records = NOW) -> dict[str, bytes]:
    workspace = open_workspace()
    templates, static = read_templates(workspace), read_static(workspace)
    sources = Sources("Evidence", BASE, found, read_vocabulary(), {}, templates, static, history)
    return dict(build_site(sources, lambda _: None))


def test_without_a_history_there_is_no_page_no_feed_and_no_link_to_them() -> None:
    site = built()
    assert [path for path in site if "changes" in path] == []
    assert not any(words in site["claim/it/index.html"] for words in (b"changes.atom", b"changes/index.html"))


def test_the_page_tells_each_release_and_links_to_what_is_still_there() -> None:
    page = built(FELL, ODD)["changes/index.html"].decode()
    assert page.index("A &lt;trial&gt; fell") < page.index("Odd")
    assert 'id="abc123"' in page
    assert "“It helps” is now disputed" in page
    assert "Because Doe 2020 was retracted." in page
    assert '<a href="../claim/it/index.html">It helps.</a>' in page
    assert "gone/index.html" not in page


def test_each_claim_and_article_has_a_feed_that_its_page_names() -> None:
    site = built(FELL)
    page = site["claim/it/index.html"].decode()
    feed_link = '<link rel="alternate" type="application/atom+xml" title="Changes" href="{}changes.atom">'
    assert feed_link.format("") in site["index.html"].decode()
    assert feed_link.format("../") in site["changes/index.html"].decode()
    assert '<a href="../../claim/it/changes.atom">' in page
    assert 'type="application/atom+xml" title="Changes" href="../../claim/it/changes.atom"' in page
    for path, entries in (
        ("changes.atom", 1), ("claim/it/changes.atom", 1), ("article/blog/changes.atom", 1),
        ("claim/other/changes.atom", 0),
    ):  # fmt: skip
        feed = fromstring(site[path])  # noqa: S314 - our own document
        assert feed.findtext(f"{ATOM}id") == f"{BASE}/{path}"
        assert len(feed.findall(f"{ATOM}entry")) == entries
    ids = [fromstring(site[x]).findtext(f"{ATOM}entry/{ATOM}id") for x in ("changes.atom", "claim/it/changes.atom")]  # noqa: S314 - our own document
    assert ids == [f"{BASE}/changes/index.html#abc123", f"{BASE}/changes/index.html#abc123/claim/it"]


def test_a_record_that_went_away_does_not_stop_the_site() -> None:
    less = replace(NOW, articles=(), conflicts=())
    assert "changes/index.html" in built(FELL, found=less)
