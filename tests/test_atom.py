"""The Atom feed, held against the elements that RFC 4287 requires."""

from collections.abc import Sequence
from xml.etree.ElementTree import Element, fromstring

import pytest
from appraise_cases import RETRACTED
from diff_cases import records, with_claim, with_study

from kg.diff import diff
from kg.diff.words import Item, Section, tell
from kg.report.atom import BEGINNING, Entry, Feed, about, render

ATOM = "{http://www.w3.org/2005/Atom}"
XHTML = "{http://www.w3.org/1999/xhtml}"
OLD = records()
FALLEN = tell(diff(OLD, with_claim("other", text="It does <b>harm</b> & more.")(with_study(integrity=RETRACTED)(OLD))))


def entry(number: int, when: str, sections: Sequence[Section] = FALLEN) -> Entry:
    name = f"https://example.org/kg/changes/{number}"
    return Entry(name, f"Release {number}", when, f"{name}.html", tuple(sections))


def feed(*entries: Entry) -> Feed:
    return Feed(
        id="https://example.org/kg/changes",
        title="Changes",
        author="Curators",
        link="https://example.org/kg/changes/",
        self_link="https://example.org/kg/changes.atom",
        entries=entries,
    )


def parsed(*entries: Entry) -> Element:
    return fromstring(render(feed(*entries)))  # noqa: S314 - our own document


def words(element: Element, name: str) -> list[str]:
    return [x.text or "" for x in element.findall(f"{ATOM}{name}")]


def test_the_feed_has_each_required_element_once() -> None:
    root = parsed(entry(1, "2026-01-02T03:04:05Z"))
    assert root.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author"):
        assert len(root.findall(f"{ATOM}{name}")) == 1
    assert [x.text for x in root.findall(f"{ATOM}author/{ATOM}name")] == ["Curators"]
    links = {x.get("rel"): x.get("href") for x in root.findall(f"{ATOM}link")}
    assert links == {"self": "https://example.org/kg/changes.atom", "alternate": "https://example.org/kg/changes/"}


def test_every_entry_has_each_required_element_once_and_its_own_id() -> None:
    entries = parsed(entry(2, "2026-02-02T00:00:00Z"), entry(1, "2026-01-02T00:00:00Z")).findall(f"{ATOM}entry")
    assert [words(x, "title") for x in entries] == [["Release 2"], ["Release 1"]]
    assert [words(x, "updated") for x in entries] == [["2026-02-02T00:00:00Z"], ["2026-01-02T00:00:00Z"]]
    assert len({words(x, "id")[0] for x in entries}) == 2
    for x in entries:
        assert words(x, "summary")[0].startswith("1 verdict changed, ")
        (link,) = x.findall(f"{ATOM}link")
        assert link.get("rel") == "alternate"
        (content,) = x.findall(f"{ATOM}content")
        assert [child.tag for child in content] == [f"{XHTML}div"]  # RFC 4287, section 4.1.3.3: one div


def test_the_feed_was_updated_with_its_latest_entry_wherever_that_was_written() -> None:
    root = parsed(entry(1, "2026-01-02T01:00:00+02:00"), entry(2, "2026-01-02T00:30:00Z"))
    assert words(root, "updated") == ["2026-01-02T00:30:00Z"]
    assert words(parsed(), "updated") == [BEGINNING]


def test_a_moment_that_is_not_one_is_refused() -> None:
    with pytest.raises(ValueError, match="'2026-01-02' is not a moment"):
        render(feed(entry(1, "2026-01-02")))


def test_text_of_the_data_stays_text() -> None:
    content = parsed(entry(1, "2026-01-02T03:04:05Z")).find(f".//{XHTML}div")
    assert content is not None
    assert content.findall(f".//{XHTML}b") == []
    assert "“It does <b>harm</b> & more”" in "".join(content.itertext())
    odd = [Section("T", "s", (Item("a\x00b\ufffe"),))]
    assert "a\ufffdb\ufffd" in "".join(parsed(entry(1, "2026-01-02T03:04:05Z", odd)).itertext())


def test_the_same_entries_give_the_same_bytes() -> None:
    one = entry(1, "2026-01-02T03:04:05Z")
    assert render(feed(one)) == render(feed(one))
    assert render(feed(one)).startswith(b"<?xml version='1.0' encoding='utf-8'?>\n<feed ")


def test_a_feed_of_one_record_holds_only_what_is_about_it() -> None:
    entries = (entry(2, "2026-02-02T00:00:00Z"), entry(1, "2026-01-02T00:00:00Z", ()))
    (other,) = about(entries, "claim", "other")
    assert [x.title for x in other.sections] == ["Claims reworded"]
    (blog,) = about(entries, "article", "blog")
    assert [x.title for x in blog.sections] == ["Articles now against the evidence"]
    assert other.id != blog.id
    assert about(entries, "claim", "nothing") == ()
