"""What the site says to machines: linked data in each head, the site map, and the index for language models."""

import json
import re
from pathlib import Path
from typing import Any, Final
from xml.etree import ElementTree as ET

from site_workspace import BASE, SCRIPT, files_of, hostile_files, write_workspace

from kg.render.machine.discovery import site_map

LINKED: Final = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)
MAP: Final = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def nodes(path: str, files: dict[str, bytes] | None = None) -> dict[str, dict[str, Any]]:
    """Return what a page says of itself, by type."""
    found = LINKED.findall((files or hostile_files())[path].decode())
    assert len(found) == 1
    document = json.loads(found[0])
    assert document["@context"] == "https://schema.org"
    return {node["@type"]: node for node in document["@graph"]}


def listed_pages() -> set[str]:
    """Return the pages that do not forbid search engines to list them."""
    pages = {path: text for path, text in hostile_files().items() if path.endswith(".html")}
    return {path for path, text in pages.items() if b'name="robots" content="noindex"' not in text}


def test_a_claim_with_a_verdict_is_reviewed_in_words_and_without_a_number() -> None:
    review = nodes("claim/running-harms/index.html")["ClaimReview"]
    assert review["claimReviewed"] == f'Running harms {SCRIPT} & "wears" knees'
    assert review["url"] == f"{BASE}/claim/running-harms/"
    assert review["reviewRating"]["alternateName"] == "Disputed by the evidence; low certainty"
    assert "ratingValue" not in review["reviewRating"]


def test_a_claim_whose_evidence_has_no_answer_is_not_reviewed(tmp_path: Path) -> None:
    folder = write_workspace(tmp_path / "open")
    data = folder / "data" / "all.yaml"
    data.write_text(data.read_text("utf-8").replace("direction: supports", "direction: inconclusive"), "utf-8")
    found = nodes("claim/running-spares/index.html", files_of(folder))
    assert "ClaimReview" not in found
    assert found["Claim"]["name"] == "Running spares the knees."


def test_a_study_is_a_scholarly_article_with_its_authors_and_identifier() -> None:
    study = nodes("study/smith-2020/index.html")["ScholarlyArticle"]
    assert study["@id"] == f"{BASE}/study/smith-2020"
    assert study["author"]
    assert study["datePublished"] == "2020"


def test_a_retracted_study_says_so() -> None:
    assert nodes("study/jones-2001/index.html")["ScholarlyArticle"]["creativeWorkStatus"] == "Retracted"


def test_the_trail_leads_from_home_to_the_page_itself() -> None:
    steps = nodes("claim/running-harms/index.html")["BreadcrumbList"]["itemListElement"]
    assert [x["position"] for x in steps] == list(range(1, len(steps) + 1))
    assert (steps[0]["item"], steps[-1]["item"]) == (f"{BASE}/", f"{BASE}/claim/running-harms/")


def test_the_downloads_page_describes_the_data_set_with_every_dump() -> None:
    files = {x["contentUrl"] for x in nodes("downloads/index.html")["Dataset"]["distribution"]}
    assert files == {f"{BASE}/{path}" for path in hostile_files() if re.fullmatch(r"data/graph\.[a-z]+(\.gz)?", path)}


def test_no_text_of_the_data_ends_the_script_element() -> None:
    for path in listed_pages():
        for text in LINKED.findall(hostile_files()[path].decode()):
            assert not set("<>&") & set(text), path


def test_each_listed_page_names_its_own_address_once() -> None:
    for path in listed_pages():
        canonical = re.findall(r'<link rel="canonical" href="([^"]*)">', hostile_files()[path].decode())
        assert canonical == [f"{BASE}/{path.removesuffix('index.html')}"]


def test_the_site_map_holds_just_the_listed_pages() -> None:
    found = {x.text for x in ET.fromstring(hostile_files()["sitemap.xml"]).iter(f"{MAP}loc")}  # noqa: S314 - our own
    assert found == {f"{BASE}/{path.removesuffix('index.html')}" for path in listed_pages()}
    assert f"{BASE}/claim/running-harms/" in found
    assert hostile_files()["robots.txt"].decode().endswith(f"Sitemap: {BASE}/sitemap.xml\n")


def test_a_site_map_that_grows_too_big_is_split() -> None:
    files = dict(site_map(BASE, [f"{BASE}/{x}/" for x in "dcba"], most=3))
    maps = [x.text for x in ET.fromstring(files["sitemap.xml"]).iter(f"{MAP}loc")]  # noqa: S314 - our own
    assert maps == [f"{BASE}/sitemap-1.xml", f"{BASE}/sitemap-2.xml"]
    assert [files[f"sitemap-{x}.xml"].count(b"<loc>") for x in (1, 2)] == [3, 1]


def test_the_index_for_language_models_has_every_claim_with_its_verdict_on_one_line() -> None:
    lines = hostile_files()["llms.txt"].decode().splitlines()
    assert lines[0] == "# Knees & <b>hips</b>"
    claim = f'- [Running harms {SCRIPT} & "wears" knees]({BASE}/claim/running-harms/): Disputed by the evidence;'
    assert [x for x in lines if x.startswith(claim)]
    assert [x for x in lines if f"]({BASE}/claim/running-spares/): Supported" in x]
