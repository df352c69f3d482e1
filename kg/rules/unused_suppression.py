"""A comment lets a rule pass where the rule finds nothing, or lets pass a rule that does not exist.

Why: Such comments are left over from text that is gone. The next fault at this place would pass unseen.

Bad: Ice numbs the skin. <!-- kg: ignore[uncited-appeal] the sources are below -->

Good: Studies show that ice numbs the skin. <!-- kg: ignore[uncited-appeal] the sources are below -->

False positives: none known; a rule that the settings leave out is passed over.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from kg.problems import Severity
from kg.rules.model import Flag

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping

    from kg.prose.document import Document, Suppression
    from kg.rules.evidence import Evidence

CODE: Final = "KG901"
SEVERITY: Final = Severity.WARNING


def check(document: Document, _: Evidence) -> Iterator[Flag]:
    """Yield each comment that names no rule; what the others let pass is known only after all rules have run."""
    for suppression in document.suppressions:
        if not suppression.rules:
            yield Flag(suppression.range, "'kg: ignore' names no rule and lets none pass", "name the rule in brackets")


def left_over(
    document: Document, used: Container[tuple[int, str]], codes: Mapping[str, str], wanted: Container[str]
) -> Iterator[Flag]:
    """Yield each rule that a comment names for nothing.

    `used` holds the number of each comment with a word of it that let something pass, `codes` those of all rules by
    name, `wanted` the rules that were asked for.
    """
    for number, suppression in enumerate(document.suppressions):
        for word in suppression.rules:
            name = next((name for name, code in codes.items() if word in {name, code}), None)
            if name is None:
                near = get_close_matches(word, (*codes, *codes.values()), n=1)
                do = f"did you mean '{near[0]}'?" if near else "'kg rule --all' lists the rules"
                yield _flag(suppression, f"there is no rule '{word}' to let pass", do)
            elif name in wanted and (number, word) not in used:
                yield _flag(suppression, f"'{word}' is let pass, and finds nothing here", "delete the comment")


def _flag(suppression: Suppression, message: str, do: str) -> Flag:
    return Flag(suppression.range, message, do)
