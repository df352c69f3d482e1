"""Files of other projects in the site are whole, unmodified, and named in the manifest."""

import hashlib
import json
from pathlib import Path

VENDOR = Path(__file__).parent.parent / "site" / "static" / "vendor"
MANIFEST = VENDOR / "manifest.json"
FILES = json.loads(MANIFEST.read_text(encoding="utf-8"))["files"]


def test_each_vendored_file_has_the_hash_that_the_manifest_gives() -> None:
    given = {entry["file"]: entry["sha256"] for entry in FILES}
    assert {name: hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() for name in given} == given


def test_every_file_in_the_folder_is_in_the_manifest() -> None:
    found = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    assert found == {entry["file"] for entry in FILES} | {"manifest.json", ".gitattributes"}


def test_each_entry_says_whose_it_is_and_where_it_was() -> None:
    for entry in FILES:
        assert set(entry) == {"file", "name", "version", "licence", "path", "sha256"}
        assert entry["file"] == f"{entry['name']}/{Path(entry['path']).name}"
        assert (VENDOR / entry["name"] / "LICENSE-MIT").is_file()


def test_a_script_says_its_version_itself() -> None:
    for entry in FILES:
        if entry["file"].endswith(".js"):
            assert f"@version {entry['version']}".encode() in (VENDOR / entry["file"]).read_bytes()[:1000]
