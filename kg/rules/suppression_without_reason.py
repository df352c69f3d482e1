"""A comment lets a rule pass and does not say why.

Why: Whoever reads the text next cannot tell a considered exception from a shortcut.

Bad: Studies show that ice numbs the skin. <!-- kg: ignore[uncited-appeal] -->

Good: Studies show that ice numbs the skin. <!-- kg: ignore[uncited-appeal] the sources are at the end of the page -->

False positives: none known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.problems import Severity
from kg.rules.model import Flag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.prose.document import Document
    from kg.rules.evidence import Evidence

CODE: Final = "KG902"
SEVERITY: Final = Severity.WARNING


def check(document: Document, _: Evidence) -> Iterator[Flag]:
    """Yield each comment without a reason."""
    for suppression in document.suppressions:
        if suppression.rules and not suppression.reason.strip():
            rules = ", ".join(suppression.rules)
            yield Flag(
                suppression.range,
                f"'{rules}' is let pass, and nobody says why",
                "say after the bracket why the rule is wrong here",
            )
