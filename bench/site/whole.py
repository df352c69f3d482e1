"""Builds the whole site of the shipped evidence grown to so many claims: verdicts, graph, dumps, search, every page.

python bench/site/whole.py CLAIMS FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parents[1]))

from growth import grown

from kg.output import write_tree
from kg.site import Sources, build_site
from kg.workspace import open_workspace, read_queries, read_records, read_static, read_templates, read_vocabulary


def main() -> None:
    """Build the site into a folder and say what was written."""
    count, folder = int(sys.argv[1]), Path(sys.argv[2])
    workspace = open_workspace(Path(__file__).parents[2])
    records, _ = read_records(workspace)
    sources = Sources(
        workspace.title,
        workspace.base,
        grown(records, count),
        read_vocabulary(),
        read_queries(workspace),
        read_templates(workspace),
        read_static(workspace),
        licence=workspace.licence,
    )
    written = write_tree(folder, build_site(sources, lambda words: print(f"  {words}", file=sys.stderr, flush=True)))
    print(f"{written.files:,} files, {written.size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
