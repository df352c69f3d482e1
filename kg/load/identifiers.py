"""Texts with a form of their own (ids, DOIs, PubMed numbers, addresses, dates): what is wrong, and the right form."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, get_args

from kg.load.words import quoted
from kg.records import ID_PATTERN, Arxiv, Date, Doi, Pmcid, Pmid, PValue, TextPath, Url

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.load.words import Words

MAX_ID: Final = 100
_RESOLVER: Final = re.compile(r"^\s*(?:https?://(?:dx\.)?doi\.org/|doi\.org/|doi:\s*)", re.IGNORECASE)
_WINDOWS: Final = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
_LONGEST_HINT: Final = 200


def pattern_of(annotated: object) -> str:
    """Return the pattern that a type of `kg.records` asks for."""
    return next(str(part.pattern) for part in get_args(annotated) if getattr(part, "pattern", None))


def explain(pattern: str, key: str, value: str) -> Words:
    """Return rule, message and way out for a text that does not match the pattern of its field."""
    explainer = _EXPLAINERS.get(pattern)
    if explainer is None:
        return "wrong-form", f"{key} is {quoted(value)}, which does not match {pattern}", ""
    return explainer(key, value)


def reserved(identifier: str) -> str:
    """Return why an id cannot be the name of a page's folder; empty where it can.

    >>> reserved("con"), reserved("index"), reserved("contact")
    ('Windows keeps that name for a device', "a folder's own page has that name", '')
    """
    if identifier in _WINDOWS:
        return "Windows keeps that name for a device"
    return "a folder's own page has that name" if identifier == "index" else ""


def slug(text: str) -> str:
    """Return the id that is nearest to a text, or an empty text.

    >>> slug("Knee_Pain (Runners)"), slug("../é"), slug("..")
    ('knee-pain-runners', 'e', '')
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:MAX_ID].rstrip("-")


def id_too_long(value: str) -> Words:
    """Return the words for an id of more than 100 characters."""
    message = f"id {quoted(value)} has {len(value)} characters; an id has up to {MAX_ID}"
    return "id-too-long", message, "shorten it"


def _id(key: str, value: str) -> Words:
    form = "an id is lower-case letters, digits and single hyphens"
    way_out = f"write {slug(value)!r}" if slug(value) else form
    if not value.strip():
        return "empty-value", f"'{key}' is empty", form
    if re.match(r"/|\\|[A-Za-z]:[\\/]|~", value):
        return "id-leaves-folder", f"id {quoted(value)} is an absolute path and would leave the output folder", way_out
    if ".." in value:
        return "id-leaves-folder", f"id {quoted(value)} would leave the output folder", way_out
    return "malformed-id", f"id {quoted(value)} is malformed: {form}", way_out if slug(value) else ""


def _look_up(site: str) -> str:
    return f"look it up at {site}, or leave the key out"


def _doi(_: str, value: str) -> Words:
    bare = _RESOLVER.sub("", value).strip().rstrip(".").lower()
    message = f"DOI {quoted(value)} is malformed: a DOI is bare and in lower case, such as '10.1000/abc'"
    return "malformed-doi", message, f"write '{bare}'" if re.search(pattern_of(Doi), bare) else _look_up("doi.org")


def _pmid(_: str, value: str) -> Words:
    match = re.fullmatch(
        r"\s*(?:https?://(?:www\.)?(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/|PMID:?\s*)?0*([1-9]\d{0,8})/?\s*",
        value,
        re.IGNORECASE,
    )
    message = f"PMID {quoted(value)} is malformed: a PubMed number is 1 to 9 digits"
    return "malformed-pmid", message, f"write '{match[1]}'" if match else _look_up("pubmed.ncbi.nlm.nih.gov")


def _pmcid(_: str, value: str) -> Words:
    match = re.search(r"(?:^|PMC|/)\s*([1-9]\d{0,8})/?\s*$", value, re.IGNORECASE)
    message = f"PMCID {quoted(value)} is malformed: it is 'PMC' and digits, such as 'PMC4647699'"
    return "malformed-pmcid", message, f"write 'PMC{match[1]}'" if match else _look_up("pmc.ncbi.nlm.nih.gov")


