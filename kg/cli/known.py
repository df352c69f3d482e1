"""Baselines on disk: which problems are known, and what became of them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.baseline import Compared, Key
    from kg.problems import Problem

MOST_GONE: Final = 20
"""Lines about entries that are no longer found."""


def add_baseline(parser: argparse.ArgumentParser) -> None:
    """Add what tells known problems from new ones."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--baseline", metavar="FILE", help="show and count only problems that are not in this file")
    group.add_argument(
        "--write-baseline",
        metavar="FILE",
        help="write the problems of today to this file, drop those that are gone, and exit with 0",
    )


def read_baseline(name: str) -> Counter[Key]:
    """Return the entries of a baseline file; raises ValueError where it is none."""
    from kg.baseline import parse

    path = Path(name)
    if not path.is_file():
        raise ValueError(f"{name}: no such file ('kg check --write-baseline {name}' makes it)")
    try:
        return parse(name, path.read_text(encoding="utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ValueError(f"{name}: not UTF-8 (byte {error.start})") from error


def write_baseline(name: str, problems: Sequence[Problem], is_wanted: Callable[[str], bool]) -> str:
    """Write a baseline and return what changed in words; entries of files that were not asked about stay."""
    from kg.baseline import dump, key_of
    from kg.output import write_file

    before: Counter[Key] = read_baseline(name) if Path(name).is_file() else Counter()
    now = Counter(key_of(problem) for problem in problems)
    now.update({key: count for key, count in before.items() if not is_wanted(key.path)})
    write_file(Path(name), dump(now).encode("utf-8", "replace"))
    new, gone = (now - before).total(), (before - now).total()
    return f"{name}: {now.total():,} known ({new:,} new, {gone:,} gone)"


def without_known(name: str, problems: Sequence[Problem], is_wanted: Callable[[str], bool]) -> Compared:
    """Return problems held against a baseline file; entries of files that were not asked about are not missed."""
    from kg.baseline import compare

    return compare({key: count for key, count in read_baseline(name).items() if is_wanted(key.path)}, problems)


def gone_lines(name: str, gone: Mapping[Key, int]) -> Iterator[str]:
    """Yield which entries of a baseline are no longer found, one line for each rule in each file."""
    if not gone:
        return
    by_place: Counter[tuple[str, str]] = Counter()
    for key, count in gone.items():
        by_place[key.path, key.rule] += count
    yield f"{name}: {sum(gone.values()):,} no longer found ('kg check --write-baseline {name}' drops them)"
    for (path, rule), count in sorted(by_place.items())[:MOST_GONE]:
        yield f"  {path}: {rule}{f' ({count:,} times)' if count > 1 else ''}"
    if len(by_place) > MOST_GONE:
        yield f"  and {len(by_place) - MOST_GONE:,} more"
