"""`kg query`: the list, an answer in each format, files and dumps, and what it says when it cannot."""

import gzip
import io
import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest
from query_cases import ROOT, fixture_lines, queries

from kg.cli import main
from kg.export import EXPORTERS, dump

NAMES = sorted(queries())


@pytest.fixture
def fixture(tmp_path: Path) -> str:
    """The small collection as a dump."""
    path = tmp_path / "fixture.nq"
    path.write_bytes(dump(fixture_lines(), ".nq"))
    return str(path)


def ask(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["query", *words]) == 0
    return capsys.readouterr().out


def refusal(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(["query", *words]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    return captured.err


def test_the_list_has_every_question_once_under_its_first_tag(capsys: pytest.CaptureFixture[str]) -> None:
    lines = ask(capsys).splitlines()
    listed = [line.split()[0] for line in lines if line.startswith("  ")]
    assert sorted(listed) == NAMES
    assert lines.index("citations") < lines.index("contradictions") < lines.index("evidence")
    assert f"  {'claims-with-evidence-both-ways':32}  Which claims have evidence both for and against them?" in lines
    assert lines[-1] == "'kg query NAME --help' tells what a question takes, 'kg query NAME' answers it."


def test_a_tag_narrows_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    out = ask(capsys, "--tag", "studies")
    assert "load-bearing-studies" in out
    assert "citation-bias" not in out
    assert (
        refusal(capsys, "--tag", "studys")
        == "kg query: --tag: no query has the tag 'studys' (did you mean 'studies'?)\n"
    )


def test_an_answer_is_an_aligned_table_without_colour(capsys: pytest.CaptureFixture[str], fixture: str) -> None:
    assert ask(capsys, "claim-hierarchy", "--data", fixture, "--limit", "3") == (
        "claim         relation  steps  other         text\n"
        "laces-hurt    broader       1  shoes-matter  Shoes matter for knees.\n"
        "laces-hurt    narrower      1  socks-work    Woollen socks prevent sore knees.\n"
        "shoes-matter  narrower      1  laces-hurt    Tight laces hurt knees.\n"
    )


def test_parameters_go_by_name_and_options_may_stand_on_either_side(
    capsys: pytest.CaptureFixture[str], fixture: str
) -> None:
    after = ask(capsys, "support-tally", "--claim", "squats-help", "--format", "csv", "--data", fixture)
    before = ask(capsys, "--format", "csv", "--data", fixture, "support-tally", "--claim=squats-help")
    assert after == before
    assert after.count("\r\n") == 2
    years = ask(capsys, "evidence-by-year", "--min-year", "2019", "--data", fixture)
    assert [line.split()[0] for line in years.splitlines()] == ["year", "2019", "2020"]


def test_the_shipped_evidence_is_asked_where_there_is_no_other(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    out = ask(capsys, "evidence-for-claim", "--claim", "hip-weakness-pfps", "--format", "json")
    rows = json.loads(out)["results"]["bindings"]
    assert {row["claim"]["value"].rpartition("/")[2] for row in rows} == {"hip-weakness-pfps"}
    assert {row["direction"]["value"] for row in rows} >= {"supports", "disputes"}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            ("flaged-studies",),
            "no query 'flaged-studies' (did you mean 'flagged-studies'? 'kg query' lists all)",
        ),
        (
            ("evidence-for-claim", "--clam", "x"),
            "query 'evidence-for-claim' has no parameter '--clam' (did you mean '--claim'?)",
        ),
        (
            ("evidence-for-claim", "ice-helps"),
            "'ice-helps' is left over (parameters go by name, such as --claim ice-helps)",
        ),
        (("evidence-for-claim", "--claim"), "argument --claim: expected one argument"),
        (
            ("claim-neighbourhood",),
            "query 'claim-neighbourhood' needs --claim: the claim, for example --claim hip-weakness-pfps",
        ),
        (("support-tally", "--claim", "squat-helps"), "--claim: no claim 'squat-helps' (did you mean 'squats-help'?)"),
        (("evidence-by-year", "--min-year", "soon"), "--min-year: 'soon' is not a whole number"),
        (("claims-with-evidence-both-ways", "--limit", "-1"), "--limit: -1 is less than nothing (it takes 0 or more)"),
        (
            ("claims-with-evidence-both-ways", "--format", "ttl"),
            "--format: ttl is for CONSTRUCT and DESCRIBE (query 'claims-with-evidence-both-ways' is a SELECT)",
        ),
        (("nowhere/mine.rq",), "nowhere/mine.rq: no such file or directory"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line(
    capsys: pytest.CaptureFixture[str], fixture: str, words: tuple[str, ...], expected: str
) -> None:
    assert refusal(capsys, "--data", fixture, *words) == f"kg query: {expected}\n"


def test_a_mistake_in_a_file_has_its_place_the_line_and_a_caret(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path = tmp_path / "mine.rq"
    path.write_text("#+ summary: Mine?\nSELECT ?x WHERE {\n\t?x a evv:Claim .\n}\n", encoding="utf-8")
    assert refusal(capsys, str(path)) == (
        f"kg query: {path}:3:7: no prefix 'evv:' (did you mean 'ev'?; or declare it: PREFIX evv: <…>)\n"
        "  3 |  ?x a evv:Claim .\n"
        "    |       ^\n"
    )


def test_sparql_comes_from_the_standard_input_too(
    capsys: pytest.CaptureFixture[str], fixture: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("SELECT (COUNT(?c) AS ?n) { ?c a ev:Claim }"))
    assert ask(capsys, "-", "--data", fixture) == "n\n7\n"
    monkeypatch.setattr("sys.stdin", io.StringIO("SELECT ?x { ?x a ev:Claim"))
    assert refusal(capsys, "-") == (
        "kg query: standard input:1:11: '{' is never closed (a '}' is missing)\n"
        "  1 | SELECT ?x { ?x a ev:Claim\n"
        "    |           ^\n"
    )


def test_a_misspelt_term_that_finds_nothing_is_named(
    capsys: pytest.CaptureFixture[str], fixture: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("SELECT ?x { ?x a ev:Studdy }"))
    assert main(["query", "-", "--data", fixture]) == 0
    captured = capsys.readouterr()
    assert captured.out == "x\n"
    assert captured.err == "kg query: the vocabulary has no ev:Studdy (did you mean 'ev:Study'?)\nno rows\n"


def test_rows_beyond_the_limit_are_counted_aloud(capsys: pytest.CaptureFixture[str], fixture: str) -> None:
    assert main(["query", "support-tally", "--data", fixture, "--limit", "6"]) == 0
    captured = capsys.readouterr()
    assert len(captured.out.splitlines()) == 7
    assert captured.err == "1 more row (without --limit)\n"


def test_explain_shows_the_question_and_the_sparql_and_runs_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    out = ask(capsys, "references-not-found", "--explain", "--data", "nowhere.nq")
    query = queries()["references-not-found"]
    assert out.startswith(f"{query.summary}\n\n{query.description}\n\nParameters\n")
    assert "  --status   only references with this status; default: not-found; for example unresolved [string]\n" in out
    assert "  as_cited   the reference as the article gives it\n" in out
    assert out.endswith(f"SPARQL (queries/references-not-found.rq)\n\n{query.sparql}")


def test_help_on_a_question_tells_its_parameters(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["query", "study-against-study", "--help"])
    assert caught.value.code == 0
    out = capsys.readouterr().out
    assert "Which studies point opposite ways on one claim?" in out
    assert "--claim CLAIM" in out


def test_yes_or_no(capsys: pytest.CaptureFixture[str], fixture: str) -> None:
    assert ask(capsys, "claim-has-evidence-both-ways", "--claim", "rest-first", "--data", fixture) == "yes\n"
    assert ask(capsys, "claim-has-evidence-both-ways", "--claim", "load-early", "--data", fixture) == "no\n"
    out = ask(capsys, "claim-has-evidence-both-ways", "--claim", "load-early", "--format", "json", "--data", fixture)
    assert json.loads(out) == {"head": {}, "boolean": False}


@pytest.mark.parametrize(
    ("name", "form"),
    [
        (None, pyoxigraph.RdfFormat.TURTLE),
        ("nt", pyoxigraph.RdfFormat.N_TRIPLES),
        ("jsonld", pyoxigraph.RdfFormat.JSON_LD),
    ],
)
def test_a_graph_is_printed_as_a_graph(
    capsys: pytest.CaptureFixture[str], fixture: str, name: str | None, form: pyoxigraph.RdfFormat
) -> None:
    words = ["--format", name] if name else []
    out = ask(capsys, "claim-neighbourhood", "--claim", "socks-work", "--data", fixture, *words)
    triples = {str(quad.triple) for quad in pyoxigraph.parse(out, format=form)}
    rows = ask(capsys, "claim-neighbourhood", "--claim", "socks-work", "--data", fixture, "--format", "tsv")
    assert triples == {" ".join(line.split("\t")) for line in rows.splitlines()[1:]}
    assert len(triples) == 5


@pytest.mark.parametrize("suffix", [*EXPORTERS, ".nq.gz"])
def test_a_dump_in_any_format_answers_like_the_workspace(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, fixture: str, suffix: str
) -> None:
    path = tmp_path / f"dump{suffix}"
    path.write_bytes(dump(fixture_lines(), suffix))
    words = ("support-tally", "--topic", "care")
    assert ask(capsys, *words, "--data", str(path)) == ask(capsys, *words, "--data", fixture)


def test_a_dump_that_cannot_be_read_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    bad = tmp_path / "bad.ttl"
    bad.write_text("<x:a> <x:b> .", encoding="utf-8")
    assert refusal(capsys, "claims-with-evidence-both-ways", "--data", str(bad)).startswith(
        f"kg query: {bad}: cannot be read: "
    )
    cut = tmp_path / "cut.nq.gz"
    cut.write_bytes(gzip.compress(b"<x:a> <x:b> <x:c> .", mtime=0)[:-9])
    assert refusal(capsys, "claims-with-evidence-both-ways", "--data", str(cut)).startswith(
        f"kg query: {cut}: cannot be read: "
    )
    other = tmp_path / "data.xlsx"
    assert refusal(capsys, "claims-with-evidence-both-ways", "--data", str(other)) == (
        f"kg query: {other}: no reader for '.xlsx' (known: .nq, .trig, .ttl, .nt, .jsonld, each also with .gz)\n"
    )


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / "queries").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "kg.toml").write_text('title = "Mine"\n', encoding="utf-8")
    return tmp_path


def test_a_workspace_adds_queries_and_replaces_bundled_ones(
    capsys: pytest.CaptureFixture[str], workspace: Path
) -> None:
    (workspace / "queries" / "claims-with-evidence-both-ways.rq").write_text(
        "#+ summary: Mine?\nASK { }", encoding="utf-8"
    )
    (workspace / "queries" / "my-own.rq").write_text("#+ summary: Own?\nASK { ?a ?b ?c }", encoding="utf-8")
    out = ask(capsys, "-C", str(workspace))
    assert f"  {'claims-with-evidence-both-ways':32}  Mine?\n" in out
    assert f"  {'my-own':32}  Own?\n" in out
    assert "citation-bias" in out
    assert ask(capsys, "-C", str(workspace), "claims-with-evidence-both-ways") == "yes\n"
    assert ask(capsys, "claims-with-evidence-both-ways", "-C", str(workspace), "--explain").startswith("Mine?\n")


def test_a_query_that_cannot_be_used_is_named_with_its_place(
    capsys: pytest.CaptureFixture[str], workspace: Path
) -> None:
    (workspace / "queries" / "broken.rq").write_text("#+ colums: x\nASK { }", encoding="utf-8")
    assert refusal(capsys, "-C", str(workspace)) == (
        "kg query: queries/broken.rq: the header has an unknown key 'colums' (did you mean 'columns'?)\n"
    )
    assert ask(capsys, "-C", str(workspace), "claim-has-evidence-both-ways") == "no\n"


def test_a_file_that_is_no_text_is_named(capsys: pytest.CaptureFixture[str], workspace: Path) -> None:
    (workspace / "queries" / "broken.rq").write_bytes(b"ASK { # \xff")
    assert refusal(capsys, "-C", str(workspace)) == "kg query: queries/broken.rq: not UTF-8 (byte 8)\n"
    assert refusal(capsys, str(workspace / "queries")).endswith("queries: is a directory\n")


def test_a_parameter_cannot_take_the_name_of_an_option(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "q.rq"
    path.write_text("#+ parameters:\n#+   limit: {type: integer}\nSELECT ?limit { }", encoding="utf-8")
    assert refusal(capsys, str(path)) == (
        f"kg query: {path}: parameter 'limit' has the name of an option of this command (rename the variable)\n"
    )


def in_terminal(width: int, *words: str) -> str:
    """What a person sees in a terminal of this width."""
    ours, theirs = pty.openpty()
    env = os.environ | {"COLUMNS": str(width), "TERM": "xterm-256color", "PYTHONUTF8": "1"}
    env.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "kg", "query", *words]
    with subprocess.Popen(command, stdout=theirs, stderr=subprocess.DEVNULL, cwd=ROOT, env=env) as process:
        os.close(theirs)
        seen = b""
        while chunk := _read(ours):
            seen += chunk
    os.close(ours)
    assert process.returncode == 0
    return seen.decode()


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # what Linux says when the other end is closed
        return b""


def test_a_terminal_gets_colour_and_its_own_width(fixture: str) -> None:
    wide = in_terminal(120, "claims-with-evidence-both-ways", "--data", fixture)
    assert "\x1b[1m" in wide
    assert "Which claims have evidence both for and against them?" in wide
    assert any("squats-help" in line and "Squats help sore knees." in line for line in wide.splitlines())
    assert max(map(len, wide.splitlines())) < 260


def test_a_narrow_terminal_gets_a_block_for_each_row(fixture: str) -> None:
    narrow = in_terminal(50, "claims-with-evidence-both-ways", "--data", fixture)
    lines = [line.strip() for line in narrow.splitlines()]
    assert not any("squats-help" in line and "Squats help sore knees." in line for line in lines)
    assert any("direct supports" in line and line.endswith("1") for line in lines)
    assert any("2 rows" in line for line in lines)
