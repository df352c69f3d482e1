"""The page of a study and the list of studies: what hangs on it, who cites it and whether rightly, how to cite it."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
from site_workspace import hostile_files
from test_site_verdicts import text_of

from kg.records import Study
from kg.render.catalogue import build_catalogue
from kg.render.reference import bibtex
from kg.render.views_impact import impact_view
from kg.render.words import Words
from kg.workspace import open_workspace, read_records

ROOT = Path(__file__).parent.parent


def study(**fields: object) -> Study:
    plain = {
        "id": "worp-2015", "title": "Knees & 100% of {hips}", "authors": ["van der Worp MP", "WHO", "et al."],
        "year": 2015, "design": "cohort", "population": "runners", "limitations": "few", "verified": "seen",
    }  # fmt: skip
    return msgspec.convert(plain | fields, Study)


def test_bibtex_escapes_what_tex_would_take_for_a_command_and_names_no_author_that_was_not_seen() -> None:
    assert bibtex(study(journal="Hips & Knees", volume="3", issue="2", pages="10-19", doi="10.1000/a_b")) == (
        "@article{worp-2015,\n"
        "  author = {van der Worp, MP and {WHO} and others},\n"
        "  title = {{Knees \\& 100\\% of \\{hips\\}}},\n"
        "  journal = {Hips \\& Knees},\n"
        "  volume = {3},\n"
        "  number = {2},\n"
        "  pages = {10--19},\n"
        "  year = {2015},\n"
        "  doi = {10.1000/a_b},\n"
        "}"
    )


def test_bibtex_of_what_is_in_no_journal_gives_its_address() -> None:
    entry = bibtex(study(url="https://example.org/report"))
    assert entry.startswith("@misc{worp-2015,")
    assert "  url = {https://example.org/report},\n" in entry


def test_what_a_study_says_of_its_own_worth_is_on_its_page_in_words() -> None:
    text = text_of("study/clifford-2020/index.html")
    for words in (
        "Their rating on the usual scale",
        "Level of evidence, as it states it",
        "Risk of bias, as its authors",
    ):
        assert words in text
    assert "in no journal: a report or a talk" in text_of("study/pereles-2011/index.html")
    assert "Certainty, as its authors rate it: moderate" in text_of("study/neal-2019/index.html")
    assert "Level of evidence, as stated: 2" in text_of("study/vuurberg-2018/index.html")
    assert "Certainty, as its authors rate it: moderate" in text_of("claim/hip-weakness-pfps/index.html")


def test_years_of_the_same_author_are_told_apart_by_their_letters() -> None:
    assert "Hespanhol Junior et al. 2016a and Hespanhol Junior et al. 2016b" in text_of(
        "claim/knee-economic-cost/index.html"
    )


def test_the_page_counts_what_would_change_without_the_study() -> None:
    text = text_of("study/alentorn-geli-2017/index.html")
    assert re.search(r"Without it, \d+ verdicts? would be (another|others)", text)
    assert "statements of articles would then stand elsewhere" in text
    assert "Now with the evidence, then" in text


def test_what_hangs_on_a_study_is_what_its_page_says_would_change() -> None:
    found = build_catalogue(read_records(open_workspace(ROOT))[0])
    words = Words({})
    for name in ("alentorn-geli-2017", "chan-2018", "heiderscheit-2011", "neal-2019"):
        view = impact_view(found.studies[name], found, words)
        assert tuple(sorted(x.claim.id for x in view.verdicts)) == tuple(sorted(found.appraised.hanging[name]))
        claims = {claim.id for claim, _ in found.lines_of_study[name]}
        assert len(view.verdicts) + len(view.certainties) + len(view.void) + view.same == len(claims)


def test_each_article_that_cites_it_is_told_right_or_wrong_with_the_reason() -> None:
    text = text_of("study/lo-2017/index.html")
    assert "Which articles refer to it, and whether they are right" in text
    assert "Supports as stated statement 18" in text
    assert "Left out: cross-sectional design" in text


def test_a_reference_that_no_statement_points_to_says_so() -> None:
    assert "no statement points to it" in text_of("study/natri-1998/index.html")


def test_a_study_that_was_found_sound_has_no_banner_and_one_nobody_looked_up_says_so() -> None:
    pages = hostile_files()
    retracted, plain = (pages[f"study/{x}/index.html"].decode() for x in ("jones-2001", "smith-2020"))
    assert 'class="banner retracted" id="notice"' in retracted
    assert 'class="banner' not in plain
    assert "has not been looked up" in plain


def test_the_list_of_studies_can_be_sorted_by_number_and_filtered_by_each_topic() -> None:
    page = hostile_files()["studies/index.html"].decode()
    row = page[page.index('data-design="rct"') :].partition("</tr>")[0]
    assert 'data-topics="knees"' in row
    assert '<td data-value="1200">1,200 people</td>' in row
    assert '<select id="topic" data-key="topics">' in page
    assert 'data-value="empty"' not in page
    assert '<option value="empty">' not in page


def test_a_retracted_study_is_struck_out_in_the_list() -> None:
    page = hostile_files()["studies/index.html"].decode()
    assert 'data-integrity="retracted" data-verified="memory" class="retracted"' in page
