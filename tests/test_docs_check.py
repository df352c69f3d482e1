"""The guide to checking: its CI examples are read by a YAML reader and their commands run, its table is the truth."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from test_report_positions import COUNTED

from kg.report.reporters import REPORTERS

ROOT = Path(__file__).parent.parent
GUIDE = (ROOT / "docs" / "check.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(yaml|groovy|sh)\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
COMMANDS = [match for _, text in BLOCKS for match in re.findall(r"kg check [^|'\n]*", text)]
UNITS = {"utf-8": "UTF-8 bytes", "utf-16-le": "UTF-16 units", "utf-32-le": "code points"}


def test_the_table_has_every_format_with_what_it_counts_in() -> None:
    rows = re.findall(r"^\| `(\w+)` \|.*\| ([^|]*) \|$", GUIDE, re.MULTILINE)
    assert [name for name, _ in rows] == list(REPORTERS)
    expected = {name: "lines" if name == "gitlab" else UNITS[encoding] for name, (encoding, _) in COUNTED.items()}
    assert dict(rows) == expected


def test_every_format_is_shown_in_use() -> None:
    used = {name for name in REPORTERS if re.search(rf"--output(-format)? \"?{name}\b", GUIDE)}
    assert set(REPORTERS) - used <= {"full", "json", "jsonl"}


@pytest.mark.parametrize("text", [text for language, text in BLOCKS if language == "yaml"])
def test_an_example_is_yaml(text: str) -> None:
    assert yaml.safe_load(text)


@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_of_an_example_runs(tmp_path: Path, command: str) -> None:
    shutil.copytree(ROOT / "docs" / "examples" / "faulty", tmp_path, dirs_exist_ok=True)
    environment = {
        **os.environ,
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "GITHUB_STEP_SUMMARY": str(tmp_path / "summary.md"),
    }
    first = "kg check --write-baseline kg-baseline.json;" if " --baseline" in command else ""
    done = subprocess.run(  # noqa: S602  # the commands are those of our own guide
        first + command, shell=True, cwd=tmp_path, env=environment, check=False, capture_output=True
    )
    passes = "never" in command or "baseline" in command
    assert done.returncode == (0 if passes else 1), done.stderr
    for written in re.findall(r":(kg-check\.\w+)", command):
        assert (tmp_path / written).stat().st_size
    assert ("STEP_SUMMARY" in command) is (tmp_path / "summary.md").exists()
