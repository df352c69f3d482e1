"""The graph explorer as the build makes it: places, what each picture holds, and that its list has the same."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import combinations
from typing import TYPE_CHECKING, Final

import pytest
from big_graph import big_records
from site_links import read_page
from test_site_pages import real_files
from test_site_parts import claim, line, study

from kg.records import Records, Topic
from kg.render.catalogue import build_catalogue
from kg.render.layout import CLAIM, STUDY, Block, Cluster, around, in_blocks
from kg.render.pages.graph import MOST_NODES, graph_pages
from kg.render.pictures import everything, of_claim, of_topic, overview
from kg.render.site import Site
from kg.render.words import Words
from kg.workspace import open_workspace, read_records

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.render.catalogue import Catalogue
    from kg.render.layout import Place
    from kg.render.network import Picture

TEMPLATE: Final = '{"nodes": {{ nodes|tojson }}, "edges": {{ edges|tojson }}, "options": {{ options|safe }}}'
ROOM: Final = {"topic": (240, 60), "claim": (232, 74), "study": (212, 30), "article": (220, 58), "conflict": (212, 30)}


def site_of(records: Records) -> Site:
    return Site(
        "t", "https://example.org", 0, (), build_catalogue(records), Words({}), {}, (), (), {}, {"pyvis.html": TEMPLATE}
    )


@cache
def real() -> Catalogue:
    records, _ = read_records(open_workspace())
    return build_catalogue(records)


def pictures() -> dict[str, Picture]:
    catalogue = real()
    return {
        "overview": overview(catalogue),
        "everything": everything(catalogue),
        **{f"topic {x.id}": of_topic(x, catalogue) for x in catalogue.records.topics},
        **{f"claim {x.id}": of_claim(x, catalogue) for x in catalogue.records.claims},
    }


def clashes(picture: Picture) -> list[tuple[str, str]]:
    """Return nodes that lie over each other, looked for in strips as wide as the widest node."""
    found: list[tuple[str, str]] = []
    strips: dict[int, list[str]] = {}
    kinds = {x.id: x.kind for x in picture.nodes}
    for node in kinds:
        strips.setdefault(picture.places[node][1] // 100, []).append(node)
    for number, nodes in strips.items():
        near = nodes + strips.get(number + 1, [])
        found += [pair for pair in combinations(near, 2) if over(*pair, kinds, picture.places)]
    return found


def over(one: str, other: str, kinds: Mapping[str, str], places: Mapping[str, Place]) -> bool:
    (x1, y1), (x2, y2) = places[one], places[other]
    (w1, h1), (w2, h2) = ROOM[kinds[one]], ROOM[kinds[other]]
    return abs(x1 - x2) < (w1 + w2) / 2 and abs(y1 - y2) < (h1 + h2) / 2


def test_no_node_of_any_picture_lies_over_another() -> None:
    assert {name: clashes(picture) for name, picture in pictures().items() if clashes(picture)} == {}


def test_no_node_lies_over_another_among_five_thousand() -> None:
    picture = everything(build_catalogue(big_records(5000)))
    assert len(picture.nodes) == 5000
    assert clashes(picture) == []


def test_a_layout_is_the_same_each_time() -> None:
    records = big_records(1500)
    one, two = (everything(build_catalogue(x)) for x in (records, records))
    assert (one.nodes, one.edges, list(one.places.items())) == (two.nodes, two.edges, list(two.places.items()))


def test_supporters_stand_left_of_their_claim_and_all_others_right() -> None:
    places = in_blocks([Block("t", (Cluster("c", ("a", "b", "d"), ("e",)),))])
    assert {x for x in "abd" if places[x][0] < places["c"][0]} == set("abd")
    assert places["e"][0] > places["c"][0]
    assert places["t"][1] < places["c"][1]


def test_blocks_never_lie_over_each_other() -> None:
    def cluster(name: str, left: int, right: int) -> Cluster:
        return Cluster(name, tuple(f"{name}l{n}" for n in range(left)), tuple(f"{name}r{n}" for n in range(right)))

    blocks = [Block(f"t{n}", tuple(cluster(f"c{n}-{i}", i % 7, n % 5) for i in range(n * 2))) for n in range(9)]
    places = in_blocks(blocks)
    boxes = [(places[x.claim], CLAIM) for block in blocks for x in block.clusters]
    boxes += [(places[y], STUDY) for block in blocks for x in block.clusters for y in (*x.left, *x.right)]
    assert len(places) == len(boxes) + len(blocks)
    lying = [
        1
        for ((x1, y1), (w1, h1)), ((x2, y2), (w2, h2)) in combinations(boxes, 2)
        if abs(x1 - x2) < (w1 + w2) / 2 and abs(y1 - y2) < (h1 + h2) / 2
    ]
    assert lying == []


def test_other_claims_stand_on_the_side_of_the_studies_that_they_share() -> None:
    sides: dict[str, Sequence[str]] = {"left": ["l"], "right": ["r"], "above": [], "below": [], "foot": []}
    places = around("c", sides, ["of-l", "of-r"], {"of-l": ["l"], "of-r": ["r"]})
    assert places["of-l"][0] < places["l"][0] < places["c"][0] < places["r"][0] < places["of-r"][0]


def test_a_layout_of_nothing_is_empty() -> None:
    assert in_blocks([]) == {}


def test_everything_holds_every_record_once() -> None:
    records, picture = real().records, pictures()["everything"]
    kinds = (
        ("topic", records.topics), ("claim", records.claims), ("study", records.studies),
        ("article", records.articles), ("conflict", records.conflicts),
    )  # fmt: skip
    assert sorted(x.id for x in picture.nodes) == sorted(f"{kind}/{x.id}" for kind, found in kinds for x in found)
    assert {x.id for x in picture.nodes} == set(picture.places)


def test_the_picture_of_a_claim_holds_its_evidence_and_what_else_that_bears_on() -> None:
    records = Records(
        topics=(Topic(id="t", label="T", description="d"),),
        claims=(
            claim("c", line("a", "supports"), line("b", "disputes")),
            claim("shares", line("b", "inconclusive")),
            claim("apart", line("z", "supports")),
        ),
        studies=(study("a"), study("b"), study("z")),
    )
    catalogue = build_catalogue(records)
    picture = of_claim(catalogue.claims["c"], catalogue)
    assert [x.id for x in picture.nodes] == ["claim/c", "claim/shares", "study/a", "study/b"]
    assert {(x.source, x.target, x.kind) for x in picture.edges} == {
        ("study/a", "claim/c", "supports"),
        ("study/b", "claim/c", "disputes"),
        ("study/b", "claim/shares", "inconclusive"),
    }
    assert picture.start == "claim/c"


def test_pyvis_is_given_places_shapes_and_lines_and_no_physics() -> None:
    records = Records(
        topics=(Topic(id="t", label="T", description="d"),),
        claims=(claim("c", line("a", "supports"), line("b", "disputes")),),
        studies=(study("a"), study("b")),
    )
    pages = {draft.path: draft.make().view for draft in graph_pages(site_of(records))}
    drawn = json.loads(pages["topic/t/graph/index.html"].network)  # type: ignore[attr-defined]  # a private view
    assert drawn["options"]["physics"] == {"enabled": False}
    assert {(x["kind"], x["shape"]) for x in drawn["nodes"]} == {("claim", "box"), ("study", "box")}
    assert [x["id"] for x in drawn["nodes"]] == [0, 1, 2]
    assert all(isinstance(x["x"], int) and isinstance(x["y"], int) for x in drawn["nodes"])
    assert {x["kind"]: x["dashes"] for x in drawn["edges"]} == {"supports": False, "disputes": [9, 6]}
    assert re.fullmatch("#[0-9a-f]{6}", drawn["edges"][0]["color"])


@pytest.mark.parametrize(("claims", "drawn_by"), [(MOST_NODES, "pyvis.js"), (MOST_NODES + 1, "explorer.js")])
def test_pyvis_draws_a_topic_until_it_is_too_large(claims: int, drawn_by: str) -> None:
    made = tuple(claim(f"c{n}") for n in range(claims))
    site = site_of(Records(topics=(Topic(id="t", label="T", description="d"),), claims=made))
    page = next(x for x in graph_pages(site) if x.path == "topic/t/graph/index.html").make()
    assert drawn_by in page.scripts
    listed = [x for group in page.view.groups for x in group.items]  # type: ignore[attr-defined]  # a private view
    assert len(listed) == claims


def test_the_list_and_the_picture_have_the_same_nodes_in_the_same_order() -> None:
    files = real_files()
    for path in (x for x in files if re.fullmatch(r"(?:(topic|claim)/[^/]+/)?graph(/all)?/index\.html", x)):
        text = files[path].decode()
        data = json.loads(text.split('id="network">')[1].split("</script>")[0])
        links = re.findall(r'<li data-kind="(\w+)".*?>(.*?)</a>', text)
        if "nodes" in data:
            assert [x["kind"] for x in data["nodes"]] == [kind for kind, _ in links], path
        assert len(data.get("nodes") or data["x"]) == len(links), path


def test_each_claim_and_topic_leads_to_its_graph_and_back() -> None:
    files = real_files()
    for kind, name in (("claim", "hip-weakness-pfps"), ("topic", "footwear")):
        assert f"../../{kind}/{name}/graph/index.html" in read_page(files[f"{kind}/{name}/index.html"]).links
        graph = read_page(files[f"{kind}/{name}/graph/index.html"]).links
        assert f"../../../{kind}/{name}/index.html" in graph
        assert "../../../graph/all/index.html" in graph
