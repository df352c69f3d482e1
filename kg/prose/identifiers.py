"""Identifiers of publications as people write them (addresses, keys, bare in the text), and their one right form."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from kg.prose.document import Identifier

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.prose.document import Flaw

Read = tuple[Identifier | None, "Flaw"]

_DASHES: Final = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"))
_DOI: Final = re.compile(r"10\.[0-9]{4,9}/[^\s\"]+")
_DOI_PREFIX: Final = re.compile(r"(?:https?://(?:dx\.|www\.)?doi\.org/|doi\.org/|doi:\s*)", re.IGNORECASE)
_PAGE: Final = re.compile(
    r"(?:/(?:full|abstract|abs|pdf|epdf|html|meta|summary|fulltext|full-text|references|v[0-9]+/full)|\.(?:full|short|pdf|abstract|long))+$",
    re.IGNORECASE,
)
_MEDLINE: Final = re.compile(r"^/(?:pubmed/)?0*([0-9]+)/?$")
_PMC: Final = re.compile(r"/(?:articles/)?(?:pmc)?0*([0-9]+)(?:/|$)", re.IGNORECASE)
_EUROPE: Final = re.compile(r"/(?:article|abstract|articles)/(med|pmc)/(?:pmc)?([0-9]+)", re.IGNORECASE)
_ARXIV: Final = re.compile(r"([0-9]{4}\.[0-9]{4,5})(?:v[0-9]+)?(?:\.pdf)?/?$")
_NUMBER: Final = re.compile(r"0*([1-9][0-9]{0,8})")
_CLOSERS: Final = {")": "(", "]": "[", "}": "{", ">": "<"}
_AT_END: Final = ".,;:!?'\"*_\u2019\u201d\u00bb\u2026"
_ISBN_13: Final = 13
_ISBN_10: Final = 10


def trimmed(words: str) -> str:
    """Return an identifier or address without the punctuation of the sentence around it.

    >>> trimmed("10.1016/S0140-6736(97)11096-0)."), trimmed("10.1002/(SICI)1097-0258(19980815)17:15<1661::AID>3.0")
    ('10.1016/S0140-6736(97)11096-0', '10.1002/(SICI)1097-0258(19980815)17:15<1661::AID>3.0')
    """
    end = len(words)
    counts = {each: words.count(each) for pair in _CLOSERS.items() for each in pair}
    while end:
        last = words[end - 1]
        opener = _CLOSERS.get(last)
        if not (last in _AT_END or (opener and counts[last] > counts[opener])):
            break
        if opener:
            counts[last] -= 1
        end -= 1
    return words[:end]


def read_doi(words: str) -> Read:
    """Return the DOI that a key or a path gives.

    >>> read_doi("10.1136/BJSM.2009.1."), read_doi("doi:10.1000/a\u2013b"), read_doi("10.12/x")
    ((Identifier(scheme='doi', value='10.1136/bjsm.2009.1'), 'punctuation'), \
(Identifier(scheme='doi', value='10.1000/a-b'), 'dash'), (None, 'malformed'))
    """
    bare, flaw = words.strip(), ""
    while match := _DOI_PREFIX.match(bare):
        bare, flaw = bare[match.end() :].lstrip(), "prefix"
    whole = trimmed(bare)
    dashed = whole.translate(_DASHES)
    if not _DOI.fullmatch(dashed):
        return None, "malformed"
    doi = Identifier("doi", dashed.lower())
    if dashed != whole:
        return doi, "dash"
    if whole != bare:
        return doi, "punctuation"
    return doi, "prefix" if flaw else ""


def read_number(scheme: str, words: str) -> Read:
    """Return the PubMed, PubMed Central or arXiv number, or the ISBN, that a key gives.

    >>> read_number("pmid", "0123"), read_number("pmcid", "PMC12"), read_number("isbn", "0-306-40615-2")
    ((Identifier(scheme='pmid', value='123'), 'padding'), (Identifier(scheme='pmcid', value='PMC12'), ''), \
(Identifier(scheme='isbn', value='9780306406157'), ''))
    """
    bare = words.strip()
    whole = trimmed(bare)
    end: Flaw = "" if whole == bare else "punctuation"
    if scheme == "isbn":
        isbn = _isbn(whole)
        return (Identifier("isbn", isbn), end) if isbn else (None, "malformed")
    if scheme == "arxiv":
        match = _ARXIV.fullmatch(whole)
        return (Identifier("arxiv", match[1]), end) if match else (None, "malformed")
    digits = re.sub(r"^pmc", "", whole, flags=re.IGNORECASE) if scheme == "pmcid" else whole
    number = _NUMBER.fullmatch(digits)
    if not number:
        return None, "malformed"
    padded: Flaw = "padding" if digits.startswith("0") else end
    return Identifier("pmcid", f"PMC{number[1]}") if scheme == "pmcid" else Identifier("pmid", number[1]), padded


def read_address(address: str) -> Read:
    """Return what an address of the web points to: a publication or a page; (None, "") for no such address.

    >>> read_address("http://dx.doi.org/10.1000/ABC%281%29")
    (Identifier(scheme='doi', value='10.1000/abc(1)'), 'resolver')
    >>> read_address("https://pubmed.ncbi.nlm.nih.gov/23118070/")[0]
    Identifier(scheme='pmid', value='23118070')
    """
    try:
        parts = urlsplit(address.strip())
        host = (parts.hostname or "").removeprefix("www.")
    except ValueError:
        return (None, "malformed") if address.strip().lower().startswith("http") else (None, "")
    if parts.scheme.lower() not in {"http", "https"} or not host:
        return None, ""
    for ends, reader in _SITES.items():
        if host == ends or host.endswith(f".{ends}"):
            found, flaw = reader(host, unquote(parts.path))
            if found or flaw:
                insecure: Flaw = "insecure" if parts.scheme.lower() == "http" else ""
                return found, flaw or insecure
    query = unquote(f"{parts.path}?{parts.query}" if parts.query else parts.path)
    if match := _DOI.search(query):
        return Identifier("doi", _PAGE.sub("", trimmed(match[0].partition("&")[0])).lower()), ""
    return Identifier("url", address.strip()), ""


def _resolver(host: str, path: str) -> Read:
    if path in {"", "/"}:
        return None, ""
    found, flaw = read_doi(path.removeprefix("/"))
    return found, flaw or ("resolver" if host == "dx.doi.org" else "")


def _ncbi(host: str, path: str) -> Read:
    if host.startswith("pmc.") or path.lower().startswith("/pmc/"):
        match = _PMC.search(path.removeprefix("/pmc"))
        return (Identifier("pmcid", f"PMC{match[1]}"), "") if match else (None, "")
    match = _MEDLINE.match(path)
    if not match or not (host.startswith("pubmed.") or path.startswith("/pubmed/")):
        return None, ""
    return read_number("pmid", match[1])


def _europe(_: str, path: str) -> Read:
    match = _EUROPE.search(path)
    if not match:
        return None, ""
    return read_number("pmid" if match[1].lower() == "med" else "pmcid", match[2])


def _arxiv(_: str, path: str) -> Read:
    match = _ARXIV.search(path) if path.startswith(("/abs/", "/pdf/", "/html/")) else None
    return (Identifier("arxiv", match[1]), "") if match else (None, "")


_SITES: Final[dict[str, Callable[[str, str], Read]]] = {
    "doi.org": _resolver,
    "ncbi.nlm.nih.gov": _ncbi,
    "europepmc.org": _europe,
    "arxiv.org": _arxiv,
}


def _isbn(words: str) -> str:
    """Return the 13 digits of an ISBN, or an empty text where its check digit is wrong."""
    digits = re.sub(r"[\s-]", "", words.translate(_DASHES)).upper()
    if re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        sums = sum((_ISBN_10 - n) * (10 if x == "X" else int(x)) for n, x in enumerate(digits))
        return _isbn_13(f"978{digits[:9]}") if sums % 11 == 0 else ""
    if re.fullmatch(r"97[89][0-9]{10}", digits):
        return digits if _isbn_13(digits[:12]) == digits else ""
    return ""


def _isbn_13(twelve: str) -> str:
    total = sum(int(x) * (3 if n % 2 else 1) for n, x in enumerate(twelve))
    return f"{twelve}{-total % 10}"
