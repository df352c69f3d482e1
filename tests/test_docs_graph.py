"""The page about the graph is right: its examples run, its terms are in use."""

import doctest
import re
import shlex
from pathlib import Path

import pytest

import kg
from kg.cli import main
from kg.vocabulary import GRAPHS, iri

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "graph.md"
TEXT = PAGE.read_text(encoding="utf-8")
COMMANDS = re.findall(r"^(kg export [^#|&\n]*)", TEXT, re.MULTILINE)


def test_the_python_examples_give_what_the_page_shows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    examples = doctest.DocTestParser().get_doctest(TEXT.replace("```\n", "\n"), {}, "docs/graph.md", str(PAGE), 0)
    results = doctest.DocTestRunner().run(examples)
    assert results.attempted > 5
    assert results.failed == 0


@pytest.mark.parametrize("command", COMMANDS)
def test_the_export_commands_run(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    name, *words = shlex.split(command)
    assert name == "kg"
    assert main([*words, "-C", str(ROOT)]) == 0


def test_every_term_of_the_page_is_in_the_graph() -> None:
    terms = set(re.findall(r"`((?:ev|skos|dct|dc|sepio|pico|fabio|schema|cito|bibo|prism|rdfs|eco):\w+)`", TEXT))
    graph = "\n".join(kg.graph_lines(ROOT))
    assert len(terms) > 50
    assert {term for term in terms if f"<{iri(term)}>" not in graph} == set()


def test_every_layer_is_described() -> None:
    section = TEXT.partition("## Layers")[2].partition("##")[0]
    assert re.findall(r"^\| `(\w+)`", section, re.MULTILINE) == list(GRAPHS)


def test_the_links_of_the_page_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", TEXT):
        assert (PAGE.parent / target).exists(), target
