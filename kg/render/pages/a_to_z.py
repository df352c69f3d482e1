"""Everything from A to Z, for those who do not search: subjects under all their names, and every page by its title."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from kg.labels import short_citation
from kg.matching import Names
from kg.matching.words import fold, stems
from kg.render.findable import KINDS
from kg.render.routes import A_TO_Z, Link, page_of
from kg.render.site import Draft, Page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.render.findable import Findable
    from kg.render.site import Site

_MOST: Final = 12  # claims that a subject names
_OTHER: Final = "0-9"
_STYLES: Final = ("search.css",)


@dataclass(frozen=True, slots=True)
class _Subject:
    """A thing under all its names, and claims that speak of it; `more` counts those that are not named."""

    id: str
    label: str
    also: str
    broader: Link | None
    claims: tuple[Link, ...]
    more: int


@dataclass(frozen=True, slots=True)
class _Entry:
    link: Link
    kind: str
    note: str


@dataclass(frozen=True, slots=True)
class _Letter:
    name: str
    href: str
    entries: tuple[_Entry, ...]


@dataclass(frozen=True, slots=True)
class _AToZPage:
    letters: tuple[_Letter, ...]
    letter: _Letter | None
    subjects: tuple[_Subject, ...]


def a_to_z_pages(site: Site) -> Iterator[Draft]:
    """Yield the page with the letters and subjects, then one page for each letter."""
    if site.search is None:
        return
    letters = _letters(site.search.found, site)
    subjects = tuple(sorted(_subjects(site), key=lambda x: (fold(x.label), x.id)))
    description = "Every claim, study, article, topic and term by its title, and subjects under all their names."
    page = Page(A_TO_Z, "a-z.html", "A to Z", _AToZPage(letters, None, subjects), description, styles=_STYLES)
    yield Draft(A_TO_Z, lambda: page)
    for letter in letters:
        yield Draft(letter.href, partial(_page, letter, letters))


def _page(letter: _Letter, letters: tuple[_Letter, ...]) -> Page:
    title = f"A to Z: {letter.name}"
    words = f"Claims, studies, articles, topics and terms that begin with {letter.name}."
    trail = (Link("A to Z", A_TO_Z),)
    return Page(letter.href, "a-z.html", title, _AToZPage(letters, letter, ()), words, trail=trail, styles=_STYLES)


def _letters(found: tuple[Findable, ...], site: Site) -> tuple[_Letter, ...]:
    lists = defaultdict[str, list[_Entry]](list)
    for each in found:
        title = each.document.title
        if each.kind == "study":  # people look a study up by its authors
            title = short_citation(site.catalogue.studies[each.document.key.partition("/")[2]])
        note = each.document.title if title != each.document.title else each.note
        lists[_letter(title)].append(_Entry(Link(title, each.href), KINDS[each.kind][0], note))
    return tuple(
        _Letter(
            name,
            f"a-z/{name.lower()}/index.html",
            tuple(sorted(lists[name], key=lambda x: (fold(x.link.text), x.kind, x.link.href))),
        )
        for name in sorted(lists)
    )


def _letter(title: str) -> str:
    """Return the letter that a title stands under.

    >>> _letter("Über"), _letter("'Ice'"), _letter("10 weeks"), _letter("?")
    ('U', 'I', '0-9', '0-9')
    """
    first = next((x for x in fold(title) if x.isalnum()), "")
    return first.upper() if "a" <= first <= "z" else _OTHER


def _subjects(site: Site) -> Iterator[_Subject]:
    records = site.catalogue.records
    names = Names(records.synonyms)
    claims = defaultdict[str, list[Link]](list)
    for claim in records.claims:
        done = claim.exposure or claim.intervention or ""
        for name in sorted({y for x in (claim.text, done, claim.outcome) for y in names.inside(stems(x))}):
            claims[name].append(Link(claim.text, page_of("claim", claim.id)))
    labels = {x.id: x.label for x in records.synonyms}
    for synonym in records.synonyms:
        broader = synonym.broader
        found = sorted(claims[synonym.id], key=lambda x: fold(x.text))
        yield _Subject(
            synonym.id,
            synonym.label,
            ", ".join(synonym.also),
            Link(labels[broader], f"{A_TO_Z}#synonym/{broader}") if broader else None,
            tuple(found[:_MOST]),
            len(found[_MOST:]),
        )
