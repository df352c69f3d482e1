"""Text to words: without accents and capitals, each with its stem; `site/static/search.js` does the same."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

_WORD: Final = re.compile(r"[^\W_]+(?:'[^\W_]+)?")
_MARKS: Final = re.compile("[\u0300-\u036f]")
_VOWEL: Final = re.compile("[aeiouy]")
_DIGIT: Final = re.compile(r"\d")
_DOUBLED: Final = re.compile(r"([bcdfghjkmnpqrtvwx])\1$")  # not l, s, z: "fall", "press"
_SHORT: Final = 4  # a word with fewer letters is its own stem
ENDINGS: Final = ("ness", "ing", "ed", "ly")
_LEFT: Final = 3  # letters that must be left when an ending goes

STOP_WORDS: Final = frozenset(
    {
        "a", "about", "after", "all", "also", "am", "an", "and", "any", "are", "as", "at", "be", "been", "being",
        "but", "by", "can", "could", "did", "do", "does", "doing", "for", "from", "get", "gets", "getting", "give",
        "gives", "go", "going", "got", "had", "has", "have", "having", "he", "her", "his", "how", "i", "if", "im",
        "in", "into", "is", "it", "its", "me", "my", "no", "not", "of", "on", "or", "our", "really", "she",
        "should", "so", "some", "such", "than", "that", "the", "their", "them", "then", "there", "these", "they",
        "this", "those", "to", "too", "up", "us", "very", "was", "we", "were", "what", "when", "where", "whether",
        "which", "while", "who", "why", "will", "with", "would", "you", "your",
    }
)  # fmt: skip


def fold(text: str) -> str:
    r"""Return text in small letters without accents, with straight apostrophes.

    >>> fold("Naïve Runner\u2019s KNEE")
    "naive runner's knee"
    """
    return _MARKS.sub("", unicodedata.normalize("NFKD", text)).lower().replace("\u2019", "'")


def words(text: str) -> list[str]:
    """Return the words of a text, folded, without what an apostrophe adds.

    >>> words("Runner's knee: 66.1% (PFPS), warm-up")
    ['runner', 'knee', '66', '1', 'pfps', 'warm', 'up']
    """
    return [word.partition("'")[0] for word in _WORD.findall(fold(text))]


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """Return a folded word without its English endings.

    >>> [stem(x) for x in ("injuries", "causing", "causes", "running", "weakness", "shoes", "ice", "arthritis")]
    ['injury', 'caus', 'caus', 'run', 'weak', 'shoe', 'ice', 'arthritis']
    """
    if len(word) < _SHORT or _DIGIT.search(word):
        return word
    word = _singular(word)
    for ending in ENDINGS:
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= _LEFT and _VOWEL.search(rest) and not word.endswith("eed"):
            word = _DOUBLED.sub(r"\1", rest)
            break
    if len(word) >= _SHORT and word.endswith("e") and word[-2] not in "eo":
        word = word[:-1]
    return word


def stems(text: str) -> list[str]:
    """Return the stems of a text's words, in its order."""
    return [stem(word) for word in words(text)]


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters must be added, dropped, changed or swapped with the next one; above `most`, `most` + 1.

    >>> distance("artritis", "arthritis", 2), distance("kene", "knee", 2), distance("hip", "shoe", 2)
    (1, 1, 3)
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        before, last, row = row, before, [i]
        for j, b in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
