"""Citation verdicts, computed and curated, and what articles leave out."""

from pathlib import Path
from typing import Any, get_args

import pytest
from appraise_cases import RETRACTED, bodies, claim, line, records_of, study
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from kg.appraise.citations import Citation, judge_citations
from kg.appraise.omissions import Omission, find_omissions
from kg.records import (
    Article,
    CitationSupport,
    Claim,
    Direction,
    EvidenceLine,
    Finding,
    Integrity,
    IntegrityStatus,
    Overlap,
    Records,
    Reference,
    Stance,
    Statement,
    Study,
)
from kg.report.citations_text import render_markdown, render_table
from kg.workspace import open_workspace, read_records

ROOT = Path(__file__).parent.parent
TRIAL = study(
    "trial", findings=(Finding(id="main", outcome="pain", measure="percentage", value=7.3),), participants=3804
)


def reference(name: str = "ref", judged: CitationSupport = "not-checked", **fields: Any) -> Reference:
    usual: dict[str, Any] = {
        "status": "resolved",
        "source_type": "primary",
        "where": "text only",
        "resolves_to": "trial",
    }
    return Reference(**{"id": name, "as_cited": "A", "supports_statement": judged, "note": "Read.", **usual, **fields})


def article(
    *references: Reference, stance: Stance = "asserts", cites: tuple[str, ...] = ("ref",), **fields: Any
) -> Article:
    statement = Statement(section="s", claim="it", stance=stance, says="…", cites=cites, **fields)
    return Article(id="blog", kind="guide", references=references, statements=(statement,))


def judged(the_article: Article, *lines: EvidenceLine, studies: tuple[Study, ...] = (TRIAL,)) -> Citation:
    records = Records(claims=(claim(*lines),), studies=studies, articles=(the_article,))
    (citation,) = judge_citations(records)
    return citation


NOTICED = {
    status: replace(TRIAL, integrity=Integrity(status=status, date="2024-05-01"))
    for status in get_args(IntegrityStatus)
}
SUPPORTS = line("trial", "supports")


@pytest.mark.parametrize("word", ["supports-as-stated", "partly", "contradicts"])
@pytest.mark.parametrize(("status", "computed"), [("retracted", "does-not-bear"), ("concern", "supports-as-stated")])
def test_a_curated_verdict_needs_review_after_a_notice_about_its_study(
    word: CitationSupport, status: IntegrityStatus, computed: str
) -> None:
    found = judged(article(reference(judged=word)), SUPPORTS, studies=(NOTICED[status],))
    assert (found.verdict, found.by, found.curated) == (computed, "needs-review", word)
    assert found.review.startswith("Doe 2020 ")
    assert found.review.endswith(" on 2024-05-01")
    before = article(reference(judged=word, judged_on="2024-04-30"))
    assert judged(before, SUPPORTS, studies=(NOTICED[status],)).by == "needs-review"


@pytest.mark.parametrize(
    ("status", "fields"),
    [
        ("retracted", {"judged": "supports-as-stated", "judged_on": "2024-05-01"}),
        ("concern", {"judged": "partly", "judged_on": "2025-01-01"}),
        ("retracted", {"judged": "does-not-bear"}),
        ("corrected", {"judged": "supports-as-stated"}),
        ("reinstated", {"judged": "supports-as-stated"}),
        ("ok", {"judged": "supports-as-stated"}),
    ],
)
def test_a_curated_verdict_that_knew_of_the_notice_or_leans_on_nothing_stands(
    status: IntegrityStatus, fields: dict[str, Any]
) -> None:
    found = judged(article(reference(**fields)), SUPPORTS, studies=(NOTICED[status],))
    assert (found.verdict, found.by, found.review) == (fields["judged"], "curated", "")


