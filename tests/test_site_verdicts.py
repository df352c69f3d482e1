"""Verdicts, certainty and their reasons on the pages of the site, and what articles make of them."""

import re
from functools import cache
from typing import Final

import pytest
from msgspec.structs import replace
from site_links import read_page
from site_workspace import BASE, SCRIPT, hostile_files
from test_site_pages import real_files

from kg.appraise.judgement import fingerprint
from kg.records import Judgement, Records
from kg.render import render_pages
from kg.render.catalogue import build_catalogue
from kg.render.site import Site
from kg.render.words import Words, parse_terms
from kg.workspace import open_workspace, read_records, read_static, read_templates, read_vocabulary

CLAIM: Final = "gait-retraining"


@cache
def the_records() -> Records:
    records, _ = read_records(open_workspace())
    return records


def text_of(path: str, files: dict[str, bytes] | None = None) -> str:
    """Return a page's text with one space between words and none before a full stop."""
    words = " ".join(read_page((files or real_files())[path]).text.split())
    return re.sub(r" ([.,;:)])", r"\1", words.replace("( ", "("))


@cache
def judged_pages(*, stale: bool) -> dict[str, bytes]:
    """Return the pages where a curator has judged the claim; `stale`: something has changed since."""
    records = the_records()
    claim = next(x for x in records.claims if x.id == CLAIM)
    studies = {x.id: x for x in records.studies}
    judgement = Judgement(
        verdict="unclear",
        certainty="moderate",
        by=f"R. Eviewer {SCRIPT}",
        date="2026-03-01",
        why="One trial is <b>not</b> enough.",
        of="0" * 12 if stale else fingerprint(claim, studies),
    )
    claims = tuple(replace(x, judgement=judgement) if x.id == CLAIM else x for x in records.claims)
    terms, assets = parse_terms(read_vocabulary()), dict.fromkeys(read_static(open_workspace()), "x")
    catalogue = build_catalogue(replace(records, claims=claims))
    templates = read_templates(open_workspace())
    return dict(render_pages(Site("t", BASE, 0, (), catalogue, Words(terms), terms, (), (), assets, templates)))


def judged_page(*, stale: bool) -> str:
    """Return the page of the judged claim."""
    return judged_pages(stale=stale)[f"claim/{CLAIM}/index.html"].decode()


@pytest.mark.parametrize(
    ("claim", "sentences"),
    [
        (
            "hip-weakness-pfps",
            [
                "Disputed by the evidence low certainty",
                "It may not be true that weak hip muscles cause patellofemoral pain.",
                "Why: The best evidence on it, one review of cohort studies (Neal et al. 2019), speaks against it;",
                "certainty is low because evidence nearly as good goes the other way",
                "Who disagrees: 2 studies about as good go the other way",
                "supports Ramskov et al. 2015, cohort study, 629 people: A prospective exception",
                "Level 1 decides: against it 1 review of cohort studies (Neal et al. 2019).",
                "Outweighed, further down: Lankhorst et al. 2013.",
            ],
        ),
        (
            "gait-retraining",
            [
                "Supported by the evidence low certainty",
                "certainty is low because no better kind of study decides it and it rests on one study.",
                "hangs on one study: Chan et al. 2018",
            ],
        ),
        ("footwear-support", ["Contested the best evidence goes both ways low certainty"]),
        ("warm-up", ["Unclear the evidence has no answer leans towards support"]),
    ],
)
def test_the_page_of_a_claim_gives_verdict_certainty_and_reason(claim: str, sentences: list[str]) -> None:
    text = text_of(f"claim/{claim}/index.html")
    assert [x for x in sentences if x not in text] == []


def test_the_argument_leads_to_its_studies() -> None:
    html = real_files()["claim/hip-weakness-pfps/index.html"].decode()
    argument = html[html.index('id="assessment"') : html.index('id="change"')]
    assert '<a href="../../study/neal-2019/index.html">Neal et al. 2019</a>' in argument
    assert "Certainty starts at high; down 1" in argument


def test_each_line_of_evidence_has_its_level_and_says_if_it_weighs_nothing() -> None:
    text = text_of("claim/gait-retraining/index.html")
    assert "Level 2: randomised trial" in text
    assert "indirect and of the last level, weighs nothing" in text


def test_the_address_of_an_assessment_and_its_reasons_leads_to_the_argument() -> None:
    stubs = [x for x in real_files() if x.startswith(f"claim/{CLAIM}/assessment/")]
    assert len(stubs) > 1
    for stub in stubs:
        assert {x.partition("claim/")[2] for x in read_page(real_files()[stub]).links} == {
            f"{CLAIM}/index.html#assessment"
        }


def test_a_verdict_has_a_shape_and_a_word_in_every_list() -> None:
    for path in ("index.html", "claims/index.html", "topic/footwear/index.html"):
        html = real_files()[path].decode()
        assert '<strong class="way contested">Contested</strong> · low certainty' in html
        assert "hangs on one study:" in html


