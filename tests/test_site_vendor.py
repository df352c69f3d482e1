"""Files of other projects in the site are whole, unmodified, and named in the manifest."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
VENDOR = ROOT / "site" / "static" / "vendor"
MANIFEST = VENDOR / "manifest.json"
FILES = json.loads(MANIFEST.read_text(encoding="utf-8"))["files"]
PACKAGES = sorted({entry["name"] for entry in FILES})


def test_each_vendored_file_has_the_hash_that_the_manifest_gives() -> None:
    given = {entry["file"]: entry["sha256"] for entry in FILES}
    assert {name: hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() for name in given} == given


def test_every_file_in_the_folder_is_in_the_manifest() -> None:
    found = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    assert found == {entry["file"] for entry in FILES} | {"manifest.json", ".gitattributes"}


def test_each_entry_says_whose_it_is_and_where_it_was() -> None:
    for entry in FILES:
        assert set(entry) - {"for"} == {"file", "name", "version", "licence", "path", "sha256"}
        assert entry["file"] == f"{entry.get('for', entry['name'])}/{Path(entry['path']).name}"
    assert len({entry["file"] for entry in FILES}) == len(FILES)


@pytest.mark.parametrize("name", PACKAGES)
def test_a_package_says_its_version_and_licence_itself(name: str) -> None:
    own = json.loads((VENDOR / name / "package.json").read_text(encoding="utf-8"))
    said = {(entry["name"], entry["version"], entry["licence"]) for entry in FILES if entry["name"] == name}
    assert said == {(own["name"], own["version"], own["license"])}


@pytest.mark.parametrize("name", PACKAGES)
def test_the_text_of_the_licence_stands_beside_the_files(name: str) -> None:
    assert any(entry["path"].startswith("LICENSE") and entry["file"].startswith(f"{name}/") for entry in FILES)


def test_a_text_that_another_package_brings_is_whole_and_of_a_licence_that_is_granted() -> None:
    (entry,) = [entry for entry in FILES if "for" in entry]
    granted = {other["licence"] for other in FILES if other["name"] == entry["for"]}
    text = (VENDOR / entry["file"]).read_text(encoding="utf-8")
    assert granted == {"MIT OR Apache-2.0"}
    assert text.split("\n", 2)[:2] == [f"{'':31}Apache License", f"{'':27}Version 2.0, January 2004"]
    assert all(f"\n   {number}. " in text for number in range(1, 10))
    assert text.rstrip().endswith("END OF TERMS AND CONDITIONS")


def test_the_command_finds_a_changed_a_missing_and_a_strange_file(tmp_path: Path) -> None:
    scripts, vendor = tmp_path / "scripts", tmp_path / "site" / "static" / "vendor"
    (vendor / "a").mkdir(parents=True)
    scripts.mkdir()
    (scripts / "vendor.py").write_bytes((ROOT / "scripts" / "vendor.py").read_bytes())
    (vendor / "a" / "same.js").write_text("same", encoding="utf-8")
    (vendor / "a" / "other.js").write_text("changed", encoding="utf-8")
    (vendor / "strange.js").write_text("?", encoding="utf-8")
    digest = hashlib.sha256(b"same").hexdigest()
    files = [{"file": f"a/{name}.js", "sha256": digest} for name in ("same", "other", "missing")]
    (vendor / "manifest.json").write_text(json.dumps({"files": files}), encoding="utf-8")
    command = [sys.executable, str(scripts / "vendor.py"), "--check"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert [line.partition(":")[0] for line in done.stdout.splitlines()] == ["a/missing.js", "a/other.js", "strange.js"]