def test_a_citation_that_needs_review_says_so_in_table_and_markdown() -> None:
    found = judged(article(reference(judged="partly")), SUPPORTS, studies=(NOTICED["retracted"],))
    assert "does-not-bear  computed, as partly needs review" in render_table([found], ())
    words = "(computed): ref at statement 1 (it). Doe 2020 was retracted and is no evidence. A curator's"
    text = render_markdown([found], ())
    assert f"- **does-not-bear** {words} partly needs review: Doe 2020 was retracted on 2024-05-01.\n" in text


@pytest.mark.parametrize(
    ("stance", "lines", "expected"),
    [
        ("asserts", [("supports", "direct")], "supports-as-stated"),
        ("hedges", [("supports", "direct")], "supports-as-stated"),
        ("denies", [("supports", "direct")], "contradicts"),
        ("asserts", [("disputes", "direct")], "contradicts"),
        ("hedges", [("disputes", "direct")], "contradicts"),
        ("denies", [("disputes", "direct")], "supports-as-stated"),
        ("asserts", [("inconclusive", "direct")], "partly"),
        ("asserts", [("supports", "direct"), ("disputes", "direct")], "partly"),
        ("asserts", [("supports", "direct"), ("disputes", "indirect")], "supports-as-stated"),
        ("asserts", [("inconclusive", "direct"), ("supports", "indirect")], "partly"),
        ("asserts", [("supports", "indirect")], "partly"),
        ("asserts", [("disputes", "indirect")], "does-not-bear"),
        ("asserts", [("inconclusive", "indirect")], "does-not-bear"),
        ("asserts", [], "does-not-bear"),
    ],
)
def test_the_lines_of_the_cited_study_make_the_verdict(stance: Stance, lines: list[Any], expected: str) -> None:
    citation = judged(article(reference(), stance=stance), *(line("trial", *x) for x in lines))
    assert citation.computed == expected
    assert citation.computed_why.startswith(("Doe 2020", "The findings of Doe 2020"))


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"status": "not-found", "resolves_to": None, "source_type": "none"}, "not-found"),
        ({"source_type": "news"}, "secondary-source"),
        ({"status": "resolved-via-secondary", "source_type": "institutional-news"}, "secondary-source"),
        ({"status": "unresolved", "resolves_to": None, "source_type": "news"}, "secondary-source"),
        ({"status": "unresolved", "resolves_to": None}, "not-checked"),
        ({"resolves_to": "nowhere"}, "not-checked"),
    ],
)
def test_the_reference_itself_comes_before_what_the_study_shows(fields: dict[str, Any], expected: str) -> None:
    assert judged(article(reference(**fields)), line("trial", "supports")).computed == expected


@pytest.mark.parametrize(
    ("fields", "expected"), [({"verified": "memory"}, "not-checked"), ({"integrity": RETRACTED}, "does-not-bear")]
)
def test_a_study_from_memory_or_retracted_bears_nothing_out(fields: dict[str, Any], expected: str) -> None:
    citation = judged(article(reference()), line("trial", "supports"), studies=(study("trial", **fields),))
    assert citation.computed == expected


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (("3,804 runners", "7.3 %"), "supports-as-stated"),
        (("3804",), "supports-as-stated"),
        (("many",), "supports-as-stated"),
        (("66.1 %",), "partly"),
        (("3,804 runners", "1/3 of them"), "partly"),
    ],
)
def test_numbers_that_the_study_does_not_give_make_it_partly(numbers: tuple[str, ...], expected: str) -> None:
    assert judged(article(reference(), numbers=numbers), line("trial", "supports")).computed == expected


def test_a_fraction_is_found_as_a_percentage() -> None:
    third = study("trial", findings=(Finding(id="main", outcome="hurt", measure="percentage", value=33.3),))
    citation = judged(article(reference(), numbers=("1/3 of runners",)), line("trial", "supports"), studies=(third,))
    assert citation.computed == "supports-as-stated"


