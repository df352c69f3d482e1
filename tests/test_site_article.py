"""The page of an article: a summary that is fair, and its own text with the statements marked in place."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from site_links import broken_links
from site_workspace import files_of, hostile_files
from test_site_verdicts import text_of

from kg.labels import article_name
from kg.render.catalogue import build_catalogue
from kg.render.views_summary import summary_view
from kg.render.views_verdict import bearing_of
from kg.workspace import open_workspace, read_records

ROOT = Path(__file__).parent.parent

DATA = """
topics:
  - {id: ice, label: Ice, description: Cold on sore knees.}
claims:
  - id: ice-helps
    text: Ice makes sore knees better.
    topic: ice
    kind: treatment
    population: adults
    intervention: ice
    outcome: pain
    effect: improves
    evidence:
      - {study: lee-2021, finding: pain, direction: supports, directness: direct, why: Less pain.}
  - id: ice-harms
    text: Ice makes sore knees worse.
    topic: ice
    kind: treatment
    population: adults
    intervention: ice
    outcome: pain
    effect: worsens
    evidence:
      - {study: lee-2021, finding: pain, direction: disputes, directness: direct, why: Less pain.}
studies:
  - id: lee-2021
    title: Ice on knees
    authors: [Lee A]
    year: 2021
    design: rct
    population: adults
    participants: 300
    findings:
      - {id: pain, outcome: pain, measure: MD, value: -1, ci_low: -1.5, ci_high: -0.5, ci_level: 95}
    limitations: one clinic
    verified: seen
    seen_at: ['https://example.org/lee']
articles:
  - id: cold
    kind: clinic blog
    text: texts/cold.md
    statements:
      - section: Cold
        claim: ice-helps
        stance: asserts
        appeal: true
        says: Ice helps.
        quote: {exact: Ice helps sore knees. It really does}
      - id: worse
        section: Cold
        claim: ice-harms
        stance: hedges
        says: It may harm.
        quote: {exact: 'does, as we know. Yet it', suffix: ' may'}
"""

TEXT = """
## Cold <script>alert(1)</script>

- First: Ice **helps** sore knees.

It [really does](javascript:alert(2)), as [we know](https://example.org/ice).

Yet it may harm & "burn".
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("cold")
    (folder / "kg.toml").write_text('base = "https://example.net/cold"\n')
    (folder / "data" / "texts").mkdir(parents=True)
    (folder / "data" / "all.yaml").write_text(DATA)
    (folder / "data" / "texts" / "cold.md").write_text(TEXT)
    files = files_of(folder)
    assert [x for x in broken_links(files) if "article/cold" in x] == []
    return files["article/cold/index.html"].decode()


def own_text(page: str) -> str:
    return page[page.index('<div class="own">') : page.index("This version")]


def test_the_text_stands_on_the_page_with_each_statement_marked_where_it_stands(page: str) -> None:
    text = own_text(page)
    assert "2 statements are marked in it" in page
    marked = "".join(re.sub(r"<[^>]+>", "", x) for x in re.findall(r"<mark>(.*?)</mark>", text))
    assert marked == "Ice helps sore knees.It really does, as we know.Yet it"
    assert text.count('id="text/1"') == text.count('id="text/worse"') == 1
    assert text.index('id="text/1"') < text.index("helps") < text.index('id="text/worse"') < text.index("burn")


def test_a_mark_leads_to_its_statement_and_back_and_says_how_it_stands(page: str) -> None:
    text = own_text(page)
    assert re.search(
        r'href="#statement/1"><span class="way supports">1</span><span class="off"> statement 1, with', text
    )
    assert re.search(r'href="#statement/worse"><span class="way disputes">2</span>.*?against the evidence', text)
    assert '<a class="meta" href="#text/worse">In the text</a>' in page


def test_the_text_is_escaped_and_only_web_addresses_are_links(page: str) -> None:
    text = own_text(page)
    assert "<script" not in text
    assert "javascript:" not in text
    assert '<a href="https://example.org/ice" rel="external">' in text
    assert "&amp; &#34;burn&#34;." in text


def test_the_headings_of_the_text_come_below_that_of_its_section(page: str) -> None:
    assert "<h3>Cold" in own_text(page)
    assert page.count("<h1>") == 1


def test_an_article_whose_text_is_not_ours_shows_none_and_says_that_it_is_paraphrased() -> None:
    text = text_of("article/one-body-ldn/index.html")
    assert "The text" not in text.partition("What it says")[0]
    assert "Statements are paraphrased" in text
    assert "may have changed since" in text


def test_a_quotation_without_the_text_is_shown_and_not_linked() -> None:
    page = hostile_files()["article/blog/index.html"].decode()
    assert "<blockquote>" in page
    assert "In the text" not in page


def test_the_summary_counts_what_the_statements_are_and_gives_good_things_first() -> None:
    catalogue = build_catalogue(read_records(open_workspace(ROOT))[0])
    for article in catalogue.records.articles:
        summary = summary_view(article, catalogue)
        bearings = [bearing_of(x.claim, x.stance, catalogue) for x in article.statements]
        good = sum(
            int(x.words.split()[0]) for x in summary.good if "what the evidence says" in x.words or "hedge" in x.words
        )
        assert good == bearings.count("with")
        against = [x.words for x in summary.bad if "against the evidence" in x.words]
        assert [int(x.split()[0]) for x in against] == [bearings.count("against")]
        page = text_of(f"article/{article.id}/index.html")
        assert page.index("What holds") < page.index("What does not, or not so firmly")
        assert "score" not in page


def test_an_article_that_cites_nothing_is_told_so_and_not_that_its_citations_are_wrong() -> None:
    text = text_of("article/wellbeing-rehab/index.html").partition("What it says")[0]
    assert "It gives no reference." in text
    assert "citation" not in text


def test_an_article_without_title_and_publisher_is_named_by_its_kind() -> None:
    articles = {x.id: x for x in read_records(open_workspace(ROOT))[0].articles}
    assert article_name(articles["runners-guide"]) == "Untitled guide (runners-guide)"


def test_the_list_of_articles_gives_each_count_a_shape_and_words() -> None:
    page = hostile_files()["articles/index.html"].decode()
    row = page[page.index("<tbody>") :].partition("</tr>")[0]
    assert re.search(r'<span class="way \w+">1<span class="only-narrow"> [a-z]', row)
    assert 'data-value="1">1 of 2' in row
