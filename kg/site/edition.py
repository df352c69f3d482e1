"""The site of some sources, whose files are made when they are asked for: what depends on nothing new stays."""

from __future__ import annotations

from functools import cached_property, partial
from itertools import chain
from typing import TYPE_CHECKING, Final

from kg.render.site import Pure
from kg.site.assets import asset_files
from kg.site.graph import Graph
from kg.site.late import LateSite
from kg.site.parts import Part
from kg.site.stamps import STAMPS, Stamps
from kg.site.tools import feed_files, tool_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from jinja2 import Environment

    from kg.render.site import Draft, File, Site
    from kg.site.sources import Sources

_FOLDERS: Final = {"search": "search/", "a-z": "a-z/", "query": "quer", "sparql": "sparql/"}
"""Where the pages of a kind are, of those kinds that take long to say which pages they have."""


class Edition:
    """A site as parts; the same sources give the same bytes, in whatever order they are asked for."""

    def __init__(self, sources: Sources, before: Edition | None = None) -> None:
        """Take what the site is made from, and the edition before, of which is kept what the sources left as it was."""
        self.sources = sources
        kept = before.graph if before and _facts(before.sources) == _facts(sources) else None
        self.graph: Graph = kept or Graph(sources.records, sources.base, sources.vocabulary)
        self.site: Site = LateSite(sources, self.graph)
        if before and _surroundings(before.sources) == _surroundings(sources):
            self.environment = before.environment  # with the templates that are compiled already

    @cached_property
    def environment(self) -> Environment:
        """Return what fills the templates."""
        from kg.render import build_environment

        return build_environment(self.site)

    @cached_property
    def data(self) -> tuple[Part, ...]:
        """Return the parts that hold no page: static files, the graph as files, what tools ask for."""
        described = (".ttl", ".jsonld")
        fixed = (".nojekyll", "vocab.ttl", "context.jsonld", "schema.json")
        return (
            Part(lambda: iter(((".nojekyll", bytes),)), lambda x: x == ".nojekyll"),
            Part(lambda: asset_files(self.sources.static), lambda x: x.startswith("assets/")),
            Part(self.graph.dump_files, lambda x: x.startswith("data/")),
            Part(self.graph.queried_file, lambda x: x.startswith("data/") and x.endswith(".gz")),
            Part(lambda: iter((("void.ttl", self._void),)), lambda x: x == "void.ttl"),
            Part(self.graph.descriptions, lambda x: "/" in x and x.endswith(described)),
            Part(lambda: tool_files(self.sources), lambda x: x in fixed or x.startswith("query/")),
            Part(lambda: feed_files(self.sources), lambda x: x.endswith(".atom")),
        )

    @cached_property
    def pages(self) -> tuple[Part, ...]:
        """Return the parts that hold pages, what stands beside them and what leads there."""
        from kg.render import beside_pages
        from kg.render.machine.share import share_images
        from kg.render.pages import PAGES

        kinds = (
            Part(partial(self._made, drafts), partial(_starts, _FOLDERS.get(kind, "")))
            for kind, drafts in PAGES.items()
        )
        return (
            *kinds,
            *(Part(files, holds) for files, holds in beside_pages(self.site)),
            Part(lambda: share_images(self.site, self.sources.static), lambda x: x.endswith("/share.png")),
        )

    def read(self, path: str) -> bytes | None:
        """Return the file at a path; None where there is none. Raises ValueError for a faulty query or template."""
        makers = (part.find(path) for part in chain(self.data, self.pages))
        make = next((x for x in makers if x), None)
        return make() if make else None

    def _made(self, drafts: Callable[[Site], Iterator[Draft]]) -> Iterator[File]:
        from kg.render import render_page

        for draft in drafts(self.site):
            yield draft.path, partial(render_page, draft, self.site, self.environment)

    def _void(self) -> bytes:
        from kg.export.dataset import About, describe_dataset

        sizes = {x.path: x.size for x in self.graph.dumps}
        about = About(self.sources.title, self.sources.base, self.sources.licence)
        return describe_dataset(self.graph.lines, sizes, about)


def build_site(
    sources: Sources, say: Callable[[str], None], stamps: Stamps | None = None
) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the site as its path and bytes, one at a time; `say` hears what was just finished.

    `stamps` know what an earlier build made; without them everything is made anew.
    Raises ValueError for a query or template that cannot be used.
    """
    edition = Edition(sources)
    site = edition.site
    say(f"graph of {site.quads:,} quads")
    yield from _all(edition.data, stamps)
    say(f"{len(site.dumps)} dumps, and a description of each resource")
    say(f"answers to {len(site.answers)} queries")
    count = 0
    for count, file in enumerate(_all(edition.pages, stamps), start=1):  # noqa: B007  # the last number is the count
        yield file
    say(f"{count:,} pages")
    if stamps:
        yield STAMPS, stamps.render()


def _all(parts: tuple[Part, ...], stamps: Stamps | None) -> Iterator[tuple[str, bytes]]:
    for part in parts:
        for path, make in part.files():
            yield path, stamps.keep(path, make) if stamps and isinstance(make, Pure) else make()


def _starts(start: str, path: str) -> bool:
    return path.startswith(start)


def _facts(sources: Sources) -> tuple[object, ...]:
    """Return what the graph is made from."""
    return sources.records, sources.base, sources.vocabulary


def _surroundings(sources: Sources) -> tuple[object, ...]:
    """Return what the templates and all that they share are made from."""
    return sources.templates, sources.static, sources.title, sources.base, bool(sources.history)
