"""`kg diff` on real git repositories and folders."""

import json
import os
import subprocess
from pathlib import Path

import pytest

from kg.cli import main
from kg.revisions import read_history
from kg.workspace import open_workspace

WHO = {"GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_NAME": "A",
       "GIT_COMMITTER_EMAIL": "a@example.org", "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
       "GIT_AUTHOR_DATE": "2026-01-02T03:04:05+00:00", "GIT_COMMITTER_DATE": "2026-01-02T03:04:05+00:00"}  # fmt: skip


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True, env={**os.environ, **WHO})  # noqa: S607


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A repository with the workspace in a folder of its own, committed and tagged v1, with v2 after it."""
    for name, value in WHO.items():
        monkeypatch.setenv(name, value)
    root = tmp_path / "repository" / "evidence"
    assert main(["init", str(root)]) == 0
    capsys.readouterr()
    git(root.parent, "init", "-q")
    git(root.parent, "add", "-A")
    git(root.parent, "commit", "-q", "-m", "first")
    git(root.parent, "tag", "v1")
    claims = root / "data" / "claims.yaml"
    edit(claims, "  - id: ", "  # a comment\n  - id: ")
    edit(claims, "text: ", "text: Perhaps ")
    git(root.parent, "commit", "-q", "-a", "-m", "second")
    git(root.parent, "tag", "v2")
    monkeypatch.chdir(root)
    return root


def output(capsys: pytest.CaptureFixture[str], *words: str, code: int = 0) -> str:
    assert main(["diff", *words]) == code
    return capsys.readouterr().out


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("words", [["v1", "v2"], ["v1..v2"], ["v1.."], ["v1"], ["HEAD~1"], ["HEAD~", "HEAD"]], ids=str)
def test_two_revisions_are_named_as_in_git(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert output(capsys, *words).startswith("1 claim reworded.\n\nClaims reworded (1)\n- “Perhaps ")


def test_without_names_the_last_commit_is_held_against_the_workspace(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert output(capsys) == "Nothing changed in the evidence.\n"
    edit(repository / "data" / "claims.yaml", "text: Perhaps ", "text: Surely ")
    assert "“Surely " in output(capsys)
    assert "Before: “Perhaps " in output(capsys, "HEAD")


def test_folders_are_compared_with_folders_and_revisions(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert output(capsys, ".", "./data") == "Nothing changed in the evidence.\n"
    assert output(capsys, "v2", str(repository)) == "Nothing changed in the evidence.\n"
    assert "1 claim reworded." in output(capsys, str(repository), "v1")


@pytest.mark.usefixtures("repository")
def test_exit_code_tells_whether_anything_changed(capsys: pytest.CaptureFixture[str]) -> None:
    output(capsys, "v1", "v2", "--exit-code", code=1)
    output(capsys, "v2", "v2", "--exit-code", code=0)


@pytest.mark.usefixtures("repository")
def test_json_and_markdown_tell_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(output(capsys, "v1", "v2", "--format", "json"))
    assert [x["after"].startswith("Perhaps ") for x in found["claims_reworded"]] == [True]
    assert found["verdicts"] == []
    page = output(capsys, "v1", "v2", "--format", "markdown")
    assert page.startswith("# Changes of the evidence, v1 to v2\n\n1 claim reworded.\n")


@pytest.mark.usefixtures("repository")
def test_names_that_are_nothing_are_said_to_be_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "v9"]) == 2
    assert "'v9' is no folder, dump or git revision ('git log" in capsys.readouterr().err


def test_outside_of_a_repository_a_revision_is_not_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    assert main(["diff", "HEAD"]) == 2
    assert "is in no git repository" in capsys.readouterr().err
    assert output(capsys, "data", "data") == "Nothing changed in the evidence.\n"


@pytest.mark.usefixtures("repository")
def test_without_git_folders_still_work(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert main(["diff", "v1"]) == 2
    assert "git is not installed" in capsys.readouterr().err
    assert output(capsys, "./data", "./data") == "Nothing changed in the evidence.\n"


def test_a_name_that_is_both_a_tag_and_a_folder_is_not_guessed(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    git(repository, "tag", "data")
    assert main(["diff", "data"]) == 2
    assert "'data' is a git revision and a path too (write './data' for the path)" in capsys.readouterr().err


def test_data_with_errors_is_not_compared(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(repository / "data" / "claims.yaml", "kind: ", "kind: no-such-kind # ")
    assert main(["diff"]) == 2
    assert "the workspace: " in (err := capsys.readouterr().err)
    assert "data/claims.yaml:" in err


def test_a_commit_from_before_the_data_says_so(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    git(repository, "rm", "-r", "-q", "data")
    git(repository, "commit", "-q", "-m", "nothing")
    assert main(["diff", "HEAD", "v2"]) == 2
    assert "'HEAD' holds no folder 'data'" in capsys.readouterr().err


def test_odd_file_names_and_links_are_read_as_the_commit_has_them(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = repository / "data"
    (data / "new\nline é.yaml").write_text((data / "topics.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    (data / "topics.yaml").unlink()
    (data / "linked").mkdir()
    (data / "claims.yaml").rename(repository / "claims.yaml")
    (data / "linked" / "claims.yaml").symlink_to("../../claims.yaml")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "moved")
    assert main(["diff", "HEAD"]) == 2  # the link leads out of the data, which the commit's copy does not hold
    assert "is a link to" in capsys.readouterr().err
    (data / "linked" / "claims.yaml").unlink()
    (repository / "claims.yaml").rename(data / "linked" / "claims.yaml")
    git(repository, "add", "-A")
    git(repository, "commit", "-q", "-m", "moved back")
    assert output(capsys, "v2", "HEAD") == "Nothing changed in the evidence.\n"


def test_the_history_goes_commit_by_commit_and_passes_over_broken_data(repository: Path) -> None:
    workspace = open_workspace(repository)
    edit(repository / "data" / "claims.yaml", "kind: ", "kind: no-such-kind # ")
    git(repository, "commit", "-q", "-a", "-m", "broken")
    edit(repository / "data" / "claims.yaml", "kind: no-such-kind # ", "kind: ")
    edit(repository / "data" / "claims.yaml", "text: Perhaps ", "text: Surely ")
    git(repository, "commit", "-q", "-a", "-m", "mended")
    (repository / "kg.toml").write_text("", encoding="utf-8")
    git(repository, "commit", "-q", "-a", "-m", "not data")
    said: list[str] = []
    mended, second = read_history(workspace, "v1", said.append)
    assert (mended.title, second.title) == ("mended", "second")
    assert second.when in {"2026-01-02T03:04:05+00:00", "2026-01-02T03:04:05Z"}
    assert [x.title for x in mended.sections] == ["Claims reworded"]
    assert said[0].startswith("passed over ")
    assert said[1] == "commits since v1 that changed the evidence: 2"
    assert read_history(workspace, "HEAD", said.append) == ()


@pytest.mark.usefixtures("repository")
def test_a_dump_is_compared_like_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "graph.nq", "graph.trig.gz", "flat.ttl"]) == 0
    capsys.readouterr()
    for name in ("graph.nq", "graph.trig.gz", "flat.ttl"):
        assert output(capsys, name, "HEAD") == "Nothing changed in the evidence.\n"
    assert output(capsys, "v1", "graph.nq").startswith("1 claim reworded.")


def test_a_broken_dump_names_the_file(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "cut.nq.gz").write_bytes(b"\x1f\x8b\x08\x00")
    assert main(["diff", "cut.nq.gz"]) == 2
    assert capsys.readouterr().err.startswith("kg diff: cut.nq.gz: ")
    assert main(["diff", "kg.toml"]) == 2
    assert "'kg.toml' is no folder or dump to compare" in capsys.readouterr().err
