"""Evidence over time: marks in their years, and the verdict on all that there was by then."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from jinja2 import DictLoader, Environment, StrictUndefined
from msgspec.structs import replace
from test_plots_forest import WORDS, real, study

from kg.appraise import appraise
from kg.appraise.counterfactual import Filters, without
from kg.records import Claim, Direction, EvidenceLine, Integrity, Records, Study, Topic
from kg.render.catalogue import build_catalogue
from kg.render.plots.timeline import Timeline, claim_timeline, verdicts_by_year
from kg.workspace import open_workspace, read_templates


def timeline(*pairs: tuple[Study, Direction]) -> Timeline | None:
    lines = tuple(EvidenceLine(study=x.id, direction=way, directness="direct", why="w") for x, way in pairs)
    claim = Claim(
        id="c", text="C.", topic="t", kind="cause", population="p", outcome="o", effect="increases", evidence=lines
    )
    topic = Topic(id="t", label="T", description="D.")
    records = Records(topics=(topic,), claims=(claim,), studies=tuple(x for x, _ in pairs))
    return claim_timeline(claim, build_catalogue(records), WORDS)


def html_of(shown: Timeline) -> str:
    templates = read_templates(open_workspace())
    environment = Environment(loader=DictLoader(templates), autoescape=True, undefined=StrictUndefined)
    return environment.get_template("timeline.html").render(timeline=shown, root="")


def test_a_better_study_turns_the_verdict_in_its_year() -> None:
    shown = timeline(
        (study("old", design="case-control", year=2000), "supports"), (study("new", year=2010), "disputes")
    )
    assert shown is not None
    assert [(x.years, x.verdict) for x in shown.spans] == [("until 2009", "supported"), ("since 2010", "disputed")]
    assert shown.sentence == "Until 2009 supported and since 2010 disputed; 2 studies, 2000 to 2010."
    first, second = shown.spans
    assert round(first.start + first.width, 2) == second.start
    assert round(second.start + second.width, 2) == 99.5


def test_a_study_stands_in_the_middle_of_its_year() -> None:
    shown = timeline((study("a", year=2000), "supports"), (study("b", year=2009), "supports"))
    assert shown is not None
    assert [x.at for x in shown.lanes[0].marks] == [0.5 + 99 * 0.05, 0.5 + 99 * 0.95]


def test_studies_of_one_year_stand_one_above_the_other() -> None:
    shown = timeline(
        (study("a", year=2000), "supports"), (study("b", year=2000), "supports"), (study("c", year=2001), "supports")
    )
    assert shown is not None
    one, other, _ = shown.lanes[0].marks
    assert one.at == other.at
    assert one.down != other.down
    assert all(shown.lanes[0].top < x.down < shown.lanes[0].foot for x in shown.lanes[0].marks)


def test_what_weighs_nothing_is_hollow() -> None:
    gone = study("gone", year=2001, integrity=Integrity(status="retracted", date="2020-01-01"))
    shown = timeline((study("a", year=2000), "supports"), (gone, "supports"), (study("b", year=2002), "disputes"))
    assert shown is not None
    assert [x.counts for x in shown.lanes[0].marks] == [True, False]
    assert html_of(shown).count("point hollow") == 1
    assert re.search(r"2001: Gone 2001 supports, level \d, weighs nothing;", shown.description)


def test_evidence_of_one_year_has_no_course() -> None:
    assert timeline((study("a"), "supports"), (study("b"), "disputes")) is None


def test_the_last_verdict_is_the_computed_one_of_today() -> None:
    for claim in real().records.claims:
        if claim.evidence:
            *_, (_, last) = verdicts_by_year(claim, real().studies)
            today = real().appraised.assessments[claim.id]
            assert (last.verdict, last.certainty, last.leaning) == (today.verdict, today.certainty, today.leaning)


def test_a_year_s_verdict_is_that_of_the_records_without_later_studies() -> None:
    records = real().records
    later = tuple(x.id for x in records.studies if x.year > 2012)
    then = appraise(without(records, Filters(studies=later))).claims
    for claim in records.claims:
        known = [found for year, found in verdicts_by_year(claim, real().studies) if year <= 2012]
        if known:
            assert known[-1].verdict == then[claim.id].verdict


def test_every_line_of_evidence_is_drawn_and_told_once() -> None:
    for claim in real().records.claims:
        shown = claim_timeline(claim, real(), WORDS)
        if shown is None:
            continue
        assert sum(len(x.marks) for x in shown.lanes) == len(claim.evidence)
        assert sum(len(x.seen) for x in shown.years) == len(claim.evidence)
        html = html_of(shown)
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids)) == 2
        ET.fromstring(html[html.index("<svg") : html.rindex("</svg>") + 6])  # noqa: S314 - our own text
        assert " style=" not in html


def test_the_band_covers_every_year_once() -> None:
    for claim in real().records.claims:
        shown = claim_timeline(claim, real(), WORDS)
        if shown:
            for one, following in zip(shown.spans, shown.spans[1:], strict=False):
                assert abs(one.start + one.width - following.start) < 0.02
                assert one.verdict != following.verdict


def test_a_word_stands_in_the_band_only_where_it_has_room() -> None:
    years = (2000, 2001, 2030)
    ways: tuple[Direction, ...] = ("supports", "disputes", "disputes")
    designs = ("case-control", "cohort", "cohort")
    studies = (
        replace(study(f"s{year}"), year=year, design=design) for year, design in zip(years, designs, strict=True)
    )
    shown = timeline(*zip(studies, ways, strict=True))
    assert shown is not None
    assert [x.room for x in shown.spans] == ["none", "any"]
