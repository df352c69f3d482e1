"""Where sentences end: sixty awkward passages, and what the splitter is spared."""

from pathlib import Path

import pytest

from kg.prose import read_markdown, read_plain
from kg.prose.sentences import split_sentences

PAGE = (Path(__file__).parent / "prose" / "sentences.md").read_text(encoding="utf-8")
PASSAGES = [line[2:] for line in PAGE.splitlines() if line.startswith("- ")]


@pytest.mark.parametrize("passage", PASSAGES)
def test_a_passage_is_cut_where_its_page_says(passage: str) -> None:
    document = read_markdown("a.md", passage.replace("|", ""))
    found = [document.source[x.range.start : x.range.end].decode() for x in document.sentences]
    assert found == [part.strip() for part in passage.split("|")]


def test_sentences_keep_all_words_and_their_bare_form_is_as_long() -> None:
    text = "See `x.y()` and [@doi:10.1/x]. It is https://example.org/a. So 10.1000/abc is."
    for sentence in read_plain("a.txt", text).sentences:
        assert len(sentence.bare) == len(sentence.text)
        assert "10." not in sentence.bare
        assert "http" not in sentence.bare


def test_more_quotation_marks_than_a_paragraph_has_do_not_take_quadratic_time() -> None:
    assert split_sentences("\"\u201c'" * 100_000 + "One. Two.")[-1][1] == 300_009


def test_a_paragraph_longer_than_any_is_cut_in_pieces_and_no_word_is_lost() -> None:
    text = "It hurts a little. " * 5_000
    spans = split_sentences(text)
    assert len(spans) == 5_000
    assert "".join(text[start:end] for start, end in spans) == "It hurts a little." * 5_000
