"""The whole site of a workspace as files: pages, dumps, a description beside each page, and what tools need."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from kg.appraise.conclusions import Conclusions
    from kg.diff.history import Release
    from kg.query import Query
    from kg.records import Records
    from kg.render.site import Answer, Console, Site
    from kg.report.atom import Entry
    from kg.store import Store

_HASHED: Final = (".css", ".js", ".wasm")
_SENT_ZIPPED: Final = (".wasm",)  # the page that asks for them unpacks them: few hosts compress them
_FONT: Final = ".woff"  # for the pictures that are drawn here; pages use the fonts of their reader's machine
_DUMPS: Final = {
    ".ttl": "Turtle: the tidiest to read; the layers in one",
    ".trig": "TriG: Turtle with the layers apart",
    ".nt": "N-Triples: one triple a line; the layers in one",
    ".nq": "N-Quads: one quad a line, with its layer",
    ".jsonld": "JSON-LD, with the layers apart",
}
_ZIPPED: Final = (".trig", ".nq")
_QUERIED: Final = "data/graph.trig.gz"  # the SPARQL page loads it, by a name that changes with it


@dataclass(frozen=True, slots=True)
class Sources:
    """All that a site is made from: settings, sound records, and the texts that ship as files."""

    title: str
    base: str
    records: Records
    vocabulary: str
    queries: Mapping[str, Query]
    templates: Mapping[str, str]
    static: Mapping[str, bytes]
    history: tuple[Release, ...] = ()
    licence: str = ""


def build_site(sources: Sources, say: Callable[[str], None]) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the site as its path and bytes, one at a time; `say` hears what was just finished.

    Raises ValueError for a query or template that cannot be used.
    """
    from kg.appraise.conclusions import conclude
    from kg.export.dataset import About, describe_dataset
    from kg.rdf import build_nquads
    from kg.render import render_pages
    from kg.render.machine.share import share_images

    conclusions = conclude(sources.records)
    lines = build_nquads(sources.records, sources.base, sources.vocabulary, conclusions)
    say(f"graph of {len(lines):,} quads")
    yield ".nojekyll", b""
    yield from _assets(sources.static)
    dumps: dict[str, int] = {}
    queried = ""
    for path, content in _dumps(lines):
        dumps[path] = len(content)
        yield path, content
        if path == _QUERIED:
            queried = path.replace(".", f".{_digest(content)}.", 1)
            yield queried, content
    yield "void.ttl", describe_dataset(lines, dumps, About(sources.title, sources.base, sources.licence))
    yield from _descriptions(lines, sources.base)
    yield from _for_tools(sources)
    yield from _feeds(sources)
    say(f"{len(dumps)} dumps, and a description of each resource")
    console = _console(sources, queried, dumps[_QUERIED])
    site = replace(_contents(sources, conclusions, lines, dumps), console=console)
    say(f"answers to {len(site.answers)} queries")
    count = 0
    for count, page in enumerate(render_pages(site), start=1):  # noqa: B007  # the last number is the count
        yield page
    say(f"{count:,} pages")
    yield from share_images(site, sources.static)


