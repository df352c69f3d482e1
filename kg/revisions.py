"""The evidence of another time or place: of a git revision, a folder or a dump; the only caller of git."""

from __future__ import annotations

import gzip
import os
import subprocess
import zlib
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, NamedTuple

from kg.rdf.reader import SUFFIXES, read_graph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from kg.diff.history import Release
    from kg.problems import Problem
    from kg.records import Records
    from kg.workspace import Workspace

_ZIPPED: Final = ".gz"
_LINK: Final = "120000"  # git's mode of a symbolic link
_FILES: Final = ("100644", "100755", _LINK)


class Revision(NamedTuple):
    """A commit that touched the data: its hash, the moment (ISO 8601 with offset), and the first line about it."""

    commit: str
    when: str
    subject: str


def is_revision(workspace: Workspace, name: str) -> bool:
    """Return whether git knows a commit by this name where the workspace is."""
    found = _git(workspace.root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    return found.returncode == 0


def read_revision(workspace: Workspace, name: str) -> tuple[Records, tuple[Problem, ...]]:
    """Return the records that a commit holds, with the problems of its data.

    Raises ValueError for an unknown revision, outside of a git repository, and where the commit holds no data.
    """
    from kg.workspace import read_records

    commit = _commit(workspace, name)
    data = workspace.data.relative_to(workspace.root).as_posix()
    with TemporaryDirectory(prefix="kg-") as folder:
        root = Path(folder).resolve()
        files = list(_files(workspace, commit, data))
        if not files:
            raise ValueError(f"'{name}' holds no folder '{data}' (name a later revision)")
        _check_out(workspace, files, root)
        return read_records(replace(workspace, root=root, data=root / data))


def is_dump(path: Path) -> bool:
    """Return whether a file is a dump of the graph, by its name."""
    return path.name.removesuffix(_ZIPPED).endswith(SUFFIXES)


def read_dump(path: Path) -> Records:
    """Return the records of a dump that `kg export` wrote; raises ValueError that names the file."""
    data = path.read_bytes()
    try:
        if path.name.endswith(_ZIPPED):
            data = gzip.decompress(data)
        return read_graph(data, Path(path.name.removesuffix(_ZIPPED)).suffix)
    except (ValueError, EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise ValueError(f"{path}: {error}") from error


def list_revisions(workspace: Workspace, since: str) -> tuple[Revision, ...]:
    """Return the commits after `since` that touched the data, newest first, along the first parent."""
    commit = _commit(workspace, since)
    data = workspace.data.relative_to(workspace.root).as_posix()
    form = "--format=%H%x00%cI%x00%s"
    found = _must(workspace.root, "log", "-z", "--first-parent", form, f"{commit}..HEAD", "--", data)
    words = found.decode("utf-8", "replace").removesuffix("\0").split("\0")
    return tuple(Revision(*words[at : at + 3]) for at in range(0, len(words) - 2, 3))


def read_history(workspace: Workspace, since: str, say: Callable[[str], None]) -> tuple[Release, ...]:
    """Return what each commit after `since` changed in the evidence, newest first, without those that changed nothing.

    A commit whose data has errors is passed over, which `say` hears; the next sound one tells its changes.
    """
    from kg.diff import diff
    from kg.diff.history import release
    from kg.problems import Severity

    before, _ = read_revision(workspace, since)
    found: list[Release] = []
    for revision in reversed(list_revisions(workspace, since)):
        after, problems = read_revision(workspace, revision.commit)
        short = revision.commit[:12]
        if any(problem.severity is Severity.ERROR for problem in problems):
            say(f"passed over {short}, whose data has errors")
            continue
        changes = diff(before, after)
        if not changes.empty:
            found.append(release(short, revision.when, revision.subject, changes))
        before = after
    say(f"commits since {since} that changed the evidence: {len(found)}")
    return tuple(reversed(found))


def _commit(workspace: Workspace, name: str) -> str:
    """Return the hash of a commit; raises ValueError with the way out."""
    root = workspace.root
    if _git(root, "rev-parse", "--git-dir").returncode:
        raise ValueError(f"'{name}' is no folder or dump, and {root} is in no git repository to know it as a revision")
    found = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found.returncode:
        raise ValueError(f"'{name}' is no folder, dump or git revision ('git log --oneline -- data' lists revisions)")
    return found.stdout.decode().strip()


def _files(workspace: Workspace, commit: str, folder: str) -> Iterator[tuple[str, str, str]]:
    """Yield mode, blob and path of each file below a folder at a commit."""
    listed = _must(workspace.root, "ls-tree", "-r", "-z", commit, "--", f"{folder}/")
    for entry in listed.split(b"\0")[:-1]:
        head, _, path = entry.partition(b"\t")
        mode, _, blob = head.decode().split()
        if mode in _FILES:
            yield mode, blob, os.fsdecode(path)


def _check_out(workspace: Workspace, files: Sequence[tuple[str, str, str]], root: Path) -> None:
    """Write the files of a commit below a folder."""
    asked = "".join(f"{blob}\n" for _, blob, _ in files).encode()
    answer = memoryview(_must(workspace.root, "cat-file", "--batch", given=asked))
    for mode, _, path in files:
        end = bytes(answer[:200]).index(b"\n")
        size = int(bytes(answer[:end]).split()[2])
        content = bytes(answer[end + 1 : end + 1 + size])
        answer = answer[end + size + 2 :]
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if mode == _LINK:
            target.symlink_to(os.fsdecode(content))
        else:
            target.write_bytes(content)


def _must(folder: Path, *words: str, given: bytes = b"") -> bytes:
    """Return what git prints; raises OSError with its own words where it fails."""
    found = _git(folder, *words, given=given)
    if found.returncode:
        raise OSError(f"git {words[0]}: {found.stderr.decode('utf-8', 'replace').strip()}")
    return found.stdout


def _git(folder: Path, *words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", *words], cwd=folder, input=given, capture_output=True, check=False)  # noqa: S603, S607 - git, from PATH as everywhere
    except FileNotFoundError as error:
        raise ValueError("git is not installed, or not on the PATH (compare folders or dumps instead)") from error
