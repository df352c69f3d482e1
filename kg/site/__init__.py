"""The whole site of a workspace as files: pages, dumps, a description beside each page, and what tools need."""

from kg.site.edition import Edition, build_site
from kg.site.sources import Sources
from kg.site.stamps import Stamps

__all__ = ["Edition", "Sources", "Stamps", "build_site"]
