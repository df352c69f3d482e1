"""Validate the pages of a built site with html-validate, by the rules in `.htmlvalidate.json`.

python scripts/validate_html.py [SITE]    SITE is a folder that `kg build` wrote (default: _site)

Needs Node 20 or newer. Takes `html-validate` from the PATH, else npx fetches the version named below. Other than
html-validate by itself, our rules allow a list to have a name, ids with a slash (they are the ends of addresses), long
titles (a claim is a sentence), and own files without a hash (`integrity` would stop them where a page is opened from a
folder).
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

VERSION: Final = "10.17.0"
RULES: Final = Path(__file__).parent.parent / ".htmlvalidate.json"


def main() -> int:
    """Run html-validate over every page; return 1 where it finds anything, 2 when it cannot run."""
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "_site").absolute()
    pages = sum(1 for _ in site.rglob("*.html"))
    here, npx = shutil.which("html-validate"), shutil.which("npx")
    if not pages or not (here or npx):
        print("neither 'html-validate' nor 'npx' is on the PATH" if pages else f"{site}: no page (run `kg build`)")
        return 2
    program = [here] if here else [str(npx), "--yes", f"html-validate@{VERSION}"]
    command = [*program, "--config", str(RULES), "--formatter", "text", f"{site}/**/*.html"]
    done = subprocess.run(command, check=False)  # noqa: S603  # our own words
    if not done.returncode:
        print(f"{pages:,} pages are valid")
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
