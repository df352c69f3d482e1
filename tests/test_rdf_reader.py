"""The graph read back: records come through every format as they went in."""

import pytest
from diff_cases import CHANGES, records, with_claim
from full_records import BASE, RECORDS
from msgspec.structs import replace

from kg.appraise.judgement import fingerprint
from kg.diff import diff
from kg.export import EXPORTERS, dump
from kg.rdf import build_nquads
from kg.rdf.reader import SUFFIXES, read_graph, read_triples
from kg.records import Judgement, Records
from kg.workspace import open_workspace, read_records, read_vocabulary


def through(found: Records, suffix: str = ".nq") -> Records:
    return read_graph(dump(build_nquads(found, BASE, read_vocabulary()), suffix), suffix)


def test_every_format_that_is_written_is_read() -> None:
    assert set(EXPORTERS) == set(SUFFIXES)


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_every_field_of_every_record_comes_back(suffix: str) -> None:
    assert diff(RECORDS, through(RECORDS, suffix)).empty
    assert through(RECORDS, suffix) == through(RECORDS)


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_the_same_change_through_the_graph(name: str) -> None:
    changed = CHANGES[name](records())
    assert diff(changed, through(changed)).empty
    assert diff(through(records()), through(changed)) == diff(records(), changed)


def test_the_shipped_evidence_comes_back() -> None:
    found, _ = read_records(open_workspace())
    back = through(found)
    assert diff(found, back).empty
    assert through(back) == back
    assert [s.authors for s in back.studies] == [s.authors for s in found.studies]


def test_a_dump_of_one_layer_is_refused_and_says_what_is_missing() -> None:
    lines = build_nquads(RECORDS, BASE)
    with pytest.raises(ValueError, match="no claim and no study in it"):
        read_graph("\n".join(x for x in lines if x.endswith("/articles> .")).encode(), ".nq")
    with pytest.raises(ValueError, match="is not whole: Object missing required field"):
        read_graph("\n".join(x for x in lines if "limitations" not in x).encode(), ".nq")
    with pytest.raises(ValueError, match="not N-Quads: "):
        read_graph(b"<a", ".nq")
    with pytest.raises(ValueError, match="no claim and no study"):
        read_triples(())


def test_a_judgement_stands_through_a_dump_whatever_the_order_of_the_evidence() -> None:
    found = records()
    it = next(x for x in found.claims if x.id == "it")
    studies = {x.id: x for x in found.studies}
    signed = Judgement(verdict="contested", by="R", date="2026-01-02", why="w", of=fingerprint(it, studies))
    judged = with_claim(judgement=signed)(found)
    assert [x.study for x in it.evidence] == ["trial", "cohort"]
    assert [x.study for x in through(judged).claims[0].evidence] == ["cohort", "trial"]
    assert diff(judged, through(judged)).empty
    assert len(diff(through(judged), found).verdicts) == 1


def test_an_author_whose_name_is_inside_another_keeps_the_place() -> None:
    study = replace(records().studies[0], authors=("Leeds A", "Lee D", "Lee A"))
    found = replace(records(), studies=(study, *records().studies[1:]))
    assert through(found).studies[0].authors == ("Leeds A", "Lee D", "Lee A")
