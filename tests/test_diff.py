"""What changed between two states of the evidence."""

import msgspec
import pytest
from appraise_cases import RETRACTED, bodies, claim, line, records_of, study
from diff_cases import CHANGES, COHORT, TRIAL, lines, records, with_article, with_claim, with_statement, with_study
from hypothesis import given, settings
from msgspec.structs import replace

from kg.appraise.contradictions import find_contradictions
from kg.appraise.judgement import fingerprint
from kg.diff import Changes, diff
from kg.diff.model import Contradicting
from kg.diff.words import NOTHING, answer_words, headline, tell
from kg.records import Claim, Judgement, Place, Records, Statement, Study
from kg.report.changes_json import dump
from kg.report.changes_markdown import escape
from kg.report.changes_markdown import render as markdown
from kg.report.changes_text import render as text

OLD = records()
MIRROR = {
    "contradictions_opened": "contradictions_closed",
    "claims_added": "claims_removed",
    "studies_added": "studies_removed",
    "articles_added": "articles_removed",
    "topics_added": "topics_removed",
}


def told(changes: Changes) -> str:
    return text(tell(changes))


def flat(changes: Changes) -> str:
    """The text without its line ends."""
    return " ".join(told(changes).split())


def test_the_same_records_make_no_changes() -> None:
    assert diff(OLD, OLD) == Changes()
    assert diff(OLD, OLD).empty
    assert told(Changes()) == f"{NOTHING}\n"


@pytest.mark.parametrize("name", CHANGES)
def test_every_change_of_a_record_is_told_and_its_reverse_too(name: str) -> None:
    new = CHANGES[name](OLD)
    assert new != OLD
    for one, other in ((OLD, new), (new, OLD)):
        changes = diff(one, other)
        assert not changes.empty
        assert len(told(changes).splitlines()) > 2


@pytest.mark.parametrize("name", CHANGES)
def test_what_is_added_one_way_is_removed_the_other_way(name: str) -> None:
    there, back = diff(OLD, CHANGES[name](OLD)), diff(CHANGES[name](OLD), OLD)
    for one, other in MIRROR.items():
        assert getattr(there, one) == getattr(back, other)
        assert getattr(there, other) == getattr(back, one)
    for field in ("verdicts", "certainties", "evidence", "claims_reworded", "edited"):
        assert len(getattr(there, field)) == len(getattr(back, field))


def test_the_order_of_records_and_the_lines_they_stand_on_are_no_change() -> None:
    moved = replace(
        OLD,
        claims=tuple(replace(c, at=Place("x.yaml", 7), evidence=c.evidence[::-1]) for c in reversed(OLD.claims)),
        studies=OLD.studies[::-1],
    )
    assert diff(OLD, moved).empty


@settings(max_examples=40)
@given(bodies(), bodies())
def test_random_bodies_of_evidence_differ_both_ways_or_not_at_all(
    one: tuple[Claim, dict[str, Study]], other: tuple[Claim, dict[str, Study]]
) -> None:
    a, b = records_of(*one), records_of(*other)
    there, back = diff(a, b), diff(b, a)
    assert diff(a, a).empty
    assert diff(b, b).empty
    assert there.empty == back.empty
    assert [(x.claim, x.before, x.after) for x in there.verdicts] == [
        (x.claim, x.after, x.before) for x in back.verdicts
    ]
    assert all(x.causes for x in (*there.verdicts, *there.certainties))
    assert msgspec.json.decode(dump(there), type=Changes) == there


def test_a_retraction_that_turns_a_verdict_is_the_reason_given() -> None:
    new = with_study(integrity=RETRACTED)(OLD)
    changes = diff(OLD, new)
    (verdict,) = changes.verdicts
    assert (verdict.before.verdict, verdict.after.verdict) == ("supported", "disputed")
    assert [(x.study, x.words, x.decides) for x in verdict.causes] == [("trial", "Doe 2020 was retracted", True)]
    (notice,) = changes.integrity
    assert (notice.before, notice.after, notice.claims) == (None, "retracted", ("it",))
    words = f"“It helps” is now {answer_words(verdict.after)}; it was {answer_words(verdict.before)}."
    assert f"{words} Because Doe 2020 was retracted." in flat(changes)


