"""The graph of a site: what follows from the records, the lines, and the lines as files."""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from kg.render.site import Pure
from kg.site.assets import digest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.appraise.conclusions import Conclusions
    from kg.records import Records
    from kg.render.catalogue import Catalogue
    from kg.render.site import Dump, File

_DUMPS: Final = {
    ".ttl": "Turtle: the tidiest to read; the layers in one",
    ".trig": "TriG: Turtle with the layers apart",
    ".nt": "N-Triples: one triple a line; the layers in one",
    ".nq": "N-Quads: one quad a line, with its layer",
    ".jsonld": "JSON-LD, with the layers apart",
}
_ZIPPED: Final = (".trig", ".nq")
_QUERIED: Final = "data/graph.trig.gz"  # the SPARQL page loads it, by a name that changes with it


@dataclass(eq=False)
class Graph:
    """The graph of sound records; each thing is computed when it is first asked for. Dumps are not kept."""

    records: Records
    base: str
    vocabulary: str
    _sizes: dict[str, int] = field(default_factory=dict, init=False)
    _to_zip: dict[str, bytes] = field(default_factory=dict, init=False)

    @cached_property
    def conclusions(self) -> Conclusions:
        """Return what the rules say of the records."""
        from kg.appraise.conclusions import conclude

        return conclude(self.records)

    @cached_property
    def catalogue(self) -> Catalogue:
        """Return the records and conclusions as pages look them up."""
        from kg.render.catalogue import build_catalogue

        return build_catalogue(self.records, self.conclusions)

    @cached_property
    def lines(self) -> list[str]:
        """Return the N-Quads lines."""
        from kg.rdf import build_nquads

        return build_nquads(self.records, self.base, self.vocabulary, self.conclusions)

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """Return every IRI under the base that the graph holds, without the base, sorted."""
        own = re.compile(f"<{re.escape(self.base)}/([^>#]+)>")
        return tuple(sorted({path for line in self.lines for path in own.findall(line)}))

    @cached_property
    def queried(self) -> tuple[str, bytes]:
        """Return path and bytes of the graph that the SPARQL page loads."""
        content = self._zipped(_QUERIED)
        return _QUERIED.replace(".", f".{digest(content)}.", 1), content

    @property
    def dumps(self) -> tuple[Dump, ...]:
        """Return what there is to download, with sizes; what was not made yet is made for its size."""
        from kg.render.site import Dump

        for path, make in self.dump_files():
            if path not in self._sizes:
                make()
        return tuple(Dump(path, _format_of(path), self._sizes[path]) for path, _ in self.dump_files())

    def dump_files(self) -> Iterator[File]:
        """Yield the graph in each format, plain and compressed."""
        for suffix in _DUMPS:
            path = f"data/graph{suffix}"
            yield path, partial(self._dump, path)
            if suffix in _ZIPPED:
                zipped = f"{path}.gz"
                yield zipped, (lambda: self.queried[1]) if zipped == _QUERIED else partial(self._zipped, zipped)

    def queried_file(self) -> Iterator[File]:
        """Yield the graph that the SPARQL page loads."""
        path, content = self.queried
        yield path, lambda: content

    def descriptions(self) -> Iterator[File]:
        """Yield the description of each resource that has a page, as Turtle and as JSON-LD."""
        from kg.export.resource import describe_all, jsonld, turtle

        for path, description in describe_all(self.lines, self.base).items():
            words = "\n".join(description).encode()
            yield f"{path}.ttl", Pure(partial(turtle, description), (words,))
            yield f"{path}.jsonld", Pure(partial(jsonld, description), (words,))

    def _dump(self, path: str) -> bytes:
        from kg.export import dump

        suffix = path[path.rindex(".") :]
        content = dump(self.lines, suffix)
        if suffix in _ZIPPED:
            self._to_zip[path] = content  # a build asks for it next
        self._sizes[path] = len(content)
        return content

    def _zipped(self, path: str) -> bytes:
        bare = path.removesuffix(".gz")
        content = self._to_zip.pop(bare, None) or self._dump(bare)
        self._to_zip.pop(bare, None)
        zipped = gzip.compress(content, mtime=0)
        self._sizes[path] = len(zipped)
        return zipped


def _format_of(path: str) -> str:
    """Return what a dump is, in words."""
    bare = path.removesuffix(".gz")
    words = _DUMPS[bare[bare.rindex(".") :]]
    return words if bare == path else f"{words}; compressed"
