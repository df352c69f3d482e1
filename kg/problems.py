"""What every check returns: one problem at one place, ready to be shown like a compiler's message."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a problem matters, worst first: an error makes a command exit with 1, a warning or a note does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of text: 1-based lines and columns counted in characters; the end is exclusive."""

    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem at one place.

    `message` says what is wrong with the value, which it quotes; `help` is the way out; `excerpt` is the
    line of the file at `span.line` without its line ending (empty where there is no text to show).

    What is told to a writer besides: `why` names what the text was held against (a study, a verdict), `paste` is text
    to put in, `page` the address of the rule's documentation. `last_line` is the line at `span.end_line` where that is
    another one; `sentence` is the text that the problem is about, where that is not the line.

    >>> print(Problem("data/claims.yaml", Span(12, 7, 12, 11), "duplicate-id", "id 'rest' is also at line 4"))
    data/claims.yaml:12:7: id 'rest' is also at line 4 [duplicate-id]
    """

    path: str
    span: Span
    rule: str
    message: str
    help: str = ""
    excerpt: str = field(default="", compare=False)
    severity: Severity = Severity.ERROR
    why: str = ""
    paste: str = ""
    page: str = ""
    last_line: str = field(default="", compare=False)
    sentence: str = field(default="", compare=False)

    def __str__(self) -> str:
        """Return the one-line form that editors and CI logs make clickable."""
        return f"{self.path}:{self.span.line}:{self.span.column}: {self.message} [{self.rule}]"


@dataclass(frozen=True, slots=True)
class Fault:
    """A problem known by the pointer to its value; `kg.load.Loader.locate` gives it line and column.

    `pointer` is the path of keys and indexes from the top of the file; `on_key` puts the caret under the last key
    and not under its value. `line` stands in where the text cannot be read again.
    """

    path: str
    line: int
    pointer: tuple[str | int, ...]
    rule: str
    message: str
    help: str = ""
    on_key: bool = False
    severity: Severity = Severity.ERROR