def test_articles_made_wrong_by_the_evidence_are_told_and_those_made_right() -> None:
    new = with_study(integrity=RETRACTED)(OLD)
    there, back = diff(OLD, new), diff(new, OLD)
    assert [(x.anchor, x.before, x.after, x.moved) for x in there.standings] == [
        ("1", "with", "against", "evidence"),
        ("2", "with", "against", "evidence"),
    ]
    assert "Articles now against the evidence (2)\n- The Blog asserts “It helps”, which is disputed" in told(there)
    assert "Articles no longer against it (2)" in told(back)


def detected(found: tuple[Contradicting, ...]) -> list[str]:
    return [x.id for x in found if x.origin == "detected"]


def test_contradictions_that_rules_find_open_and_close_and_are_marked() -> None:
    two = lines(TRIAL, line("second", "supports"))(OLD)
    old = replace(two, studies=(*OLD.studies, study("second", authors=("Roe R",))), conflicts=())
    new = lines(TRIAL, line("second", "disputes"))(old)
    changes = diff(old, new)
    assert detected(changes.contradictions_opened) == ["article-evidence/it", "study-study/it/trial--second"]
    assert changes.contradictions_opened[1].studies == ("Doe 2020", "Roe 2020")
    assert diff(new, old).contradictions_closed == changes.contradictions_opened
    assert "“It helps” (wording, detected). “It helps” is asserted by The Blog;" in flat(changes)
    words = (
        "Studies that point both ways on “It helps” (detected). Doe 2020 supports it; against it Roe 2020 (opposite)."
    )
    assert words in flat(changes)


def test_of_a_contradiction_that_closed_it_is_told_what_it_was() -> None:
    assert "(opposite, curated). Before: Both cannot be." in flat(diff(OLD, with_claim(contradicts=())(OLD)))


def test_what_was_edited_is_told_by_name_in_short_and_with_its_values_in_full() -> None:
    changes = diff(OLD, with_claim(population="children", comparator="rest")(OLD))
    short = text(tell(changes, full=False))
    assert "\n- Claim it: comparator, population.\n" in short
    assert "children" not in short
    assert "population: children (before: adults)." in told(changes)


def test_what_a_curator_notes_of_a_detected_contradiction_opens_as_the_curators_and_closes_none() -> None:
    bare = replace(lines(line("trial", "disputes"))(OLD), conflicts=())
    noted = replace(bare, conflicts=OLD.conflicts)
    there, back = diff(bare, noted), diff(noted, bare)
    assert [(x.id, x.origin) for x in there.contradictions_opened] == [("clash", "curated")]
    assert there.contradictions_closed == back.contradictions_opened == ()
    assert [(x.id, x.origin) for x in back.contradictions_closed] == [("clash", "curated")]


def test_candidates_for_contradictions_are_not_told() -> None:
    one = replace(OLD.claims[0], contradicts=(), evidence=())
    rival = replace(one, id="rival", effect="worsens")
    assert find_contradictions(Records(claims=(one, rival)))[0].origin == "candidate"
    changes = diff(Records(claims=(one,)), Records(claims=(one, rival)))
    assert changes.contradictions_opened == ()


def test_an_article_that_rewrites_its_statement_moved_itself() -> None:
    (moved,) = diff(OLD, with_statement(stance="denies")(OLD)).standings
    assert (moved.before, moved.after, moved.moved) == ("with", "against", "article")


def test_of_two_changes_only_the_one_that_decides_is_the_reason() -> None:
    new = with_study("cohort", limitations="many")(lines(line("trial", "disputes", finding="pain"), COHORT)(OLD))
    (verdict,) = diff(OLD, new).verdicts
    assert [(x.study, x.decides) for x in verdict.causes] == [("trial", True)]
    assert verdict.causes[0].words == "Doe 2020 now disputes it (before: supports it)"


