"""What a rule is, and what it says of a place in a text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.problems import Severity
    from kg.prose.document import Document, Range
    from kg.rules.evidence import Evidence


@dataclass(frozen=True, slots=True)
class Flag:
    """A place that a rule objects to.

    `message` says what is wrong and quotes the words; `why` names the study, verdict or certainty that they were held
    against; `do` is one thing to do about it, and `paste` text to put in. `severity` stands before that of the rule.
    """

    range: Range
    message: str
    do: str
    why: str = ""
    paste: str = ""
    severity: Severity | None = None
    sentence: str = ""


class Rule(Protocol):
    """A module of this package; its docstring is its page: a line on what is wrong, then Why, Bad, Good and more.

    `check` is a pure function, which asks the evidence only where the text gives cause, as that has to be read first.
    """

    __doc__: str | None
    CODE: str
    SEVERITY: Severity

    def check(self, document: Document, evidence: Evidence) -> Iterator[Flag]:
        """Yield what is wrong in a document, in any order."""
