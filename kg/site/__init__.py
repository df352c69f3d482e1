"""The whole site of a workspace as files: pages, dumps, a description beside each page, and what tools need."""

from kg.site.edition import Edition, build_site
from kg.site.sources import Sources

__all__ = ["Edition", "Sources", "build_site"]
