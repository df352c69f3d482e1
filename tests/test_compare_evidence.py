"""The comparison of curated source files with `data/` sees every fact that is lost, changed or invented."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

SCRIPT = Path(__file__).parent.parent / "scripts" / "compare_evidence.py"

LINE = {"study": "doe-2020", "finding": "pain", "direction": "supports", "directness": "direct", "why": "Less pain."}
STUDY: dict[str, Any] = {
    "id": "doe-2020",
    "title": "Rest",
    "year": 2020,
    "doi": "10.1000/rest",
    "design": "rct",
    "findings": [{"id": "pain", "outcome": "pain", "measure": "MD", "value": -1.5}],
    "seen_at": ["https://example.org/rest"],
}
CLASH = {"kind": "opposite", "why": "w"}
CLAIMS = [
    {"id": "load", "text": "Load helps.", "evidence": [], "contradicts": [{"claim": "rest", **CLASH}]},
    {"id": "rest", "text": "Rest helps.", "evidence": [LINE], "contradicts": [{"claim": "load", **CLASH}]},
]
STATEMENT = {"section": "Intro", "claim": "rest", "stance": "asserts", "says": "Rest."}


def write(folder: Path, **files: object) -> None:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / f"{name}.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")


def write_source(folder: Path) -> None:
    reference = {"id": "blog/doe", "resolves_to": "doe-2020", "status": "resolved", "note": "n"}
    article = {
        "id": "blog",
        "seed": "000.txt",
        "references": [{"id": "blog/doe", "as_cited": "Doe 2020"}],
        "statements": [{**STATEMENT, "cites": ["blog/doe"]}],
    }
    write(
        folder,
        claims={"topics": [{"id": "t", "label": "T"}], "claims": CLAIMS},
        studies={"studies": [STUDY]},
        articles={"articles": [article]},
        references={"references": [reference]},
        conflicts={"article_conflicts": [{"id": "c", "claims": ["rest"]}]},
    )


def write_data(folder: Path, *, value: float = -1.5, direction: str = "supports", kind: str = "opposite") -> None:
    study = {**STUDY, "findings": [{**STUDY["findings"][0], "value": value}]}
    reference = {"id": "doe", "as_cited": "Doe 2020", "resolves_to": "doe-2020", "status": "resolved", "note": "n"}
    article = {
        "id": "blog",
        "source": "000.txt",
        "references": [reference],
        "statements": [{**STATEMENT, "cites": ["doe"]}],
    }
    claims = [
        {"id": "load", "text": "Load helps.", "contradicts": [{"claim": "rest", "kind": kind, "why": "w"}]},
        {"id": "rest", "text": "Rest helps.", "evidence": [{**LINE, "direction": direction}]},
    ]
    write(
        folder,
        topics={"topics": [{"id": "t", "label": "T"}]},
        claims={"claims": claims},
        studies={"studies": [study]},
        articles={"articles": [article]},
        conflicts={"conflicts": [{"id": "c", "claims": ["rest"]}]},
    )


def compare(source: Path, data: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(SCRIPT), str(source), str(data)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_same_facts_in_the_other_layout_are_equal(tmp_path: Path) -> None:
    write_source(tmp_path / "source")
    write_data(tmp_path / "data")
    done = compare(tmp_path / "source", tmp_path / "data")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "are in data, unchanged" in done.stdout


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"value": -1.4}, "lost: study > doe-2020 > findings > pain > value > -1.5"),
        ({"direction": "disputes"}, "lost: claim > rest > evidence > 0 > direction > 'supports'"),
        ({"kind": "dose"}, "lost: contradiction > load > rest > opposite > w"),
        ({"value": -1.4}, "not in the source: study > doe-2020 > findings > pain > value > -1.4"),
    ],
)
def test_a_changed_fact_is_named(tmp_path: Path, change: dict[str, Any], expected: str) -> None:
    write_source(tmp_path / "source")
    write_data(tmp_path / "data", **change)
    done = compare(tmp_path / "source", tmp_path / "data")
    assert done.returncode == 1
    assert expected in done.stdout.splitlines()
