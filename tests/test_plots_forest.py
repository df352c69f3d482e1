"""Forest plots: what may share an axis, where marks land, and that nothing is lost, repeated or pooled."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment, StrictUndefined
from msgspec.structs import replace
from test_site_pages import real_files

from kg.labels import number
from kg.records import Claim, Direction, EvidenceLine, Finding, Integrity, Records, Study, Topic
from kg.render.catalogue import build_catalogue
from kg.render.plots.families import drawable, families, null_of, outcome_phrase
from kg.render.plots.forest import MOST_ROWS, claim_forest, study_forest
from kg.render.plots.scale import MINUS, linear_axis, ratio_axis
from kg.render.words import Words
from kg.workspace import open_workspace, read_records, read_templates

if TYPE_CHECKING:
    from kg.records import Effect
    from kg.render.catalogue import Catalogue
    from kg.render.plots.forest import Forest, Panel

WORDS = Words({})


def finding(name: str, value: float, low: float, high: float, **more: object) -> Finding:
    plain = Finding(id=name, outcome="injury", measure="OR", value=value, ci_low=low, ci_high=high, ci_level=95.0)
    return replace(plain, **more)


def study(name: str, *findings: Finding, **more: object) -> Study:
    plain = Study(
        id=name, title=name, authors=(f"{name.title()} A",), year=2000, design="cohort", population="x",
        limitations="x", verified="seen", findings=findings,
    )  # fmt: skip
    return replace(plain, **more)


def forest(effect: Effect, *pairs: tuple[Study, Direction]) -> Forest:
    """Return the forest of a claim on which every finding of each study points one way."""
    lines = tuple(
        EvidenceLine(study=x.id, finding=found.id, direction=direction, directness="direct", why="w")
        for x, direction in pairs
        for found in x.findings
    )
    claim = Claim(
        id="c", text="C.", topic="t", kind="cause", population="p", outcome="o", effect=effect, evidence=lines
    )
    topic = Topic(id="t", label="T", description="D.")
    catalogue = build_catalogue(Records(topics=(topic,), claims=(claim,), studies=tuple(x for x, _ in pairs)))
    return claim_forest(claim, catalogue, WORDS)


@cache
def real() -> Catalogue:
    return build_catalogue(read_records(open_workspace())[0])


def drawn_html(shown: Forest) -> str:
    environment = Environment(
        loader=DictLoader(read_templates(open_workspace())), autoescape=True, undefined=StrictUndefined
    )
    return environment.get_template("forest.html").render(forest=shown, root="")


def only(shown: Forest) -> Panel:
    assert len(shown.panels) == 1
    return shown.panels[0]


def test_a_ratio_stands_where_its_logarithm_says() -> None:
    axis = ratio_axis([1.0], [0.5, 2.0])
    assert (axis.low, axis.high) == (0.5, 2.0)
    assert (axis.at(0.5), axis.at(1.0), axis.at(2.0)) == (4.0, 50.0, 96.0)
    assert axis.at(math.sqrt(2)) == 73.0


def test_a_known_odds_ratio_lands_on_its_place() -> None:
    row = only(forest("increases", (study("a", finding("f", 1.0, 0.5, 2.0)), "inconclusive"))).rows[0]
    assert (row.start, row.at, row.end) == (4.0, 50.0, 96.0)


def test_double_and_half_lie_equally_far_from_no_effect() -> None:
    panel = only(
        forest("increases", (study("a", finding("f", 2, 1.5, 3), finding("g", 0.5, 0.4, 0.6)), "inconclusive"))
    )
    assert panel.null is not None
    low, high = panel.rows
    assert high.at - panel.null == pytest.approx(panel.null - low.at, abs=0.02)


def test_an_interval_that_leaves_the_axis_ends_in_an_arrow() -> None:
    panel = only(forest("increases", (study("a", finding("f", 1.2, 0.001, 900.0)), "inconclusive")))
    assert (panel.rows[0].cut_start, panel.rows[0].cut_end) == (True, True)
    assert (panel.rows[0].start, panel.rows[0].end) == (4.0, 96.0)
    html = drawn_html(forest("increases", (study("a", finding("f", 1.2, 0.001, 900.0)), "inconclusive")))
    assert html.count('class="arrow"') == 2
    assert "goes on beyond the axis" in html


def test_an_interval_on_the_axis_has_no_arrow() -> None:
    html = drawn_html(forest("increases", (study("a", finding("f", 1.2, 0.9, 1.5)), "inconclusive")))
    assert 'class="arrow"' not in html


def test_a_ratio_whose_interval_starts_at_zero_is_drawn_with_an_arrow() -> None:
    row = only(forest("increases", (study("a", finding("f", 1.2, 0.0, 4.0)), "inconclusive"))).rows[0]
    assert row.cut_start
    assert not row.cut_end


def test_a_narrow_interval_about_no_effect_looks_narrow() -> None:
    row = only(forest("no-difference", (study("a", finding("f", 1.0, 0.98, 1.02)), "supports"))).rows[0]
    assert row.end - row.start < 5


@given(
    st.lists(st.floats(0.001, 1000), min_size=1, max_size=6),
    st.lists(st.floats(0.0001, 10000), max_size=12),
)
def test_a_ratio_axis_has_few_round_ticks_and_holds_every_estimate(values: list[float], bounds: list[float]) -> None:
    axis = ratio_axis(values, bounds)
    assert 2 <= len(axis.ticks) <= 8
    assert 1.0 in axis.ticks or axis.ticks[0] < 1.0 < axis.ticks[-1]
    assert axis.low <= min(*values, 1.0)
    assert max(*values, 1.0) <= axis.high
    assert all(len(f"{tick:e}".partition("e")[0].rstrip("0")) <= 3 for tick in axis.ticks)


@given(st.lists(st.integers(-9999, 9999), min_size=1, max_size=6), st.lists(st.integers(-9999, 9999), max_size=12))
def test_an_even_axis_has_few_ticks_and_holds_every_estimate(hundredths: list[int], bounds: list[int]) -> None:
    values = [x / 100 for x in hundredths]
    axis = linear_axis(values, [x / 10 for x in bounds], 0.0)
    assert 2 <= len(axis.ticks) <= 9
    assert axis.low < 0 < axis.high
    assert axis.low <= min(values)
    assert max(values) <= axis.high


def test_two_measures_never_share_an_axis() -> None:
    shown = forest(
        "increases", (study("a", finding("f", 2, 1.5, 3), finding("g", 2, 1.5, 3, measure="RR")), "supports")
    )
    assert len(shown.panels) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"measure": "MD", "outcome": "pain", "unit": "points (0-10)"}, {"unit": "points (0-100)"}),
        ({"measure": "MD", "outcome": "pain", "unit": "points"}, {"outcome": "knee function"}),
        ({"measure": "OR", "outcome": "running injury"}, {"outcome": "knee surgery"}),
        ({"measure": "MD", "outcome": "Knee Pain Scale", "unit": "p"}, {"outcome": "Functional Scale"}),
    ],
)
def test_another_unit_or_outcome_is_another_axis(one: dict[str, object], other: dict[str, object]) -> None:
    first, second = finding("f", 2, 1.5, 3, **one), finding("g", 2, 1.5, 3, **(one | other))
    assert len(forest("increases", (study("a", first), "supports"), (study("b", second), "supports")).panels) == 2


def test_the_same_sort_of_outcome_shares_an_axis_however_it_is_put() -> None:
    first = finding("f", 2, 1.5, 3, outcome="running injury by 250 km")
    second = finding("g", 2, 1.5, 3, outcome="overuse injuries (any)")
    assert only(forest("increases", (study("a", first), "supports"), (study("b", second), "supports"))).rows


def test_numbers_without_a_unit_share_no_axis_across_studies() -> None:
    found = finding("f", 2, 1.5, 3, measure="MD", outcome="strength")
    assert len(forest("increases", (study("a", found), "supports"), (study("b", found), "supports")).panels) == 2


def test_comparisons_the_other_way_round_stand_apart() -> None:
    shown = forest(
        "decreases",
        (study("a", finding("f", 0.5, 0.3, 0.8, comparison="training vs control")), "supports"),
        (study("b", finding("f", 2.0, 1.5, 3.0, comparison="control vs training")), "supports"),
        (study("c", finding("f", 1.1, 0.7, 1.6, comparison="control vs home training")), "disputes"),
    )
    sides = {(x.left_says, tuple(row.study.text for row in x.rows)) for x in shown.panels}
    assert sides == {("for the claim", ("A 2000",)), ("against the claim", ("C 2000", "B 2000"))}


def test_no_side_is_for_the_claim_where_a_clear_result_leaves_it_open() -> None:
    one, other = study("a", finding("f", 0.5, 0.3, 0.8)), study("b", finding("f", 1.5, 1.1, 2.0))
    assert only(forest("decreases", (one, "supports"))).left_says == "for the claim"
    assert only(forest("decreases", (one, "supports"), (other, "inconclusive"))).left_says == ""


def test_only_a_review_s_own_pooled_result_is_a_diamond() -> None:
    pooled = finding("f", 0.5, 0.3, 0.8)
    quoted = finding("g", 0.5, 0.3, 0.8, note="a single trial")
    shown = forest(
        "decreases",
        (study("a", pooled, quoted, design="meta-analysis"), "supports"),
        (study("b", pooled), "supports"),
        (study("c", pooled, design="systematic-review"), "supports"),
    )
    assert sorted((x.study.text, x.shape) for x in only(shown).rows) == [
        ("A 2000", "diamond"), ("A 2000", "square"), ("B 2000", "square"), ("C 2000", "square"),
    ]  # fmt: skip
    assert drawn_html(shown).count("pooled by this review") == 1


def test_the_shape_and_the_words_tell_the_direction() -> None:
    found = finding("f", 1.2, 0.8, 1.6)
    shown = forest(
        "increases",
        (study("a", found), "supports"),
        (study("b", found), "disputes"),
        (study("c", found), "inconclusive"),
    )
    assert [(x.shape, x.direction and x.direction.label) for x in only(shown).rows] == [
        ("square", "supports"), ("triangle", "disputes"), ("ring", "leaves it open"),
    ]  # fmt: skip


def test_a_narrower_interval_has_a_larger_mark() -> None:
    narrow, wide = finding("f", 1.2, 1.1, 1.3), finding("f", 1.3, 0.6, 2.8)
    rows = only(forest("increases", (study("a", narrow), "supports"), (study("b", wide), "supports"))).rows
    assert rows[0].size > rows[1].size


def test_a_retracted_study_is_struck_and_named() -> None:
    gone = study("a", finding("f", 2, 1.5, 3), integrity=Integrity(status="retracted", date="2020-01-01"))
    html = drawn_html(forest("increases", (gone, "supports")))
    assert 'class="row retracted"' in html
    assert '<strong class="flag">retracted</strong>' in html
    assert html.count("left out") == 1


def test_what_has_no_interval_is_named_and_not_drawn() -> None:
    bare = finding("f", 2, 1.5, 3)
    shown = forest("increases", (study("a", bare, replace(bare, id="g", ci_low=None)), "supports"))
    assert [(x.outcome, x.number) for x in shown.undrawn] == [("injury", "OR 2, no interval")]
    assert len(only(shown).rows) == 1


def test_of_many_findings_those_with_the_narrowest_intervals_are_drawn() -> None:
    many = tuple(study(f"s{i:02}", finding("f", 1.0, 1 / (1.1 + i / 50), 1.1 + i / 50)) for i in range(MOST_ROWS + 5))
    panel = only(forest("increases", *((x, "inconclusive") for x in many)))
    assert (len(panel.rows), panel.left_out) == (MOST_ROWS, 5)
    assert {x.study.text for x in panel.rows} == {f"S{i:02} 2000" for i in range(MOST_ROWS)}
    assert "#evidence" in drawn_html(forest("increases", *((x, "inconclusive") for x in many)))


def test_what_is_not_independent_on_one_axis_is_said() -> None:
    from kg.records import Overlap

    found = finding("f", 1.2, 0.8, 1.6)
    again = study("b", found, overlaps=(Overlap("a", "same-people", "said so"),))
    shown = forest("increases", (study("a", found), "supports"), (again, "supports"))
    assert only(shown).notes == ("B 2000 reports on the same people as A 2000.",)


def test_the_head_of_an_outcome_leaves_out_when_and_where() -> None:
    assert outcome_phrase("excellent recovery (score at least 450) at three months") == "excellent recovery"
    assert outcome_phrase("onset of patellofemoral pain") == "patellofemoral pain"


def test_every_finding_with_an_interval_is_drawn_exactly_once_on_its_claim() -> None:
    for claim in real().records.claims:
        shown = claim_forest(claim, real(), WORDS)
        keys = [x.key.partition("-")[2].partition("-")[2] for panel in shown.panels for x in panel.rows]
        assert len(keys) == len(set(keys))
        with_interval = {
            f"{line.study}-{found.id}"
            for line in claim.evidence
            for found in real().studies[line.study].findings
            if found.id == line.finding and None not in (found.value, found.ci_low, found.ci_high)
        }
        assert set(keys) == with_interval


def test_on_the_real_data_an_axis_has_one_measure_and_one_unit() -> None:
    for claim in real().records.claims:
        drawn = [
            one
            for line in claim.evidence
            for found in real().studies[line.study].findings
            if found.id == line.finding and (one := drawable(real().studies[line.study], found, line))
        ]
        for family in families(drawn, claim.effect):
            assert {(x.finding.measure, x.finding.unit) for x in family.members} == {
                (family.measure, family.unit or None)
            }


def test_on_the_real_data_no_side_for_the_claim_is_contradicted_by_a_line() -> None:
    for claim in real().records.claims:
        drawn = [
            one
            for line in claim.evidence
            for found in real().studies[line.study].findings
            if found.id == line.finding and (one := drawable(real().studies[line.study], found, line))
        ]
        for family in families(drawn, claim.effect):
            null = null_of(family.measure)
            for one in family.members:
                if family.towards and null is not None and one.line and not one.low <= null <= one.high:
                    for_it = (one.low > null) == (family.towards == "high")
                    assert one.line.direction in {"inconclusive", "supports" if for_it else "disputes"}


def test_every_number_that_is_drawn_stands_in_the_text_alternative_and_in_the_row() -> None:
    for claim in real().records.claims:
        for panel in claim_forest(claim, real(), WORDS).panels:
            for row in panel.rows:
                found = next(
                    x
                    for x in real().studies[row.study.href.split("/")[1]].findings
                    if row.key.endswith(f"-{x.id}") and row.study.href.endswith(f"/{x.id}")
                )
                for value in (found.value, found.ci_low, found.ci_high):
                    assert value is not None
                    text = number(value).replace("-", MINUS)
                    assert text in row.words
                    assert text in f"{row.value} {row.interval}"


def test_drawings_are_valid_xml_with_names_and_unique_ids() -> None:
    for claim in real().records.claims:
        shown = claim_forest(claim, real(), WORDS)
        html = drawn_html(shown)
        ids = re.findall(r' id="([^"]+)"', html)
        assert len(ids) == len(set(ids))
        for cell in html.split('<td class="strip">')[1:]:
            root = ET.fromstring(cell.partition("</td>")[0].partition("<p class")[0].strip())  # noqa: S314 - our own text
            named = root.get("aria-labelledby", "").split()
            assert all(name in ids for name in named)
            assert root.get("role") == "img" or root.get("aria-hidden") == "true"
        assert " style=" not in html


def test_study_pages_draw_each_of_their_findings_once() -> None:
    for one in real().records.studies:
        shown = study_forest(one, WORDS)
        drawn = sum(len(x.rows) for x in shown.panels)
        assert drawn + len(shown.undrawn) == len(one.findings)


def test_claim_pages_with_plots_stay_small() -> None:
    import gzip

    files = real_files()
    for path, content in files.items():
        if path.startswith("claim/") and path.endswith("index.html"):
            assert len(gzip.compress(content)) < 40_000


def test_the_page_shows_the_plots_and_names_no_pooled_result_that_was_not_pooled() -> None:
    text = real_files()["claim/footwear-support/index.html"].decode()
    assert text.count('class="row') == 8
    assert text.count('class="pooled"') == 1
