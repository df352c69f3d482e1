"""The citation network and the argument graph: what they show, and as files."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Literal

import networkx as nx
import pytest
from appraise_cases import RETRACTED, claim, line, study
from msgspec.structs import replace

from kg.appraise import appraise
from kg.appraise.judgement import fingerprint
from kg.cli import main
from kg.network import Network, argument_graph, citation_network, dump_network, format_of, study_network, whole_network
from kg.network.findings import Tainted
from kg.records import Article, Contradiction, Finding, Integrity, Judgement, Overlap, Records, Reference, Statement

PAIN = Finding(id="pain", outcome="pain", measure="MD", value=-2.0)
READ: dict[str, Any] = {".graphml": nx.read_graphml, ".gexf": nx.read_gexf}


def reference(name: str, **fields: Any) -> Reference:
    usual: dict[str, Any] = {"as_cited": name, "where": "list only", "status": "not-found", "source_type": "none"}
    return Reference(**{"id": name, "supports_statement": "not-checked", "note": "n", **usual, **fields})


def to_study(name: str, target: str) -> Reference:
    return reference(name, resolves_to=target, status="resolved", source_type="primary")


def article(name: str, *references: Reference, says: str = "it", **fields: Any) -> Article:
    cites = tuple(x.id for x in references)
    said = Statement(section="Intro", claim=says, stance="asserts", cites=cites, says="It helps.")
    return Article(id=name, kind="news", references=references, statements=(said,), **fields)


def records(*articles: Article) -> Records:
    """`it` hangs on the trial; `rival` contradicts it; `alone` has nothing; the bare study has no finding."""
    trial = study("trial", findings=(PAIN,))
    review = study("review", "systematic-review", included_designs=("rct",), overlaps=(
        Overlap("trial", "includes", "It says so."), Overlap("bare", "same-people", "It says so."),
    ))  # fmt: skip
    it = claim(line("trial", "supports", finding="pain"), line("trial", "inconclusive"))
    rival = replace(
        claim(line("bare", "disputes", "indirect", "pain"), line("bare", "supports")),
        id="rival",
        contradicts=(Contradiction("it", "opposite", "Both cannot be."),),
    )
    alone = replace(claim(), id="alone")
    return Records(claims=(alone, it, rival), studies=(study("bare"), review, trial), articles=articles)


def network(found: Records) -> Network:
    return study_network(found, appraise(found))


def test_a_keystone_is_a_study_that_verdicts_hang_on_and_not_one_with_many_lines() -> None:
    found = records()
    everywhere = tuple(
        replace(c, evidence=(*c.evidence, line("review", "inconclusive", "indirect"))) for c in found.claims
    )
    (keystone, *others) = network(replace(found, claims=everywhere)).keystones
    assert "review" not in {x.study for x in (keystone, *others)}
    (trial,) = (x for x in (keystone, *others) if x.study == "trial")
    assert (trial.name, trial.holds, trial.bears_on) == ("Doe 2020", ("it",), ("it",))


def test_a_retracted_study_holds_nothing() -> None:
    found = records()
    fallen = tuple(replace(s, integrity=RETRACTED) for s in found.studies)
    assert network(replace(found, studies=fallen)).keystones == ()


def test_a_claim_that_only_articles_touch_is_isolated() -> None:
    (lonely,) = network(records(article("blog", says="alone"))).isolated
    assert (lonely.claim, lonely.articles) == ("alone", ("blog",))
    tied = records()
    tied = replace(tied, claims=tuple(replace(c, broader="it") if c.id == "alone" else c for c in tied.claims))
    assert network(tied).isolated == ()


def test_contradictions_tie_claims_into_clusters() -> None:
    found = records()
    third = replace(claim(), id="third", contradicts=(Contradiction("rival", "dose", "At that dose."),))
    (cluster,) = network(replace(found, claims=(*found.claims, third))).clusters
    assert cluster.claims == ("it", "rival", "third")
    assert cluster.contradictions == 2
    assert cluster.verdicts == (*(appraise(found).claims[x].verdict for x in ("it", "rival")), "untested")


def judged(found: Records) -> Records:
    """The same, with a curator's judgement that `it` is disputed, which the rules say is supported."""
    (it,) = (x for x in found.claims if x.id == "it")
    of = fingerprint(it, {x.id: x for x in found.studies})
    judgement = Judgement(verdict="disputed", certainty="low", by="A. Curator", date="2026-03-01", why="w", of=of)
    return replace(found, claims=tuple(replace(x, judgement=judgement) if x is it else x for x in found.claims))


