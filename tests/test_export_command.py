"""`kg export` writes whole files, or says why not."""

import gzip
import os
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

import kg
from kg.cli import main
from kg.export import EXPORTERS
from kg.output import write_file

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("workspace")
    (folder / "kg.toml").write_text('base = "https://kg.example/x"\n', encoding="utf-8")
    (folder / "data").mkdir()
    topic = "topics:\n  - id: sleep\n    label: Sleep\n    description: Rest at night.\n"
    (folder / "data" / "topics.yaml").write_text(topic, encoding="utf-8")
    return folder


def export(workspace: Path, *words: str | Path) -> int:
    return main(["export", "-C", str(workspace), *map(str, words)])


def test_each_file_gets_the_format_of_its_name(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [tmp_path / f"graph{suffix}{zipped}" for suffix in EXPORTERS for zipped in ("", ".gz")]
    assert export(workspace, *names) == 0
    lines = kg.graph_lines(workspace)
    for path in names:
        assert path.read_bytes() == kg.dump(lines, "".join(path.suffixes))
    said = capsys.readouterr().out.splitlines()
    assert len(said) == len(names)
    assert said[0] == f"{names[0]}: {len(lines):,} quads, {names[0].stat().st_size:,} bytes"
    assert f"{tmp_path / 'graph.ttl'}: {len(lines):,} triples, " in said[-2]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(path.name for path in names)


@pytest.mark.parametrize("words", [("--format", "nq"), ("--format", ".nq", "-")])
def test_a_format_without_a_file_goes_to_the_standard_output(
    workspace: Path, capfdbinary: pytest.CaptureFixture[bytes], words: tuple[str, ...]
) -> None:
    assert export(workspace, *words) == 0
    assert capfdbinary.readouterr().out == kg.dump(kg.graph_lines(workspace), ".nq")


def test_a_given_format_beats_the_name_and_the_report_stays_out_of_the_data(
    workspace: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert export(workspace, "--format", "nt.gz", "-", tmp_path / "graph.backup") == 0
    said = capfdbinary.readouterr()
    assert said.out == (tmp_path / "graph.backup").read_bytes()
    assert gzip.decompress(said.out) == kg.dump(kg.graph_lines(workspace), ".nt")
    assert b"graph.backup: " in said.err


def test_layers_can_be_chosen(workspace: Path, tmp_path: Path) -> None:
    target = tmp_path / "some.nq"
    assert export(workspace, target, "--layer", "claims") == 0
    graphs = {str(quad.graph_name) for quad in parse(target.read_bytes(), format=RdfFormat.N_QUADS)}
    assert graphs == {"<https://kg.example/x/graph/claims>"}
    assert export(workspace, target, "--layer", "claims", "--layer", "vocabulary") == 0
    assert target.read_bytes() == kg.dump(kg.graph_lines(workspace), ".nq")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["graph.rdf"],
            "kg export: graph.rdf: no such export format (known: .jsonld, .nq, .nt, .trig, .ttl, each also with .gz)",
        ),
        (
            [],
            "kg export: nothing to write (name a file, such as graph.ttl, or --format ttl for the standard output)",
        ),
        (["-"], "kg export: '-' has no suffix to tell the format (add --format ttl, or another)"),
        (["a.ttl", "--layer", "clams"], "kg export: no layer 'clams' (did you mean 'claims'?)"),
        (
            ["a.ttl", "--layer", "xyz"],
            "kg export: no layer 'xyz' (known: claims, studies, evidence, articles, derived, vocabulary)",
        ),
    ],
)
def test_a_mistake_is_told_with_the_way_out(
    workspace: Path, capsys: pytest.CaptureFixture[str], words: list[str], message: str
) -> None:
    assert export(workspace, *words) == 2
    assert capsys.readouterr().err.strip() == message


def test_a_file_is_not_written_over_a_folder_or_into_none(
    workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "folder.ttl").mkdir()
    assert export(workspace, tmp_path / "folder.ttl") == 2
    assert "folder.ttl: a folder stands there (name a file in it)" in capsys.readouterr().err
    assert export(workspace, tmp_path / "none" / "a.ttl") == 2
    assert f"no folder '{tmp_path / 'none'}' (make it first)" in capsys.readouterr().err


def test_data_with_errors_is_not_exported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "kg.toml").write_text("", encoding="utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "topics.yaml").write_text("topics:\n  - id: sleep\n", encoding="utf-8")
    with pytest.raises(SystemExit, match="1"):
        export(tmp_path, tmp_path / "a.ttl")
    assert not (tmp_path / "a.ttl").exists()
    assert "data/topics.yaml:2" in capsys.readouterr().err


def test_a_file_is_replaced_whole_and_keeps_its_mode_and_its_link(tmp_path: Path) -> None:
    real, link = tmp_path / "real.nq", tmp_path / "link.nq"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    write_file(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "a.nq"
    target.write_bytes(b"old")
    (tmp_path / f".a.nq.new-{os.getpid()}").write_bytes(b"in the way")
    with pytest.raises(FileExistsError):
        write_file(target, b"new")
    assert [path.name for path in tmp_path.iterdir()] == ["a.nq"]
    assert target.read_bytes() == b"old"


def test_a_device_is_written_to_and_stays_a_device() -> None:
    write_file(Path(os.devnull), b"gone")
    assert not Path(os.devnull).is_file()
