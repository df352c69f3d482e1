"""Finds records by words as people type them: folds, stems, knows synonyms, ranks by BM25F; pure values throughout.

Own code rather than a library, because the browser must rank as Python does, and no library is both; and at 10,000
pages MiniSearch reads 6.1 MB before its first answer (1.0 s), the shards of this index 57 to 149 kB.
"""

from __future__ import annotations

from kg.matching.index import Document, Index, build_index
from kg.matching.names import Names
from kg.matching.ranking import Hit, Ranking, rank

__all__ = ["Document", "Hit", "Index", "Names", "Ranking", "build_index", "rank"]
