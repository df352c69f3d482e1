"""What other sites show of a claim: badge, card and share picture; and the description of the data set."""

from __future__ import annotations

import html
import re
from io import BytesIO
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import fromstring

import pytest
from PIL import Image, ImageChops
from pyoxigraph import RdfFormat, Store
from site_links import read_page
from site_workspace import BASE, LONG, SCRIPT, hostile_files

from kg.render.machine.share import HEIGHT, WIDTH, Fonts, Shared, share_image
from kg.workspace import open_workspace, read_static

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

SVG: Final = "{http://www.w3.org/2000/svg}"
DATASET: Final = f"<{BASE}/#dataset>"


def fonts() -> Fonts:
    return Fonts(read_static(open_workspace()))


def drawn(shared: Shared) -> Image.Image:
    return Image.open(BytesIO(share_image(shared, fonts()))).convert("RGB")


def box_of_ink(picture: Image.Image) -> tuple[int, int, int, int]:
    """Return the box of what was drawn, the stripe at the left edge left out."""
    inner = picture.crop((40, 0, WIDTH, HEIGHT))
    box = ImageChops.difference(inner, Image.new("RGB", inner.size, inner.getpixel((0, 0)))).getbbox()
    assert box
    return box


def test_a_badge_says_the_verdict_in_words_and_shape_and_names_the_claim() -> None:
    root = fromstring(hostile_files()["claim/running-harms/badge.svg"])  # noqa: S314 - our own
    assert [x.text for x in root.iter(f"{SVG}text")] == ["evidence", "disputed, low certainty"]
    title = root.findtext(f"{SVG}title")
    assert title is not None
    assert title.startswith(f'Running harms {SCRIPT} & "wears" knees Disputed by the evidence')
    assert len({x.get("d") for x in root.iter(f"{SVG}path")}) == 2


def test_badges_of_different_verdicts_differ_in_shape_not_in_colour_alone() -> None:
    badges = [fromstring(hostile_files()[f"claim/{x}/badge.svg"]) for x in ("running-harms", "running-spares")]  # noqa: S314 - our own
    shapes = [[path.get("d") for path in badge.iter(f"{SVG}path") if path.get("transform")] for badge in badges]
    assert shapes[0] != shapes[1]


def test_a_card_stands_alone_without_a_script_and_leads_to_the_claim() -> None:
    html = hostile_files()["claim/running-harms/card.html"].decode()
    parts = read_page(html.encode())
    assert "script" not in parts.tags
    assert "default-src 'none'; style-src 'self'" in html
    assert parts.links == ["../../claim/running-harms/index.html"]
    assert "Disputed by the evidence" in parts.text
    assert 'content="noindex"' in html


def test_each_claim_page_names_its_share_picture_and_the_picture_is_there() -> None:
    html = hostile_files()["claim/running-harms/index.html"].decode()
    assert f'<meta property="og:image" content="{BASE}/claim/running-harms/share.png">' in html
    picture = Image.open(BytesIO(hostile_files()["claim/running-harms/share.png"]))
    assert (picture.size, picture.format) == ((1200, 630), "PNG")


def test_fonts_for_pictures_are_not_shipped() -> None:
    assert [path for path in hostile_files() if path.endswith((".woff", ".woff2"))] == []


@pytest.mark.parametrize("sentence", ["Ice helps.", LONG, "word " * 200, "≥ 5 Žižek 走る"])
def test_a_picture_keeps_its_words_inside_its_margins(sentence: str) -> None:
    left, top, right, bottom = box_of_ink(drawn(Shared(sentence, "Supported", "low certainty", "supports", "Site")))
    assert left + 40 >= 80
    assert right + 40 <= WIDTH - 80
    assert top >= 60
    assert bottom <= HEIGHT - 30


def test_verdicts_have_pictures_of_their_own_shape_and_colour() -> None:
    ways = ("supports", "disputes", "contested", "inconclusive", "untested")
    pictures = {way: drawn(Shared("Ice helps.", "", "", way, "Site")).crop((80, 430, 130, 480)) for way in ways}
    shapes = {way: box.convert("1").tobytes() for way, box in pictures.items()}
    assert len(set(shapes.values())) == len(ways)


def test_the_same_words_give_the_same_bytes() -> None:
    shared = Shared("Ice helps.", "Unclear", "", "inconclusive", "Site")
    assert share_image(shared, fonts()) == share_image(shared, fonts())


def values(predicate: str, subject: str = DATASET) -> list[str]:
    """Return what the description of the data set says, in order."""
    store = Store()
    store.load(hostile_files()["void.ttl"], format=RdfFormat.TURTLE)
    rows = store.query(f"SELECT ?x WHERE {{ {subject} {predicate} ?x }} ORDER BY ?x")
    return [row["x"].value for row in rows]  # type: ignore[union-attr]  # rows of a SELECT


def test_the_description_of_the_data_set_counts_what_is_in_the_dump() -> None:
    store = Store()
    store.load(hostile_files()["data/graph.nt"], format=RdfFormat.N_TRIPLES)
    assert values("<http://rdfs.org/ns/void#triples>") == [str(len(store))]
    studies = f"<{BASE}/void.ttl#class-1>"
    assert int(values("<http://rdfs.org/ns/void#entities>", studies)[0]) > 0


def test_the_description_of_the_data_set_names_every_dump_with_its_size() -> None:
    plain = re.compile(r"data/graph\.[a-z]+(\.gz)?")  # one more has a hash in its name, for the SPARQL page
    dumps = {path: len(content) for path, content in hostile_files().items() if plain.fullmatch(path)}
    assert set(values("<http://rdfs.org/ns/void#dataDump>")) == {f"{BASE}/{path}" for path in dumps}
    sizes = values("<http://www.w3.org/ns/dcat#distribution>/<http://www.w3.org/ns/dcat#byteSize>")
    assert sorted(map(int, sizes)) == sorted(dumps.values())


def test_every_card_fits_the_frame_that_the_page_offers(browser: Browser, folder: Path) -> None:
    site = folder / "some" / "sub path" / "real"
    offered = re.search(r'card\.html.*width="(\d+)" height="(\d+)"', html.unescape(_claim_page(site)))
    assert offered
    width, height = int(offered[1]), int(offered[2])
    page = browser.new_page(viewport={"width": width, "height": height})
    wrong = []
    for card in sorted(site.glob("claim/*/card.html")):
        page.goto(card.as_uri())
        if page.evaluate("() => document.documentElement.scrollHeight > innerHeight"):
            wrong.append(card.parent.name)
    page.set_viewport_size({"width": 280, "height": height})
    for card in sorted(site.glob("claim/*/card.html"))[::8]:
        page.goto(card.as_uri())
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    page.close()
    assert wrong == []


def _claim_page(site: Path) -> str:
    return (site / "claim" / "hip-weakness-pfps" / "index.html").read_text(encoding="utf-8")
