"""A workspace on disk for tests of reading: files in, what `kg check` prints out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from kg.report.text import render_full
from kg.workspace import Workspace, open_workspace, read_records

if TYPE_CHECKING:
    from pathlib import Path

TOPIC = "  - id: hips\n    label: Hips\n    description: All about hips.\n"
TOPICS = f"topics:\n{TOPIC}"


def workspace_in(folder: Path, **files: bytes | str) -> Workspace:
    """Return a workspace whose data folder holds the files; `page_yaml` stands for `page.yaml`."""
    (folder / "kg.toml").write_text("")
    (folder / "data").mkdir(exist_ok=True)
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (folder / "data" / name.replace("_", ".")).write_bytes(data)
    return open_workspace(folder)


def output(workspace: Workspace) -> str:
    """Return all problems as `kg check` prints them, without the last line end."""
    return render_full(read_records(workspace, today=date(2026, 11, 22))[1]).rstrip("\n")
