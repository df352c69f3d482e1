"""Authors and years: in an entry of a reference list, and as a citation in running text."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.prose.document import Reference

_PARTICLE: Final = r"(?:[Vv]an|[Vv]on|[Dd]e|[Dd]er|[Dd]en|[Dd]el|[Dd]i|[Dd]a|[Ll]a|[Ll]e|[Tt]er|[Tt]en)"
_NAME: Final = rf"(?:{_PARTICLE}\s){{0,2}}[^\W\d_a-zß-öø-ÿ][\w'\u2019-]+"
_YEAR: Final = re.compile(r"(?<![\w/.-])(?:1[89]|20)[0-9]{2}[a-z]?(?![\w/-]|\.[0-9])")
_BEFORE: Final = re.compile(
    rf"(?P<names>{_NAME}(?:(?:,?\s(?:&|and|et)\s|,\s)(?:al\b\.?|{_NAME})){{0,6}})(?:['\u2019]s?)?,?\s?(?P<open>[(\[]?)$"
)
_AGAIN: Final = re.compile(r",\s?(?:and\s|&\s)?$")
_LOCATOR: Final = re.compile(r"[,:]\s?((?:pp?|fig|table|ch)\.?\s?[\w\u2013-]{1,20}|[0-9]{1,4}(?:[\u2013-][0-9]{1,4})?)")
_LABEL: Final = re.compile(r"\s*(?:\[\d{1,3}\]|\d{1,3}[.)])\s*")
_AUTHORS_END: Final = re.compile(  # a full stop, and not that of "J. Peters" or "Peters, J."; but of "Peters J."
    r"(?:(?<=\w\s[A-Z])(?<!and\s[A-Z])|(?<=\w\s[A-Z]{2})|(?<=\w\s[A-Z]{3})|(?<![\s.][A-Z])(?<!^[A-Z]))[.:]\s|[\u201c\"]"
)
_REACH: Final = 120
_MOST: Final = 12


@dataclass(frozen=True, slots=True)
class Named:
    """Authors and a year at some characters of a text; `sure` for a form that is nothing but a citation."""

    names: tuple[str, ...]
    year: str
    start: int
    end: int
    locator: str
    whole: tuple[int, int]
    narrative: bool
    sure: bool


def authors_and_years(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the family names before the title, and every year, of an entry of a reference list.

    >>> authors_and_years("2. Peters J, van der Worp H. Hip exercises. Int J Phys Ther. 2013;8:5")
    (('Peters', 'van der Worp'), ('2013',))
    >>> authors_and_years("Peters, J. S. J., & Tyson, N. L. (2013a). Hip exercises")
    (('Peters', 'Tyson'), ('2013a',))
    """
    label = _LABEL.match(text)
    head = text[label.end() if label else 0 :][:400]
    years = list(_YEAR.finditer(text))
    first = _YEAR.search(head)
    if first and head[: first.start()].endswith("("):
        head = head[: first.start()]
    elif end := _AUTHORS_END.search(head):
        head = head[: end.start()]
    names = [match[0] for match in re.finditer(_NAME, head) if any(x.islower() for x in match[0])]
    return tuple(names[:_MOST]), tuple(dict.fromkeys(match[0] for match in years))[:_MOST]


def folded(name: str) -> str:
    """Return a name in small letters without accents.

    >>> folded("Rönnlund's")
    "ronnlund's"
    """
    plain = unicodedata.normalize("NFKD", name.replace("\u2019", "'"))
    return "".join(x for x in plain if not unicodedata.combining(x)).lower()


def find_named(text: str) -> Iterator[Named]:
    """Yield every place of a text where names stand before a year, whether or not somebody is cited there."""
    before: Named | None = None
    for year in _YEAR.finditer(text):
        near = text[max(0, year.start() - _REACH) : year.start()]
        match = _BEFORE.search(near)
        if match:
            names = tuple(x[0] for x in re.finditer(_NAME, match["names"]))
            start = year.start() - len(near) + match.start("names")
        elif before and len(before.names) and _AGAIN.fullmatch(text[before.end : year.start()]):
            names, start = before.names, year.start()
        else:
            before = None
            continue
        before = _named(text, names, start, year, match)
        yield before


def _named(text: str, names: tuple[str, ...], start: int, year: re.Match[str], match: re.Match[str] | None) -> Named:
    locator = _LOCATOR.match(text, year.end())
    end = locator.end() if locator else year.end()
    opened = match["open"] if match else ""
    narrative = bool(opened)
    if opened and text[end : end + 1] in {")", "]"}:
        end += 1
    outer = (start, end) if narrative else _brackets(text, start, end)
    words = match["names"] if match else ""
    sure = bool(re.search(r"\bet al\b", words)) or ("&" in words and (narrative or outer != (start, end)))
    return Named(names, year[0], start, end, locator[1] if locator else "", outer, narrative, sure)


def _brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the place of the round brackets around a place, or the place itself where there are none near."""
    before, after = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    left, right = before.rfind("("), after.find(")")
    if left < 0 or right < 0 or ")" in before[left:] or "(" in after[:right]:
        return start, end
    return start - len(before) + left, end + right + 1


class Roll:
    """The entries of a reference list by the first family name and the year."""

    def __init__(self, references: Sequence[Reference]) -> None:
        self._by_name: dict[str, list[tuple[int, Reference]]] = {}
        for place, reference in enumerate(references):
            if reference.names:
                self._by_name.setdefault(folded(reference.names[0]), []).append((place, reference))

    def entry(self, named: Named) -> int | None:
        """Return the place of the entry that a citation means: the one with the most of its names."""
        first = folded(named.names[0]).removesuffix("'s")
        meant = [(place, x) for place, x in self._by_name.get(first, ()) if _same_year(named.year, x.years)]
        others = {folded(name) for name in named.names[1:]}
        ranked = [(len(others & {folded(n) for n in x.names[1:]}), -place) for place, x in meant[:_MOST]]
        return -max(ranked)[1] if ranked else None


def _same_year(year: str, years: Sequence[str]) -> bool:
    return year in years or year.rstrip("abcdefgh") in {
        x if year[-1].isdigit() else x[:4] for x in years if x[4:] == ""
    }


def by_label(references: Sequence[Reference]) -> Mapping[str, int]:
    """Return the place of the first entry with each label."""
    labels: dict[str, int] = {}
    for place, reference in enumerate(references):
        if reference.label:
            labels.setdefault(("^" if reference.footnote else "") + reference.label, place)
    return labels
