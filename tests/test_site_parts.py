"""Pieces of the site's pages: addresses, tallies, layouts, and the honest limit of a picture."""

from __future__ import annotations

import json
import re
from itertools import combinations

import pytest
from msgspec.structs import replace

from kg.records import Claim, Direction, EvidenceLine, Integrity, Records, Study, Topic
from kg.render.catalogue import build_catalogue
from kg.render.layout import Block, in_blocks, in_columns
from kg.render.pages.graph import MOST_NODES, graph_pages
from kg.render.routes import doi_url, safe_url, up
from kg.render.site import Site
from kg.render.views import tally_of
from kg.render.words import Words, counted, listed

TEMPLATE = '{"nodes": {{ nodes|tojson }}, "edges": {{ edges|tojson }}, "options": {{ options|safe }}}'


def study(name: str) -> Study:
    return Study(
        id=name, title=name, authors=("A B",), year=2000, design="rct", population="x", limitations="x", verified="seen"
    )


def claim(name: str, *lines: EvidenceLine) -> Claim:
    return Claim(
        id=name,
        text=f"{name}.",
        topic="t",
        kind="cause",
        population="p",
        outcome="o",
        effect="increases",
        evidence=lines,
    )


def line(of: str, direction: Direction, finding: str | None = None) -> EvidenceLine:
    return EvidenceLine(
        study=of,
        direction=direction,
        directness="direct",
        why="w",
        finding=finding,
    )


def site_of(records: Records) -> Site:
    return Site(
        "t", "https://example.org", 0, (), build_catalogue(records), Words({}), {}, (), (), {}, {"pyvis.html": TEMPLATE}
    )


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)",
        "data:text/html,x", "vbscript:x", "file:///etc/passwd",
        "//example.org/x", "https:///x", "http:x", "ftp://example.org", "", None,
        "https://example.org/a b", 'https://example.org/"onclick=', "https://[x", "https://example.org/\x00",
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_never_a_link(url: str | None) -> None:
    assert safe_url(url) == ""


@pytest.mark.parametrize(
    "url", ["https://example.org", "http://example.org/a?b=c&d=e#f", "https://example.org/(a)%20b"]
)
def test_a_plain_web_address_is_a_link(url: str) -> None:
    assert safe_url(url) == url


def test_a_doi_with_odd_signs_becomes_an_address() -> None:
    assert doi_url("10.1000/a(b)<c>#d?e") == "https://doi.org/10.1000/a(b)%3Cc%3E%23d%3Fe"


@pytest.mark.parametrize(("path", "root"), [("index.html", ""), ("claim/a/index.html", "../../")])
def test_a_page_knows_its_way_to_the_root(path: str, root: str) -> None:
    assert up(path) == root


def test_numbers_agree_with_their_nouns() -> None:
    assert [counted(1, "study", "studies"), counted(0, "claim"), counted(1200, "claim")] == [
        "1 study",
        "0 claims",
        "1,200 claims",
    ]
    assert [listed([]), listed(["a"]), listed(["a", "b", "c"])] == ["", "a", "a, b and c"]


def test_a_tally_counts_studies_and_not_lines() -> None:
    one = claim("c", line("a", "supports", "x"), line("a", "supports", "y"), line("b", "disputes"))
    records = Records(claims=(one,), studies=(study("a"), study("b")))
    assert tally_of(one, build_catalogue(records)).sentence == "1 study supports it and 1 disputes it."


def test_a_tally_leaves_retracted_studies_out_and_says_so() -> None:
    one = claim("c", line("a", "supports"), line("b", "inconclusive"))
    gone = replace(study("a"), integrity=Integrity(status="retracted", date="2020-01-01"))
    tally = tally_of(one, build_catalogue(Records(claims=(one,), studies=(gone, study("b")))))
    assert tally.sentence == "1 study leaves it open. 1 retracted study not counted."
    assert tally.total == 1


def test_a_claim_without_a_study_says_so() -> None:
    one = claim("c")
    assert tally_of(one, build_catalogue(Records(claims=(one,)))).sentence == "No study in this collection bears on it."


def test_blocks_never_lie_over_each_other() -> None:
    blocks = [
        Block(f"t{n}", tuple(f"c{n}-{i}" for i in range(n * 3)), tuple(f"m{n}-{i}" for i in range(n)))
        for n in range(12)
    ]
    places = in_blocks(blocks)
    assert len(places) == sum(1 + len(x.boxes) + len(x.marks) for x in blocks)
    assert len(set(places.values())) == len(places)
    boxes = [places[x] for block in blocks for x in block.boxes]
    assert all(abs(x1 - x2) >= 236 or abs(y1 - y2) >= 84 for (x1, y1), (x2, y2) in combinations(boxes, 2))


def test_columns_put_a_node_near_those_it_ties_to() -> None:
    middle = [f"c{n}" for n in range(10)]
    places = in_columns(["a"], middle, ["low", "high"], {"low": ["c9"], "high": ["c0"], "a": []})
    assert places["high"][1] < places["low"][1]
    assert places["a"][0] < places["c0"][0] < places["low"][0]


def test_a_layout_of_nothing_is_empty() -> None:
    assert in_blocks([]) == {}
    assert in_columns([], [], [], {}) == {}


def test_a_picture_that_would_be_too_full_says_what_it_leaves_out() -> None:
    claims = tuple(claim(f"c{n}") for n in range(MOST_NODES + 20))
    site = site_of(Records(topics=(Topic(id="t", label="T", description="d"),), claims=claims))
    overview, of_topic = (page.view for page in graph_pages(site))
    assert overview.left_out == "21 claims"  # type: ignore[attr-defined]  # the views are private to their module
    assert of_topic.left_out == "20 claims"  # type: ignore[attr-defined]  # the views are private to their module
    drawn = json.loads(overview.network)  # type: ignore[attr-defined]  # the views are private to their module
    assert len(drawn["nodes"]) == MOST_NODES
    assert [len(group.links) for group in overview.groups] == [1, MOST_NODES + 20]  # type: ignore[attr-defined]  # as above


def test_pyvis_is_given_places_shapes_and_lines_and_no_physics() -> None:
    records = Records(
        topics=(Topic(id="t", label="T", description="d"),),
        claims=(claim("c", line("a", "supports"), line("b", "disputes")),),
        studies=(study("a"), study("b")),
    )
    _, of_topic = graph_pages(site_of(records))
    drawn = json.loads(of_topic.view.network)  # type: ignore[attr-defined]  # the views are private to their module
    assert drawn["options"]["physics"] == {"enabled": False}
    assert {(x["kind"], x["shape"]) for x in drawn["nodes"]} == {("claim", "box"), ("study", "square")}
    assert all(isinstance(x["x"], int) and isinstance(x["y"], int) for x in drawn["nodes"])
    assert {x["kind"]: x["dashes"] for x in drawn["edges"]} == {"supports": False, "disputes": [9, 6]}
    assert re.fullmatch("#[0-9a-f]{6}", drawn["edges"][0]["color"])
