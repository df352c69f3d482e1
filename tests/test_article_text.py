"""The own text of an article: read beside the data, in the graph by its hash, refused where it cannot be read."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from data_folder import output, workspace_in

from kg.rdf import build_nquads
from kg.workspace import read_records

if TYPE_CHECKING:
    from pathlib import Path

    from kg.workspace import Workspace

ARTICLE = "articles:\n  - id: post\n    kind: clinic blog\n    text: texts/post.md\n"


def made(folder: Path, text: bytes | None) -> Workspace:
    workspace = workspace_in(folder, page_yaml=ARTICLE)
    (workspace.data / "texts").mkdir()
    if text is not None:
        (workspace.data / "texts" / "post.md").write_bytes(text)
    return workspace


def test_the_graph_names_the_text_and_the_hash_of_its_version(tmp_path: Path) -> None:
    text = "\ufeffIce, s'il vous plaît.\r\n".encode()
    workspace = made(tmp_path, text)
    records, problems = read_records(workspace)
    assert problems == ()
    assert records.texts[0].content == "Ice, s'il vous plaît.\r\n"
    lines = [line for line in build_nquads(records, "https://kg.example") if "/article/post> " in line]
    assert any(f'vocab#contentHash> "{sha256(text).hexdigest()}"' in line for line in lines)
    assert any('vocab#textFile> "texts/post.md"' in line for line in lines)


def test_without_its_text_an_article_has_no_hash(tmp_path: Path) -> None:
    records, _ = read_records(made(tmp_path, None))
    assert not any("contentHash" in line for line in build_nquads(records, "https://kg.example"))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (b"caf\xe9", "'data/texts/post.md' is not UTF-8 (byte 3)"),
        (b"x" * 1_000_001, "'data/texts/post.md' has 1,000,001 bytes; a text has up to 1,000,000"),
    ],
)
def test_a_text_that_cannot_be_used_says_why(tmp_path: Path, text: bytes, words: str) -> None:
    assert f"{words} [unreadable-text]" in output(made(tmp_path, text))


def test_a_folder_is_no_text(tmp_path: Path) -> None:
    workspace = made(tmp_path, None)
    (workspace.data / "texts" / "post.md").mkdir()
    assert "'data/texts/post.md' is no ordinary file [unreadable-text]" in output(workspace)


def test_a_link_does_not_bring_a_text_from_outside_of_the_data(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("A secret.")
    workspace = made(tmp_path, None)
    (workspace.data / "texts" / "post.md").symlink_to(tmp_path / "secret.md")
    assert "'data/texts/post.md' is a link that leaves the data folder [unreadable-text]" in output(workspace)
    assert all("secret" not in text.content for text in read_records(workspace)[0].texts)
