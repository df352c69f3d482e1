"""Input formats to records with positions: bytes in; records and problems out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.load import ndjson, yaml_file
from kg.load.parsed import Loader, Parsed, Salvaged, gather

if TYPE_CHECKING:
    from collections.abc import Mapping

_YAML: Final = Loader(yaml_file.parse, yaml_file.locate, yaml_file.MAX_BYTES)
_NDJSON: Final = Loader(ndjson.parse, ndjson.locate, ndjson.MAX_BYTES)
LOADERS: Final[Mapping[str, Loader]] = {".yaml": _YAML, ".yml": _YAML, ".ndjson": _NDJSON, ".jsonl": _NDJSON}

__all__ = ["LOADERS", "Loader", "Parsed", "Salvaged", "gather"]