def test_claims_can_be_filtered_by_verdict_and_certainty() -> None:
    html = real_files()["claims/index.html"].decode()
    for key, values in (("verdict", {"supported", "contested"}), ("certainty", {"low", "very-low"})):
        select = re.search(rf'<select id="{key}" data-key="{key}">.*?</select>', html, re.DOTALL)
        assert select is not None
        offered = set(re.findall(r'value="([^"]+)"', select[0]))
        assert values <= offered
        assert set(re.findall(rf'data-{key}="([^"]+)"', html)) == offered


def test_each_statement_of_an_article_is_held_against_the_verdict() -> None:
    html = real_files()["article/one-body-ldn/index.html"].decode()
    bearings = re.findall(r'<div class="held">\s*<p><strong class="way \w+">([^<]+)</strong>', html)
    counts = {words: bearings.count(words) for words in set(bearings)}
    assert set(counts) == {"With the evidence", "Says more than the evidence", "Against the evidence"}
    assert text_of("article/one-body-ldn/index.html").count(
        f"Of {len(bearings)} statements, {counts['With the evidence']} are with the evidence, "
        f"{counts['Says more than the evidence']} say more than the evidence "
        f"and {counts['Against the evidence']} are against the evidence."
    )


def test_an_article_shows_what_its_citations_are_worth_and_what_it_leaves_out() -> None:
    text = text_of("article/one-body-ldn/index.html")
    assert "Supports as stated statement 14" in text
    assert "Left out: Hollander et al. 2021 (level 2)" in text
    lost = text_of("article/blog/index.html", hostile_files())
    assert "No such publication found at no statement By rule: No publication like it was found." in lost


def test_the_page_of_a_study_says_which_verdicts_hang_on_it_and_what_they_would_be() -> None:
    text = text_of("study/chan-2018/index.html")
    assert "Which verdicts hang on it" in text
    assert "Supported · low certainty Without it: unclear: the evidence has no answer" in text
    assert "Which verdicts hang on it" not in text_of("study/heiderscheit-2011/index.html")


def test_contradictions_say_who_found_them_curators_first() -> None:
    html = real_files()["contradictions/index.html"].decode()
    places = [html.index(f'id="{x}"') for x in ("curated", "detected", "studies", "candidate")]
    assert places == sorted(places)
    curated, detected, studies, candidate = (html[a:b] for a, b in zip(places, [*places[1:], len(html)], strict=True))
    assert "noted by a curator" in curated
    assert "found by a rule" not in curated
    assert "Study against study" not in detected
    assert "Study against study" in studies
    assert "looks like one, judged by nobody" in candidate
    assert all("Stronger: " in part for part in (curated, detected, studies, candidate))


def test_a_reason_names_sides_and_studies_and_not_their_ids() -> None:
    text = text_of("contradictions/index.html")
    assert "A is disputed by the evidence" in text
    ids = {x.id for x in the_records().studies if "-" in x.id} | {f"{x.id} is " for x in the_records().claims}
    assert {x for x in ids if x in text} == set()


def test_a_retracted_study_is_named_and_struck_through_at_the_verdict() -> None:
    html = hostile_files()["claim/running-harms/index.html"].decode()
    assert '<s><a href="../../study/jones-2001/index.html">Jones 2001</a></s>' in html
    assert "retracted, left out" in html


def test_a_judgement_stands_beside_the_computed_verdict_with_its_last_day() -> None:
    html = judged_page(stale=False)
    assert '<p class="way inconclusive">Unclear</p>' in html
    assert "moderate certainty" in html
    assert "to be looked at again by 2027-03-01" in html
    assert 'The rules alone say:</strong> <span class="way supports">supported by the evidence; low certainty' in html
    assert "needs review" not in html
    assert "hangs on one study" not in html
    assert "the verdict would be another" not in html
    assert "The verdict would be another without" in html[html.index('id="assessment"') :]
    assert "<b>not</b>" not in html
    assert SCRIPT not in html


def test_the_card_of_a_judged_claim_has_the_certainty_of_the_curator_and_hangs_on_no_study() -> None:
    card = '<strong class="way inconclusive">Unclear</strong> · moderate certainty · a curator\u2019s judgement'
    assert card in judged_pages(stale=False)["claims/index.html"].decode()
    assert "Which verdicts hang on it" not in text_of("study/chan-2018/index.html", judged_pages(stale=False))
    assert "Which verdicts hang on it" in text_of("study/chan-2018/index.html", judged_pages(stale=True))


def test_a_judgement_that_something_overtook_needs_review_and_does_not_stand() -> None:
    html = judged_page(stale=True)
    assert '<p class="way supports">Supported</p>' in html
    assert "judgement needs review:</strong> the claim or its evidence has changed since." in html
    assert "months old" not in html


def test_the_rules_are_told_on_the_page_about_the_method() -> None:
    parts = read_page(real_files()["about/index.html"])
    assert {"verdict", "bearing"} <= set(parts.ids)
    assert "No verdict" not in parts.text
    assert "Votes are never counted" in " ".join(parts.text.split())