@pytest.mark.parametrize(
    ("curated", "fields", "expected"),
    [
        ("does-not-bear", {}, ("does-not-bear", "curated")),
        ("supports-as-stated", {"source_type": "news"}, ("supports-as-stated", "curated")),
        ("not-checked", {}, ("not-checked", "curated")),
        ("not-checked", {"source_type": "news"}, ("secondary-source", "computed")),
        ("not-checked", {"status": "not-found", "resolves_to": None}, ("not-found", "computed")),
        ("not-checked", {"status": "unresolved", "resolves_to": None}, ("not-checked", "computed")),
    ],
)
def test_the_word_of_a_curator_goes_first(
    curated: CitationSupport, fields: dict[str, Any], expected: tuple[str, str]
) -> None:
    citation = judged(article(reference(judged=curated, **fields)), line("trial", "supports"))
    assert (citation.verdict, citation.by) == expected
    assert citation.why == ("Read." if expected[1] == "curated" else citation.computed_why)


def test_a_reference_at_no_statement_bears_out_nothing_as_stated() -> None:
    citation = judged(article(reference(), cites=()), line("trial", "supports"))
    assert (citation.anchor, citation.claim, citation.computed) == (None, "it", "partly")
    assert citation.computed_why.startswith("No statement points to it; nearest is it: ")
    citation = judged(article(reference(), cites=()))
    assert (citation.claim, citation.computed) == (None, "does-not-bear")
    citation = judged(article(reference(status="not-found", resolves_to=None), cites=()))
    assert (citation.claim, citation.computed) == (None, "not-found")


def test_a_reference_of_an_article_that_states_nothing_is_not_checked() -> None:
    empty = Article(id="blog", kind="guide", references=(reference(),))
    assert judged(empty).computed == "not-checked"


def test_a_reference_at_two_statements_is_two_citations() -> None:
    said = article(reference())
    twice = replace(said, statements=said.statements * 2)
    records = Records(claims=(claim(line("trial", "supports")),), studies=(TRIAL,), articles=(twice,))
    assert [citation.anchor for citation in judge_citations(records)] == ["1", "2"]


def omitted(
    stance: Stance, *lines: EvidenceLine, studies: tuple[Study, ...], refs: tuple[Reference, ...] = ()
) -> list[str]:
    said = article(*refs, stance=stance, cites=())
    records = Records(claims=(claim(*lines),), studies=studies, articles=(said,))
    return [omission.study for omission in find_omissions(records)]


BEST, NEXT, LOW = study("best", "meta-analysis", included_designs=("rct",)), study("next"), study("low", "cohort")


@pytest.mark.parametrize(("stance", "expected"), [("asserts", ["best"]), ("hedges", ["best"]), ("denies", ["next"])])
def test_what_goes_against_the_stance_of_the_article_is_left_out(stance: Stance, expected: list[str]) -> None:
    lines = (line("best", "disputes"), line("next", "supports"))
    assert omitted(stance, *lines, studies=(BEST, NEXT)) == expected


def test_only_the_best_two_levels_of_the_claim_count() -> None:
    lines = [line(name, "disputes") for name in ("best", "next", "low")]
    assert omitted("asserts", *lines, studies=(BEST, NEXT, LOW)) == ["best", "next"]
    assert omitted("asserts", *lines[1:], studies=(NEXT, LOW)) == ["next", "low"]


def test_what_is_cited_or_inside_a_cited_review_is_not_left_out() -> None:
    lines = [line(name, "disputes") for name in ("best", "next")]
    refs = (reference(resolves_to="best"),)
    assert omitted("asserts", *lines, studies=(BEST, NEXT), refs=refs) == ["next"]
    review = replace(BEST, overlaps=(Overlap(study="next", kind="includes", why="It says so."),))
    assert omitted("asserts", *lines, studies=(review, NEXT), refs=refs) == []


