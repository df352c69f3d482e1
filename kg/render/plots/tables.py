"""The tables behind the maps as CSV, for the whole collection and for each topic."""

from __future__ import annotations

import csv
import io
from functools import partial
from typing import TYPE_CHECKING, Final

from kg.render.plots.evidence_map import level_of
from kg.render.routes import MAP_TABLE, table_of
from kg.render.views import DIRECTION_ORDER, tally_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.records import Claim
    from kg.render.catalogue import Catalogue
    from kg.render.site import File

COLUMNS: Final = (
    "topic", "claim", "text", "kind", "verdict", "certainty", "level", "supports", "disputes", "inconclusive",
    "retracted",
)  # fmt: skip
"""The last four count studies; `level` is that of the evidence which decides, else of the best there is."""


def table_files(catalogue: Catalogue) -> Iterator[File]:
    """Yield the table of all claims and that of each topic."""
    yield MAP_TABLE, partial(claims_table, catalogue.records.claims, catalogue)
    for topic in catalogue.records.topics:
        yield table_of(topic.id), partial(claims_table, catalogue.claims_of_topic[topic.id], catalogue)


def claims_table(claims: Iterable[Claim], catalogue: Catalogue) -> bytes:
    """Return claims as CSV after RFC 4180, sorted by topic and id, with a heading."""
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for claim in sorted(claims, key=lambda x: (x.topic, x.id)):
        verdict, certainty = catalogue.appraised.standing[claim.id]
        tally = tally_of(claim, catalogue)
        counts = {x.key: x.count for x in tally.parts}
        writer.writerow(
            (
                claim.topic, claim.id, claim.text, claim.kind, verdict, certainty or "",
                level_of(claim, catalogue) or "", *(counts.get(x, 0) for x in DIRECTION_ORDER), tally.retracted,
            )
        )  # fmt: skip
    return text.getvalue().encode()
