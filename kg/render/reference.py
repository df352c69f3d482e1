"""How to cite a study: as a reference list prints it, and as an entry of BibTeX."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.labels import UNSEEN_AUTHORS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.records import Study

_ESCAPES: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "&%$#_{}"},
    }
)
"""What TeX would take for a command (The TeXbook, chapter 7)."""


def bibtex(study: Study) -> str:
    """Return the study as an entry of BibTeX, its id as the key; names not seen are "others"."""
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(study))
    return f"@{'article' if study.journal else 'misc'}{{{study.id},\n{fields}}}"


def _fields(study: Study) -> Iterator[tuple[str, str]]:
    if study.authors:
        yield "author", " and ".join(_author(x) for x in study.authors)
    yield "title", "{" + study.title.translate(_ESCAPES) + "}"
    texts = {"journal": study.journal, "volume": study.volume, "number": study.issue}
    yield from ((name, value.translate(_ESCAPES)) for name, value in texts.items() if value)
    if study.pages:
        yield "pages", study.pages.translate(_ESCAPES).replace("-", "--")
    yield "year", str(study.year)
    bare = {"doi": study.doi, "pmid": study.pmid, "eprint": study.arxiv}
    yield from ((name, value) for name, value in bare.items() if value)
    if not study.doi and study.url:
        yield "url", study.url


def _author(name: str) -> str:
    """Return a name as BibTeX takes it, with a comma between family and given names.

    >>> _author("van der Worp MP"), _author("WHO"), _author("et al.")
    ('van der Worp, MP', '{WHO}', 'others')
    """
    if name == UNSEEN_AUTHORS:
        return "others"
    family, _, initials = name.rpartition(" ")
    if family and initials.replace("-", "").isupper():
        return f"{family.translate(_ESCAPES)}, {initials.translate(_ESCAPES)}"
    return "{" + name.translate(_ESCAPES) + "}"
