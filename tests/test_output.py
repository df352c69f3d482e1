"""A tree of files replaces the old one whole, or not at all."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg import output
from kg.output import MARKER, write_tree

OLD = {"index.html": b"old", "claim/rest/index.html": b"old claim", "same.txt": b"same"}
NEW = {"index.html": b"new", "study/a/index.html": b"new study", "same.txt": b"same"}


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in files if p.name != MARKER}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write_tree(tmp_path / "_site", OLD.items())
    return tmp_path / "_site"


def test_a_new_tree_stands_with_its_marker_and_nothing_beside_it(tmp_path: Path) -> None:
    written = write_tree(tmp_path / "a" / "_site", OLD.items())
    assert tree(tmp_path / "a" / "_site") == OLD
    assert (written.files, written.size, written.unchanged) == (3, 16, 0)
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["_site"]
    assert (tmp_path / "a" / "_site" / MARKER).is_file()


def test_a_second_tree_replaces_the_first_whole(site: Path) -> None:
    assert write_tree(site, NEW.items()).unchanged == 1
    assert tree(site) == NEW
    assert [path.name for path in site.parent.iterdir()] == ["_site"]


def test_an_unchanged_file_stays_the_same_file(site: Path) -> None:
    before = (site / "same.txt").stat().st_ino
    write_tree(site, NEW.items())
    assert (site / "same.txt").stat().st_ino == before


def test_the_folder_is_readable_to_those_whom_the_umask_allows(site: Path) -> None:
    plain = site.parent / "plain"
    plain.mkdir()
    assert site.stat().st_mode == plain.stat().st_mode


@pytest.mark.parametrize("step", range(len(NEW)))
def test_a_failure_at_any_file_leaves_the_old_tree_whole(site: Path, step: int) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        for number, item in enumerate(NEW.items()):
            if number == step:
                raise KeyboardInterrupt
            yield item

    with pytest.raises(KeyboardInterrupt):
        write_tree(site, files())
    assert tree(site) == OLD
    assert [path.name for path in site.parent.iterdir()] == ["_site"]


KILLED = """
import os, signal, sys
from pathlib import Path
from kg.output import write_tree

def files():
    for number in range(5):
        if number == int(sys.argv[2]):
            os.kill(os.getpid(), signal.SIGKILL)
        yield f"{number}/index.html", b"new"

write_tree(Path(sys.argv[1]), files())
"""


@pytest.mark.parametrize("step", range(5))
def test_a_process_killed_at_any_file_leaves_the_old_tree_and_the_next_run_tidies_up(site: Path, step: int) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(site), str(step)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert tree(site) == OLD
    assert len(list(site.parent.iterdir())) == 2
    write_tree(site, NEW.items())
    assert tree(site) == NEW
    assert [path.name for path in site.parent.iterdir()] == ["_site"]


def test_an_unfinished_tree_of_a_running_process_is_left_alone(site: Path) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"outer"
        write_tree(site, NEW.items())
        assert tree(site) == NEW
        yield "second.html", b"outer"

    write_tree(site, files())
    assert tree(site) == {"index.html": b"outer", "second.html": b"outer"}


def test_where_names_cannot_be_exchanged_two_renames_do_it(site: Path) -> None:
    fresh = site.parent / ".fresh"
    fresh.mkdir()
    (fresh / "index.html").write_bytes(b"new")
    output._replace_by_two_renames(fresh, site)  # noqa: SLF001 - the way of other systems, tried on this one
    assert tree(site) == {"index.html": b"new"}
    assert [path.name for path in site.parent.iterdir()] == ["_site"]


def test_a_run_killed_between_two_renames_is_put_right_by_the_next(site: Path) -> None:
    site.rename(site.parent / "._site.old-123")
    broken: Iterator[tuple[str, bytes]] = iter([("../x", b"")])
    with pytest.raises(ValueError, match="no path inside"):
        write_tree(site, broken)
    assert tree(site) == OLD


def test_a_folder_that_we_did_not_make_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("ten years", encoding="utf-8")
    with pytest.raises(ValueError, match=r"thesis: not replaced, as it holds files that 'kg build' did not make"):
        write_tree(tmp_path / "thesis", NEW.items())
    assert tree(tmp_path / "thesis") == {"chapter.txt": b"ten years"}


def test_a_file_is_refused_and_an_empty_folder_is_not(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ValueError, match="it is a file"):
        write_tree(tmp_path / "file", NEW.items())
    (tmp_path / "empty").mkdir()
    write_tree(tmp_path / "empty", NEW.items())
    assert tree(tmp_path / "empty") == NEW


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", "", "a//b", "a\\b", "./a", "C:/x", "a\0b"])
def test_a_path_that_could_leave_the_folder_is_refused(site: Path, path: str) -> None:
    with pytest.raises(ValueError, match="is no path inside the output folder"):
        write_tree(site, [(path, b"")])
    assert tree(site) == OLD


@pytest.mark.parametrize("paths", [("a", "a"), ("a", "a/b"), ("a/b", "a")])
def test_two_files_of_one_name_are_refused(site: Path, paths: tuple[str, str]) -> None:
    with pytest.raises(ValueError, match="would be written twice"):
        write_tree(site, [(path, b"") for path in paths])
    assert tree(site) == OLD


def test_a_link_to_a_site_stays_a_link(site: Path) -> None:
    link = site.parent / "public"
    link.symlink_to(site)
    write_tree(link, NEW.items())
    assert link.is_symlink()
    assert tree(site) == NEW


def test_the_new_tree_is_written_as_it_comes(site: Path) -> None:
    seen: list[int] = []

    def files() -> Iterator[tuple[str, bytes]]:
        for number in range(3):
            (unfinished,) = (p for p in site.parent.iterdir() if p.name != "_site")
            seen.append(len(list(unfinished.iterdir())))
            yield f"{number}.html", b""

    write_tree(site, files())
    assert seen == [0, 1, 2]
