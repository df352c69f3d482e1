"""Problems that are known and do not count: told apart by rule, path and text, never by line number."""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from functools import lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from kg.problems import Problem

VERSION: Final = 1
_DIGITS: Final = 16  # hexadecimal digits of the hash: 64 bits
_FIELDS: Final = {"rule", "path", "text", "count"}


class Key(NamedTuple):
    """What a problem is recognised by; `text` is a hash of the sentence or line that it stands in."""

    rule: str
    path: str
    text: str


class Compared(NamedTuple):
    """Problems held against a baseline: the new ones, how many are known, and which entries are no longer found."""

    new: tuple[Problem, ...]
    known: int
    gone: Mapping[Key, int]


def key_of(problem: Problem) -> Key:
    """Return what a problem is recognised by when lines move, spaces change or the sentence is wrapped anew."""
    return Key(problem.rule, problem.path, _hash(problem.sentence or problem.excerpt))


@lru_cache(maxsize=8)
def _hash(text: str) -> str:
    """Return the hash of a text with spaces made one; a thousand problems in one long line ask for the same."""
    plain = " ".join(unicodedata.normalize("NFC", text).split())
    return sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]


def fingerprints(problems: Iterable[Problem]) -> list[str]:
    """Return a text of 32 hexadecimal digits for each problem, none twice; of those that are alike, by their order."""
    seen: Counter[Key] = Counter()
    found = []
    for problem in problems:
        key = key_of(problem)
        seen[key] += 1
        found.append(sha256("\0".join((*key, str(seen[key]))).encode("utf-8", "surrogatepass")).hexdigest()[:32])
    return found


def compare(baseline: Mapping[Key, int], problems: Iterable[Problem]) -> Compared:
    """Return the problems that a baseline does not hold; of those that are alike, the first ones are known."""
    left = Counter(baseline)
    new = []
    known = 0
    for problem in problems:
        key = key_of(problem)
        if left[key] > 0:
            left[key] -= 1
            known += 1
        else:
            new.append(problem)
    return Compared(tuple(new), known, {key: count for key, count in sorted(left.items()) if count})


def dump(entries: Mapping[Key, int]) -> str:
    """Return a baseline as JSON: sorted, one entry a line, so that a merge and a review see single entries."""
    rows = [json.dumps({**key._asdict(), "count": count}, ensure_ascii=False) for key, count in sorted(entries.items())]
    body = "[\n" + ",\n".join(rows) + "\n]" if rows else "[]"
    return f'{{"version": {VERSION}, "problems": {body}}}\n'


def parse(name: str, text: str) -> Counter[Key]:
    """Return the entries of a baseline file; raises ValueError that names the file and the way out."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise ValueError(f"{name}: not JSON: {error} (write it anew with --write-baseline)") from error
    if not isinstance(value, dict) or value.get("version") != VERSION or not isinstance(value.get("problems"), list):
        raise ValueError(f"{name}: no baseline of version {VERSION} (write it anew with --write-baseline)")
    entries: Counter[Key] = Counter()
    for number, row in enumerate(value["problems"], start=1):
        if not _is_entry(row):
            raise ValueError(f"{name}: entry {number} is not {', '.join(sorted(_FIELDS))} (write it anew)")
        entries[Key(row["rule"], row["path"], row["text"])] += row["count"]
    return entries


def _is_entry(row: object) -> bool:
    if not isinstance(row, dict) or set(row) != _FIELDS:
        return False
    count = row["count"]
    return all(isinstance(row[name], str) for name in Key._fields) and type(count) is int and count > 0
