"""What the pages of `tests/problems` cannot show: bytes that are no text, files that are no files, and sheer size."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from data_folder import TOPIC, TOPICS, output, workspace_in

from kg.load import LOADERS
from kg.load.events import build
from kg.load.words import Names
from kg.workspace import open_workspace, read_records

if TYPE_CHECKING:
    from pathlib import Path

MEGABYTE = 1024**2


def test_a_byte_that_is_not_utf8_is_named_with_offset_line_and_likely_meaning(tmp_path: Path) -> None:
    text = TOPICS.replace("Hips", "Hüfte")
    assert (
        output(workspace_in(tmp_path, page_yaml=text.encode("cp1252")))
        == """\
data/page.yaml:3:13: byte 0xFC at offset 33 is not UTF-8 (in Windows-1252 it is 'ü') [not-utf-8]
 3 |     label: H\ufffdfte
   |             ^
  = save the file as UTF-8"""
    )


def test_the_rest_of_a_file_that_is_not_utf8_is_still_checked(tmp_path: Path) -> None:
    text = TOPICS.replace("Hips", "Hüfte") + "    colour: red\n"
    assert output(workspace_in(tmp_path, page_yaml=text.encode("cp1252"))).endswith(
        """\
data/page.yaml:5:5: topic 'hips' has the unknown key 'colour' [unknown-key]
 5 |     colour: red
   |     ^^^^^^
  = known keys: id, label, description"""
    )


def test_a_file_that_ends_inside_a_character_is_not_utf8(tmp_path: Path) -> None:
    assert (
        output(workspace_in(tmp_path, page_yaml=TOPICS.encode() + b"# \xe2\x82"))
        == """\
data/page.yaml:5:3: byte 0xE2 at offset 72 is not UTF-8 (in Windows-1252 it is 'â') [not-utf-8]
 5 | # \ufffd
   |   ^
  = save the file as UTF-8"""
    )


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le-with-mark"])
def test_utf16_is_named(tmp_path: Path, encoding: str) -> None:
    data = TOPICS.encode("utf-16") if encoding == "utf-16" else b"\xff\xfe" + TOPICS.encode("utf-16-le")
    assert (
        output(workspace_in(tmp_path, page_yaml=data))
        == """\
data/page.yaml:1:1: the file is UTF-16 and not UTF-8 [not-utf-8]
  = save it as UTF-8"""
    )


def test_ndjson_that_is_not_utf8_is_a_problem_of_its_line(tmp_path: Path) -> None:
    data = b'\n{"topic": {"id": "hips", "label": "H\xfcfte", "description": "All about hips."}}\n'
    assert (
        output(workspace_in(tmp_path, page_ndjson=data))
        == """\
data/page.ndjson:2:37: byte 0xFC at offset 37 is not UTF-8 (in Windows-1252 it is 'ü') [not-utf-8]
 2 | {"topic": {"id": "hips", "label": "H\ufffdfte", "description": "All about hips."}}
   |                                     ^
  = save the file as UTF-8"""
    )


def test_a_binary_file_gives_at_most_a_hundred_character_problems(tmp_path: Path) -> None:
    printed = output(workspace_in(tmp_path, page_yaml=b"\x00\x01" * 5000))
    assert printed.count("[control-character]") == 100
    assert "data/page.yaml:1:101: more such characters follow; only the first 100 are reported" in printed


@pytest.mark.parametrize("name", ["page_yaml", "page_ndjson"])
def test_a_byte_order_mark_at_the_beginning_is_accepted(tmp_path: Path, name: str) -> None:
    content = TOPICS if name == "page_yaml" else '{"topic": {"id": "hips", "label": "H", "description": "D."}}'
    workspace = workspace_in(tmp_path, **{name: b"\xef\xbb\xbf" + content.encode()})
    records, problems = read_records(workspace)
    assert ([topic.id for topic in records.topics], problems) == (["hips"], ())


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_give_the_same_records_and_places(tmp_path: Path, end: str) -> None:
    text = TOPICS + TOPIC.replace("hips", "feet").replace("label", "lable")
    unix, other = tmp_path / "unix", tmp_path / "other"
    unix.mkdir()
    other.mkdir()
    expected = read_records(workspace_in(unix, page_yaml=text))
    assert read_records(workspace_in(other, page_yaml=text.replace("\n", end))) == expected
    assert [problem.span.line for problem in expected[1]] == [6]


def test_ndjson_with_windows_line_ends_is_the_same(tmp_path: Path) -> None:
    line = b'{"topic":{"id":"hips","label":"Hips","description":"All about hips."}}\r\n'
    records, problems = read_records(workspace_in(tmp_path, page_ndjson=line * 1 + b"\r\n"))
    assert ([topic.label for topic in records.topics], problems) == (["Hips"], ())


def test_a_folder_with_the_name_of_a_data_file(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    (workspace.data / "page.yaml").mkdir()
    assert (
        output(workspace)
        == """\
