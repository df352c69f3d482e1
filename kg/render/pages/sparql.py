"""The SPARQL page: the graph and its query engine in the browser, with the library of queries."""

from __future__ import annotations

import json
from base64 import b64encode
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from kg.query import PARAMETER_TYPES
from kg.query.answer import shown_iri
from kg.query.types import RECORD_TYPES
from kg.render.pages.downloads import size_in_words
from kg.render.routes import SPARQL, up
from kg.render.site import Draft, Page
from kg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from markupsafe import Markup

    from kg.query import Parameter, Query
    from kg.render.site import Console, Site

MODULES: Final = {
    "@codemirror/autocomplete": "vendor/@codemirror/autocomplete/index.js",
    "@codemirror/commands": "vendor/@codemirror/commands/index.js",
    "@codemirror/language": "vendor/@codemirror/language/index.js",
    "@codemirror/state": "vendor/@codemirror/state/index.js",
    "@codemirror/streamparser": "vendor/@codemirror/streamparser/index.js",
    "@codemirror/view": "vendor/@codemirror/view/index.js",
    "@lezer/common": "vendor/@lezer/common/index.js",
    "@lezer/highlight": "vendor/@lezer/highlight/index.js",
    "@lezer/lr": "vendor/@lezer/lr/index.js",
    "@marijn/find-cluster-break": "vendor/@marijn/find-cluster-break/index.js",
    "codemirror-lang-sparql": "vendor/codemirror-lang-sparql/index.js",
    "crelt": "vendor/crelt/index.js",
    "style-mod": "vendor/style-mod/style-mod.js",
    "w3c-keyname": "vendor/w3c-keyname/index.js",
    "kg/editor": "sparql-editor.js",
    "kg/page": "sparql-page.js",
    "kg/results": "sparql-results.js",
    "kg/text": "sparql-text.js",
}
"""The names that modules import each other by, and the static files they mean."""

ENGINE: Final = "vendor/oxigraph/web.js"
WASM: Final = "vendor/oxigraph/web_bg.wasm"
_WORKER: Final = "sparql-worker.js"
_FIRST: Final = f"""\
PREFIX ev: <{PREFIXES["ev"]}>
PREFIX skos: <{PREFIXES["skos"]}>

# Claims with their verdicts. Change it, or take a question from the list above.
SELECT ?claim ?verdict ?text WHERE {{
  ?claim a ev:Claim ;
    skos:prefLabel ?text ;
    ev:claimVerdict/skos:notation ?verdict .
}}
ORDER BY ?verdict ?claim
LIMIT 20
"""


@dataclass(frozen=True, slots=True)
class _Group:
    """The queries of the library with the same first tag, each with its name and question."""

    tag: str
    queries: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _SparqlPage:
    imports: Markup
    policy: str
    settings: dict[str, object]
    groups: tuple[_Group, ...]
    size: str
    most: str
    quads: str
    prefixes: tuple[tuple[str, str], ...]


def sparql_pages(site: Site) -> Iterator[Draft]:
    """Yield the page, where the site has a console."""
    if site.console is not None:
        yield Draft(SPARQL, partial(_page, site, site.console))


def _page(site: Site, console: Console) -> Page:
    from markupsafe import Markup

    imports = import_map(site.assets)
    digest = b64encode(sha256(imports.encode()).digest()).decode()
    size = size_in_words(console.size)
    view = _SparqlPage(
        imports=Markup(imports),  # noqa: S704 - names of our own files, held by `MODULES`, with `<` escaped
        policy=f"'wasm-unsafe-eval' 'sha256-{digest}'; worker-src 'self'",
        settings=_settings(site, console, size),
        groups=tuple(_groups(console.queries)),
        size=size,
        most=size_in_words(console.most),
        quads=f"{site.quads:,}",
        prefixes=tuple(PREFIXES.items()),
    )
    description = "Ask the whole graph in SPARQL, in the browser: nothing you type leaves it."
    return Page(SPARQL, "sparql.html", "SPARQL", view, description, styles=("sparql.css",), scripts=("sparql.js",))


def import_map(assets: Mapping[str, str]) -> str:
    """Return the import map of the page: names of modules to their paths, from the page."""
    paths = {name: up(SPARQL) + assets[file] for name, file in MODULES.items()}
    return json.dumps({"imports": paths}, separators=(",", ":")).replace("<", "\\u003c")


def _settings(site: Site, console: Console, size: str) -> dict[str, object]:
    """Return what the page's script starts from; paths are from the root of the site."""
    types = {
        name: {"name": x.name, "pattern": x.pattern, "datatype": x.datatype, "record": name in RECORD_TYPES}
        for name, x in PARAMETER_TYPES.items()
    }
    return {
        "base": site.base,
        "engine": site.assets[ENGINE],
        "wasm": site.assets[WASM],
        "worker": site.assets[_WORKER],
        "graph": console.graph,
        "size": size,
        "first": _FIRST,
        "prefixes": PREFIXES,
        "types": types,
        "terms": sorted([shown_iri(iri, ""), x.label] for iri, x in site.terms.items() if shown_iri(iri, "") != iri),
        "queries": [_query(x) for x in console.queries],
    }


def _query(query: Query) -> dict[str, object]:
    return {
        "name": query.name,
        "description": " ".join(query.description.replace("`", "").split()),
        "sparql": query.sparql,
        "parameters": [_parameter(x) for x in query.parameters],
    }


def _parameter(parameter: Parameter) -> dict[str, object]:
    return {
        "name": parameter.name,
        "type": parameter.type,
        "description": parameter.description,
        "default": parameter.default,
        "example": parameter.example,
        "required": parameter.required,
    }


def _groups(queries: tuple[Query, ...]) -> Iterator[_Group]:
    """Yield the library by first tag, as `kg query` lists it."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for query in queries:
        groups.setdefault(next(iter(query.tags), "other"), []).append((query.name, query.summary or query.name))
    for tag, members in sorted(groups.items()):
        yield _Group(tag, tuple(members))