def _arxiv(_: str, value: str) -> Words:
    match = re.search(r"(\d{4}\.\d{4,5}(?:v\d+)?)(?:\.pdf)?\s*$", value)
    message = f"arXiv id {quoted(value)} is malformed: it is like '2301.01234' or '2301.01234v2'"
    return "malformed-arxiv-id", message, f"write '{match[1]}'" if match else _look_up("arxiv.org")


def _url(_: str, value: str) -> Words:
    scheme, separator, rest = value.partition(":")
    if separator and re.fullmatch(r"[a-zA-Z][a-zA-Z0-9+.-]*", scheme) and scheme not in ("http", "https"):
        if scheme.lower() in ("http", "https"):
            return (
                "malformed-url",
                f"address {quoted(value)} has its scheme in capitals",
                f"write '{scheme.lower()}:{rest}'",
            )
        message = f"address {quoted(value)} is not a web address; only http and https are"
        return "malformed-url", message, "give the address of a web page, or leave the key out"
    fixed = value.strip() if separator else f"https://{value.strip()}"
    fixed = re.sub(r"[\s<>\"{}|\\^`]", lambda match: f"%{ord(match[0]):02X}", fixed)
    way_out = "copy it from the browser's address bar, or leave the key out"
    if re.search(pattern_of(Url), fixed) and "." in fixed and len(fixed) <= _LONGEST_HINT:
        way_out = f"write '{fixed}'"
    return (
        "malformed-url",
        f"address {quoted(value)} is not a web address that begins with https:// or http://",
        way_out,
    )


def _date(_: str, value: str) -> Words:
    match = re.fullmatch(r"\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ].*)?\s*", value)
    fixed = f"{match[1]}-{int(match[2]):02}-{int(match[3]):02}" if match else ""
    way_out = f"write '{fixed}'" if fixed and re.search(pattern_of(Date), fixed) else "write year-month-day in quotes"
    return "malformed-date", f"date {quoted(value)} is not a day such as '2026-03-31'", way_out


def _p_value(_: str, value: str) -> Words:
    match = re.fullmatch(r"\s*[pP]?\s*([<>]=?|=)?\s*(0?\.\d+)\s*", value)
    fixed = f"'{match[1]}{match[2]}'" if match and match[1] and match[1] != "=" else match[2] if match else ""
    message = f"p is {quoted(value)}; it takes a number from 0 to 1, or a text such as '<0.001'"
    return "malformed-p-value", message, f"write {fixed}" if fixed else "look it up, or leave the key out"


def _fingerprint(key: str, value: str) -> Words:
    message = f"'{key}' is {quoted(value)}; it takes the 12 digits and letters a to f that 'kg check' gives"
    return "malformed-fingerprint", message, f"write '{'0' * 12}', and 'kg check' will tell what to write instead"


def _text_path(key: str, value: str) -> Words:
    message = f"'{key}' is {quoted(value)}, and a text is .md, .html or .txt"
    if re.match(r"/|\\|[A-Za-z]:|~", value) or ".." in value:
        message = f"'{key}' is {quoted(value)}, which leaves the data folder"
    elif re.search(r"\.(md|html|txt)$", value):
        message = f"'{key}' is {quoted(value)}; in a path no name begins with '.', and '/' stands between two"
    return "malformed-path", message, "name a file below the data folder, such as 'texts/my-article.md'"


_EXPLAINERS: Final[dict[str, Callable[[str, str], Words]]] = {
    ID_PATTERN: _id,
    r"\S": lambda key, _: ("empty-value", f"'{key}' is empty", "write it, or leave the key out"),
    pattern_of(Doi): _doi,
    pattern_of(Pmid): _pmid,
    pattern_of(Pmcid): _pmcid,
    pattern_of(Arxiv): _arxiv,
    pattern_of(Url): _url,
    pattern_of(Date): _date,
    pattern_of(TextPath): _text_path,
    r"^[0-9a-f]{12}$": _fingerprint,
    next(pattern_of(part) for part in get_args(PValue) if get_args(part)[0] is str): _p_value,
}
