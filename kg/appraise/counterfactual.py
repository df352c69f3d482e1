"""What would hold without some of the evidence: filters, and the records with the lines they catch left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from kg.appraise.levels import is_preprint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.records import EvidenceLine, Records, Study

KNOWN: Final = ("preprints", "indirect", "memory", "before=YEAR", "participants<NUMBER", "study=ID")
_FORM: Final = re.compile(r"(?P<name>before|participants|study)(?P<sign>[=<])(?P<value>.+)")
_SIGNS: Final = {"before": "=", "participants": "<", "study": "="}


class Filters(Struct, frozen=True):
    """What to leave out: preprints, indirect lines, studies known from memory only, old, small or named ones.

    `before`: studies of an earlier year; `participants`: those known to have fewer people. A study that does not give
    its number of participants stays.
    """

    preprints: bool = False
    indirect: bool = False
    memory: bool = False
    before: int | None = None
    participants: int | None = None
    studies: tuple[str, ...] = ()


def parse_filters(words: Iterable[str]) -> Filters:
    """Return the filters that words such as `preprints`, `before=2010`, `participants<50` or `study=ID` ask for.

    Given twice, `before` and `participants` take the stricter value. Raises ValueError with the way out.

    >>> parse_filters(["memory", "before=2010"])
    Filters(preprints=False, indirect=False, memory=True, before=2010, participants=None, studies=())
    """
    plain, before, participants, studies = set[str](), list[int](), list[int](), list[str]()
    for word in words:
        found = _FORM.fullmatch(word)
        if word in {"preprints", "indirect", "memory"}:
            plain.add(word)
        elif found is None or found["sign"] != _SIGNS[found["name"]]:
            raise ValueError(f"--without '{word}': no such filter (known: {', '.join(KNOWN)})")
        elif found["name"] == "study":
            studies.append(found["value"])
        elif not found["value"].isascii() or not found["value"].isdigit():
            raise ValueError(f"--without '{word}': '{found['value']}' is not a whole number (such as 2010)")
        else:
            (before if found["name"] == "before" else participants).append(int(found["value"]))
    return Filters(
        preprints="preprints" in plain,
        indirect="indirect" in plain,
        memory="memory" in plain,
        before=max(before, default=None),
        participants=max(participants, default=None),
        studies=tuple(sorted(set(studies))),
    )


def without(records: Records, filters: Filters) -> Records:
    """Return the records without the lines of evidence that the filters catch.

    The studies themselves stay, since articles go on citing them. Raises ValueError for a study that is not there.
    """
    studies = {study.id: study for study in records.studies}
    for name in filters.studies:
        if name not in studies:
            raise ValueError(f"--without 'study={name}': no study '{name}' in the data")
    claims = tuple(
        replace(claim, evidence=tuple(line for line in claim.evidence if not _caught(line, studies, filters)))
        for claim in records.claims
    )
    return replace(records, claims=claims)


def _caught(line: EvidenceLine, studies: dict[str, Study], filters: Filters) -> bool:
    if line.study in filters.studies or (filters.indirect and line.directness == "indirect"):
        return True
    study = studies.get(line.study)
    if study is None:
        return False
    return (
        (filters.preprints and is_preprint(study))
        or (filters.memory and study.verified == "memory")
        or (filters.before is not None and study.year < filters.before)
        or (filters.participants is not None and (study.participants or filters.participants) < filters.participants)
    )