data/page.yaml:1:1: 'data/page.yaml' is a folder, and has the name of a data file [not-a-file]
  = rename or delete it"""
    )


def test_a_pipe_with_the_name_of_a_data_file_is_not_waited_for(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    os.mkfifo(workspace.data / "page.yaml")
    assert (
        output(workspace)
        == """\
data/page.yaml:1:1: 'data/page.yaml' is no ordinary file, and has the name of a data file [not-a-file]
  = rename or delete it"""
    )


def test_a_dangling_link(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    (workspace.data / "page.yaml").symlink_to("gone.yaml")
    assert (
        output(workspace)
        == """\
data/page.yaml:1:1: 'data/page.yaml' is a link to 'gone.yaml', which is not there [dangling-link]
  = restore what it points to, or delete the link"""
    )


def test_a_link_that_leads_back_to_itself(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    (workspace.data / "page.yaml").symlink_to("page.yaml")
    assert (
        output(workspace)
        == """\
data/page.yaml:1:1: 'data/page.yaml' cannot be read: Too many levels of symbolic links [unreadable-file]
  = make it readable, or delete it"""
    )


def test_linked_files_and_folders_are_read_and_circles_of_folders_end(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.yaml").write_text(TOPICS)
    (workspace.data / "linked").symlink_to(elsewhere)
    (elsewhere / "back").symlink_to(workspace.data)
    assert [topic.at.path for topic in read_records(workspace)[0].topics] == ["data/linked/a.yaml"]


def test_hidden_files_and_other_suffixes_are_no_data(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, README_md="# no", LICENSE="no", schema_json="{}")
    (workspace.data / ".hidden.yaml").write_text("no")
    (workspace.data / ".git").mkdir()
    (workspace.data / ".git" / "a.yaml").write_text("no")
    assert output(workspace) == ""


def test_every_suffix_and_sub_folder_is_read(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    line = '{"topic": {"id": "%s", "label": "T", "description": "D."}}\n'
    (workspace.data / "more").mkdir()
    for number, suffix in enumerate(sorted(LOADERS)):
        name = f"t{number}"
        text = line % name if "j" in suffix else TOPICS.replace("hips", name)
        (workspace.data / "more" / f"{name}{suffix.upper() if number else suffix}").write_text(text)
    records, problems = read_records(workspace)
    assert ([topic.id for topic in records.topics], problems) == ([f"t{n}" for n in range(len(LOADERS))], ())


def test_without_a_data_folder_reading_cannot_run(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path)
    workspace.data.rmdir()
    with pytest.raises(ValueError, match=r"/data: no data folder \(make it, or start with 'kg init "):
        read_records(workspace)


def test_a_problem_in_one_file_hides_nothing_in_another(tmp_path: Path) -> None:
    printed = output(workspace_in(tmp_path, a_yaml="topics: [", b_yaml=TOPICS + "    x: 1\n", c_yaml="", d_ndjson="{"))
    assert [line.split(":")[0] for line in printed.splitlines() if line.startswith("data/")] == [
        "data/a.yaml",
        "data/b.yaml",
        "data/c.yaml",
        "data/d.ndjson",
    ]


def test_a_200_megabyte_scalar_in_yaml_is_refused_by_the_size_of_its_file(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, page_yaml='topics:\n  - id: hips\n    label: "')
    os.truncate(workspace.data / "page.yaml", 200 * MEGABYTE)
    assert (
        output(workspace)
        == """\
data/page.yaml:1:1: the file has 209,715,200 bytes; such a file has up to 67,108,864 [file-too-large]
  = split it into several files; big collections are best as NDJSON"""
    )


def test_a_200_megabyte_scalar_in_ndjson_is_refused_by_the_size_of_its_line(tmp_path: Path) -> None:
    workspace = workspace_in(tmp_path, page_ndjson='{"topic": {"id": "hips", "label": "')
    os.truncate(workspace.data / "page.ndjson", 200 * MEGABYTE)
    assert (
        output(workspace)
        == """\
