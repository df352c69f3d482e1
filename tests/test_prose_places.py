"""Every place of a document is exact, whatever the text: each sentence, citation and mark is in the bytes it names."""

import html
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.prose import READERS, Document, Range, parse_file, read_html, read_markdown, read_plain

PIECES = (
    "Ice helps. ",
    "It is caf\u00e9 \U0001f3c3\u200d\u2640\ufe0f time. ",
    "e\u0301 \t tab. ",
    "&amp;&#x1F600; &ngE; ",
    "\r\n",
    "\n\n",
    "\r",
    "[@doi:10.1016/S0140-6736(97)11096-0; see @pmid:12, p. 3]",
    "[^1]",
    "[3, 5-7] ",
    "(Peters & Tyson, 2013) ",
    "Smith et al. (2019) ",
    "https://doi.org/10.1000/a_b_c. ",
    "10.1000/\u00e9\u2013x, ",
    "PMID: 123 ",
    "PMC4647699 ",
    "[words](https://pubmed.ncbi.nlm.nih.gov/99/) ",
    "<https://example.org/\u00fc>",
    "<a href='http://dx.doi.org/10.1/x'>x</a> ",
    "<!-- claim: a-b -->",
    "[So it \U0001f3c3 is.]{claim=c-d} ",
    '<span data-claim="e">So.</span>',
    "**bold *it* ",
    "`co de` ",
    "<!-- kg: ignore[x, y] why not -->",
    "# ",
    "> ",
    "- ",
    "1. ",
    "| a | b |\n|---|---|\n| c | d |\n",
    "## References\n\n",
    "[^1]: Note 10.1000/n.\n",
    "---\n",
    "a: [\n",
    "<p>",
    "</p>",
    "<ul><li>",
    "<main>",
    "<sup>2</sup>",
    "\\*",
    "```\n",
    "    ",
    "\ufeff",
    "\0",
    "<script>",
    "<table><tr><td>",
    "](",
    "]]",
    "[[",
    "{claim=x}",
    "Approx. ",
    "vs. ",
    "\u00a0",
    "\u0130 ",
    '<cite data-ref="doi:10.1/q">',
)
TEXTS = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=30).map("".join)


def said(document: Document, place: Range) -> str:
    return document.source[place.start : place.end].decode()


def words(text: str) -> str:
    return "".join(html.unescape(text).split())


def check(document: Document) -> None:
    """Assert what holds of all documents."""
    assert [x.range for x in document.sentences] == sorted(x.range for x in document.sentences)
    for sentence in document.sentences:
        block = document.blocks[sentence.block]
        assert block.text[sentence.start : sentence.start + len(sentence.text)] == sentence.text
        assert len(sentence.bare) == len(sentence.text)
        assert said(document, document.locate(sentence, 0, len(sentence.text))).strip()
        assert all(sentence.range.holds(document.citations[x].whole) for x in sentence.citations)
    for citation in document.citations:
        assert citation.whole.holds(citation.range)
        if citation.range != citation.whole or citation.form == "bare":
            assert words(said(document, citation.range)) == words(citation.written)
        assert citation.target is None or citation.target.value
    for run in (run for block in document.blocks for run in block.runs):
        if run.text.strip() and len(run.text.encode()) == run.range.end - run.range.start:
            assert said(document, run.range) in (run.text, "&ngE;")
    for mark in document.marks:
        assert mark.whole.holds(mark.range)
        assert said(document, mark.range) == mark.claim
    for entry in document.suppressions:
        assert said(document, entry.range).startswith("<!--")
        assert said(document, entry.covers) is not None


@pytest.mark.parametrize("read", [read_markdown, read_html, read_plain])
@settings(max_examples=150, deadline=None)
@given(text=TEXTS)
def test_any_text_gives_a_document_whose_places_are_exact(read: Callable[[str, str], Document], text: str) -> None:
    check(read("a.md", text))


@settings(max_examples=100, deadline=None)
@given(source=st.binary(max_size=200), suffix=st.sampled_from(sorted(READERS)))
def test_any_bytes_give_a_document_or_a_problem(source: bytes, suffix: str) -> None:
    check(parse_file(f"a{suffix}", source))
