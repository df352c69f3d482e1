"""Records, tables and templates to pages: a site as (path, bytes), written nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.render.pages import PAGES
from kg.render.routes import safe_url, up

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jinja2 import Environment

    from kg.render.site import Site

NAVIGATION: Final = (
    ("claims", "Claims"),
    ("topics", "Topics"),
    ("studies", "Studies"),
    ("articles", "Articles"),
    ("contradictions", "Contradictions"),
    ("queries", "Queries"),
    ("graph", "Graph"),
)
_SECTIONS: Final = {
    "claim": "claims",
    "topic": "topics",
    "study": "studies",
    "article": "articles",
    "query": "queries",
}


def render_pages(site: Site) -> Iterator[tuple[str, bytes]]:
    """Yield every page of the site as its path and its bytes; raises ValueError that names a template with a fault."""
    from jinja2 import TemplateError, TemplateSyntaxError

    environment = build_environment(site)
    for pages in PAGES.values():
        for page in pages(site):
            folder = page.path.partition("/")[0]
            section = _SECTIONS.get(folder, folder)
            try:
                template = environment.get_template(page.template)
                text = template.render(page=page, view=page.view, root=up(page.path), section=section)
            except TemplateSyntaxError as error:
                raise ValueError(f"site/templates/{error.name}:{error.lineno}: {error.message}") from error
            except TemplateError as error:
                raise ValueError(f"site/templates/{page.template}: {error}") from error
            yield page.path, text.encode()


def build_environment(site: Site) -> Environment:
    """Return what fills templates: everything is escaped, and a name that is not there is an error."""
    from jinja2 import DictLoader, Environment, StrictUndefined

    environment = Environment(
        loader=DictLoader(site.templates),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters["safe_url"] = safe_url
    environment.globals.update(
        site_title=site.title, assets=site.assets, navigation=NAVIGATION, changes=bool(site.history)
    )
    return environment
