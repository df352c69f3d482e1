"""The shipped evidence grown to any size, the same on each run: claims and studies repeated with other words."""

from __future__ import annotations

import random
import re

from msgspec.structs import replace

from kg.records import Records


def grown(records: Records, claims: int) -> Records:
    """Return records with about that many claims, each study as many times, every fifth word another one."""
    times = -(-claims // len(records.claims))
    chance = random.Random(1)  # noqa: S311 - the same collection on each run
    texts = " ".join([x.text for x in records.claims] + [x.title for x in records.studies])
    known = re.findall(r"[a-z]{4,}", texts.lower())
    rare = [f"{a}{b}" for a in known[::40] for b in ("ia", "oid", "ase", "genic", "osis", "ectomy", "algia")]

    def varied(text: str) -> str:
        return " ".join(chance.choice((*known, *rare)) if chance.random() < 0.2 else x for x in text.split())  # noqa: PLR2004

    studies = [replace(x, id=f"{x.id}-{n}", title=varied(x.title)) for n in range(times) for x in records.studies]
    made = [
        replace(
            x,
            id=f"{x.id}-{n}",
            text=varied(x.text),
            broader=None,
            contradicts=(),
            evidence=tuple(replace(y, study=f"{y.study}-{n}") for y in x.evidence),
        )
        for n in range(times)
        for x in records.claims
    ]
    studies = [replace(x, overlaps=()) for x in studies]
    return Records(
        topics=records.topics, synonyms=records.synonyms, claims=tuple(made[:claims]), studies=tuple(studies)
    )
