"""The code stays in small pieces: short modules, short functions, few public names."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MODULES = sorted(path for folder in ("kg", "scripts") for path in (ROOT / folder).rglob("*.py"))
MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 40
MOST_PUBLIC_NAMES = 15


def names(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def long_functions(source: str) -> list[str]:
    return [
        f"{node.name}: {length} lines"
        for node in functions(ast.parse(source))
        if (length := (node.end_lineno or 0) - node.lineno + 1) > MOST_LINES_OF_A_FUNCTION
    ]


def public_names(source: str) -> list[str]:
    return [
        node.name
        for node in ast.parse(source).body
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) and not node.name.startswith("_")
    ]


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_a_module_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", MODULES, ids=names)
def test_functions_are_short(path: Path) -> None:
    assert long_functions(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", [path for path in MODULES if path.name != "records.py"], ids=names)  # a record a class
def test_a_module_has_few_public_functions_and_classes(path: Path) -> None:
    assert len(public_names(path.read_text(encoding="utf-8"))) <= MOST_PUBLIC_NAMES


def test_there_is_no_drawer_for_odds_and_ends() -> None:
    assert [path for path in MODULES if path.stem in {"utils", "util", "helpers", "common", "misc"}] == []


def test_a_function_of_41_lines_is_found() -> None:
    assert long_functions("def f():\n" + "    pass\n" * 40) == ["f: 41 lines"]
    assert long_functions("def f():\n" + "    pass\n" * 39) == []


def test_a_public_name_is_found_and_a_private_one_is_not_counted() -> None:
    assert public_names("class A: ...\ndef b(): ...\ndef _c(): ...\n") == ["A", "b"]
