"""`kg build` as people run it: in one step or not at all, and the same bytes each time."""

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from site_workspace import write_workspace

from kg.cli import main
from kg.output import MARKER

STEPS = 4


def tree(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    return write_workspace(tmp_path / "small")


def build(workspace: Path, *more: str, seed: str = "0") -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "kg", "build", "-C", str(workspace), *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": seed},
    )


def test_the_last_line_says_what_to_open(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "-C", str(workspace)]) == 0
    out, err = capsys.readouterr()
    assert re.fullmatch(rf"open {re.escape(str(workspace))}/_site/index\.html  \(\d+ files, \d\.\d MB\)\n", out)
    assert err.splitlines()[0] == "kg build: 2 topics, 2 synonyms, 2 claims, 2 studies, 1 article, 1 conflict"
    assert len(err.splitlines()) == 1 + STEPS
    assert (workspace / "_site" / "claim" / "running-harms" / "index.html").is_file()


def test_a_base_that_nobody_can_publish_at_is_named(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (workspace / "kg.toml").write_text('base = "https://example.org/mine"\n', encoding="utf-8")
    assert main(["build", "-C", str(workspace)]) == 0
    assert "base is still 'https://example.org/mine': set it in kg.toml" in capsys.readouterr().err


def test_two_builds_are_the_same_byte_for_byte(workspace: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    runs = [build(workspace, "--output", str(folder), seed=seed) for folder, seed in ((one, "1"), (other, "2"))]
    assert [run.wait() for run in runs] == [0, 0]
    assert tree(one) == tree(other)
    for run in runs:
        run.communicate()


def test_data_with_an_error_leaves_the_old_site_and_shows_the_place(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["build", "-q", "-C", str(workspace)]) == 0
    old = tree(workspace / "_site")
    data = workspace / "data" / "all.yaml"
    data.write_text(data.read_text(encoding="utf-8").replace("topic: knees", "topic: kness", 1), encoding="utf-8")
    capsys.readouterr()
    with pytest.raises(SystemExit) as stopped:
        main(["build", "-C", str(workspace)])
    assert stopped.value.code == 1
    assert re.search(r"data/all\.yaml:\d+:\d+: no topic has the id 'kness'", capsys.readouterr().err)
    assert tree(workspace / "_site") == old


def test_a_folder_that_is_no_site_is_left_alone(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "-C", str(workspace), "--output", str(workspace / "data")]) == 2
    assert "holds files that 'kg build' did not make" in capsys.readouterr().err
    assert list(tree(workspace / "data")) == ["all.yaml"]


@pytest.mark.parametrize("step", range(1 + STEPS))
def test_a_build_killed_at_any_step_leaves_the_old_site_whole(workspace: Path, step: int) -> None:
    assert main(["build", "-q", "-C", str(workspace)]) == 0
    old = tree(workspace / "_site")
    data = workspace / "data" / "all.yaml"
    data.write_text(data.read_text(encoding="utf-8").replace("kind: advice", "kind: prevention"), encoding="utf-8")
    running = build(workspace)
    assert running.stderr is not None
    for _ in range(step + 1):
        assert running.stderr.readline().startswith("kg build: ")
    running.kill()
    running.communicate()
    now = tree(workspace / "_site")
    # After its last words a build may have swapped already; it is never in between.
    assert now == old or (step == STEPS and b"prevention" in now["claim/running-spares/index.html"])
    assert main(["build", "-q", "-C", str(workspace)]) == 0
    assert tree(workspace / "_site") != old
    assert sorted(path.name for path in workspace.iterdir()) == ["_site", "data", "kg.toml"]
    assert running.returncode in {-signal.SIGKILL, 0}


def test_a_template_of_the_workspace_replaces_the_bundled_one(workspace: Path) -> None:
    own = workspace / "site" / "templates"
    own.mkdir(parents=True)
    (own / "404.html").write_text("<p>{{ view }}: gone", encoding="utf-8")
    assert main(["build", "-q", "-C", str(workspace)]) == 0
    assert (workspace / "_site" / "404.html").read_text(encoding="utf-8") == "<p>https://example.net/own/place: gone"
    assert (workspace / "_site" / "index.html").is_file()
    assert (workspace / "_site" / MARKER).is_file()
