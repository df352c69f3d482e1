"""The words in a claim's PICO slots, made comparable: what two claims share, and which way each says it goes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from kg.records import Claim

Words = frozenset[str]
Way = Literal["better", "worse", "more", "less", "linked", "same"]
"""Which way the outcome goes; better and worse where words of the outcome say what people want."""

_SAME_THING: Final = (
    (re.compile(r"\brunner.s knee\b"), "patellofemoral pain"),
    (re.compile(r"\b(?:pain around the )?kneecap\b|\bpatellar\b"), "patellofemoral"),
    (re.compile(r"\b(?:arthritis|oa)\b"), "osteoarthritis"),
    (re.compile(r"\bshoe wear\b"), "footwear"),
)
"""Two names for one thing, as they occur in data on knees; other collections lose nothing by them."""
_WORD: Final = re.compile(r"[^\W\d_]+")
_ABSENCE: Final = re.compile(r"(?:no|not|none|neither|never|without|placebo|sham)\b", re.IGNORECASE)
_EMPTY: Final = frozenset(
    {
        "about", "after", "an", "and", "any", "at", "before", "between", "by", "for", "from", "in", "into", "it", "its",
        "later", "more", "less", "most", "no", "none", "not", "of", "off", "on", "onset", "or", "other", "others",
        "out", "over", "own", "same", "share", "such", "than", "that", "the", "their", "then", "these", "this", "those",
        "to", "usual", "very", "with", "without", "who", "which", "people", "person", "adult", "runner", "risk", "rate",
        "score", "scale", "year", "month", "week", "change", "effect", "use",
    }
)  # fmt: skip
"""Words that say nothing of what is asked."""
_BROAD: Final = frozenset({"knee", "run", "leg", "joint", "body", "sport", "treatment"})
"""Words that are in the slots of half a collection, and so are not enough alone."""
_UNWANTED: Final = frozenset(
    {
        "pain", "injury", "osteoarthritis", "damage", "wear", "strain", "load", "stress", "swelling", "inflammation",
        "syndrome", "progression", "disease", "death", "force", "impact", "cost", "complaint", "fracture", "disability",
        "symptom", "tear", "degeneration", "mortality", "infection", "relapse",
    }
)  # fmt: skip
"""Outcomes that nobody wants more of."""


def slot_words(text: str | None) -> Words:
    """Return the words of a slot that count, in one form each.

    >>> sorted(slot_words("onset of runner's knee in the runners"))
    ['pain', 'patellofemoral']
    """
    words = (text or "").lower()
    for pattern, name in _SAME_THING:
        words = pattern.sub(name, words)
    return frozenset(word for word in map(_stem, _WORD.findall(words)) if word not in _EMPTY and len(word) > 1)


def sharing(one: AbstractSet[str], other: AbstractSet[str]) -> float:
    """Return how far two slots are about one thing: words that both have by words of the shorter, 0 to 1.

    0 where they share broad words only, although each has better ones.
    """
    both = one & other
    if not both or (not both - _BROAD and one - _BROAD and other - _BROAD):
        return 0.0
    return len(both) / min(len(one), len(other))


def likeness(one: AbstractSet[str], other: AbstractSet[str]) -> float:
    """Return how alike two slots are: words that both have by words of either, 0 to 1 (Jaccard)."""
    return len(one & other) / len(one | other) if one and other else 0.0


def exposure_words(claim: Claim) -> Words:
    """Return the words of what is done or happens to people."""
    return slot_words(claim.intervention or claim.exposure)


def comparator_words(claim: Claim) -> Words:
    """Return the words of what it is compared with; none where that is only the absence of something."""
    given = claim.comparator or ""
    return frozenset() if _ABSENCE.match(given) else slot_words(given)


def way(claim: Claim) -> Way | None:
    """Return which way a claim says its outcome goes, or None where it compares nothing.

    An increase of what nobody wants (pain, injury) is the same as worse, a decrease the same as better.
    """
    unwanted = bool(slot_words(claim.outcome) & _UNWANTED)
    ways: dict[str, Way] = {
        "improves": "better",
        "worsens": "worse",
        "increases": "worse" if unwanted else "more",
        "decreases": "better" if unwanted else "less",
        "no-difference": "same",
        "associated": "linked",
    }
    return ways.get(claim.effect)


def ways_clash(one: Way | None, other: Way | None) -> bool:
    """Return whether two ways cannot both hold; "linked" clashes with "same" only, for it leaves the way open.

    >>> ways_clash("better", "same"), ways_clash("more", "better"), ways_clash("linked", "worse")
    (True, False, False)
    """
    if one is None or other is None or one == other:
        return False
    return "same" in {one, other} or {one, other} in ({"better", "worse"}, {"more", "less"})


def _stem(word: str) -> str:
    """Return a word without the ending of a plural or of a verb in "-ing"."""
    for ending, least in (("nning", 2), ("ing", 4), ("ies", 3), ("s", 3)):
        if word.endswith(ending) and not word.endswith(("ss", "is")) and len(word) - len(ending) >= least:
            return word.removesuffix(ending) + {"nning": "n", "ies": "y"}.get(ending, "")
    return word
