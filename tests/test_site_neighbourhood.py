"""The still picture of a neighbourhood: who stands where, nothing over anything else, and an honest end."""

from __future__ import annotations

import gzip
import re
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from test_site_pages import real_files

from kg.render.neighbourhood import MOST_NEIGHBOURS, WIDTH, Box, Group, Neighbour, place
from kg.render.routes import Link

if TYPE_CHECKING:
    from kg.render.neighbourhood import Neighbourhood, Side

PICTURE = re.compile(r'<section class="around".*?</section>', re.DOTALL)
LONG = "Kniescheibengelenkschmerzpatientenbefragungsergebnisdarstellung of runners " * 3


def group(side: Side, count: int, caption: str = "", label: str = "Someone 2001") -> Group:
    neighbours = tuple(Neighbour("study", f"{label} {n}", f"study/{n}/index.html") for n in range(count))
    return Group("supports", caption or side, side, neighbours, Link("", "claim/a/index.html#evidence"))


def picture(*groups: Group) -> Neighbourhood:
    return place(Neighbour("claim", "Running is good.", ""), groups, None)


def boxes(drawn: Neighbourhood) -> list[Box]:
    return [drawn.centre, *(box for each in drawn.groups for box in each.boxes)]


def overlap(one: Box, other: Box) -> bool:
    return (
        one.x < other.x + other.width
        and other.x < one.x + one.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


CASES = {
    "nobody": (),
    "one above": (group("above", 1),),
    "all sides": (group("left", 3), group("right", 2), group("above", 4), group("below", 5)),
    "three groups above and below": tuple(
        group(side, n, f"{side}{n}", LONG) for side in ("above", "below") for n in (1, 4, 2)
    ),
    "far too many": (group("left", 90), group("right", 1), group("above", 40, "a", LONG), group("below", 33)),
}


@pytest.mark.parametrize("case", CASES)
def test_no_box_lies_over_another_or_leaves_the_picture(case: str) -> None:
    drawn = picture(*CASES[case])
    assert [(a, b) for a, b in combinations(boxes(drawn), 2) if overlap(a, b)] == []
    assert all(x.x >= 0 and x.y >= 0 and x.x + x.width <= WIDTH for x in boxes(drawn))
    assert all(x.y + x.height <= drawn.height for x in boxes(drawn))


def test_an_empty_column_is_no_part_of_the_picture() -> None:
    alone = picture(group("below", 1))
    assert alone.size == "slim"
    assert alone.left <= min(x.x for x in boxes(alone))
    assert alone.left + alone.width >= max(x.x + x.width for x in boxes(alone))
    assert alone.width < WIDTH / 2
    assert picture(group("left", 1)).size == "half"
    whole = picture(group("left", 1), group("right", 1))
    assert (whole.left, whole.width, whole.size) == (0, WIDTH + 4, "")


def test_supporters_stand_left_opponents_right_contradictions_above_and_articles_below() -> None:
    drawn = picture(*(group(side, 2) for side in ("left", "right", "above", "below")))
    left, right, above, below = (each.boxes[0] for each in drawn.groups)
    assert left.x < drawn.centre.x < right.x
    assert above.y < drawn.centre.y < below.y


def test_a_group_too_many_ends_in_how_many_more_with_a_link_to_all() -> None:
    drawn = picture(*CASES["far too many"])
    assert sum(x.kind == "study" for x in boxes(drawn)) <= MOST_NEIGHBOURS
    last = drawn.groups[0].boxes[-1]
    shown = sum(x.kind == "study" for x in drawn.groups[0].boxes)
    assert (last.lines, last.href) == ((f"and {90 - shown} more",), "claim/a/index.html#evidence")
    assert [x.kind for x in drawn.groups[1].boxes] == ["study"]
    assert drawn.groups[0].caption == "left · 90"


def test_a_label_that_is_cut_keeps_its_whole_text_as_a_title() -> None:
    drawn = picture(group("left", 1, label=LONG), group("right", 1))
    assert drawn.groups[0].boxes[0].title == f"{LONG} 0"
    assert drawn.groups[1].boxes[0].title == ""


def test_a_record_that_nobody_stands_around_says_so() -> None:
    assert picture().description == "nothing in this collection."


def test_each_record_of_the_collection_has_a_small_picture_whose_neighbours_are_links() -> None:
    files = real_files()
    pages = [x for x in files if re.fullmatch("(claim|study|article|topic)/[^/]+/index.html", x)]
    for path in pages:
        found = PICTURE.search(files[path].decode())
        assert found, path
        assert len(gzip.compress(found.group().encode())) < 4000, path
        assert "<title id=" in found.group()
        assert "<desc id=" in found.group()
        assert "<script" not in found.group()
        assert "style=" not in found.group()
    claim = PICTURE.search(files["claim/hip-weakness-pfps/index.html"].decode())
    assert claim
    assert '<a class="study" href="../../study/' in claim.group()
    assert '<a class="article" href="../../article/' in claim.group()
