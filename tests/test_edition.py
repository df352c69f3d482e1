"""What is served from memory is what a build writes, whatever was asked for before and whatever changed since."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from msgspec import structs
from site_workspace import sources_of, write_workspace

from kg.site import Edition, Sources, build_site
from kg.workspace import Read, data_files, open_workspace, read_records

if TYPE_CHECKING:
    from kg.records import Records


@cache
def small() -> Sources:
    with TemporaryDirectory() as folder:
        return sources_of(write_workspace(Path(folder) / "small"))


@cache
def built() -> dict[str, bytes]:
    return dict(build_site(small(), lambda _: None))


def changed(records: Records) -> Records:
    """Return the records with one claim in other words."""
    first, *others = records.claims
    return structs.replace(records, claims=(structs.replace(first, text="Running is harmless."), *others))


def differing(edition: Edition, files: dict[str, bytes]) -> list[str]:
    return [path for path, content in reversed(files.items()) if edition.read(path) != content]


def test_every_file_read_alone_is_that_of_the_build() -> None:
    edition = Edition(small())
    assert differing(edition, built()) == []
    assert edition.read("claim/nothing/index.html") is None
    assert edition.read("claim/nothing.ttl") is None
    assert edition.read("../index.html") is None


def test_the_first_file_asked_for_needs_no_other() -> None:
    folders = {x.partition("/")[0]: x for x in reversed(built())}
    assert [x for x in folders.values() if Edition(small()).read(x) != built()[x]] == []


def test_an_edition_after_a_change_has_nothing_stale() -> None:
    sources = small()
    before = Edition(sources)
    assert differing(before, built()) == []
    for other in (
        replace(sources, records=changed(sources.records)),
        replace(sources, base="https://example.net/moved"),
        replace(sources, templates={**sources.templates, "404.html": "gone"}, licence="https://example.net/licence"),
        replace(sources, static={**sources.static, "site.css": b"body {}"}),
        replace(sources, title="Other", queries=dict(list(sources.queries.items())[1:])),
    ):
        after = dict(build_site(other, lambda _: None))
        assert after != built()
        assert differing(Edition(other, before), after) == []


def test_a_file_that_did_not_change_is_not_parsed_again_and_all_is_read_as_at_first(tmp_path: Path) -> None:
    workspace = open_workspace(write_workspace(tmp_path / "small"))
    (whole,) = data_files(workspace.data)
    text = whole.read_text(encoding="utf-8")
    head, mark, tail = text.partition("\nstudies:")
    whole.write_text(head, encoding="utf-8")
    (workspace.data / "others.yaml").write_text(mark + tail, encoding="utf-8")
    read = Read()
    first = read_records(workspace, read=read)
    assert first == read_records(workspace)
    known = dict(read.files)
    whole.write_text(head.replace("Running spares the knees.", "Running spares all knees."), encoding="utf-8")
    second = read_records(workspace, read=read)
    assert second == read_records(workspace)
    assert second != first
    assert read.files["data/others.yaml"] is known["data/others.yaml"]
    assert read.files["data/all.yaml"] is not known["data/all.yaml"]