@pytest.mark.parametrize(
    ("published", "expected"), [(None, ["best", "next"]), ("2021-12-31", ["best"]), ("2022-01-01", ["best", "next"])]
)
def test_an_article_does_not_leave_out_what_came_after_it(published: str | None, expected: list[str]) -> None:
    old, new = replace(BEST, year=2021), replace(NEXT, year=2022)
    said = replace(article(cites=()), published=published)
    lines = (line("best", "disputes"), line("next", "disputes"))
    records = Records(claims=(claim(*lines),), studies=(old, new), articles=(said,))
    assert [omission.study for omission in find_omissions(records)] == expected


def test_retracted_studies_and_opinion_are_not_missed() -> None:
    gone = study("best", integrity=RETRACTED)
    lines = [line("best", "disputes"), line("next", "disputes")]
    assert omitted("asserts", *lines, studies=(gone, study("next", "editorial"))) == []


def test_an_article_that_asserts_in_one_place_and_hedges_in_another_asserts() -> None:
    said = article(stance="hedges", cites=())
    both = replace(said, statements=(*said.statements, replace(said.statements[0], stance="asserts")))
    records = Records(claims=(claim(line("best", "disputes")),), studies=(BEST,), articles=(both,))
    assert find_omissions(records) == (Omission("blog", "it", "asserts", "best", 1, cites_any=False),)


TURNED: dict[Direction, Direction] = {"supports": "disputes", "disputes": "supports", "inconclusive": "inconclusive"}


@settings(deadline=None)
@given(bodies(), st.sampled_from(get_args(Stance)))
def test_denying_a_claim_is_as_asserting_the_opposite(body: tuple[Claim, dict[str, Study]], stance: Stance) -> None:
    the_claim, studies = body
    turned = replace(the_claim, evidence=tuple(replace(x, direction=TURNED[x.direction]) for x in the_claim.evidence))
    refs = tuple(reference(name, resolves_to=name) for name in studies)
    other: Stance = "asserts" if stance == "denies" else "denies"
    here = replace(records_of(the_claim, studies), articles=(article(*refs, stance=stance, cites=tuple(studies)),))
    there = replace(records_of(turned, studies), articles=(article(*refs, stance=other, cites=tuple(studies)),))
    assert [x.computed for x in judge_citations(here)] == [x.computed for x in judge_citations(there)]
    bare = [replace(x, articles=(article(stance=s, cites=()),)) for x, s in ((here, stance), (there, other))]
    assert [x.study for x in find_omissions(bare[0])] == [x.study for x in find_omissions(bare[1])]


@pytest.fixture(scope="module")
def real() -> Records:
    return read_records(open_workspace(ROOT))[0]


def test_every_judgement_of_a_curator_stands(real: Records) -> None:
    citations = judge_citations(real)
    for each in real.articles:
        for ref in each.references:
            mine = [x for x in citations if (x.article, x.reference) == (each.id, ref.id)]
            assert mine
            if ref.supports_statement != "not-checked":
                assert {(x.verdict, x.by) for x in mine} == {(ref.supports_statement, "curated")}


def test_no_rule_calls_a_citation_of_the_data_good_that_a_curator_calls_bad(real: Records) -> None:
    good, bad = {"supports-as-stated", "partly"}, {"does-not-bear", "contradicts"}
    both = [x for x in judge_citations(real) if x.by == "curated"]
    assert [x for x in both if x.computed in good and x.verdict in bad] == []


def test_what_an_article_of_the_data_leaves_out_goes_against_it_and_is_not_cited(real: Records) -> None:
    lines = {(claim.id, line.study, line.direction) for claim in real.claims for line in claim.evidence}
    cited = {(each.id, ref.resolves_to) for each in real.articles for ref in each.references}
    omissions = find_omissions(real)
    assert omissions
    for x in omissions:
        assert (x.claim, x.study, "supports" if x.stance == "denies" else "disputes") in lines
        assert (x.article, x.study) not in cited
