import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli import main

UNTIDY = "topics:\n- {label: L, id: a} # note\n"
TIDY = "topics:\n  # note\n  - id: a\n    label: L\n"
BROKEN = "topics: [\n"


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "kg.toml").write_text("")
    (tmp_path / "data" / "more").mkdir(parents=True)
    (tmp_path / "data" / "topics.yaml").write_text(UNTIDY)
    (tmp_path / "data" / "more" / "tidy.yml").write_text(TIDY)
    (tmp_path / "data" / ".hidden.yaml").write_text(UNTIDY)
    (tmp_path / "data" / "bulk.ndjson").write_text("{}\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_files_that_change_are_rewritten_and_named(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt"]) == 0
    assert capsys.readouterr().out == (
        "formatted data/topics.yaml\n1 file formatted; 1 file already in canonical form\n"
    )
    assert (workspace / "data/topics.yaml").read_text() == TIDY
    assert (workspace / "data/.hidden.yaml").read_text() == UNTIDY
    assert main(["fmt"]) == 0
    assert capsys.readouterr().out == "2 files already in canonical form\n"


def test_check_changes_nothing_and_exits_with_1(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", "--check"]) == 1
    assert capsys.readouterr().out == (
        "would format data/topics.yaml\n1 file would be formatted; 1 file already in canonical form\n"
    )
    assert (workspace / "data/topics.yaml").read_text() == UNTIDY
    assert main(["fmt", "--check", "data/more"]) == 0


def test_diff_shows_what_would_change(workspace: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fmt", "--diff", "data/topics.yaml"]) == 1
    assert capsys.readouterr().out == (
        "--- data/topics.yaml\n"
        "+++ data/topics.yaml (canonical)\n"
        "@@ -1,2 +1,4 @@\n"
        " topics:\n"
        "-- {label: L, id: a} # note\n"
        "+  # note\n"
        "+  - id: a\n"
        "+    label: L\n"
        "1 file would be formatted\n"
    )
    assert (workspace / "data/topics.yaml").read_text() == UNTIDY


def test_a_refused_file_is_left_and_the_others_are_formatted(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (workspace / "data/a.yaml").write_text(BROKEN)
    (workspace / "data/b.yaml").write_bytes(b"topics: \xff\n")
    assert main(["fmt"]) == 1
    out, err = capsys.readouterr()
    assert out.endswith("1 file formatted; 1 file already in canonical form; 2 files refused\n")
    assert err == (
        "data/a.yaml:2:1: not YAML: did not find expected node content [not-formattable]\n"
        "  = see 'kg check'\n"
        "\n"
        "data/b.yaml:1:9: byte 0xFF at offset 8 is not UTF-8 (in Windows-1252 it is '\xff') [not-utf-8]\n"
        " 1 | topics: \ufffd\n"
        "   |         ^\n"
        "  = save the file as UTF-8\n"
        "\n"
    )
    assert (workspace / "data/a.yaml").read_text() == BROKEN
    assert (workspace / "data/topics.yaml").read_text() == TIDY


def test_the_mode_of_a_file_is_kept_and_a_link_stays_a_link(workspace: Path) -> None:
    target = workspace / "elsewhere.yaml"
    target.write_text(UNTIDY)
    target.chmod(0o640)
    link = workspace / "data" / "link.yaml"
    link.symlink_to(target)
    assert main(["fmt", "data/link.yaml"]) == 0
    assert link.is_symlink()
    assert target.read_text() == TIDY
    assert target.stat().st_mode & 0o777 == 0o640
    assert [path.name for path in workspace.iterdir() if path.name.startswith(".")] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["data/bulk.ndjson"], "kg fmt: data/bulk.ndjson: no canonical form for '.ndjson' (known: .yaml, .yml)\n"),
        (["no.yaml"], "kg fmt: [Errno 2] No such file or directory: 'no.yaml'\n"),
        (["-", "x.yaml"], "kg fmt: '-' stands alone, without other paths\n"),
    ],
)
@pytest.mark.usefixtures("workspace")
def test_what_cannot_be_read_ends_with_2(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["fmt", *arguments]) == 2
    assert capsys.readouterr().err == message


def test_outside_a_workspace_the_files_must_be_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["fmt"]) == 2
    assert "no workspace here or above (name the files, or make a workspace with 'kg init')" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("options", "given", "code", "out"),
    [
        ([], UNTIDY, 0, TIDY),
        (["--check"], UNTIDY, 1, ""),
        (["--check"], TIDY, 0, ""),
        (["--diff"], TIDY, 0, ""),
        ([], BROKEN, 1, ""),
    ],
)
def test_a_dash_is_standard_input_to_standard_output(options: list[str], given: str, code: int, out: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "fmt", *options, "-"], input=given.encode(), capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (code, out.encode())
    assert (b"<stdin>:" in done.stderr) == (given == BROKEN)
