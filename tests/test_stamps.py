"""A second build takes from the first what was made by the same code out of the same inputs, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from msgspec import structs
from site_workspace import sources_of, write_workspace

from kg.output import MARKER, read_code_version, read_made, write_tree
from kg.render.site import Pure
from kg.site import Sources, Stamps, build_site
from kg.site.stamps import STAMPS


@cache
def sources() -> Sources:
    with TemporaryDirectory() as folder:
        return sources_of(write_workspace(Path(folder) / "small"))


def changed() -> Sources:
    """Return the sources with one claim in other words."""
    first, *others = sources().records.claims
    claims = (structs.replace(first, text="Running is harmless."), *others)
    return replace(sources(), records=structs.replace(sources().records, claims=claims))


def build(of: Sources, old: dict[str, bytes], code: str = "1") -> dict[str, bytes]:
    return dict(build_site(of, lambda _: None, Stamps(code, old.get)))


def test_a_build_on_top_of_another_writes_what_a_build_from_nothing_writes() -> None:
    first = build(sources(), {})
    assert build(sources(), first) == first
    after = build(changed(), first)
    assert after == build(changed(), {})
    assert {x: y for x, y in after.items() if x != STAMPS} == dict(build_site(changed(), lambda _: None))


INPUTS = {"a.png": b"one", "b.png": b"two"}


def keep(old: dict[str, bytes], inputs: dict[str, bytes], code: str = "1") -> tuple[dict[str, bytes], list[str]]:
    """Return the files of a build whose files hold their inputs backwards, and which of them were made anew."""
    made = list[str]()
    stamps = Stamps(code, old.get)

    def make(path: str) -> bytes:
        made.append(path)
        return inputs[path][::-1]

    files = {x: stamps.keep(x, Pure(lambda path=x: make(path), (y,))) for x, y in inputs.items()}  # type: ignore[misc]  # the path of now
    return {**files, STAMPS: stamps.render()}, made


def test_only_what_has_other_inputs_is_made() -> None:
    first, made = keep({}, INPUTS)
    assert made == ["a.png", "b.png"]
    assert keep(first, INPUTS) == (first, [])
    after, made = keep(first, INPUTS | {"b.png": b"three"})
    assert made == ["b.png"]
    assert (after["a.png"], after["b.png"]) == (b"eno", b"eerht")


def test_other_code_makes_all_anew() -> None:
    first, _ = keep({}, INPUTS)
    assert keep(first, INPUTS, code="2")[1] == ["a.png", "b.png"]


@pytest.mark.parametrize("touched", [{"a.png": b"mine"}, {"a.png": b""}])
def test_a_file_that_somebody_touched_is_made_anew(touched: dict[str, bytes]) -> None:
    first, _ = keep({}, INPUTS)
    after, made = keep({**first, **touched}, INPUTS)
    assert made == ["a.png"]
    assert after == first


def test_a_file_that_is_gone_is_made_anew_and_a_broken_list_is_no_harm() -> None:
    first, _ = keep({}, INPUTS)
    assert keep({x: y for x, y in first.items() if x != "a.png"}, INPUTS)[1] == ["a.png"]
    assert keep({**first, STAMPS: b"\xff\n \na.png\nb.png x y z\n"}, INPUTS) == (first, ["a.png", "b.png"])


def test_files_are_taken_from_a_tree_of_ours_only(tmp_path: Path) -> None:
    write_tree(tmp_path / "_site", [("a/b.png", b"1")])
    assert read_made(tmp_path / "_site", "a/b.png") == b"1"
    assert read_made(tmp_path / "_site", "a/c.png") is None
    (tmp_path / "_site" / MARKER).unlink()
    assert read_made(tmp_path / "_site", "a/b.png") is None


def test_the_version_of_the_code_is_the_same_each_time() -> None:
    assert read_code_version() == read_code_version()
