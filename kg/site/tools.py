"""Files for tools: the vocabulary, the context, the schema of the data, the queries, and feeds of what changed."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.render.site import File
    from kg.report.atom import Entry
    from kg.site.sources import Sources


def tool_files(sources: Sources) -> Iterator[File]:
    """Yield what tools ask a site for by a fixed name."""
    from kg.export.jsonld import context_document

    yield "vocab.ttl", sources.vocabulary.encode
    yield "context.jsonld", context_document
    yield "schema.json", _schema
    for name, query in sources.queries.items():
        yield f"query/{name}.rq", query.text.encode


def _schema() -> bytes:
    from kg.load.schema import json_schema

    return json.dumps(json_schema(), indent=2, ensure_ascii=False).encode() + b"\n"


def feed_files(sources: Sources) -> Iterator[File]:
    """Yield the feed of all changes, and one for each claim and article, where there is a history."""
    from kg.render.routes import CHANGES, FEED, page_of
    from kg.report.atom import Entry, about

    if not sources.history:
        return
    page = f"{sources.base}/{CHANGES}"
    entries = tuple(Entry(f"{page}#{x.id}", x.title, x.when, f"{page}#{x.id}", x.sections) for x in sources.history)
    yield FEED, partial(_feed, sources, FEED, CHANGES, sources.title, entries)
    for kind, records in (("claim", sources.records.claims), ("article", sources.records.articles)):
        for record in records:
            path = f"{kind}/{record.id}/{FEED}"
            title = f"{sources.title}: {record.id}"
            own = about(entries, kind, record.id)
            yield path, partial(_feed, sources, path, page_of(kind, record.id), title, own)


def _feed(sources: Sources, path: str, page: str, title: str, entries: tuple[Entry, ...]) -> bytes:
    from kg.report.atom import Feed, render

    address = f"{sources.base}/{path}"
    return render(Feed(address, title, sources.title, f"{sources.base}/{page}", address, entries))
