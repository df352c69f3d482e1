"""Records, tables and templates to pages: a site as (path, bytes), written nowhere."""

from __future__ import annotations

from base64 import b64encode
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from kg.render.machine.discovery import discovery_files
from kg.render.machine.linked import address, linked_data
from kg.render.pages import PAGES
from kg.render.plots.tables import table_files
from kg.render.reuse import reuse_files
from kg.render.routes import safe_url, up

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jinja2 import Environment

    from kg.render.site import Draft, File, Site

NAVIGATION: Final = (
    (
        "Browse",
        (("claims", "Claims", "claims"), ("topic", "Topics", "topics"), ("study", "Studies", "studies"),
         ("article", "Articles", "articles")),
    ),
    (
        "Explore",
        (("map", "Evidence map", "map"), ("contradictions", "Contradictions", "contradictions"),
         ("graph", "Graph", "graph")),
    ),
    ("Ask", (("search", "Search", "search"), ("query", "Queries", "queries"), ("sparql", "SPARQL", "sparql"))),
)  # fmt: skip
"""The parts of the site in groups: the kind of page that must be there, its name, and its folder."""
_SECTIONS: Final = {
    "claim": "claims",
    "topic": "topics",
    "study": "studies",
    "article": "articles",
    "query": "queries",
}


def render_pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield every page of the site, then what stands beside them; raises ValueError that names a faulty template."""
    environment = build_environment(site)
    for drafts in PAGES.values():
        for draft in drafts(site):
            yield draft.path, render_page(draft, site, environment)
    for files, _ in beside_pages(site):
        for path, make in files():
            yield path, make()


def beside_pages(site: Site) -> tuple[tuple[Callable[[], Iterator[File]], Callable[[str], bool]], ...]:
    """Return the files beside the pages in sets: what yields each with its path, and which paths it may have."""
    return (
        (lambda: table_files(site.catalogue), lambda x: x.endswith(".csv")),
        (lambda: reuse_files(site), lambda x: x.startswith("claim/")),
        (lambda: discovery_files(site, listed_paths(site)), lambda x: "/" not in x),
        (lambda: _search_files(site), lambda x: x.startswith("search/")),
    )


def listed_paths(site: Site) -> list[str]:
    """Return the paths of the pages that search engines are told of."""
    return [draft.path for drafts in PAGES.values() for draft in drafts(site) if draft.listed]


def _search_files(site: Site) -> Iterator[File]:
    for path, content in site.search.files.items() if site.search else ():
        yield path, partial(bytes, content)


def render_page(draft: Draft, site: Site, environment: Environment) -> bytes:
    """Return a page with its template filled; raises ValueError that names a faulty template."""
    from jinja2 import TemplateError, TemplateSyntaxError

    page = draft.make()
    folder = page.path.partition("/")[0]
    try:
        text = environment.get_template(page.template).render(
            page=page,
            view=page.view,
            root=up(page.path),
            section=_SECTIONS.get(folder, folder),
            address=address(site, page.path),
            listed=draft.listed,
            linked=linked_data(page, site) if draft.listed else "",
        )
    except TemplateSyntaxError as error:
        raise ValueError(f"site/templates/{error.name}:{error.lineno}: {error.message}") from error
    except TemplateError as error:
        raise ValueError(f"site/templates/{page.template}: {error}") from error
    return text.encode()


def environment_of(templates: Mapping[str, str]) -> Environment:
    """Return what fills these templates: everything is escaped, and a name that is not there is an error."""
    from jinja2 import DictLoader, Environment, StrictUndefined

    return Environment(
        loader=DictLoader(templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def build_environment(site: Site) -> Environment:
    """Return what fills the templates of a site."""
    environment = environment_of(site.templates)
    environment.filters.update(safe_url=safe_url, digest=_digest)
    environment.globals.update(
        site_title=site.title,
        base=site.base,
        assets=site.assets,
        navigation=_navigation(),
        searchable="search" in PAGES,
        changes=bool(site.history),
    )
    return environment


def _digest(text: str) -> str:
    """Return what a policy names a style by that stands in the page itself, where no sheet can be linked to."""
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _navigation() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """Return the groups of the navigation with folder and name of each part that there is."""
    return tuple(
        (group, tuple((folder, label) for kind, label, folder in parts if kind in PAGES)) for group, parts in NAVIGATION
    )
