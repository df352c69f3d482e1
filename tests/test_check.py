"""`kg check` on the command line: what it prints, in which format, and its exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from data_folder import TOPIC, TOPICS, workspace_in

from kg.cli import main

if TYPE_CHECKING:
    from pathlib import Path

BAD = TOPICS.replace("label", "lable")


def test_the_shipped_data_has_no_problem(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("data: ")
    assert printed.endswith("; no problems\n")
    assert printed.count("\n") == 1


def test_a_problem_is_printed_in_full_and_the_exit_code_is_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace_in(tmp_path, page_yaml=BAD).root)
    assert main(["check"]) == 1
    assert (
        capsys.readouterr().out
        == """\
data/page.yaml:3:5: topic 'hips' has the unknown key 'lable' [unknown-key]
 3 |     lable: Hips
   |     ^^^^^
  = did you mean 'label'?

data: 0 topics, 0 synonyms, 0 claims, 0 studies, 0 articles, 0 conflicts; 1 error
"""
    )


def test_concise_is_one_line_for_each_problem(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace_in(tmp_path, page_yaml=BAD + TOPIC.replace("hips", "con")).root)
    assert main(["check", "--output-format", "concise"]) == 1
    assert (
        capsys.readouterr().out
        == """\
data/page.yaml:3:5: topic 'hips' has the unknown key 'lable' [unknown-key]
data/page.yaml:5:9: id 'con' cannot be used: Windows keeps that name for a device [reserved-id]
data: 1 topic, 0 synonyms, 0 claims, 0 studies, 0 articles, 0 conflicts; 2 errors
"""
    )


def test_json_is_an_array_of_problems(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace_in(tmp_path, page_yaml=BAD).root)
    assert main(["check", "--output-format", "json"]) == 1
    assert json.loads(capsys.readouterr().out) == [
        {
            "path": "data/page.yaml",
            "line": 3,
            "column": 5,
            "end_line": 3,
            "end_column": 10,
            "severity": "error",
            "rule": "unknown-key",
            "message": "topic 'hips' has the unknown key 'lable'",
            "why": "",
            "help": "did you mean 'label'?",
            "paste": "",
            "page": "",
        }
    ]


def test_json_without_problems_is_an_empty_array(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(workspace_in(tmp_path, page_yaml=TOPICS).root)
    assert main(["check", "--output-format", "json"]) == 0
    assert capsys.readouterr().out == "[]\n"


def test_a_warning_alone_leaves_the_exit_code_0(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    claim = (
        "claims:\n  - {id: sore, text: Hips hurt., topic: hips, kind: frequency, population: adults, exposure: age,\n"
        "     outcome: pain, effect: describes}\n"
    )
    workspace = workspace_in(tmp_path, page_yaml=TOPICS + claim)
    assert main(["check", "-C", str(workspace.root)]) == 0
    assert capsys.readouterr().out.endswith("0 conflicts; 1 warning\n")


def test_paths_are_shown_as_seen_from_the_current_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = workspace_in(tmp_path, page_yaml=BAD)
    monkeypatch.chdir(workspace.data)
    assert main(["check", "--output-format", "concise"]) == 1
    assert capsys.readouterr().out.startswith("page.yaml:3:5: ")
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path / "docs")
    assert main(["check", "--output-format", "concise"]) == 1
    assert capsys.readouterr().out.startswith("../data/page.yaml:3:5: ")


def test_with_paths_only_their_problems_are_shown_and_counted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = workspace_in(tmp_path, bad_yaml=BAD, good_yaml=TOPICS.replace("hips", "feet"))
    monkeypatch.chdir(workspace.root)
    assert main(["check", "data/good.yaml"]) == 0
    assert capsys.readouterr().out.endswith("; no problems\n")
    for given in ("data/bad.yaml", "data", "."):
        assert main(["check", "--output-format", "concise", given]) == 1
        assert capsys.readouterr().out.count("[unknown-key]") == 1


def test_a_file_from_elsewhere_is_checked_together_with_the_workspace(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = workspace_in(tmp_path, good_yaml=TOPICS)
    monkeypatch.chdir(workspace.root)
    (tmp_path / "draft").mkdir()
    (tmp_path / "draft" / "new.yaml").write_text(TOPICS)
    for given in ("draft/new.yaml", "draft"):
        assert main(["check", "--output-format", "concise", given]) == 1
        assert capsys.readouterr().out.startswith(
            "draft/new.yaml:2:9: id 'hips' is already at data/good.yaml:2 [duplicate-id]\n"
        )


def test_a_file_reached_through_a_link_is_not_read_twice(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = tmp_path / "real"
    real.mkdir()
    workspace_in(real, page_yaml=TOPICS)
    (tmp_path / "link").symlink_to(real)
    monkeypatch.chdir(tmp_path)
    assert main(["check", "-C", "real", "link/data/page.yaml"]) == 0
    assert (
        capsys.readouterr().out
        == "data: 1 topic, 0 synonyms, 0 claims, 0 studies, 0 articles, 0 conflicts; no problems\n"
    )


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ("gone.yaml", "kg check: gone.yaml: no such file or folder\n"),
        ("kg.toml", "kg check: kg.toml: no reader for '.toml' (known: .jsonl, .ndjson, .yaml, .yml)\n"),
    ],
)
def test_what_cannot_be_checked_is_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, given: str, message: str
) -> None:
    monkeypatch.chdir(workspace_in(tmp_path).root)
    assert main(["check", given]) == 2
    assert capsys.readouterr().err == message


def test_no_data_folder_is_exit_code_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    workspace = workspace_in(tmp_path)
    workspace.data.rmdir()
    assert main(["check", "-C", str(tmp_path)]) == 2
    assert capsys.readouterr().err == (
        f"kg check: {workspace.data}: no data folder (make it, or start with 'kg init {workspace.root}')\n"
    )


def test_checking_imports_neither_graph_nor_page_libraries() -> None:
    code = (
        "import sys; from kg.cli import main; main(['check']); "
        "print(sorted({'rdflib', 'networkx', 'pyvis', 'jinja2', 'pyoxigraph', 'rich', 'ruamel'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