def test_where_no_change_decides_alone_all_of_them_are_one_reason_together() -> None:
    old = Records(claims=(claim(),), studies=(study("one"), study("two")))
    new = replace(old, claims=(claim(line("one", "supports"), line("two", "supports")),))
    changes = diff(old, new)
    (verdict,) = changes.verdicts
    assert [x.decides for x in verdict.causes] == [True, True]  # certainty would be lower with one study alone
    three = replace(old, claims=(claim(*(line(x, "supports") for x in ("one", "two", "three"))),), studies=(
        *old.studies, study("three"),
    ))  # fmt: skip
    (verdict,) = diff(old, three).verdicts
    assert [x.decides for x in verdict.causes] == [False, False, False]
    assert "Because of all of this together: Doe 2020 supports it; Doe 2020, new here, supports it; Doe 2020" in flat(
        diff(old, three)
    )


def test_new_evidence_that_changes_nothing_is_told_apart() -> None:
    old = lines(TRIAL)(OLD)
    weak = study("weak", "editorial")
    new = replace(lines(TRIAL, line("weak", "supports"))(OLD), studies=(*OLD.studies, weak))
    changes = diff(old, new)
    assert changes.verdicts == changes.certainties == ()
    (change,) = changes.evidence
    assert change.causes[0].words == "Doe 2020, new here, supports it"


def test_a_statement_put_in_between_moves_no_other() -> None:
    said = OLD.articles[0].statements
    extra = Statement(section="Middle", claim="other", stance="denies", says="It does something.")
    (edited,) = diff(OLD, with_article(statements=(said[0], extra, said[1]))(OLD)).edited
    assert [(x.name, x.before, x.after) for x in edited.fields] == [
        ("statement 2", None, "denies other: It does something.")
    ]


def test_the_headline_counts_and_the_most_important_comes_first() -> None:
    new = with_study(integrity=RETRACTED, title="Other")(with_claim("other", text="It does harm.")(OLD))
    sections = tell(diff(OLD, new))
    assert headline(sections).startswith("1 verdict changed, 2 statements now against the evidence, 1 notice about")
    assert [section.title for section in sections][:2] == ["Verdicts", "Articles now against the evidence"]
    assert sections[0].items[0].about == (("claim", "it"), ("study", "trial"))


def test_an_answer_is_told_with_its_certainty_or_its_leaning() -> None:
    changes = diff(OLD, lines(line("trial", "inconclusive", finding="pain"))(OLD))
    assert answer_words(changes.verdicts[0].after) == "unclear"


def test_markdown_shows_every_character_of_the_data_as_it_is() -> None:
    new = with_claim(text="It [helps](javascript:x) <b>*much*</b>\n# now")(OLD)
    page = markdown(tell(diff(OLD, new)), "v1 to v2")
    assert page.startswith("# v1 to v2\n\n1 claim reworded.\n\n## Claims reworded\n\n- “It \\[helps\\](javascript:x)")
    assert "<b>" not in page
    assert escape("# a") == "\\# a"
    assert escape("- a") == "\\- a"


def test_text_is_wrapped_and_control_characters_are_spelled_out() -> None:
    new = with_claim(text="It \x1b[31mhelps " + "much " * 60)(OLD)
    page = told(diff(OLD, new))
    assert "\x1b" not in page
    assert max(map(len, page.splitlines())) <= 100


def test_a_judgement_is_the_reason_while_it_stands_and_when_it_is_overtaken() -> None:
    it = next(x for x in OLD.claims if x.id == "it")
    by_id = {x.id: x for x in OLD.studies}
    signed = Judgement(verdict="contested", by="R. Roe", date="2026-01-02", why="w", of=fingerprint(it, by_id))
    judged = with_claim(judgement=signed)(OLD)
    (verdict,) = diff(OLD, judged).verdicts
    assert (verdict.after.verdict, verdict.causes[0].words) == ("contested", "R. Roe judged it contested on 2026-01-02")
    assert diff(judged, OLD).verdicts[0].causes[0].words == "the curator's judgement was withdrawn"
    (lapsed,) = diff(judged, with_claim(text="It helps much.")(judged)).verdicts
    assert (lapsed.before.verdict, lapsed.after.verdict) == ("contested", "supported")
    assert lapsed.causes[0].words.startswith("the judgement by R. Roe (contested, 2026-01-02) stands no longer")
    assert lapsed.causes[0].decides
    fallen = diff(judged, with_study(integrity=RETRACTED)(judged))
    assert [x.words for x in fallen.verdicts[0].causes if x.study] == ["Doe 2020 was retracted"]
