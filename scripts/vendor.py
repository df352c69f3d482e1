"""Fetch the files of other projects that the site ships, as `site/static/vendor/manifest.json` names them.

python scripts/vendor.py            fetch every package and say where a file is not what the manifest says
python scripts/vendor.py --update   fetch, store the files and write their SHA-256 and licence into the manifest
python scripts/vendor.py --check    look only at what is here, without the network

To take another package or version: give its entries (file, name, version, path) in the manifest, then `--update`.
Files are stored as `NAME/LAST-PART-OF-PATH`, whole and unmodified; npm (`npm pack`) has to be installed to fetch.
An entry with `for` stands in the folder of that other package: the text of a licence that it grants and does not bring.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import tarfile
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Final

VENDOR: Final = Path(__file__).parent.parent / "site" / "static" / "vendor"
MANIFEST: Final = VENDOR / "manifest.json"
_BESIDE: Final = {"manifest.json", ".gitattributes"}
_KEYS: Final = ("file", "for", "name", "version", "licence", "path", "sha256")


def differences(folder: Path, files: list[dict[str, str]]) -> list[str]:
    """Return what differs between a folder and the manifest's files: missing, other, or not named."""
    found = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    given = {entry["file"]: entry["sha256"] for entry in files}
    wrong = [f"{name}: missing" for name in given if name not in found]
    wrong += [f"{name}: not in the manifest" for name in found if name not in given and name not in _BESIDE]
    wrong += [
        f"{name}: SHA-256 is {digest}, the manifest says '{given[name]}'"
        for name, path in found.items()
        if name in given and (digest := hashlib.sha256(path.read_bytes()).hexdigest()) != given[name]
    ]
    return sorted(wrong)


def place_of(entry: dict[str, str]) -> str:
    """Return where a file is stored, below the folder of vendored files."""
    return f"{entry.get('for', entry['name'])}/{PurePosixPath(entry['path']).name}"


def fetch(name: str, version: str) -> dict[str, bytes]:
    """Return the regular files of a package by their path in it; raises OSError or CalledProcessError."""
    with TemporaryDirectory() as folder:
        command = ["npm", "pack", "--silent", "--ignore-scripts", f"{name}@{version}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  # names from the manifest
        (packed,) = Path(folder).glob("*.tgz")
        with tarfile.open(packed) as archive:
            members = [member for member in archive if member.isfile()]
            contents = {member.name.partition("/")[2]: archive.extractfile(member) for member in members}
            return {path: stream.read() for path, stream in contents.items() if stream}


def fetch_all(files: list[dict[str, str]]) -> dict[str, tuple[bytes, str]]:
    """Return the content and the licence of each of the manifest's files, by its place.

    Raises ValueError for a path that a package does not have.
    """
    taken = {}
    for name, version in sorted({(entry["name"], entry["version"]) for entry in files}):
        package = fetch(name, version)
        licence = json.loads(package["package.json"])["license"]
        for entry in (entry for entry in files if entry["name"] == name):
            path = entry["path"]
            if path not in package:
                raise ValueError(f"{name}@{version}: no file '{path}' (it has: {', '.join(sorted(package))})")
            taken[place_of(entry)] = (package[path], licence)
        print(f"{name}@{version}: {licence}", flush=True)
    return taken


def update(about: str, files: list[dict[str, str]]) -> None:
    """Store every file and write the manifest anew, sorted."""
    taken = fetch_all(files)
    entries = []
    for entry in sorted(files, key=lambda x: (x["name"], x["path"])):
        place = place_of(entry)
        content, licence = taken[place]
        (VENDOR / place).parent.mkdir(parents=True, exist_ok=True)
        (VENDOR / place).write_bytes(content)
        known = {**entry, "file": place, "licence": licence, "sha256": hashlib.sha256(content).hexdigest()}
        entries.append({key: known[key] for key in _KEYS if key in known})
    text = json.dumps({"about": about, "files": entries}, indent=2)
    MANIFEST.write_text(text + "\n", encoding="utf-8")


def main() -> int:
    """Check, compare or update; return 1 where anything differs."""
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    files = manifest["files"]
    wanted = sys.argv[1:]
    if wanted == ["--update"]:
        update(manifest["about"], files)
        files = json.loads(MANIFEST.read_text(encoding="utf-8"))["files"]
    elif wanted not in ([], ["--check"]):
        print(__doc__)
        return 2
    wrong = differences(VENDOR, files)
    if not wanted:
        given = {entry["file"]: entry["sha256"] for entry in files}
        fetched = {place: hashlib.sha256(content).hexdigest() for place, (content, _) in fetch_all(files).items()}
        wrong += [f"{place}: the package has another file" for place, it in fetched.items() if it != given[place]]
    print("\n".join(wrong) or f"{len(files)} files are as the manifest says")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
