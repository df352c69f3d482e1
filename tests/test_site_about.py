"""The pages about the site itself: how it is made and verified, how to correct it, and who can use it."""

from __future__ import annotations

import pytest
from site_workspace import hostile_files
from test_site_verdicts import text_of

from kg.render.licence import licence_link
from kg.render.routes import Link


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


def test_the_licence_is_that_of_the_workspace_and_none_is_made_up() -> None:
    assert "terms others may use the evidence data is not stated here" in text_of("about/index.html", hostile_files())
    assert "CC BY" not in text_of("downloads/index.html", hostile_files())
    assert "The evidence data is licensed under CC BY 4.0" in text_of("about/index.html")
    assert "Data: CC BY 4.0." in text_of("downloads/index.html")


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("https://creativecommons.org/licenses/by-nc-sa/3.0/de/", "CC BY-NC-SA 3.0 DE"),
        ("http://creativecommons.org/publicdomain/zero/1.0/", "CC0 1.0"),
        ("https://example.org/terms/", "example.org/terms"),
    ],
)
def test_a_licence_has_the_name_that_people_know_it_by(address: str, name: str) -> None:
    assert licence_link(address) == Link(name, address)


def test_the_origin_of_files_of_other_projects_is_one_link_away() -> None:
    files = hostile_files()
    assert b'href="../assets/vendor/manifest.json"' in files["about/index.html"]
    assert b"Apache License" in files["assets/vendor/oxigraph/LICENSE-APACHE-2.0"]
