"""Pieces of the site's pages: addresses, words and tallies."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from kg.records import Claim, Direction, EvidenceLine, Integrity, Records, Study
from kg.render.catalogue import build_catalogue
from kg.render.routes import doi_url, safe_url, up
from kg.render.views import tally_of
from kg.render.words import counted, listed


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
