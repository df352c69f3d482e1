"""Evidence Claims KG: what articles say, what studies found, and whether the two agree."""

__version__ = "0.1.0"
