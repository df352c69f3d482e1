"""Texts for readers that are given to `kg check`: found, read, and held against the evidence."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.problems import Problem
    from kg.rules.policy import Policy
    from kg.workspace import Workspace

_NOT_TEXTS: Final = frozenset({"node_modules", "__pycache__", "_site", "dist"})


def is_text(path: Path) -> bool:
    """Return whether a file is a text for readers, by its name."""
    from kg.prose import READERS

    return path.suffix.lower() in READERS


def find_texts(workspace: Workspace, given: Iterable[Path]) -> tuple[Path, ...]:
    """Return the texts among files, and below folders, sorted; raises ValueError where nothing is there.

    Below a folder hidden folders, what `kg build` makes and the workspace's data are passed over.
    """
    found: dict[str, Path] = {}
    for path in given:
        if not path.exists():
            raise ValueError(f"{path}: no such file or folder")
        for each in _below(workspace, path) if path.is_dir() else [path]:
            found.setdefault(os.path.realpath(each), each)
    return tuple(sorted(found.values()))


def _below(workspace: Workspace, folder: Path) -> Iterator[Path]:
    kept_out = {os.path.realpath(workspace.data), os.path.realpath(workspace.output)}
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and name not in _NOT_TEXTS
            and os.path.realpath(Path(parent, name)) not in kept_out
            and not Path(parent, name, "pyvenv.cfg").exists()
        )
        yield from (Path(parent, name) for name in sorted(files) if is_text(Path(name)) and not name.startswith("."))


def policy_of(workspace: Workspace) -> Policy:
    """Return the policy in `[check]` of a workspace's settings; raises ValueError that names file, key and way out."""
    from kg.rules import CODES
    from kg.rules.policy import parse_policy
    from kg.workspace import SETTINGS_FILE

    try:
        return parse_policy(workspace.check, CODES)
    except ValueError as error:
        raise ValueError(f"{workspace.root / SETTINGS_FILE}: [check]: {error}") from error


def check_texts(workspace: Workspace, paths: Iterable[Path], policy: Policy) -> Iterator[Problem]:
    """Yield the problems of texts, with paths from the workspace's root where they are below it."""
    from kg.cli.evidence import read_evidence
    from kg.problems import Problem, Span
    from kg.prose import LONGEST, parse_file
    from kg.rules.evidence import Evidence
    from kg.rules.run import check_document
    from kg.workspace import shown_path

    evidence = Evidence(lambda: read_evidence(workspace))
    for path in paths:
        shown = shown_path(workspace, path)
        try:
            with path.open("rb") as file:
                content = file.read(LONGEST + 1)
        except OSError as error:
            message, way_out = f"'{shown}' cannot be read: {error.strerror}", "make it readable, or leave it out"
            yield Problem(shown, Span(), "unreadable-file", message, way_out)
            continue
        yield from check_document(parse_file(shown, content), evidence, policy)
