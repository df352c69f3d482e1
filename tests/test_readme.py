"""Every command that a guide shows with its output is run, and prints what the guide says.

In a ```console block, a line `$ command` is run in the repository's folder and the lines after it are its output;
without such lines it only has to succeed.
A line that holds only `…` stands for any number of lines; runs of spaces count as one, so that tables may be narrower.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
GUIDES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def examples() -> list[tuple[str, str, str]]:
    """Return (guide, command, expected output) for every command shown with output."""
    found = []
    for guide in GUIDES:
        for block in BLOCK.findall(guide.read_text(encoding="utf-8")):
            for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
                command, _, output = part.partition("\n")
                found.append((guide.name, command, output))
    return found


def matches(expected: str, actual: str) -> bool:
    """Say whether the output is as shown, `…` lines standing for any lines and runs of spaces for one."""
    pieces = [r"(?:.*\n)*?" if line == "…" else re.escape(line) + r"\n" for line in _lines(expected)]
    return re.fullmatch("".join(pieces), "".join(line + "\n" for line in _lines(actual))) is not None


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_the_readme_shows_commands() -> None:
    assert any(guide == "README.md" for guide, _, _ in examples())


@pytest.mark.parametrize(("guide", "command", "expected"), examples())
def test_a_shown_command_prints_what_the_guide_says(guide: str, command: str, expected: str) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(  # noqa: S602  # the commands are those of our own guides
        command,
        shell=True,
        cwd=ROOT,
        env={**os.environ, "PATH": path, "NO_COLOR": "1", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    output = done.stdout + done.stderr
    if expected:
        assert matches(expected, output), f"{guide}: $ {command}\nprinted:\n{output}"
    else:
        assert done.returncode == 0, f"{guide}: $ {command}\nended with {done.returncode}:\n{output}"
