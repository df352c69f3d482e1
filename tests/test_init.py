import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg.cli import main
from kg.load.schema import json_schema

ROOT = Path(__file__).parent.parent
LISTS = ("topics", "synonyms", "claims", "studies")


@pytest.fixture
def made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    folder = tmp_path / "my evidence"
    assert main(["init", str(folder)]) == 0
    capsys.readouterr()
    return folder


def kg(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_output_ends_with_the_next_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", str(tmp_path / "my evidence")]) == 0
    assert capsys.readouterr().out.endswith(f"\n  cd '{tmp_path}/my evidence' && kg check\n")


def test_in_the_folder_itself_there_is_nowhere_to_go_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    assert capsys.readouterr().out.endswith("\n  kg check\n")
    assert (tmp_path / ".gitignore").read_text().endswith("\n_site/\n")


def test_the_data_of_a_new_workspace_have_no_problems(made: Path) -> None:
    assert kg(made, "check") == "data: 1 topic, 1 synonym, 2 claims, 2 studies, 1 article, 0 conflicts; no problems\n"


def test_the_data_of_a_new_workspace_are_in_canonical_form(made: Path) -> None:
    assert kg(made, "fmt", "--check") == "5 files already in canonical form\n"


def test_a_new_workspace_answers_its_own_query(made: Path) -> None:
    answer = kg(made, "query", "largest-studies", "--min-participants", "1000")
    assert "Knapik et al. 2014" in answer
    assert "Malisoux" not in answer


def test_a_new_workspace_builds_at_once(made: Path) -> None:
    kg(made, "build")
    page = (made / "_site" / "claim/shoe-matching-no-effect/index.html").read_text(encoding="utf-8")
    assert "Choosing running shoes by foot type makes no difference to injury risk." in page


def test_the_commands_of_its_readme_run(made: Path) -> None:
    readme = (made / "README.md").read_text(encoding="utf-8")
    commands = [line.split("#")[0].split() for line in readme.splitlines() if line.startswith("kg ")]
    assert len(commands) == 3
    for command in commands:
        kg(made, *command[1:])


def test_editors_find_the_schema(made: Path) -> None:
    assert json.loads((made / "data" / "schema.json").read_text(encoding="utf-8")) == json_schema()
    for path in (made / "data").glob("*.yaml"):
        assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=schema.json\n")


def test_every_key_of_the_example_is_explained_or_shown(made: Path) -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in (made / "data").glob("*.yaml"))
    schema = json_schema()["$defs"]
    keys = {
        key
        for name in ("Topic", "Claim", "EvidenceLine", "Contradiction", "Study", "Finding", "Article", "Statement")
        for key in schema[name]["properties"]
    }
    assert sorted(key for key in keys if key not in text) == []


def is_part_of(part: Any, whole: Any) -> bool:
    if isinstance(part, dict):
        return isinstance(whole, dict) and all(key in whole and is_part_of(part[key], whole[key]) for key in part)
    if isinstance(part, list):
        return isinstance(whole, list) and all(any(is_part_of(one, other) for other in whole) for one in part)
    return bool(part == whole)


def without_words(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Leave out our own words on a record, which here speak of fewer studies."""
    return [
        {
            key: without_words(value) if key == "evidence" else value
            for key, value in record.items()
            if key not in {"why", "limitations"}
        }
        for record in records
    ]


@pytest.mark.parametrize("name", LISTS)
def test_the_example_states_only_facts_of_the_shipped_evidence(name: str) -> None:
    example = yaml.safe_load((ROOT / "kg/template/data" / f"{name}.yaml").read_text(encoding="utf-8"))[name]
    shipped = yaml.safe_load((ROOT / "data" / f"{name}.yaml").read_text(encoding="utf-8"))[name]
    by_id = {record["id"]: record for record in without_words(shipped)}
    for record in without_words(example):
        assert is_part_of(record, by_id[record["id"]]), record["id"]


def test_nothing_is_overwritten_and_what_is_in_the_way_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "claims.yaml").write_text("mine")
    (tmp_path / "kg.toml").symlink_to("nowhere")
    assert main(["init", str(tmp_path)]) == 2
    assert capsys.readouterr().err == (
        f"kg init: {tmp_path}: in the way: data/claims.yaml, kg.toml (move them, or name another folder)\n"
    )
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["claims.yaml", "data", "kg.toml"]
    assert (tmp_path / "data" / "claims.yaml").read_text() == "mine"


def test_the_workspace_option_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "-C", str(tmp_path)]) == 2
    assert f"(write 'kg init {tmp_path}')" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