data/page.ndjson:1:1: this line has more than 4,194,304 bytes [line-too-long]
  = shorten the texts"""
    )


def test_a_text_of_more_than_100000_characters_is_refused(tmp_path: Path) -> None:
    printed = output(workspace_in(tmp_path, page_yaml=TOPICS.replace("All about hips.", "hip " * 30_000)))
    assert printed.splitlines()[0] == (
        "data/page.yaml:4:18: this text has 119,999 characters; a text has up to 100,000 [text-too-long]"
    )
    assert max(map(len, printed.splitlines())) < 120


def test_too_many_values_end_the_reading() -> None:
    built = build("topics: [a, b, c, d]", max_nodes=4)
    assert [words for _, words in built.marks] == [("too-many-values", "the file holds more than 4 values", "split it")]


DEEP = 100_000


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("topics: " + "[" * DEEP, "1:40"),
        ("topics: " + "[" * DEEP + "]" * DEEP, "1:40"),
        ("topics: " + "{a: " * DEEP, "1:133"),
        ("- " * DEEP, "1:65"),
        ("? " * DEEP, "1:65"),
        ("- ? " * DEEP, "1:65"),
    ],
    ids=["flow-lists", "closed-flow-lists", "flow-mappings", "block-lists", "complex-keys", "mixed"],
)
def test_nesting_100000_deep_is_a_problem_and_no_crash(tmp_path: Path, text: str, place: str) -> None:
    lines = output(workspace_in(tmp_path, page_yaml=text)).splitlines()
    assert f"data/page.yaml:{place}: lists and mappings are nested more than 32 deep here [too-deep]" in lines
    assert lines[-1] == "  = a data file needs no more than 6 levels"
    assert max(map(len, lines)) < 120


def test_block_mappings_nested_by_indentation_are_refused_too(tmp_path: Path) -> None:
    text = "".join(f"{' ' * level}a:\n" for level in range(1000))
    assert "data/page.yaml:33:33: lists and mappings are nested more than 32 deep here [too-deep]" in output(
        workspace_in(tmp_path, page_yaml=text)
    )


@pytest.mark.parametrize("opening", ["[", '{"a":'])
def test_json_nested_100000_deep_is_a_problem_and_no_crash(tmp_path: Path, opening: str) -> None:
    printed = output(workspace_in(tmp_path, page_ndjson=opening * DEEP))
    assert "lists and mappings are nested more than 32 deep here [too-deep]" in printed.splitlines()[0]


def test_an_alias_bomb_is_not_unfolded(tmp_path: Path) -> None:
    levels = "".join(f"  - &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 30))
    printed = output(workspace_in(tmp_path, page_yaml=f"topics:\n  - &l0 boom\n{levels}"))
    assert printed.startswith(
        """\
data/page.yaml:2:5: '&l0' is an anchor, which data files do not have [anchor]
 2 |   - &l0 boom
   |     ^^^
  = write the value out in each place

"""
    )
    assert (
        """\
data/page.yaml:3:10: '*l0' is an alias, which data files do not have [alias]
 3 |   - &l1 [*l0, *l0, *l0, *l0, *l0, *l0, *l0, *l0, *l0]
   |          ^^^
  = write the value out in each place"""
        in printed
    )


def test_a_million_aliases_give_no_million_problems(tmp_path: Path) -> None:
    printed = output(workspace_in(tmp_path, page_yaml=f"topics: [{'*a, ' * 1_000_000}]"))
    assert printed.count("[alias]") == 1000
    assert "1,000 problems stand above; what follows was not read [too-many-problems]" in printed


def test_a_file_of_broken_lines_is_given_up_after_a_hundred(tmp_path: Path) -> None:
    printed = output(workspace_in(tmp_path, page_ndjson="{\n" * 500))
    assert printed.count("[json-syntax]") == 100
    assert (
        "data/page.ndjson:100:1: 100 lines of this file have a problem; what follows was not read [too-many-problems]"
        in printed
    )


def test_bundled_data_is_checked_where_there_is_no_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    records, problems = read_records(open_workspace())
    assert records.claims
    assert problems == ()


@pytest.mark.parametrize("year", ["2020.0", "2.02e3"])
def test_a_whole_number_may_be_written_with_a_point_or_exponent(tmp_path: Path, year: str) -> None:
    yaml_study = (
        f"studies:\n  - {{id: lee-2020, title: Ice, authors: [Lee B], year: {year}, design: rct, population: adults,\n"
        "     limitations: small, verified: memory}\n"
    )
    json_study = (
        f'{{"study": {{"id": "may-2020", "title": "Ice", "authors": ["May B"], "year": {year}, "design": "rct",'
        ' "population": "adults", "limitations": "small", "verified": "memory"}}\n'
    )
    records, problems = read_records(workspace_in(tmp_path, a_yaml=yaml_study, b_ndjson=json_study))
    assert ([study.year for study in records.studies], problems) == ([2020, 2020], ())
    assert all(isinstance(study.year, int) for study in records.studies)


def test_names_are_found_among_very_many() -> None:
    names = Names([f"claim-{number}" for number in range(10_000)] + ["patellar-taping-helps"])
    assert names.nearest("patelar-taping-help") == "patellar-taping-helps"
    assert names.nearest("zzz") == ""
