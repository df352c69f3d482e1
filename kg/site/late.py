"""What pages are made from, each piece computed when a page first asks for it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from kg.render.site import Console, Site
from kg.site.assets import asset_paths, zipped

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.render.catalogue import Catalogue
    from kg.render.search import Search
    from kg.render.site import Answer, Dump
    from kg.render.words import Term, Words
    from kg.site.graph import Graph
    from kg.site.sources import Sources
    from kg.store import Store


class LateSite(Site):
    """The contents of the site of some sources with their graph; a site in every way, but for when it is computed."""

    _sources: Sources
    _graph: Graph

    def __init__(self, sources: Sources, graph: Graph) -> None:
        own = {name: getattr(sources, name) for name in ("title", "base", "templates", "history", "licence")}
        for name, value in {"_sources": sources, "_graph": graph, **own}.items():
            object.__setattr__(self, name, value)  # the parent is frozen

    @cached_property
    def quads(self) -> int:
        """Return how many quads the graph has."""
        return len(self._graph.lines)

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """Return every IRI of ours."""
        return self._graph.addresses

    @cached_property
    def catalogue(self) -> Catalogue:
        """Return the records, looked up from every side."""
        return self._graph.catalogue

    @cached_property
    def words(self) -> Words:
        """Return the words for controlled values."""
        from kg.render.words import Words

        return Words(self.terms)

    @cached_property
    def terms(self) -> Mapping[str, Term]:
        """Return the terms of the vocabulary."""
        from kg.render.words import parse_terms

        return parse_terms(self._sources.vocabulary)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """Return every query with its result."""
        from kg.store import Store

        return tuple(_answers(self._sources, Store.from_nquads(self._graph.lines)))

    @cached_property
    def dumps(self) -> tuple[Dump, ...]:
        """Return what there is to download."""
        return self._graph.dumps

    @cached_property
    def assets(self) -> Mapping[str, str]:
        """Return the path of each static file."""
        return asset_paths(self._sources.static)

    @cached_property
    def console(self) -> Console:
        """Return what the SPARQL page works with; the sizes are those of graph, engine and editor."""
        from kg.render.pages.sparql import ENGINE, MODULES, WASM

        path, content = self._graph.queried
        static = self._sources.static
        scripts = (ENGINE, *MODULES.values())
        whole = len(content) + len(zipped(static[WASM]))  # both are files that are compressed already
        size = whole + sum(len(zipped(static[name])) for name in scripts)
        most = whole + sum(len(static[name]) for name in scripts)
        return Console(tuple(self._sources.queries.values()), path, size, most)

    @cached_property
    def search(self) -> Search:
        """Return the search index."""
        from kg.render.search import build_search

        return build_search(self.catalogue, [self._sources.queries[x.name] for x in self.answers], self.terms)


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
