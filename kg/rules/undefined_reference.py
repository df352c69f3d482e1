"""A citation points to an entry, a footnote or a study that is not there.

Why: Readers see a dead `[3]` or `[@key]`, and nobody can tell what was meant.

Bad: Ice numbs the skin [@bleakley-2040].

Good: Ice numbs the skin [@bleakley-2004].

False positives: a number in brackets that is no citation, in a text that has a numbered list of references; a list that
is kept in another file.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from kg.problems import Severity
from kg.rules.model import Flag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.prose.document import Citation, Document
    from kg.rules.evidence import Evidence

CODE: Final = "KG205"
SEVERITY: Final = Severity.ERROR


def check(document: Document, evidence: Evidence) -> Iterator[Flag]:
    """Yield each citation by number, footnote or key that leads to nothing."""
    labels = tuple(reference.label for reference in document.references if reference.label)
    for citation in document.citations:
        if citation.reference is not None or not _leads_nowhere(citation, evidence, labels):
            continue
        known = (*labels, *evidence.studies) if citation.form == "key" else labels
        near = get_close_matches(_label(citation), known, n=1)
        yield Flag(
            citation.range,
            f"'{citation.written}' is defined nowhere",
            f"did you mean '{near[0]}'?" if near else "add the entry, or take the citation out",
            _where(citation, labels),
            sentence=document.sentences[citation.sentence].text if citation.sentence is not None else "",
        )


def _leads_nowhere(citation: Citation, evidence: Evidence, labels: tuple[str, ...]) -> bool:
    if citation.form == "footnote":
        return True
    if citation.form == "number":
        return any(label.isdecimal() for label in labels)
    if citation.form != "key" or citation.flaw:
        return False
    return citation.target is None or (citation.target.scheme == "study" and evidence.study(citation.target) is None)


def _label(citation: Citation) -> str:
    return citation.target.value if citation.target else citation.written.strip("[]^@")


def _where(citation: Citation, labels: tuple[str, ...]) -> str:
    """Return where a definition was looked for."""
    if citation.form == "key":
        return "no study of the graph has this id, and no entry of the text this key"
    numbers = [int(label) for label in labels if label.isdecimal()]
    if citation.form == "number" and numbers:
        return f"the list of references ends at {max(numbers)}"
    return f"the text defines {', '.join(labels)}" if labels else "the text defines none"
