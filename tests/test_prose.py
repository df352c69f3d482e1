"""What a reader sees of a text in Markdown, HTML or plain, and where a quotation stands in it."""

from dataclasses import replace

import pytest

from kg.prose import READERS, Block, Document, Range, Run, find_quote, nearest_passage, parse_text
from kg.records import Quote


def blocks(path: str, text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in parse_text(path, text).blocks]


MARKDOWN = """---
title: Hidden
---
# Ice *or* heat?

Many people reach for **ice**, or
read [about it](https://example.org/ice "title").

1. Wait.
2. Walk.
   - slowly

> It helps, they say.

| what | how long |
|---|---|
| ice | 10 min |

```
no mark **here**
```
"""


def test_markdown_becomes_the_blocks_that_a_reader_sees() -> None:
    assert blocks("ice.md", MARKDOWN) == [
        ("heading", "Ice or heat?"),
        ("paragraph", "Many people reach for ice, or read about it."),
        ("item", "Wait."),
        ("item", "Walk."),
        ("item", "slowly"),
        ("quote", "It helps, they say."),
        ("cell", "what"),
        ("cell", "how long"),
        ("cell", "ice"),
        ("cell", "10 min"),
        ("code", "no mark **here**\n"),
    ]


def test_words_keep_the_way_they_are_set_and_their_link() -> None:
    document = parse_text("a.md", "Try **cold *ice*** or `heat`, [see](https://example.org/).")
    assert tuple(replace(run, range=Range(), start=0) for run in document.blocks[0].runs) == (
        Run("Try "),
        Run("cold ", strong=True),
        Run("ice", strong=True, emphasis=True),
        Run(" or "),
        Run("heat", code=True),
        Run(", "),
        Run("see", href="https://example.org/"),
        Run("."),
    )


def test_items_know_their_depth_and_number() -> None:
    items = [x for x in parse_text("a.md", "3. c\n4. d\n   - deep\n").blocks if x.kind == "item"]
    assert [(x.text, x.level, x.number) for x in items] == [("c", 1, 3), ("d", 1, 4), ("deep", 2, 0)]


def test_of_a_page_only_what_readers_came_for_is_text() -> None:
    page = """<!doctype html><html><head><title>T</title><style>p { color: red }</style></head><body>
    <nav><a href="/">Home</a></nav><header>Our clinic</header>
    <main><h2>Ice</h2><p>Ice <b>numbs</b><script>alert("x")</script> &amp; soothes.<br>For a while.</p></main>
    <footer>Impressum</footer></body></html>"""
    assert blocks("a.html", page) == [("heading", "Ice"), ("paragraph", "Ice numbs & soothes. For a while.")]


def test_a_page_without_a_main_part_is_taken_whole() -> None:
    assert blocks("a.html", "<p>One<p>Two<div>Three</div>four") == [
        ("paragraph", "One"),
        ("paragraph", "Two"),
        ("paragraph", "Three"),
        ("paragraph", "four"),
    ]


@pytest.mark.parametrize("text", ["", "<p>", "</p></p>", "<ul><li><ol><li>", "<b><i>x", "<li>x", "<a href=x", "<!--"])
def test_broken_html_is_read_without_complaint(text: str) -> None:
    assert isinstance(parse_text("a.html", text), Document)


def test_a_format_that_nothing_reads_is_named_with_those_that_are() -> None:
    with pytest.raises(
        ValueError, match=r"a\.docx: no reader for '\.docx' \(known: \.md, \.markdown, \.html, \.htm, \.txt\)"
    ):
        parse_text("a.docx", "")
    assert all(isinstance(read("a", ""), Document) for read in READERS.values())


def document(*paragraphs: str) -> Document:
    return Document(tuple(Block("paragraph", (Run(text),)) for text in paragraphs))


def quoted(text: Document, quote: Quote) -> list[str]:
    return [text.text[start:end] for start, end in find_quote(text, quote)]


def test_a_quotation_is_found_across_lines_and_blocks_whatever_the_white_space() -> None:
    text = document("Ice\u00a0is   cold.", "So is rain.")
    assert quoted(text, Quote(exact="is cold. So  is")) == ["is   cold.\nSo is"]


def test_prefix_and_suffix_pick_one_of_several_places() -> None:
    text = document("First ice helps. Then ice helps less.")
    assert len(find_quote(text, Quote(exact="ice helps"))) == 2
    assert find_quote(text, Quote(exact="ice helps", prefix="Then ")) == ((22, 31),)
    assert find_quote(text, Quote(exact="ice helps", suffix=".")) == ((6, 15),)
    assert find_quote(text, Quote(exact="ice helps", prefix="Then ", suffix=".")) == ()


def test_words_that_are_only_alike_are_not_found() -> None:
    text = document("Ice helps.", "Rain doesn't.")
    assert find_quote(text, Quote(exact="ice helps")) == ()
    assert find_quote(text, Quote(exact="Rain doesn\u2019t.")) == ()


def test_the_nearest_passage_is_a_whole_sentence_or_nothing() -> None:
    text = document("Running is fine. Ice often helps sore knees. Rest too.")
    assert nearest_passage(text, "Ice always helps sore knees.") == "Ice often helps sore knees."
    assert nearest_passage(text, "Completely different things") == ""
