"""The command line as a whole: what it imports, how it ends, what it says when it is misused."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import kg
from kg.cli import COMMANDS, main

CLI = Path(kg.__file__).parent / "cli"

# What costs: everything that a command may import beyond the standard library and our own package.
READS_DATA = {
    "jsonschema_rs",
    "msgspec",
    "pyromark",
    "sentencex",
    "yaml",
}  # two of them read the own text of an article
HAS_STORE = {"pyoxigraph"}
MAKES_PAGES = {"PIL", "jinja2", "networkx", "pyvis", "IPython", "pygments"}  # the last two come with pyvis
USES = {
    ("build",): READS_DATA | HAS_STORE | MAKES_PAGES,
    ("check",): READS_DATA,
    ("citations",): READS_DATA,
    ("completion", "bash"): {"shtab"},
    ("contradictions",): READS_DATA,
    ("diff", "data", "data"): READS_DATA,
    ("export", "--format", "nq"): READS_DATA | HAS_STORE,
    ("export", "--format", "ttl"): READS_DATA | HAS_STORE,
    ("find", "shoes"): READS_DATA | {"pyoxigraph"},
    ("fmt", "--check"): {"msgspec", "yaml"},
    ("impact", "malisoux-2016"): READS_DATA,
    ("init", "another"): set(),
    ("network",): READS_DATA | {"networkx"},
    ("rule", "uncited-appeal"): {"msgspec"},
    ("query",): {"msgspec", "pyoxigraph", "yaml"},
    ("query", "largest-studies"): READS_DATA | HAS_STORE,
    ("read", "README.md"): {"pyromark", "sentencex"},
    ("serve", "--port", "0"): READS_DATA | {"jinja2", "pyoxigraph", "watchfiles"},
    ("show", "footwear"): READS_DATA | {"rich"},
    ("stats",): READS_DATA,
}
# They come with one of the above and cost next to nothing.
LIGHT = {"anyio", "cython_runtime", "idna", "jsonpickle", "markupsafe", "sniffio", "traitlets", "typing_extensions"}

PROBE = """
import json, sys
before = set(sys.modules)
from kg.cli import main
try:
    code = main(sys.argv[1:])
except SystemExit as end:
    code = end.code
names = {name.partition(".")[0] for name in set(sys.modules) - before} - set(sys.stdlib_module_names) - {"kg"}
names = {name for name in names if not name.startswith(("_", "coverage"))}
print("\\n" + json.dumps([code, sorted(names)]), file=sys.stderr)
"""


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    capsys.readouterr()
    return tmp_path


def imported(*words: str) -> set[str]:
    """Run a command to its end and return the third-party packages that it imported."""
    probe = subprocess.Popen(
        [sys.executable, "-c", PROBE, *words], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    )
    assert probe.stderr is not None
    if words[0] == "serve" and "--help" not in words:
        assert any("open http" in line for line in probe.stderr)
        probe.send_signal(signal.SIGINT)
    code, names = json.loads(probe.communicate(timeout=120)[1].splitlines()[-1])
    assert code == 0
    return set(names)


def test_every_command_has_its_module_and_every_module_that_registers_is_a_command() -> None:
    modules = {path.stem for path in CLI.glob("*.py") if "\ndef register(" in path.read_text(encoding="utf-8")}
    assert modules == set(COMMANDS)


@pytest.mark.parametrize("words", [["--version"], ["--help"], *([name, "--help"] for name in COMMANDS)], ids=" ".join)
def test_help_and_version_import_nothing_but_the_standard_library(words: list[str]) -> None:
    assert imported(*words) == set()


@pytest.mark.parametrize("words", USES, ids=" ".join)
@pytest.mark.usefixtures("workspace")
def test_a_command_imports_what_it_uses_and_nothing_else(words: tuple[str, ...]) -> None:
    assert imported(*words) - LIGHT == USES[words]


def test_every_command_is_held_to_what_it_uses() -> None:
    assert {words[0] for words in USES} == set(COMMANDS)


def test_help_lists_every_command_with_its_summary(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    assert end.value.code == 0
    out = capsys.readouterr().out
    assert [name for name in COMMANDS if f"\n    {name}" not in out] == []
    assert "Exit codes: 0 clean, 1 problems found, 2 cannot run." in out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_a_command_says_what_it_does(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([name, "--help"])
    assert end.value.code == 0
    assert f"usage: kg {name}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("chekc", "kg: no command 'chekc' (did you mean 'check'?)\n"),
        ("xyzzy", f"kg: no command 'xyzzy' (known: {', '.join(COMMANDS)})\n"),
    ],
)
def test_an_unknown_command_ends_with_2_and_the_way_out(
    word: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([word]) == 2
    assert capsys.readouterr().err == message


def test_without_a_command_the_usage_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main([])
    assert end.value.code == 2
    assert capsys.readouterr().err.startswith("usage: kg [-h] [--version] COMMAND ...\n")


def test_sound_data_end_with_0_problems_with_1_and_no_workspace_with_2(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check"]) == 0
    (workspace / "data" / "more.yaml").write_text("claims:\n  - id: Bad Id\n")
    assert main(["check"]) == 1
    with pytest.raises(SystemExit) as end:
        main(["stats"])
    assert end.value.code == 1
    capsys.readouterr()
    assert main(["check", "-C", "/"]) == 2
    assert capsys.readouterr().err == "kg check: /: no kg.toml here or above (make one with 'kg init /')\n"


def run_with_output(output: int, *words: str, **environment: str) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "kg", *words],
        stdout=output,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    "words", [["stats"], ["export", "--format", "nq"], ["--help"], ["show", "footwear"]], ids=" ".join
)
@pytest.mark.usefixtures("workspace")
def test_a_reader_that_has_gone_is_no_problem(words: list[str]) -> None:
    gone, output = os.pipe()
    os.close(gone)
    assert run_with_output(output, *words) == (0, "")
    os.close(output)


@pytest.mark.usefixtures("workspace")
def test_a_full_disk_ends_with_2_and_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        assert run_with_output(full.fileno(), "stats") == (2, "kg stats: [Errno 28] No space left on device\n")


@pytest.mark.usefixtures("workspace")
def test_a_terminal_that_does_not_know_a_character_gets_its_number() -> None:
    with Path("out").open("w") as out:
        assert run_with_output(out.fileno(), "show", "footwear-support", PYTHONIOENCODING="ascii") == (0, "")
    assert "\\xb7" in Path("out").read_text(encoding="ascii")


def test_an_interrupt_ends_with_130_and_no_word(workspace: Path) -> None:
    pipe = workspace / "slow.yaml"
    os.mkfifo(pipe)
    waiting = subprocess.Popen([sys.executable, "-m", "kg", "fmt", str(pipe)], stderr=subprocess.PIPE, text=True)
    with pipe.open("w"):  # opens as soon as the command reads
        waiting.send_signal(signal.SIGINT)
        assert (waiting.wait(), waiting.communicate()[1]) == (130, "")
