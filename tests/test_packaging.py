"""The wheel: what is in it, and that it works far from this repository."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BUNDLED = ("data", "queries", "site")


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder], cwd=ROOT, check=True)
    (found,) = folder.glob("*.whl")
    return found


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    install = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-compile"]
    subprocess.run([*install, "--disable-pip-version-check", "--target", folder, wheel], check=True)
    return folder


def sources() -> set[str]:
    """Return the files of the repository that belong into the wheel, by their name in it."""
    paths = (path for folder in ("kg", *BUNDLED) for path in (ROOT / folder).rglob("*") if path.is_file())
    names = {path.relative_to(ROOT).as_posix() for path in paths if "__pycache__" not in path.parts}
    return {f"kg/_bundled/{name}" if name.split("/")[0] in BUNDLED else name for name in names}


def run(installed: Path, folder: Path, *words: str) -> str:
    done = subprocess.run(
        [sys.executable, *words],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(installed), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_wheel_holds_the_package_and_its_sources_and_nothing_else(wheel: Path) -> None:
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert names == sources()
    assert {name.split("/")[2] for name in names if name.startswith("kg/_bundled/")} == set(BUNDLED)


def test_the_wheel_names_both_licences(wheel: Path) -> None:
    names = {name.partition("/")[2] for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" in name}
    assert {"licenses/LICENSE", "licenses/data/LICENSE"} <= names


def test_installed_elsewhere_the_package_is_that_of_the_wheel(installed: Path, tmp_path: Path) -> None:
    where = run(installed, tmp_path, "-c", "import kg; print(kg.__file__)")
    assert Path(where.strip()) == installed / "kg" / "__init__.py"


def test_installed_elsewhere_the_evidence_comes_along(installed: Path, tmp_path: Path) -> None:
    assert "no problems" in run(installed, tmp_path, "-m", "kg", "check")
    here = run(installed, ROOT, "-m", "kg", "stats")
    assert run(installed, tmp_path, "-m", "kg", "stats") == here
    assert "support" in here


def test_installed_elsewhere_the_questions_come_along(installed: Path, tmp_path: Path) -> None:
    answer = run(installed, tmp_path, "-m", "kg", "query", "claims-with-evidence-both-ways", "--format", "csv")
    assert answer.count("\n") > 1


def test_installed_elsewhere_a_new_workspace_is_sound(installed: Path, tmp_path: Path) -> None:
    run(installed, tmp_path, "-m", "kg", "init", "mine")
    assert "no problems" in run(installed, tmp_path / "mine", "-m", "kg", "check")


def test_installed_elsewhere_the_site_is_built_into_the_current_folder(installed: Path, tmp_path: Path) -> None:
    run(installed, tmp_path, "-m", "kg", "init", "mine")
    run(installed, tmp_path / "mine", "-m", "kg", "build")
    site = tmp_path / "mine" / "_site"
    assert (site / "index.html").is_file()
    assert len(list(site.glob("assets/vendor/oxigraph/web_bg.*.wasm.gz"))) == 1
    assert list(installed.rglob("_site")) == []