def test_where_a_judgement_stands_no_study_is_a_keystone_and_the_cluster_shows_both_verdicts() -> None:
    plain, found = network(records()), network(judged(records()))
    assert [x.holds for x in plain.keystones if x.study == "trial"] == [("it",)]
    assert [x.holds for x in found.keystones if x.study == "trial"] == []
    (cluster,) = found.clusters
    assert (cluster.claims[0], cluster.verdicts[0], cluster.computed[0]) == ("it", "disputed", "supported")
    node = argument_graph(judged(records()), appraise(judged(records()))).nodes["claim/it"]
    assert {key: node[key] for key in ("verdict", "certainty", "basis", "computed")} == {
        "verdict": "disputed", "certainty": "low", "basis": "judged", "computed": "supported",
    }  # fmt: skip


@pytest.mark.parametrize("status", ["retracted", "concern"])
def test_a_reference_to_a_study_that_fell_or_is_doubted_is_listed(status: Literal["retracted", "concern"]) -> None:
    blog = article("blog", to_study("doe", "trial"), to_study("other", "review"))
    integrity = Integrity(status=status, date="2024-05-01")
    found = records(blog)
    found = replace(
        found, studies=tuple(replace(x, integrity=integrity) if x.id == "trial" else x for x in found.studies)
    )
    (tainted,) = network(found).tainted
    assert tainted == Tainted("blog", "doe", "trial", status, "2024-05-01", ("it",))
    corrected = replace(integrity, status="corrected")
    mended = tuple(replace(x, integrity=corrected) if x.id == "trial" else x for x in found.studies)
    assert network(replace(found, studies=mended)).tainted == ()


def test_a_reference_that_leads_to_a_finding_is_no_dead_end() -> None:
    assert network(records(article("blog", to_study("doe", "trial")))).dead_ends == ()
    assert network(records(article("blog", to_study("doe", "review")))).dead_ends == ()  # it includes the trial


@pytest.mark.parametrize(
    ("end", "why"),
    [
        (reference("x"), "not found"),
        (reference("x", status="unresolved", source_type="news"), "a news page, no copy could be read"),
        (reference("x", source_type="institutional-news"), "news of an institution, not found"),
        (reference("x", status="unresolved", source_type="review"), "a review source, no copy could be read"),
        (to_study("x", "bare"), "a study without a recorded finding"),
    ],
)
def test_a_dead_end_says_what_is_there(end: Reference, why: str) -> None:
    found = network(records(article("blog", end)))
    (dead,) = found.dead_ends
    assert (dead.article, dead.reference, dead.why, dead.claims) == ("blog", "x", why, ("it",))
    assert [(x.claim, x.references) for x in found.unfounded] == [("it", ("blog/x",))]


def test_a_claim_with_one_good_citation_is_founded() -> None:
    assert network(records(article("blog", reference("x"), to_study("doe", "trial")))).unfounded == ()
    two = records(article("blog", reference("x")), article("news", to_study("doe", "trial")))
    assert network(two).unfounded == ()


def test_news_that_cites_news_ends_where_the_chain_ends() -> None:
    blog = article("blog", reference("news", as_cited="News, https://www.news.example/knees/ (2024)"))
    news = article(
        "news", reference("wire", as_cited="“Running Is Good For Knees”, by the wire"), url="https://news.example/knees"
    )
    wire = article("wire", reference("x"), title="Running is good for knees")
    (dead,) = (x for x in network(records(blog, news, wire)).dead_ends if x.article == "blog")
    assert dead.path == (
        "reference/blog/news", "article/news", "reference/news/wire", "article/wire", "reference/wire/x",
    )  # fmt: skip
    assert dead.why == "not found"
    good = replace(wire, references=(to_study("x", "trial"),))
    assert network(records(blog, news, good)).dead_ends == ()


def test_an_address_or_title_that_only_begins_alike_is_another_page() -> None:
    blog = article("blog", reference("news", as_cited="https://news.example/knees-and-hips, and Good news"))
    news = article("news", title="Good news", url="https://news.example/knees")
    graph = citation_network(records(blog, news))
    assert list(graph.successors("reference/blog/news")) == []


