"""A sentence says that one thing brings about another where people were only observed.

Why: Who runs, who stretches and who is strong differs in much else. Studies without a trial can say what goes together;
about one press release in five turns that into a cause (Yu et al., COLING 2020).

Bad: Strong thighs prevent knee pain in runners [@luedke-2015].

Good: Strong thighs are linked to less knee pain in runners [@luedke-2015].

False positives: causes that are established in other ways than by trials; a trial that the graph does not hold yet.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.appraise.words import DESIGNS
from kg.labels import short_citation
from kg.problems import Severity
from kg.rules.about import cited_studies, marked_claims
from kg.rules.model import Flag
from kg.rules.wording import folded, in_quotes, is_order, negations, told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.prose.document import Document, Sentence
    from kg.records import Study
    from kg.rules.evidence import Evidence

CODE: Final = "KG501"
SEVERITY: Final = Severity.WARNING

_OBSERVED: Final = frozenset({"cohort", "case-control", "cross-sectional", "survey", "case-series"})
_REVIEWS: Final = frozenset({"meta-analysis", "systematic-review", "narrative-review"})
_INSTEAD_OF: Final = {
    "less": "prevent reduce lower decrease cut protect_against relieve slow halve",
    "more": "increase raise boost produce induce double",
    "": "cause trigger lead_to result_in contribute_to bring_on",
    "better": "improve strengthen heal cure speed_up",
    "worse": "weaken damage harm destroy wear_out wear_down ruin delay",
}
"""What things are linked to, instead of brought about by a verb."""


def _forms() -> dict[str, tuple[str, str]]:
    """Return for each form of a causal verb what to write in its place, "is" or "are" linked, and to what."""
    found: dict[str, tuple[str, str]] = {}
    for degree, verbs in _INSTEAD_OF.items():
        for verb in verbs.split():
            first, space, rest = verb.replace("_", " ").partition(" ")
            third = first[:-1] + "ies" if first.endswith("y") and first[-2] not in "aeo" else f"{first}s"
            found[third + space + rest] = ("is linked to", degree)
            found[first + space + rest] = ("are linked to", degree)
    return found


_FORMS: Final = _forms()
_RISK: Final = re.compile(r" (?:the|your|their|its|his|her|a [\w']+)? ?(risk|rate|odds|chance)s?\b")
_DETERMINER: Final = re.compile(r" (?:the|your|their|its|his|her)\b")
_VERB: Final = re.compile(
    rf"(?<!-)\b({'|'.join(sorted(map(re.escape, _FORMS), key=len, reverse=True))})\b"
    r"(?! (?:in|of|by|with|extremity|limbs?|body|legs?|risks?|rates?|odds|back|levels?|number|down|over|"
    r"during|(?:their|his|her|our) (?!risk|odds|chance))\b)(?= \w)"
)
_NOUN_BEFORE: Final = re.compile(
    r"\b(?:who|a|an|the|this|that|any|some|no|of|with|in|by|for|have|has|had|at|much|slightly|significantly|main|"
    r"common|possible|"
    r"known|root|likely|leading|most)\s+$|^\W*\w+ (?:and|or) $"
)
_OPEN_TO_DOUBT: Final = re.compile(
    r"\b(?:may|might|could|would|can|linked|associated|association|correlat\w+|tend(?:s|ed)? to|whether|if|possibl[ey]|"
    r"perhaps|seems?|appears?|suggests?|goes with|go with|related to|help to|to|not|believed|thought)\s+(?:\w+ )?$"
)


def check(document: Document, evidence: Evidence) -> Iterator[Flag]:
    """Yield each causal verb in a sentence whose claim or citations rest on observation alone."""
    for _, sentence in told(document):
        if not (sentence.citations or sentence.marks) or is_order(sentence.text) or negations(sentence.bare):
            continue
        found = _causal(sentence)
        studies = _behind(document, evidence, sentence) if found else ()
        if found is None or not studies or not all(map(_observes, studies)):
            continue
        start, end = found
        linked = _linked(folded(sentence.bare)[start:end], sentence.text[end:])
        yield Flag(
            document.locate(sentence, start, end),
            f"'{sentence.text[start:end]}' says what brings what about; the evidence shows what goes together",
            "write what is linked to what, or tell who was seen to have what:",
            "; ".join(f"{short_citation(x)} is a {_kind(x)}" for x in studies[:3]),
            sentence.text[:start] + linked,
            sentence=sentence.text,
        )


def _linked(verb: str, rest: str) -> str:
    """Return the end of a sentence from its causal verb on, said as a link.

    >>> _linked("reduces", " the risk of injury."), _linked("cause", " pain.")
    ('is linked to a lower risk of injury.', 'are linked to pain.')
    """
    words, degree = _FORMS[verb]
    if degree in {"less", "more"} and (risk := _RISK.match(rest)):
        return f"{words} a {'lower' if degree == 'less' else 'higher'} {risk[1]}{rest[risk.end() :]}"
    if degree:
        rest = _DETERMINER.sub("", rest, count=1) if _DETERMINER.match(rest) else rest
        return f"{words} {degree}{rest}"
    return f"{words}{rest}"


def _causal(sentence: Sentence) -> tuple[int, int] | None:
    low = folded(sentence.bare)
    for match in _VERB.finditer(low):
        before = low[max(0, match.start() - 40) : match.start()]
        if not before.strip() or _NOUN_BEFORE.search(before) or _OPEN_TO_DOUBT.search(before):
            continue
        if not in_quotes(sentence.text, *match.span()):
            return match.span()
    return None


def _behind(document: Document, evidence: Evidence, sentence: Sentence) -> tuple[Study, ...]:
    """Return the studies that a sentence rests on: those that support its claims, and those it cites.

    Nothing where one of its citations is not known, as that may be a trial.
    """
    cited = cited_studies(document, evidence, sentence)
    if any(not studies for _, studies in cited):
        return ()
    found = {study.id: study for _, studies in cited for study in studies}
    for claim in marked_claims(document, evidence, sentence):
        for line in claim.evidence:
            if line.direction == "supports" and line.study in evidence.studies:
                found[line.study] = evidence.studies[line.study]
    return tuple(found.values())


def _observes(study: Study) -> bool:
    """Return whether a study, or all that a review includes, watched people and did not change what they do."""
    if study.design in _REVIEWS:
        return bool(study.included_designs) and set(study.included_designs) <= _OBSERVED
    return study.design in _OBSERVED


def _kind(study: Study) -> str:
    one = DESIGNS[study.design][0]
    if study.design in _REVIEWS:
        return f"{one} of {', '.join(DESIGNS[x][1] for x in study.included_designs)}"
    return one
