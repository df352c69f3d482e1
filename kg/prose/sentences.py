"""Text to sentences: citations and code are masked first, and what was cut after an abbreviation is joined."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.prose.citations import Found
    from kg.prose.document import Block

_NEVER_LAST: Final = (
    "[Aa]pprox|[Cc]a|[Cc]f|vs|e\\.g|i\\.e|eg|viz|Fig|Figs|No|Nos|pp|vol|vols|Br|Am|Eur|Int|J|Clin|Med|Sci|Sports?|Orthop|Rheumatol|"
    "Univ|Staph|Strep|Prof|Dr|Mr|Mrs|Ms|St|C\\.I|b\\.i\\.d|t\\.i\\.d|q\\.d|resp|Eq|Ref|Refs|Tab|Sect|Suppl|Dept|Ed|Eds|incl|excl|p|n"
)
_JOINED: Final = re.compile(rf"(?:^|[\s(\[\"\u201c/])(?:{_NEVER_LAST})\.[\s)]*$")
_INITIAL: Final = re.compile(r"(?:^|[\s(.])[A-Z]\.\s*$")
_NO_INITIAL: Final = re.compile(
    r"\b(?:vitamin|type|types|hepatitis|grade|group|phase|part|level|figure|table|appendix|class|stage|omega|plan)\s[A-Z]\.\s*$",
    re.IGNORECASE,
)
_SOFT: Final = re.compile(
    r"(?:^|[\s(\[])(?:al|etc|min|max|hr|hrs|wk|wks|sec|mo|yr|yrs|n\.s|a\.m|p\.m|est|lb|lbs|oz|ft|in)\.[\s)]*$"
)
_NUMBERED: Final = re.compile(
    r"\s*(?:step|phase|day|week|month|stage|rule|myth|fact|tip|question|q|exercise|no)?\s?[0-9]{1,2}[.:]\s*$",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(r"\s*(?:[a-z\u00df-\u00f6\u00f8-\u00ff0-9=<>%(,;:&]|[\u2013\u2014-]\s)")
_QUOTE: Final = re.compile(r"[\"'`\u2018-\u201f\u00ab\u00bb\u2039\u203a\u300c-\u300f()\[\]{}]")
_MOST_QUOTES: Final = 40
_LONGEST: Final = 20_000
_MISSED: Final = re.compile(
    r"\b(?:reps|ill|art|me|no|ok|fed|miss|min|sec|hr|mm|ore|may)\.\s+(?=[A-Z])|(?<=[.!?]\s)\([A-Z][^()]*[.!?]\)\s+(?=[A-Z])|(?<=[.!?]\s)(?=\([A-Z][^()]{0,300}[.!?]\))"
)  # words that are short forms only in other texts; a sentence in brackets
_ENDS: Final = re.compile(r"[.!?\u2026][\s\u201d\")\]]")


def masks(block: Block, text: str, found: Sequence[Found]) -> tuple[str, str]:
    """Return a text with blanks for citations, addresses and code, and the same as it is best split; both as long."""
    bare: list[str] = []
    split: list[str] = []
    done = 0
    code = [(run.start, run.start + len(run.text), "name") for run in block.runs if run.code]
    cited = [(*x.whole, x.mask) for x in found if x.whole[1] > x.whole[0] and x.mask != "words"]
    for start, end, mask in _merged([*cited, *code]):
        bare += (text[done:start], " " * (end - start))
        split += (text[done:start], _stand_in(text, start, end, mask))
        done = end
    bare.append(text[done:])
    split.append(text[done:])
    return "".join(bare), "".join(split).replace("\u00a0", " ")


def _merged(spans: Iterable[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Yield spans in order, those that overlap as one."""
    last: tuple[int, int, str] | None = None
    for start, end, mask in sorted(spans):
        if last and start < last[1]:
            last = (last[0], max(last[1], end), last[2])
        else:
            if last:
                yield last
            last = (start, end, mask)
    if last:
        yield last


def _stand_in(text: str, start: int, end: int, mask: str) -> str:
    """Return what a masked stretch is to the splitter: nothing, a word, or the word that a sentence begins with."""
    follows = text[end : end + 1] == " " and text[end + 1 : end + 2].islower()
    opens = follows and text[:start].rstrip()[-1:] in {"", ".", "?", "!"}  # "[3] found that ..."
    if mask == "name" or opens:
        return "X" + "x" * (end - start - 1)
    return (" " if mask == "beside" else "x") * (end - start)


def split_sentences(text: str, masked: str = "") -> list[tuple[int, int]]:
    """Return first character and end of each sentence, white space around it left out; `masked` is what to split by.

    >>> [text[a:b] for text in ["See Fig. 2 (p = .03). Next, approx. 5 km."] for a, b in split_sentences(text)]
    ['See Fig. 2 (p = .03).', 'Next, approx. 5 km.']
    """
    masked = masked or text
    cuts = _cuts(masked)
    spans: list[tuple[int, int]] = []
    start = 0
    for number, end in enumerate(cuts):
        if number + 1 < len(cuts) and _joins(masked, start, end, cuts[number + 1]):
            continue
        words = text[start:end]
        first = start + len(words) - len(words.lstrip())
        if words.strip():
            spans.append((first, start + len(words.rstrip())))
        start = end
    return spans


def _cuts(text: str) -> list[int]:
    """Return the ends of what the library takes for sentences."""
    if not _ENDS.search(text):
        return [len(text)]
    from sentencex import get_sentence_boundaries

    cuts = [match.end() for match in _MISSED.finditer(text)]
    for start in range(0, len(text), _LONGEST):
        part = text[start : start + _LONGEST]
        if len(_QUOTE.findall(part)) > _MOST_QUOTES:  # it looks for partners of each, in quadratic time
            part = _QUOTE.sub(" ", part)
        ends = [start + each["end_index"] for each in get_sentence_boundaries("en", part)]
        cuts += ends if start + _LONGEST >= len(text) else ends[:-1]
    return sorted({*cuts, len(text)})


def _joins(text: str, start: int, end: int, after: int) -> bool:
    """Return whether the sentence goes on behind a cut."""
    tail = text[max(start, end - 40) : end]
    rest = text[end : min(after, end + 10)]
    if _NUMBERED.fullmatch(text, max(start, end - 40), end) and end - start <= 40:  # noqa: PLR2004  # "Step 1."
        return True
    if _JOINED.search(tail) or (_INITIAL.search(tail) and not _NO_INITIAL.search(tail)):
        return True
    return bool(_GOES_ON.match(rest)) and (bool(_SOFT.search(tail)) or rest.lstrip()[:1].islower())
