"""The evidence map and the maps of topics: every claim once, every count right, every gap in words."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from xml.etree import ElementTree as ET

from test_plots_forest import WORDS, real, study
from test_site_pages import real_files

from kg.records import Claim, Direction, EvidenceLine, Overlap, Records, Study, Topic
from kg.render.catalogue import Catalogue, build_catalogue
from kg.render.plots.evidence_map import evidence_map, level_of
from kg.render.plots.tables import COLUMNS, claims_table
from kg.render.plots.topic_map import Node, topic_map, verdict_counts

TOPIC = Topic(id="t", label="Knees", description="D.")


def claim(name: str, *pairs: tuple[Study, Direction], broader: str | None = None) -> Claim:
    lines = tuple(EvidenceLine(study=x.id, direction=way, directness="direct", why="w") for x, way in pairs)
    return Claim(
        id=name, text=f"{name}.", topic="t", kind="cause", population="p", outcome="o", effect="increases",
        evidence=lines, broader=broader,
    )  # fmt: skip


def catalogue(*claims: Claim, studies: tuple[Study, ...]) -> Catalogue:
    return build_catalogue(Records(topics=(TOPIC,), claims=claims, studies=studies))


def names(nodes: tuple[Node, ...]) -> list[tuple[str, list[str]]]:
    return [(x.claim.id, [y.claim.id for y in x.narrower]) for x in nodes]


def test_every_claim_stands_in_one_cell_of_the_map() -> None:
    shown = evidence_map(real(), WORDS)
    for row in shown.rows:
        assert sum(mark.count for cell in row.cells for mark in cell.marks) == row.total
    assert sum(row.total for row in shown.rows) == len(real().records.claims)


def test_a_cell_counts_the_verdicts_that_stand() -> None:
    shown = evidence_map(real(), WORDS)
    counts: Counter[str] = Counter()
    for row in shown.rows:
        for cell in row.cells:
            for mark in cell.marks:
                counts[mark.word] += mark.count
                assert f"{mark.count} {mark.word}" in cell.words
    assert counts == Counter(verdict for verdict, _ in real().appraised.standing.values())


def test_areas_go_with_counts() -> None:
    marks = [mark for row in evidence_map(real(), WORDS).rows for cell in row.cells for mark in cell.marks]
    ratios = {round(mark.size**2 / mark.count, -1) for mark in marks}
    assert len(ratios) == 1


def test_what_has_no_study_is_a_column_and_a_gap_in_words() -> None:
    cohort = study("a")
    both = catalogue(claim("with", (cohort, "supports")), claim("without"), studies=(cohort,))
    shown = evidence_map(both, WORDS)
    assert shown.levels[-1] == "No study"
    assert shown.rows[0].cells[-1].words == "Knees, no study: 1 claim, 1 untested"
    assert "on 1 there is no study" in shown.sentence
    assert shown.rows[0].gap.endswith("on 1 there is no study at all")


def test_no_column_stands_for_what_does_not_occur() -> None:
    cohort = study("a")
    assert evidence_map(catalogue(claim("c", (cohort, "supports")), studies=(cohort,)), WORDS).levels[-1] == "Level 5"


def test_a_kind_of_claim_without_a_trial_is_named() -> None:
    cohort = study("a")
    shown = evidence_map(catalogue(claim("c", (cohort, "supports")), studies=(cohort,)), WORDS)
    assert shown.kinds_sentence == "No randomised trial bears on claims of the kind “cause”."
    assert "randomised trials" in shown.kinds[0].missing


def test_narrower_claims_stand_beneath_their_broader_one() -> None:
    cohort = study("a")
    shown = topic_map(
        TOPIC,
        catalogue(claim("b", broader="a"), claim("a"), claim("z", (cohort, "supports")), studies=(cohort,)),
        WORDS,
    )
    assert names(shown.tree) == [("a", ["b"]), ("z", [])]


def test_each_claim_of_a_topic_stands_once_in_its_tree_and_once_by_level() -> None:
    def ids(nodes: tuple[Node, ...]) -> list[str]:
        return [name for x in nodes for name in (x.claim.id, *ids(x.narrower))]

    for topic in real().records.topics:
        shown = topic_map(topic, real(), WORDS)
        own = sorted(x.id for x in real().claims_of_topic[topic.id])
        assert sorted(ids(shown.tree)) == own
        assert sorted(x.id for shelf in shown.shelves for x, _ in shelf.rows) == own


def test_the_most_contested_claim_comes_first() -> None:
    first, second, third = study("a"), study("b"), study("c", design="case-control")
    shown = topic_map(
        TOPIC,
        catalogue(
            claim("agreed", (first, "supports"), (third, "disputes")),
            claim("contested", (first, "supports"), (second, "disputes")),
            claim("plain", (first, "supports")),
            studies=(first, second, third),
        ),
        WORDS,
    )
    assert [x.link.text for x in shown.contests] == ["contested.", "agreed."]
    assert shown.contests[0].words == "1 study supports it and 1 disputes it."


def test_a_topic_in_the_list_says_how_its_claims_stand() -> None:
    cohort = study("a")
    topics = catalogue(claim("b", (cohort, "supports")), claim("c"), studies=(cohort,))
    assert verdict_counts(topics.records.claims, topics) == (("supports", "1 supported"), ("untested", "1 untested"))


def test_reviews_are_set_against_the_studies_that_they_include() -> None:
    primary = study("p")
    one = study("r", design="meta-analysis", overlaps=(Overlap("p", "includes", "w"),))
    other = study("s", design="systematic-review", overlaps=(Overlap("p", "includes", "w"),))
    shown = topic_map(
        TOPIC, catalogue(claim("c", (one, "supports"), (other, "supports")), studies=(primary, one, other)), WORDS
    ).shared
    assert [(x.text, marks) for x, marks in shown.rows] == [("P 2000", (True, True))]
    assert shown.words.endswith("1 stand in more than one.")


def test_where_nothing_is_known_of_what_reviews_include_that_is_said() -> None:
    review = study("r", design="meta-analysis")
    shown = topic_map(TOPIC, catalogue(claim("c", (review, "supports")), studies=(review,)), WORDS).shared
    assert shown.rows == ()
    assert "not recorded" in shown.words


def test_the_table_has_every_claim_with_its_level() -> None:
    rows = list(csv.reader(io.StringIO(claims_table(real().records.claims, real()).decode())))
    assert tuple(rows[0]) == COLUMNS
    assert {row[1]: row[6] for row in rows[1:]} == {x.id: str(level_of(x, real()) or "") for x in real().records.claims}


def test_every_cell_leads_to_a_place_that_lists_as_many_claims() -> None:
    files = {path: content.decode() for path, content in real_files().items() if path.endswith("index.html")}
    for row in evidence_map(real(), WORDS).rows:
        for cell in row.cells:
            if cell.href:
                page, _, anchor = cell.href.partition("#")
                assert f'id="{anchor}"' in files[page]
                shelf = files[page].partition(f'id="{anchor}"')[2].partition("</tbody>")[0]
                assert shelf.count('<th scope="row">') == sum(x.count for x in cell.marks)


def test_maps_are_drawn_as_valid_xml_and_come_as_csv() -> None:
    files = real_files()
    for path in ("map/index.html", "topic/footwear/index.html"):
        text = files[path].decode()
        for svg in re.findall(r"<svg (?:aria|role).*?</svg>", text, re.DOTALL):
            ET.fromstring(svg)  # noqa: S314 - our own text
    assert files["map/claims.csv"].count(b"\r\n") == len(real().records.claims) + 1
    assert files["topic/footwear/claims.csv"].count(b"\r\n") == 4
