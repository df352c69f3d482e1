"""`kg check` on texts: which files it takes, what it prints, its exit code, its settings and its cache."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from data_folder import workspace_in

from kg.cli import main

GIVEN = (Path(__file__).parent / "rules" / "given.yaml").read_text(encoding="utf-8")
BAD = "Research shows that stairs hurt.\n"
MILD = "One in four adults has sore knees.\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    workspace_in(tmp_path, given_yaml=GIVEN)
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, list[tuple[str, int, str]]]:
    code = main(["check", *words, "--output-format", "json"])
    return code, [(row["path"], row["line"], row["rule"]) for row in json.loads(capsys.readouterr().out)]


@pytest.mark.usefixtures("folder")
def test_a_text_with_a_fault_is_told_with_place_reason_and_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    Path("content/a.md").write_text("Ice, studies show, does not heal knee pain. <!-- claim: ice-heals -->\n")
    assert main(["check", "content/a.md"]) == 1
    assert capsys.readouterr().out == (
        "content/a.md:1:6: 'studies show' appeals to research and cites none [uncited-appeal]\n"
        " 1 | Ice, studies show, does not heal knee pain. <!-- claim: ice-heals -->\n"
        "   |      ^^^^^^^^^^^^\n"
        "  = why: the nearest claim is 'ice-heals' (Ice heals knee pain), disputed by the evidence with high certainty "
        "(Smith 2020; Jones & Lee 2018)\n"
        "  = cite the study, or say it without the appeal, such as:\n"
        "  + [@smith-2020; @jones-2018]\n\n"
        "1 text; 1 error\n"
    )


@pytest.mark.usefixtures("folder")
def test_a_text_without_faults_is_told_in_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("content/a.md").write_text("Cold water numbs the skin.\n")
    assert main(["check", "content/a.md"]) == 0
    assert capsys.readouterr().out == "1 text; no problems\n"


@pytest.mark.usefixtures("folder")
def test_a_page_gets_links_to_paste(capsys: pytest.CaptureFixture[str]) -> None:
    Path("content/a.html").write_text("<p>Studies show that ice does not heal knee pain.<!-- claim: ice-heals --></p>")
    assert main(["check", "content/a.html"]) == 1
    assert '+ <a href="https://doi.org/10.1000/smith.2020">Smith 2020</a>' in capsys.readouterr().out


@pytest.mark.usefixtures("folder")
def test_a_folder_gives_its_texts_and_not_hidden_or_built_ones(capsys: pytest.CaptureFixture[str]) -> None:
    for name in (
        "content/a.md",
        "content/deep/b.html",
        "content/.hidden/c.md",
        "content/_site/d.html",
        "content/e.css",
    ):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(BAD)
    code, rows = printed(capsys, "content")
    assert (code, [path for path, *_ in rows]) == (1, ["content/a.md", "content/deep/b.html"])


def test_the_root_gives_texts_and_data(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "content" / "a.md").write_text(BAD)
    code, rows = printed(capsys, ".")
    assert code == 1
    assert rows == [("content/a.md", 1, "uncited-appeal"), ("data/given.yaml", 62, "claim-without-evidence")]


@pytest.mark.usefixtures("folder")
def test_without_paths_only_the_data_is_checked(capsys: pytest.CaptureFixture[str]) -> None:
    Path("content/a.md").write_text(BAD)
    assert printed(capsys) == (0, [("data/given.yaml", 62, "claim-without-evidence")])


@pytest.mark.usefixtures("folder")
def test_only_errors_fail_unless_it_is_said_otherwise(capsys: pytest.CaptureFixture[str]) -> None:
    Path("content/a.md").write_text(MILD)
    assert printed(capsys, "content/a.md") == (0, [("content/a.md", 1, "uncited-number")])
    assert printed(capsys, "content/a.md", "--fail-on", "warning")[0] == 1
    Path("kg.toml").write_text('[check]\nfail-on = "warning"\n')
    assert printed(capsys, "content/a.md")[0] == 1
    assert printed(capsys, "content/a.md", "--fail-on", "never")[0] == 0


@pytest.mark.usefixtures("folder")
def test_settings_choose_rules_and_how_much_they_matter(capsys: pytest.CaptureFixture[str]) -> None:
    Path("content/a.md").write_text(BAD + "\n" + MILD)
    Path("kg.toml").write_text('[check]\nselect = ["KG1"]\nignore = ["uncited-number"]\nseverity = {KG101 = "note"}\n')
    assert printed(capsys, "content/a.md") == (0, [("content/a.md", 1, "uncited-appeal")])
    Path("kg.toml").write_text('[check.per-file-ignores]\n"content" = ["all"]\n')
    assert printed(capsys, "content/a.md") == (0, [])


@pytest.mark.usefixtures("folder")
def test_a_wrong_setting_is_no_clean_result(capsys: pytest.CaptureFixture[str]) -> None:
    Path("kg.toml").write_text('[check]\nselct = ["all"]\n')
    assert main(["check"]) == 2
    assert "kg.toml: [check]: unknown setting 'selct' (did you mean 'select'?)" in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_a_file_that_is_not_there_or_no_text_cannot_be_checked(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "content/none.md"]) == 2
    assert "content/none.md: no such file or folder" in capsys.readouterr().err
    Path("content/a.docx").write_bytes(b"PK")
    assert main(["check", "content/a.docx"]) == 2
    assert "content/a.docx: no reader for '.docx' (known: " in capsys.readouterr().err


@pytest.mark.usefixtures("folder")
def test_bytes_that_are_no_text_are_a_problem(capsys: pytest.CaptureFixture[str]) -> None:
    Path("content/a.md").write_bytes(b"Ice \xff heals.")
    assert printed(capsys, "content/a.md") == (1, [("content/a.md", 1, "unreadable-file")])


def test_texts_are_not_held_against_broken_data(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("content/a.md").write_text("Ice heals. <!-- claim: ice-heals -->\n")
    (folder / "data" / "given.yaml").write_text(GIVEN.replace("design: cohort", "design: kohort"))
    with pytest.raises(SystemExit) as end:
        main(["check", "content/a.md"])
    assert end.value.code == 1
    assert "'design' is 'kohort'" in capsys.readouterr().err


def test_the_cache_is_never_older_than_the_data(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = Path("content/a.md")
    text.write_text("Ice heals knee pain. <!-- claim: ice-heals -->\n")
    assert printed(capsys, "content/a.md")[0] == 1
    assert (folder / ".kg_cache" / ".gitignore").read_text() == "*\n"
    assert printed(capsys, "content/a.md")[0] == 1
    (folder / "data" / "given.yaml").write_text(GIVEN.replace("direction: disputes", "direction: supports"))
    assert printed(capsys, "content/a.md") == (0, [])


def test_a_broken_cache_is_made_anew(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("content/a.md").write_text("Ice heals knee pain. <!-- claim: ice-heals -->\n")
    before = printed(capsys, "content/a.md")
    cache = folder / ".kg_cache" / "evidence.msgpack"
    cache.write_bytes(cache.read_bytes()[:100])
    assert printed(capsys, "content/a.md") == before
    assert len(cache.read_bytes()) > 100


def test_a_rule_is_explained_by_name_and_by_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rule", "uncited-appeal"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("# uncited-appeal\n\nKG101 · error\n")
    assert main(["rule", "kg101"]) == 0
    assert capsys.readouterr().out == page
    assert main(["rule", "uncited-apeal"]) == 2
    assert "no rule 'uncited-apeal' (did you mean 'uncited-appeal'?)" in capsys.readouterr().err


def test_the_list_of_rules_has_each_with_its_code(capsys: pytest.CaptureFixture[str]) -> None:
    from kg.rules import CODES

    assert main(["rule", "--all"]) == 0
    rows = [line.split()[:2] for line in capsys.readouterr().out.splitlines()[1:]]
    assert rows == sorted([code, name] for name, code in CODES.items())
