"""A sentence gives a number as a fact and no source for it.

Why: Numbers are what readers remember and others copy. Without a source nobody can tell whether it was ever measured,
in whom, and when.

Bad: Running lowers the risk of knee replacement by 54%.

Good: Of the runners for recreation 3.5% had arthritis of the hip or knee [@alentorn-geli-2017].

False positives: the writer's own figures told without "we"; a dose or a training target that is not put as an
instruction.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.problems import Severity
from kg.rules.about import backing
from kg.rules.model import Flag
from kg.rules.uncited_appeal import cited_beside, find_appeal
from kg.rules.wording import folded, in_quotes, is_order, is_own, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.prose.document import Document, Sentence
    from kg.rules.evidence import Evidence

CODE: Final = "KG102"
SEVERITY: Final = Severity.WARNING

_FEW: Final = r"(?:one|two|three|four|five|six|seven|eight|nine|ten|\d{1,3})"
_PEOPLE: Final = (
    r"(?:people|adults|children|men|women|runners|joggers|athletes|patients|participants|americans|canadians|britons|"
    r"australians|knees|injuries|cases|recreational runners|marathon runners|beginners|novices|teenagers|adolescents)"
)
_NUMBER: Final = re.compile(
    r"\b\d+(?:[.,]\d+)?(?: ?(?:-|to|and|\u2013) ?\d+(?:[.,]\d+)?)? ?(?:%|percent\b|per cent\b)"
    rf"|\b{_FEW} (?:in|out of) (?:every )?{_FEW}\b(?! (?:minutes|weeks|days|months|years|sessions|hours|sets|steps))"
    rf"|\b(?:half|a third|one third|two thirds|two-thirds|a quarter|three quarters) of (?:all |the |these |those )?"
    rf"(?:\w+ )?{_PEOPLE}\b"
    rf"|\b(?:twice|{_FEW} times|\w+fold|\d+-fold) (?:as (?:likely|often|many|much|high|common)|more|less|higher|"
    rf"lower|greater|"
    r"the risk|the rate)\b"
    r"|\b(?:doubles|triples|halves|doubled|tripled|halved) (?:the|your|their|its|a runner's) (?:\w+ )?(?:risk|"
    r"rate|odds|chance)"
    rf"|\b\d{{1,3}}(?:,\d{{3}})+ {_PEOPLE}\b|\b\d+(?:\.\d+)? (?:million|billion) {_PEOPLE}\b"
    r"|\b(?:odds ratio|relative risk|hazard ratio|risk ratio)s? (?:of |was |is |= ?)?\d[\d.]*"
    r"|\b(?:p|n) ?[<=] ?0?[.\d]\d*"
)
_NO_FACT: Final = re.compile(
    r"[£$€]|\b(?:should|must|need to|aim|try to|discount|% off|sale|incline|gradient|slope|grade|humidity|"
    r"battery|cotton|recycled|pages|members|tickets|fee|price|"
    r"alcohol|solution|gel|cream|effort|max(?:imum|imal)?|vo2|heart rate|1rm|one-rep|pace|intensity|rule|full speed|"
    r"capacity|your (?:normal|usual|previous|current|weekly|longest)|dose|mg|sure|certain|guarantee\w*|committed|"
    r"if you|let's|you can|imagine|example|suppose|say,)\b"
)
_WHOLE: Final = re.compile(r"\b(?:100|110|101) ?(?:%|percent|per cent)")


def check(document: Document, evidence: Evidence) -> Iterator[Flag]:
    """Yield each number that is put as a fact without a citation in its sentence or in one beside it."""
    for place, sentence in told(document):
        found = None if sentence.citations else find_number(sentence)
        if found is None or find_appeal(sentence) or cited_beside(document, place):
            continue
        why, paste = backing(document, evidence, sentence)
        start, end = found
        yield Flag(
            document.locate(sentence, start, end),
            f"'{sentence.text[start:end]}' is given without a source",
            "cite where the number comes from, or leave it out",
            why,
            paste,
            sentence=sentence.text,
        )


def find_number(sentence: Sentence) -> tuple[int, int] | None:
    """Return where a number that is put as a fact stands, as characters of the sentence; advice has none."""
    low = folded(sentence.bare)
    if not any(x.isdecimal() for x in low) and not _SPELLED.search(low):
        return None
    if is_order(sentence.text) or is_own(sentence.text) or _NO_FACT.search(low):
        return None
    for match in _NUMBER.finditer(low):
        if not in_quotes(sentence.text, *match.span()) and not _WHOLE.match(match[0]):
            return match.span()
    return None


_SPELLED: Final = re.compile(r"\b(?:half|third|quarter|twice|times|doubl|tripl|halv|in|out of)|fold\b")
