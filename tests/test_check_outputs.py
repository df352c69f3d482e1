"""`kg check --output`, `--fail-on` and `--baseline` on the command line."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from contextlib import redirect_stdout
from io import StringIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from data_folder import TOPIC, TOPICS, workspace_in
from reports import READERS, Fact

from kg.cli import main
from kg.report.reporters import REPORTERS

if TYPE_CHECKING:
    from pathlib import Path

BAD = TOPICS.replace("label", "lable")
WARNED = TOPICS + (
    "claims:\n  - {id: sore, text: Hips hurt., topic: hips, kind: frequency, population: adults, exposure: age,\n"
    "     outcome: pain, effect: describes}\n"
)
UNKNOWN = Fact("data/page.yaml", 3, "error", "unknown-key", "topic 'hips' has the unknown key 'lable'")


@pytest.fixture
def faulty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    workspace_in(tmp_path, page_yaml=BAD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", sorted(READERS))
def test_every_format_can_be_printed_and_written(faulty: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main(["check", "--output-format", name]) == 1
    printed = capsys.readouterr()
    assert main(["check", "--output", f"{name}:out.txt"]) == 1
    written = (faulty / "out.txt").read_text(encoding="utf-8")
    assert written == printed.out
    summary = "0 topics, 0 synonyms, 0 claims, 0 studies, 0 articles, 0 conflicts; 1 error\n"
    if name in {"full", "concise"}:
        report, end, _ = written.rpartition("data: ")
        assert written.endswith(f"{end}{summary}")
        assert printed.err == ""
    else:
        report = written
        assert printed.err == f"data: {summary}"
    assert READERS[name](report) == [UNKNOWN] or name == "gitlab"
    assert len(READERS[name](report)) == 1


def test_files_come_beside_what_is_printed(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = ["--output", "sarif:a.sarif", "--output", "junit:a.xml", "--output", "github", "--output", "markdown:a.md"]
    assert main(["check", *words]) == 1
    assert capsys.readouterr().out.startswith("::error file=data/page.yaml,line=3,")
    assert READERS["sarif"]((faulty / "a.sarif").read_text(encoding="utf-8")) == [UNKNOWN]
    assert ET.parse(faulty / "a.xml").getroot().tag == "testsuites"  # noqa: S314  # our own report
    assert (faulty / "a.md").read_text(encoding="utf-8").startswith("## kg check: 1 error\n")
    assert main(["check", "--output", "json:a.json"]) == 1
    assert capsys.readouterr().out.startswith("data/page.yaml:3:5: ")


def test_a_dash_is_standard_output(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--output", "json:-"]) == 1
    assert READERS["json"](capsys.readouterr().out) == [UNKNOWN]
    assert not (faulty / "-").exists()


def test_a_file_is_replaced_whole_and_a_colon_may_stand_in_its_name(
    faulty: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (faulty / "a:b.json").write_text("x" * 10_000, encoding="utf-8")
    assert main(["check", "--output", "json:a:b.json"]) == 1
    capsys.readouterr()
    assert len(json.loads((faulty / "a:b.json").read_text(encoding="utf-8"))) == 1
    assert sorted(path.name for path in faulty.iterdir()) == ["a:b.json", "data", "kg.toml"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--output-format", "sariff"], "no report format 'sariff' (did you mean 'sarif'?)"),
        (
            ["--output", "pdf:x"],
            f"no report format 'pdf' (known: {', '.join(REPORTERS)})",
        ),
        (["--output", "json:"], "'json:' names no file (write 'json' or 'json:-' for standard output)"),
        (
            ["--output", "json", "--output", "full:-"],
            "json and full would both go to standard output (name another file)",
        ),
        (
            ["--output-format", "full", "--output", "json"],
            "json and full would both go to standard output (name another file)",
        ),
        (["--write-baseline", "b", "--output", "json"], "--write-baseline makes no report (leave --output out)"),
        (["--output", "json:a", "--output", "sarif:./a"], "json and sarif would both go to './a' (name another file)"),
    ],
)
def test_what_cannot_be_reported_is_exit_code_2(
    faulty: Path, capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    assert main(["check", *words]) == 2
    printed = capsys.readouterr()
    assert printed.err == f"kg check: {message}\n"
    assert printed.out == ""
    assert sorted(path.name for path in faulty.iterdir()) == ["data", "kg.toml"]


def test_a_file_without_a_folder_is_exit_code_2(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--output", "json:gone/a.json"]) == 2
    assert f"no folder '{faulty / 'gone'}' (make it first)" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("page", "least", "code"),
    [
        (BAD, "error", 1),
        (BAD, "warning", 1),
        (BAD, "never", 0),
        (WARNED, "error", 0),
        (WARNED, "warning", 1),
        (WARNED, "never", 0),
        (TOPICS, "warning", 0),
    ],
)
def test_fail_on_decides_the_exit_code(tmp_path: Path, page: str, least: str, code: int) -> None:
    workspace = workspace_in(tmp_path, page_yaml=page)
    assert main(["check", "-C", str(workspace.root), "--fail-on", least]) == code


def test_the_help_names_every_format(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["check", "--help"])
    printed = " ".join(capsys.readouterr().out.split())
    assert f"full (default), {', '.join(list(REPORTERS)[1:-1])} or {list(REPORTERS)[-1]}" in printed


@pytest.mark.parametrize("name", ["full", "json"])
def test_without_standard_output_the_exit_code_still_tells(faulty: Path, name: str) -> None:
    command = f'"{sys.executable}" -m kg check --output-format {name} >&-'
    done = subprocess.run(command, shell=True, cwd=faulty, capture_output=True, check=False)  # noqa: S602  # our own
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


@pytest.mark.usefixtures("faulty")
def test_a_report_may_be_printed_into_a_text() -> None:
    with redirect_stdout(StringIO()) as printed:
        assert main(["check", "--output-format", "json"]) == 1
    assert READERS["json"](printed.getvalue()) == [UNKNOWN]


def test_a_report_for_programs_is_utf_8_in_any_terminal(tmp_path: Path) -> None:
    workspace_in(tmp_path, page_yaml=BAD.replace("hips", "h\U0001d400ps"))
    done = subprocess.run(
        [sys.executable, "-m", "kg", "check", "--output-format", "json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert any("h\U0001d400ps" in row["message"] for row in json.loads(done.stdout.decode()))


def terminal(folder: Path, **environment: str) -> str:
    """Return what `kg check` prints on a terminal."""
    ours, theirs = pty.openpty()
    env = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    subprocess.run(
        [sys.executable, "-m", "kg", "check"],
        cwd=folder,
        env={**env, "TERM": "xterm", **environment},
        stdout=theirs,
        check=False,
    )
    os.close(theirs)
    found = b""
    try:
        while part := os.read(ours, 4096):
            found += part
    except OSError:  # the end of a terminal whose other side is closed, on Linux
        pass
    os.close(ours)
    return found.decode()


def test_a_terminal_gets_colours_unless_somebody_says_no(faulty: Path) -> None:
    shown = terminal(faulty)
    assert "\x1b[31mtopic 'hips' has the unknown key 'lable'\x1b[0m" in shown
    assert "    \x1b[31m^^^^^\x1b[0m" in shown
    for words in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        assert "\x1b" not in terminal(faulty, **words)


def test_known_problems_are_neither_shown_nor_counted(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--write-baseline", "known.json"]) == 0
    assert capsys.readouterr().out == "known.json: 1 known (1 new, 0 gone)\n"
    (faulty / "data" / "page.yaml").write_text(f"# a line more\n{BAD}")
    assert main(["check", "--baseline", "known.json"]) == 0
    printed = capsys.readouterr()
    assert printed.out.endswith("0 conflicts; no problems (1 known from known.json)\n")
    assert printed.out.count("\n") == 1
    assert printed.err == ""


def test_a_new_problem_beside_a_known_one_fails(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--write-baseline", "known.json"])
    (faulty / "data" / "page.yaml").write_text(BAD + TOPIC.replace("hips", "con"))
    capsys.readouterr()
    assert main(["check", "--baseline", "known.json", "--output-format", "concise"]) == 1
    printed = capsys.readouterr().out.splitlines()
    assert len(printed) == 2
    assert printed[0].endswith("[reserved-id]")
    assert printed[1].endswith("1 error (1 known from known.json)")


def test_entries_that_are_gone_are_told_and_dropped(faulty: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--write-baseline", "known.json"])
    (faulty / "data" / "page.yaml").write_text(TOPICS)
    capsys.readouterr()
    assert main(["check", "--baseline", "known.json"]) == 0
    assert capsys.readouterr().err == (
        "known.json: 1 no longer found ('kg check --write-baseline known.json' drops them)\n"
        "  data/page.yaml: unknown-key\n"
    )
    assert main(["check", "--write-baseline", "known.json"]) == 0
    assert capsys.readouterr().out == "known.json: 0 known (0 new, 1 gone)\n"
    assert (faulty / "known.json").read_text(encoding="utf-8") == '{"version": 1, "problems": []}\n'


def test_a_baseline_holds_from_any_folder_and_for_part_of_the_files(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace = workspace_in(tmp_path, bad_yaml=BAD, other_yaml=BAD.replace("hips", "feet"))
    monkeypatch.chdir(tmp_path)
    main(["check", "--write-baseline", "known.json"])
    monkeypatch.chdir(workspace.data)
    capsys.readouterr()
    assert main(["check", "--baseline", "../known.json", "bad.yaml"]) == 0
    printed = capsys.readouterr()
    assert printed.out.endswith("no problems (1 known from ../known.json)\n")
    assert printed.err == ""
    (workspace.data / "bad.yaml").write_text(TOPICS)
    assert main(["check", "--write-baseline", "../known.json", "bad.yaml"]) == 0
    assert capsys.readouterr().out == "../known.json: 1 known (0 new, 1 gone)\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "known.json: no such file ('kg check --write-baseline known.json' makes it)"),
        (b"{", "known.json: not JSON: "),
        (b"\xff", "known.json: not UTF-8 (byte 0)"),
    ],
)
def test_a_baseline_that_cannot_be_read_is_exit_code_2(
    faulty: Path, capsys: pytest.CaptureFixture[str], content: bytes | None, message: str
) -> None:
    if content is not None:
        (faulty / "known.json").write_bytes(content)
    assert main(["check", "--baseline", "known.json"]) == 2
    assert capsys.readouterr().err.startswith(f"kg check: {message}")
