"""An identifier is not written in its right form.

Why: A link with a dash from a word processor, a full stop at its end or a doubled resolver leads nowhere, and tools
that know papers by their identifier do not recognise it.

Bad: See [the review](https://doi.org/https://doi.org/10.2519/jospt.2017.7137) for more.

Good: See [the review](https://doi.org/10.2519/jospt.2017.7137) for more.

False positives: a few old DOIs that do end in a full stop.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.problems import Severity
from kg.rules.model import Flag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.prose.document import Citation, Document, Flaw, Identifier
    from kg.rules.evidence import Evidence

CODE: Final = "KG202"
SEVERITY: Final = Severity.ERROR

_FAULTS: Final[dict[Flaw, str]] = {
    "malformed": "is no identifier that can be looked up",
    "prefix": "has its resolver or prefix twice",
    "resolver": "goes through an old resolver",
    "insecure": "goes through http",
    "punctuation": "ends in punctuation that is no part of it",
    "dash": "has a typographic dash",
    "padding": "has zeros in front",
}
_HARMLESS: Final = frozenset({"resolver", "insecure"})  # such addresses still lead there
_ADDRESSES: Final = {
    "doi": "https://doi.org/",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/",
    "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/",
    "arxiv": "https://arxiv.org/abs/",
}


def check(document: Document, _: Evidence) -> Iterator[Flag]:
    """Yield each citation whose identifier has a flaw."""
    for citation in document.citations:
        if not citation.flaw:
            continue
        target = citation.target
        yield Flag(
            citation.range,
            f"'{citation.written}' {_FAULTS[citation.flaw]}",
            "write:" if target else "copy it again from the publication's page",
            paste=_right(citation, target) if target else "",
            severity=Severity.NOTE if citation.flaw in _HARMLESS else None,
            sentence=document.sentences[citation.sentence].text if citation.sentence is not None else "",
        )


def _right(citation: Citation, target: Identifier) -> str:
    """Return an identifier in the form in which the text gives it: with an address, with a prefix or bare."""
    if "/" in citation.written.partition("10.")[0] or citation.form == "link":
        return _ADDRESSES.get(target.scheme, "") + target.value
    if ":" in citation.written.partition("10.")[0]:
        return f"{target.scheme}:{target.value}"
    return target.value
