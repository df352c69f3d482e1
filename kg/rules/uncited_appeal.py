"""A sentence appeals to research and does not say which.

Why: "Studies show" asks for trust without a way to check. Readers and colleagues cannot look it up, and nobody notices
when the research says something else.

Bad: Research shows that running wears out the knees.

Good: A review of 25 studies found less arthritis in runners for recreation than in people who did not run
[@alentorn-geli-2017].

False positives: an appeal whose source is named in words some sentences before; a link to the source at the end of the
paragraph.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.problems import Severity
from kg.rules.about import backing
from kg.rules.model import Flag
from kg.rules.wording import folded, in_quotes, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.prose.document import Document, Sentence
    from kg.rules.evidence import Evidence

CODE: Final = "KG101"
SEVERITY: Final = Severity.ERROR

_SCHOLARLY: Final = (
    r"(?:research|stud(?:y|ies)|evidence|trials?|data|science|scientists|researchers|experts|doctors|physicians|"
    r"specialists|surgeons|physiotherapists|literature|meta-analys[ei]s|(?:systematic|literature|scientific|cochrane|"
    r"umbrella|recent|large) reviews?|reviews? of (?:studies|trials|the (?:evidence|literature|research))|guidelines|"
    r"surveys|findings)"
)
_REPORTS: Final = (
    r"(?:shows?|showed|shown|suggests?|suggested|finds?|found|indicates?|indicated|demonstrates?|demonstrated|proves?|"
    r"proved|proven|confirms?|confirmed|reveals?|revealed|reports?|reported|supports?|supported|says?|say|agrees?|"
    r"agreed|recommends?|recommended|links?|linked|concludes?|concluded|estimates?|estimated|points? (?:to|out)|"
    r"pointed (?:to|out)|tells? us|backs?|believe|advise|warn|think|consider|establish(?:es|ed)?|documents?|documented)"
)
_APPEAL: Final = re.compile(
    rf"\b(?P<who>{_SCHOLARLY})\b(?! (?:guide|group|plan|room|session|skills|leave|design|run|and error|membership|"
    r"period|protection)\b)(?:,? (?!(?:you|your|our|my|so|will|if|who|we|were|was|is|are|must|that|which|whose|"
    r"what|where|or|some|not)\b)[\w'-]+){0,9}?,? "
    rf"{_REPORTS}\b(?! (?:to )?(?:your|our|us your)\b)"
    r"|\b(?:has|have) been (?:\w+ly )?(?:shown|proven|proved|demonstrated|found|reported|linked|documented)\b"
    r"(?! (?:to|by) (?:the|a|an|our|your|my|his|her)\b)"
    r"|\b(?:is|are|was|were) (?:\w+ly )?(?:proven|shown) to (?!(?:the|a|an|our|your|my|his|her)\b)"
    r"|\b(?:clinically|scientifically|medically) (?:proven|shown|tested|validated|established)\b"
    r"|\bit(?:'s| is| has been) (?:well|widely|generally|commonly|long|scientifically|now) "
    r"(?:known|established|accepted|documented|recogni[sz]ed|proven) (?:that|among|in)\b"
    rf"|\baccording to (?:\w+ ){{0,4}}{_SCHOLARLY}\b"
    rf"|\b(?:backed|supported|proven|confirmed) by (?:\w+ ){{0,3}}{_SCHOLARLY}\b"
    r"|\b(?:science|research|evidence)-backed\b"
    r"|\bthere(?:'s| is| was| isn't| is not) (?:\w+[ -]){0,3}evidence (?:that|for|to suggest|to support|against|"
    r"showing|on)\b"
    r"|\bthere(?:'s| is) (?:\w+ )?(?:strong|good|solid|clear|growing|ample|moderate|high-quality|convincing|"
    r"plenty of|a "
    r"lot of|little|no) evidence\b(?! of (?:an? )?(?:fracture|tear|swelling|infection|injury|damage)\b)"
)
_NOT_RESEARCH: Final = re.compile(
    r"(?:\b(?:your|my|his|her|our|their own|customer|patient|google|online|if|whether|until|unless|what|which|more|"
    r"further|future|watch|gps|app|scan|ask|see|for)\b[\w' -]{0,14}|\bhow (?:\w+ )?)$"
)
_ONE: Final = re.compile(r"\b(?:a|an|one|this|the|another|single|[12]\d{3})\b[\w' -]*$")
_DOES: Final = re.compile(r"\b(?:who|to|they|we|you|i) $")
_REFERS_BACK: Final = re.compile(r"^\W*(?:in |but |and |yet )?(?:the|this|that|these|those|both|its|their|another)\b")
_LEADS_ON: Final = re.compile(
    r"^\W*(?:in )?(?:the|this|one|a|an|these|their)\b.{0,40}?\b(?:stud(?:y|ies)|trials?|reviews?|"
    r"meta-analys[ei]s|authors|"
    r"research(?:ers)?|survey|team|paper)\b"
)


def check(document: Document, evidence: Evidence) -> Iterator[Flag]:
    """Yield each appeal to research without a citation in its sentence or in one beside it that is about the same."""
    for place, sentence in told(document):
        found = None if sentence.citations else find_appeal(sentence)
        if found is None or cited_beside(document, place):
            continue
        start, end = found
        why, paste = backing(document, evidence, sentence)
        yield Flag(
            document.locate(sentence, start, end),
            f"'{sentence.text[start:end]}' appeals to research and cites none",
            "cite the study, or say it without the appeal" + (", such as:" if paste else ""),
            why,
            paste,
            sentence=sentence.text,
        )


def find_appeal(sentence: Sentence) -> tuple[int, int] | None:
    """Return where the first appeal stands, as characters of the sentence."""
    low = folded(sentence.bare)
    for match in _APPEAL.finditer(low):
        if not in_quotes(sentence.text, *match.span()) and not _is_something_else(low, match):
            return match.span()
    return None


def _is_something_else(low: str, match: re.Match[str]) -> bool:
    """Return whether what seems to be the subject is somebody's own, asked for, to come, or a verb."""
    before = low[max(0, match.start() - 30) : match.start()]
    if match["who"] is None:
        return False
    if _NOT_RESEARCH.search(before) or (match["who"] == "study" and _DOES.search(before)):
        return True
    return match["who"].endswith(("study", "trial", "review")) and _ONE.search(before) is None


def cited_beside(document: Document, here: int) -> bool:
    """Return whether the next sentence gives the source, or this one takes up the source of one before."""
    sentence = document.sentences[here]
    after = document.sentences[here + 1 : here + 2]
    if any(x.block == sentence.block and x.citations and _LEADS_ON.search(folded(x.bare)) for x in after):
        return True
    before = [x for x in document.sentences[max(0, here - 3) : here] if x.block == sentence.block]
    return any(x.citations for x in before) and _REFERS_BACK.search(folded(sentence.bare)) is not None
