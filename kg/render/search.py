"""The search index as files that a browser reads piece by piece: each a classic script, so that `file://` works too.

`start.js` is read first and says where the rest is: terms in alphabetical shards, documents in blocks, and the words
that are only needed to read a slip. `site/static/search-rank.js` reads them.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Final

from kg.matching import Names, build_index
from kg.matching.names import MARK
from kg.matching.words import ENDINGS, STOP_WORDS
from kg.render.findable import findables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from kg.matching import Index
    from kg.query import Query
    from kg.render.catalogue import Catalogue
    from kg.render.findable import Findable
    from kg.render.words import Term

_SHARD: Final = 24_000  # bytes of terms in a file, before compression
_BLOCK: Final = 32  # documents in a file


@dataclass(frozen=True, slots=True)
class Search:
    """What can be found, and the files of the index: all in one folder, whose name changes with what they hold."""

    found: tuple[Findable, ...]
    folder: str
    files: Mapping[str, bytes]


def build_search(catalogue: Catalogue, queries: Iterable[Query], terms: Mapping[str, Term]) -> Search:
    """Return the search index of a site."""
    found = findables(catalogue, queries, terms)
    index = build_index((x.document for x in found), Names(catalogue.records.synonyms))
    files = dict(_files(index, found))
    digest = hashlib.sha256(b"".join(files.values())).hexdigest()[:10]
    folder = f"search/{digest}"
    return Search(found, folder, {f"{folder}/{name}.js": content for name, content in files.items()})


def _files(index: Index, found: Sequence[Findable]) -> Iterator[tuple[str, bytes]]:
    shards = tuple(_shards(index))
    yield "start", _script("start", _start(index, found, [next(iter(x)) for x in shards]))
    for number, shard in enumerate(shards):
        yield f"terms{number}", _script(f"terms{number}", shard)
    for start in range(0, len(found), _BLOCK):
        name = f"pages{start // _BLOCK}"
        yield name, _script(name, [_row(x) for x in found[start : start + _BLOCK]])
    known = [
        [term, len(index.terms[term]), *([surface] if surface != term else [])]
        for term, surface in index.surfaces.items()
    ]
    yield "words", _script("words", known)


def _script(name: str, value: object) -> bytes:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return f'kgSearch("{name}",{text});\n'.encode()


def _shards(index: Index) -> Iterator[dict[str, list[int]]]:
    """Yield terms in their order with [step to the next document, impact, …], cut where a file would be too large."""
    shard: dict[str, list[int]] = {}
    size = 0
    for term, postings in index.terms.items():
        numbers = list[int]()
        before = 0
        for number, impact in postings:
            numbers += number - before, impact
            before = number
        shard[term] = numbers
        size += len(term) + 3 * len(numbers)
        if size > _SHARD:
            yield shard
            shard, size = {}, 0
    if shard:
        yield shard


def _start(index: Index, found: Sequence[Findable], shards: list[str]) -> dict[str, object]:
    topics = {name: number for number, name in enumerate(sorted({y for x in found for y in x.topics}))}
    claims = [x.verdict for x in found if x.verdict is not None]
    names = index.names
    return {
        "stop": sorted(STOP_WORDS),
        "endings": ENDINGS,
        "mark": MARK,
        "names": names.table,
        "above": {x: names.above(x) for x in sorted(set(names.table.values())) if names.above(x)},
        "shards": shards,
        "block": _BLOCK,
        "kinds": [[kind, len(tuple(group))] for kind, group in groupby(x.kind for x in found)],
        "topics": list(topics),
        "topic": ",".join(" ".join(str(topics[y]) for y in x.topics) for x in found),
        "verdict": [x.key for x in claims],
        "certainty": [x.certainty_key for x in claims],
        "year": ",".join(str(x.year or "") for x in found),
    }


def _row(found: Findable) -> list[object]:
    """Return title, path, note, pieces of text, and verdict or flag as [shape, words, more words]."""
    mark = ["", found.flag, ""] if found.flag else []
    if (verdict := found.verdict) is not None:
        more = (verdict.leaning, verdict.certainty, "dissent" if verdict.dissent else "")
        mark = [verdict.way, verdict.key.capitalize(), " · ".join(x for x in more if x)]
    pieces = [x for x in found.document.pieces if x != found.note]
    return [found.document.title, found.href, found.note, pieces, mark]
