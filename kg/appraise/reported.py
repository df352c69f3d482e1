"""What the authors of a study say of its certainty, read from the free text of its `certainty` field.

The field is a curator's short paraphrase, so the rule is narrow. A part of the text (up to a semicolon) rates the
evidence only if it says so: it holds "GRADE", "grading", "evidence", "preliminary" or "prospective", or is nothing but
grading words. Words on the quality of the included *studies* count as a hint of bias. Scores (PEDro 6 of 10),
self-stated levels and "expert review" say nothing here: levels come from the design.
Where a text gives a range or several ratings ("low to very low"), the best of them counts, so that this rule never
lowers by more than the authors do.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from kg.records import Certainty

_WORDS: Final[tuple[tuple[str, Certainty], ...]] = (
    (r"\bvery (?:low|limited|weak)\b", "very-low"),
    (r"\b(?:low|limited|poor|weak|insufficient|conflicting|preliminary)\b", "low"),
    (r"\bmoderate\b", "moderate"),
    (r"\b(?:high|strong)\b", "high"),
)
"""Grading words, worst first: each hit is taken out before the next is looked for."""
_RATES_EVIDENCE: Final = re.compile(
    r"\b(?:grade|grading|evidence|preliminary|prospective)\b"
    r"|^\s*(?:very )?(?:low|moderate|high)(?:\W+to (?:very )?(?:low|moderate|high))?\s*$",
)
_NO_RATING: Final = re.compile(r"\blevel of evidence\b|\bhigh-quality\b|\bbest-evidence\b")
"""Phrases that hold a grading word and do not rate the evidence."""
_BIAS: Final = re.compile(
    r"\bhigh risk of (?:\w+ )?bias\b"
    r"|\blow trial quality\b|\b(?:trials|studies) (?:judged|rated) low quality\b|\b(?:trials|studies) of low\b"
    r"|\b(?:few|paucity of) high-quality\b",
)


class Reported(NamedTuple):
    """The best rating of the evidence that the authors give, and whether they report serious bias."""

    rating: Certainty | None = None
    bias: bool = False


@lru_cache(maxsize=4096)
def reported(text: str | None) -> Reported:
    """Return what a `certainty` text says.

    >>> reported("GRADE low to very low for most comparisons; 10 of 22 trials at high risk of bias")
    Reported(rating='low', bias=True)
    >>> reported("five of nine studies at low risk of bias")
    Reported(rating=None, bias=False)
    """
    lower = (text or "").lower()
    parts = [part for part in _NO_RATING.sub(" ", lower).split(";") if _RATES_EVIDENCE.search(part)]
    rest = " ; ".join(parts)
    found: list[Certainty] = []
    for pattern, rating in _WORDS:
        rest, hits = re.subn(pattern, " ", rest)
        if hits:
            found.append(rating)
    return Reported(found[-1] if found else None, _BIAS.search(lower) is not None)
