"""An entry of the reference list, or a footnote, that nothing in the text points to.

Why: Readers cannot tell what such a source is meant to bear out; often it is left over from a sentence that is gone.

Bad: A list of three entries in a text that points to the first two.

Good: Each entry is pointed to, or stands under "Further reading".

False positives: a source that the text names in words only, without its year. A text that points to no entry at all is
never reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.problems import Severity
from kg.rules.model import Flag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.prose.document import Document, Reference
    from kg.rules.evidence import Evidence

CODE: Final = "KG204"
SEVERITY: Final = Severity.WARNING

_SHOWN: Final = 60  # characters of an entry


def check(document: Document, _: Evidence) -> Iterator[Flag]:
    """Yield each entry that no citation points to and whose identifiers no citation gives, where others are used."""
    used = {citation.reference for citation in document.citations if citation.sentence is not None}
    given = {citation.target for citation in document.citations if citation.sentence is not None}
    if not used - {None}:
        return
    for number, reference in enumerate(document.references):
        if number not in used and not reference.further and not given.intersection(reference.targets):
            yield Flag(
                reference.range,
                f"nothing in the text points to {_name(reference)}",
                "cite it where it bears something out, move it under 'Further reading', or delete it",
                sentence=reference.text,
            )


def _name(reference: Reference) -> str:
    text = " ".join(reference.text.split())
    shown = text if len(text) <= _SHOWN else text[:_SHOWN].rsplit(" ", 1)[0] + " …"
    label = f"[{'^' if reference.footnote else ''}{reference.label}] " if reference.label else ""
    return f"'{label}{shown}'"
