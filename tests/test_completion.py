import shutil
import subprocess
import sys

import pytest

COMPLETE = """
source <("$0" -m kg completion bash) || exit 3
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=()
handler=$(complete -p kg); handler=${handler##*-F }; "${handler%% *}" kg "${COMP_WORDS[COMP_CWORD]}" ""
printf '%s\\n' "${COMPREPLY[@]}"
"""


def completed(*words: str) -> list[str]:
    done = subprocess.run(
        [shutil.which("bash") or "bash", "-c", COMPLETE, sys.executable, *words],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def test_bash_completes_a_command() -> None:
    assert completed("kg", "comp") == ["completion"]


def test_bash_completes_an_option_of_a_command() -> None:
    assert completed("kg", "fmt", "--ch") == ["--check"]


def test_bash_completes_a_choice() -> None:
    assert completed("kg", "completion", "") == ["bash", "fish", "tcsh", "zsh"]


@pytest.mark.parametrize("shell", ["bash", "fish", "tcsh", "zsh"])
def test_every_shell_gets_a_script_that_knows_the_commands(shell: str) -> None:
    done = subprocess.run([sys.executable, "-m", "kg", "completion", shell], capture_output=True, text=True, check=True)
    assert "completion" in done.stdout
    assert "stats" in done.stdout
    assert done.stdout.endswith("\n")