def test_circles_of_citation_are_found_among_articles_and_among_studies() -> None:
    blog = article("blog", reference("x", as_cited="https://news.example/a"), url="https://blog.example/b")
    news = article("news", reference("x", as_cited="https://blog.example/b."), url="https://news.example/a")
    assert network(records(blog, news)).circles == (
        ("article/blog", "reference/blog/x", "article/news", "reference/news/x", "article/blog"),
    )
    found = records()
    circle = (
        study("one", overlaps=(Overlap("two", "restates", "w"),)),
        study("two", overlaps=(Overlap("one", "restates", "w"),)),
    )
    assert network(replace(found, studies=(*found.studies, *circle))).circles == (
        ("study/one", "study/two", "study/one"),
    )
    assert network(found).circles == ()


def test_what_records_name_and_nobody_wrote_is_left_out() -> None:
    found = replace(records(article("blog", to_study("doe", "gone"))), studies=())
    assert network(found).edges == {"contradicts": 1, "refers-to": 1, "states": 1}
    assert [x.why for x in network(found).dead_ends] == ["a primary source, leads to no record"]


@pytest.mark.parametrize("suffix", READ)
def test_a_file_opens_again_with_all_nodes_edges_and_attributes(suffix: str) -> None:
    found = records(article("blog", to_study("doe", "trial"), reference("x", as_cited="A & <b> “c”")))
    graph = whole_network(found, appraise(found))
    data = dump_network(graph, suffix)
    read = READ[suffix](io.BytesIO(data))
    assert set(read) == set(graph)
    for node, attributes in graph.nodes(data=True):
        assert {k: v for k, v in read.nodes[node].items() if v and k != "id"} == {
            k: v for k, v in attributes.items() if v and k != "id"
        }
    assert sorted((s, t, x["kind"]) for s, t, x in read.edges(data=True)) == sorted(
        (s, t, x["kind"]) for s, t, x in graph.edges(data=True)
    )
    directions = [x["direction"] for *_, x in read.edges(data=True) if x.get("direction")]
    assert sorted(directions) == ["disputes", "inconclusive", "supports", "supports"]
    assert read.nodes["claim/it"]["verdict"] == "supported"
    assert b"NetworkX" not in data


def test_the_argument_graph_holds_a_line_for_each_finding_and_stance() -> None:
    graph = argument_graph(records(article("blog")), appraise(records()))
    assert graph.number_of_edges("study/trial", "claim/it") == 2
    assert [x["stance"] for x in graph.get_edge_data("article/blog", "claim/it").values()] == ["asserts"]


def test_an_unknown_format_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"a\.dot: no such format of networks \(known: \.gexf, \.graphml\)"):
        format_of("a.dot")


@pytest.mark.parametrize("suffix", READ)
def test_the_order_of_records_and_of_hashes_is_not_in_the_file(suffix: str, tmp_path: Path) -> None:
    assert main(["init", str(tmp_path)]) == 0
    written: list[bytes] = []
    for seed in ("1", "2"):
        target = tmp_path / f"{seed}{suffix}"
        words = [sys.executable, "-m", "kg", "network", "-C", str(tmp_path), "--export", str(target)]
        subprocess.run(words, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": seed})
        written.append(target.read_bytes())
    assert written[0] == written[1]
    found = records()
    back = replace(found, claims=found.claims[::-1], studies=found.studies[::-1])
    assert dump_network(whole_network(found, appraise(found)), suffix) == dump_network(
        whole_network(back, appraise(back)), suffix
    )


def test_the_command_prints_tables_json_and_what_it_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    capsys.readouterr()
    assert main(["network"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("nodes: ")
    assert "\nCircles of citation: none\n" in out
    assert main(["network", "--format", "json"]) == 0
    assert set(json.loads(capsys.readouterr().out)) == set(Network.__struct_fields__)
    assert main(["network", "--export", "a.graphml", "--export", "b.gexf"]) == 0
    assert capsys.readouterr().out.startswith("a.graphml: ")
    assert main(["network", "--export", "a.graphml", "--export", "b.dot"]) == 2
    assert "b.dot: no such format" in capsys.readouterr().err
