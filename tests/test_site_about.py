"""The pages about the site itself: how it is made and verified, how to correct it, and who can use it."""

from __future__ import annotations

import pytest
from site_workspace import hostile_files
from test_site_verdicts import text_of


@pytest.mark.parametrize(
    "heading",
    [
        "How a verdict is made",
        "Who makes it",
        "What it cannot do",
        "Not medical advice",
        "How to correct us",
        "Licence",
    ],
)
def test_the_page_about_the_site_has_its_parts_and_a_way_to_each(heading: str) -> None:
    text = text_of("about/index.html")
    assert text.count(heading) >= 2


def test_the_page_about_the_site_counts_what_is_known_from_memory_and_what_was_looked_up() -> None:
    text = text_of("about/index.html", hostile_files())
    assert "Of 2 studies, 1 is partly known from memory" in text
    assert "so far for 1 study." in text
    assert "such a judgement stands on none." in text


def test_each_page_leads_to_the_statement_on_accessibility() -> None:
    files = hostile_files()
    assert "accessibility/index.html" in files
    assert b'href="../../accessibility/index.html"' in files["study/smith-2020/index.html"]
    text = text_of("accessibility/index.html", files)
    assert "Where it falls short" in text