def _assets(static: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    for name, path in _asset_paths(static).items():
        if not name.endswith(_FONT):
            yield path, _as_sent(name, static[name])


def _asset_paths(static: Mapping[str, bytes]) -> dict[str, str]:
    """Return the path of each static file on the site; scripts and style sheets carry a hash of their content."""
    paths: dict[str, str] = {}
    for name, content in static.items():
        path = PurePosixPath("assets", name)
        if path.suffix in _HASHED:
            zipped = ".gz" if path.suffix in _SENT_ZIPPED else ""
            path = path.with_name(f"{path.stem}.{_digest(content)}{path.suffix}{zipped}")
        paths[name] = str(path)
    return paths


def _digest(content: bytes) -> str:
    """Return what tells one content from another in a file's name."""
    return hashlib.sha256(content).hexdigest()[:10]


def _as_sent(name: str, content: bytes) -> bytes:
    return _zipped(content) if PurePosixPath(name).suffix in _SENT_ZIPPED else content


@lru_cache(maxsize=32)
def _zipped(content: bytes) -> bytes:
    """Return a file compressed; `kg serve` does it once, however often it builds."""
    return gzip.compress(content, mtime=0)


def _console(sources: Sources, graph: str, size: int) -> Console:
    """Return what the SPARQL page works with: the size counts graph, engine and editor, as a host compresses them."""
    from kg.render.pages.sparql import ENGINE, MODULES, WASM
    from kg.render.site import Console

    files = (ENGINE, WASM, *MODULES.values())
    size += sum(len(_zipped(sources.static[name])) for name in files)
    return Console(tuple(sources.queries.values()), graph, size)


def _dumps(lines: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    from kg.export import ZIPPED, dump

    for suffix in _DUMPS:
        content = dump(lines, suffix)
        yield f"data/graph{suffix}", content
        if suffix in _ZIPPED:
            yield f"data/graph{suffix}{ZIPPED}", gzip.compress(content, mtime=0)


def _format_of(path: str) -> str:
    """Return what a dump is, in words."""
    bare = path.removesuffix(".gz")
    words = _DUMPS[bare[bare.rindex(".") :]]
    return words if bare == path else f"{words}; compressed"


def _descriptions(lines: Sequence[str], base: str) -> Iterator[tuple[str, bytes]]:
    from kg.export.resource import describe_all, jsonld, turtle

    for path, description in describe_all(lines, base).items():
        yield f"{path}.ttl", turtle(description)
        yield f"{path}.jsonld", jsonld(description)


def _for_tools(sources: Sources) -> Iterator[tuple[str, bytes]]:
    from kg.export.jsonld import context_document
    from kg.load.schema import json_schema

    yield "vocab.ttl", sources.vocabulary.encode()
    yield "context.jsonld", context_document()
    yield "schema.json", json.dumps(json_schema(), indent=2, ensure_ascii=False).encode() + b"\n"
    for name, query in sources.queries.items():
        yield f"query/{name}.rq", query.text.encode()


def _feeds(sources: Sources) -> Iterator[tuple[str, bytes]]:
    """Yield the feed of all changes, and one for each claim and article, where there is a history."""
    from kg.render.routes import CHANGES, FEED, page_of
    from kg.report.atom import Entry, about

    if not sources.history:
        return
    page = f"{sources.base}/{CHANGES}"
    entries = tuple(Entry(f"{page}#{x.id}", x.title, x.when, f"{page}#{x.id}", x.sections) for x in sources.history)
    yield FEED, _feed(sources, FEED, CHANGES, sources.title, entries)
    for kind, records in (("claim", sources.records.claims), ("article", sources.records.articles)):
        for record in records:
            path = f"{kind}/{record.id}/{FEED}"
            title = f"{sources.title}: {record.id}"
            yield path, _feed(sources, path, page_of(kind, record.id), title, about(entries, kind, record.id))


def _feed(sources: Sources, path: str, page: str, title: str, entries: tuple[Entry, ...]) -> bytes:
    from kg.report.atom import Feed, render

    address = f"{sources.base}/{path}"
    return render(Feed(address, title, sources.title, f"{sources.base}/{page}", address, entries))


def _contents(sources: Sources, conclusions: Conclusions, lines: list[str], dumps: Mapping[str, int]) -> Site:
    """Return what the pages show."""
    from kg.render.catalogue import build_catalogue
    from kg.render.search import build_search
    from kg.render.site import Dump, Site
    from kg.render.words import Words, parse_terms
    from kg.store import Store

    terms = parse_terms(sources.vocabulary)
    answers = tuple(_answers(sources, Store.from_nquads(lines)))
    catalogue = build_catalogue(sources.records, conclusions)
    return Site(
        title=sources.title,
        base=sources.base,
        quads=len(lines),
        addresses=_addresses(lines, sources.base),
        catalogue=catalogue,
        words=Words(terms),
        terms=terms,
        answers=answers,
        dumps=tuple(Dump(path, _format_of(path), size) for path, size in dumps.items()),
        assets=_asset_paths(sources.static),
        templates=sources.templates,
        history=sources.history,
        licence=sources.licence,
        search=build_search(catalogue, [sources.queries[x.name] for x in answers], terms),
    )


def _addresses(lines: Sequence[str], base: str) -> tuple[str, ...]:
    """Return every IRI under the base that the graph holds, without the base, sorted."""
    own = re.compile(f"<{re.escape(base)}/([^>#]+)>")
    return tuple(sorted({path for line in lines for path in own.findall(line)}))


def _answers(sources: Sources, store: Store) -> Iterator[Answer]:
    """Yield every query with its result: for everything, or where a value must be given, for its example."""
    from kg.iris import Iris
    from kg.query import bind, find_ids, run
    from kg.render.answers import answer_of

    iris = Iris(sources.base)
    ids = find_ids(store)
    for query in sources.queries.values():
        arguments: dict[str, str] = {}
        for parameter in query.parameters:
            if parameter.required:
                known = ids.get(parameter.type)
                example = parameter.example or ""
                arguments[parameter.name] = example if known is None or example in known else next(iter(known), "")
        if all(arguments.values()):
            try:
                table = run(store, query, bind(query, arguments, iris), sources.base)
            except ValueError as error:
                raise ValueError(f"{query.path}: {error}") from error
            yield answer_of(query, arguments, table, sources.queries)
