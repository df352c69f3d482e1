"""All that `make test` runs, in order: every step runs even if one fails, and pytest's own summary comes last."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parent.parent
BIN: Final = Path(sys.executable).parent
WORKERS: Final = ("-n", "logical", "--maxprocesses", "4", "--dist", "loadfile")
"""One process for each processor; the tests of a file share what they build, so they stay together."""

STEPS: Final[dict[str, tuple[str, ...]]] = {
    "lint": ("ruff", "check"),
    "layout of the code": ("ruff", "format", "--check"),
    "types": ("mypy",),
    "import contract": ("lint-imports", "--no-logo"),
    "generated files are current": ("python", "scripts/generate.py", "--check"),
    "layout of the data": ("kg", "fmt", "--check"),
    "data": ("kg", "check"),
}


def passes(name: str, command: tuple[str, ...]) -> bool:
    """Run one step, print PASS or FAIL with its seconds and, when it fails, all that it said."""
    start = time.monotonic()
    done = subprocess.run(  # noqa: S603  # the commands are the ones above
        [BIN / command[0], *command[1:]], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False
    )
    ok = done.returncode == 0
    print(f"{'PASS' if ok else 'FAIL'}  {name:<28}  {time.monotonic() - start:5.1f} s  {' '.join(command)}", flush=True)
    if not ok:
        sys.stdout.buffer.write(done.stdout.rstrip() + b"\n\n")
        sys.stdout.flush()
    return ok


def main() -> int:
    """Run every step, then the tests; return 1 if anything failed."""
    os.environ["PATH"] = f"{BIN}{os.pathsep}{os.environ.get('PATH', '')}"
    failed = [name for name, command in STEPS.items() if not passes(name, command)]
    print(f"\nFAIL before the tests: {', '.join(failed)}" if failed else "\nPASS, all before the tests", flush=True)
    tests = subprocess.run([BIN / "python", "-m", "pytest", "--cov", *WORKERS, *sys.argv[1:]], cwd=ROOT, check=False)  # noqa: S603  # our own
    return 1 if failed or tests.returncode else 0


if __name__ == "__main__":
    sys.exit(main())
