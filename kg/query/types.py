"""What a parameter may be: for each type the name people read, which texts it takes, and the RDF term they become."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.records import ID_PATTERN
from kg.vocabulary import PREFIXES

if TYPE_CHECKING:
    from kg.iris import Iris

RECORD_TYPES: Final = ("claim", "topic", "article", "study")
_IRI: Final = r"[A-Za-z][A-Za-z0-9+.\-]*:[^\s<>\"{}|\\^`\x00-\x1f]+"


@dataclass(frozen=True, slots=True)
class ParameterType:
    """A type: `name` with its article, the whole pattern of what it takes, and the XSD datatype (empty: an IRI)."""

    name: str
    pattern: str
    datatype: str = ""

    def accepts(self, value: str) -> bool:
        """Return whether a text is a value of this type."""
        return re.fullmatch(self.pattern, value, re.DOTALL) is not None


PARAMETER_TYPES: Final[dict[str, ParameterType]] = {
    **{kind: ParameterType(f"{'an' if kind == 'article' else 'a'} {kind} id", ID_PATTERN) for kind in RECORD_TYPES},
    "string": ParameterType("a text", r".+", "string"),
    "integer": ParameterType("a whole number", r"[+-]?[0-9]{1,18}", "integer"),
    "decimal": ParameterType("a number", r"[+-]?[0-9]{1,18}(\.[0-9]{1,18})?", "decimal"),
    "boolean": ParameterType("true or false", r"true|false", "boolean"),
    "date": ParameterType("a date such as 2024-05-31", r"[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])", "date"),
    "iri": ParameterType("an IRI", _IRI),
}
"""The types a header may give a parameter; the record types are checked against the ids of the workspace."""


def datatype_iri(kind: str) -> str:
    """Return the IRI of a type's datatype."""
    return PREFIXES["xsd"] + PARAMETER_TYPES[kind].datatype


def record_iri(iris: Iris, kind: str, record: str) -> str:
    """Return the IRI of a record of a type."""
    return {"claim": iris.claim, "topic": iris.topic, "article": iris.article, "study": iris.study}[kind](record)
