"""What a verdict means for a reader in plain words, and the reason for it in one line.

After GRADE's informative statements (Santesso et al. 2020, J Clin Epidemiol 119:126, GRADE guidelines 26): a plain verb
where certainty is high, "probably" where it is moderate, "may" where it is low, "it is very uncertain whether" where it
is very low.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.appraise.words import kinds_of, reason_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.appraise.model import Assessment, Leaning, ReasonCode, WeighedLine
    from kg.appraise.words import Cite
    from kg.records import Certainty, Claim, Direction, Verdict

_SUPPORTED: Final[dict[Certainty, str]] = {
    "high": "The evidence shows that {claim}.",
    "moderate": "It is probably true that {claim}.",
    "low": "It may be true that {claim}.",
    "very-low": "It is very uncertain whether {claim}. The best evidence there is points that way,",
}
_DISPUTED: Final[dict[Certainty, str]] = {
    "high": "It is not true that {claim}.",
    "moderate": "It is probably not true that {claim}.",
    "low": "It may not be true that {claim}.",
    "very-low": "It is very uncertain whether {claim}. The best evidence there is points the other way,",
}
_REPORTED: Final[dict[Certainty, str]] = {
    "high": "It is correct that {claim}.",
    "moderate": "It is probably correct that {claim}.",
    "low": "It may be correct that {claim}.",
    "very-low": "It is very uncertain whether {claim}.",
}
_YES: Final[dict[Certainty, str]] = {
    "high": "yes",
    "moderate": "probably",
    "low": "perhaps",
    "very-low": "very uncertain",
}
_NO: Final[dict[Certainty, str]] = {
    "high": "no",
    "moderate": "probably not",
    "low": "perhaps not",
    "very-low": "very uncertain",
}
_OPEN: Final[dict[Verdict, str]] = {
    "contested": "studies disagree",
    "unclear": "not known",
    "untested": "not studied",
}
_CONTESTED: Final[dict[Certainty, str]] = {
    "high": "The best studies disagree on whether {claim}.",
    "moderate": "The best studies disagree on whether {claim}.",
    "low": "It is uncertain whether {claim}: the best studies disagree.",
    "very-low": "It is very uncertain whether {claim}: the best studies there are disagree.",
}
_UNCLEAR: Final[dict[Leaning | None, str]] = {
    "supported": "It is not known whether {claim}. What has been studied leans towards it and settles nothing.",
    "disputed": "It is not known whether {claim}. What has been studied leans against it and settles nothing.",
    "contested": "It is not known whether {claim}. What has been studied points both ways and settles nothing.",
    None: "It is not known whether {claim}. What has been studied gives no answer.",
}
_UNTESTED: Final = "Whether {claim} is not known: no study of it is in this collection."
_MORE: Final[dict[Certainty, str]] = {
    "high": "Further studies are unlikely to change that.",
    "moderate": "Further studies could still change the answer.",
    "low": "Further studies may well change the answer.",
    "very-low": "but better studies could turn it round.",
}
_REPORT: Final = "That is what was reported; whether it holds is another question."
_UNCONFIRMED: Final = "It has not been confirmed that {claim}: what was looked at gives no answer."
_NAMED: Final = 2
"""So many studies that decide are named in the line that gives the reason; more are counted."""
_MOST: Final = 3
_BECAUSE: Final[dict[ReasonCode, str]] = {
    "only-indirect": "all of it is on neighbouring questions",
    "dissent": "evidence nearly as good goes the other way",
    "one-study": "it rests on one study",
    "small": "fewer than 100 people were studied",
    "imprecise": "the interval is wide",
    "confounding": "other differences between people can explain it",
    "left-open": "evidence nearly as good, or better, has no answer",
    "reported-bias": "the authors themselves report a serious risk of bias",
    "reported-certainty": "the authors themselves are no more certain",
    "expression-of-concern": "a publisher has expressed concern",
}
"""Reasons for a step down as clauses; the others as they stand in `kg.appraise.words`."""


def plain_words(claim: Claim, verdict: Verdict, certainty: Certainty | None, leaning: Leaning | None) -> str:
    """Return what a verdict means, in one or two sentences made from the claim's own."""
    certainty = certainty or "very-low"
    clause = _clause(claim)
    report = claim.kind == "reported-finding"
    match verdict:
        case "untested":
            return _UNTESTED.format(claim=clause)
        case "unclear":
            return (_UNCONFIRMED if report and leaning is None else _UNCLEAR[leaning]).format(claim=clause)
        case "contested":
            words, more = _CONTESTED[certainty], ""
        case "disputed":
            words, more = _DISPUTED[certainty], _MORE[certainty]
        case "supported":
            words, more = (_REPORTED[certainty], _REPORT) if report else (_SUPPORTED[certainty], _MORE[certainty])
    return f"{words.format(claim=clause)} {more}".rstrip()


def short_answer(verdict: Verdict, certainty: Certainty | None) -> str:
    """Return the answer to the question whether a claim is true, in a word or two."""
    if verdict == "supported":
        return _YES[certainty or "very-low"]
    if verdict == "disputed":
        return _NO[certainty or "very-low"]
    return _OPEN[verdict]


def _clause(claim: Claim) -> str:
    """Return the claim as it stands inside a sentence: without its full stop, its first word in lower case.

    A first word keeps its capital where it has another one or a digit (NSAIDs, COVID-19), or where a field of the claim
    writes it with a capital inside a phrase (Achilles).
    """
    text = claim.text.rstrip(".")
    first = text.split(maxsplit=1)[0].rstrip(",")
    fields = (claim.population, claim.exposure, claim.intervention, claim.comparator, claim.outcome)
    name = any(first in (field or "").replace(",", " ").split() for field in fields)
    plain = first[1:].islower() or len(first) == 1
    return text if name or not plain else text[0].lower() + text[1:]


def reason_in_a_line(found: Assessment, cite: Cite = str) -> str:
    """Return why verdict and certainty are what they are, in one sentence; `cite` gives a study's name for its id."""
    if found.basis == "judged" or not found.decided_by or found.verdict == "unclear":
        reasons = [x for x in found.why if x.code not in {"best-level-agrees", "best-level-conflicts"}]
        return " ".join(reason_words(x, cite) for x in reasons)
    doubts = tuple(_doubts(found))
    certainty = (found.certainty or "").replace("-", " ")
    end = f"; certainty is {certainty} because {_joined(doubts)}" if doubts else ""
    return f"{_best(found, cite)}{end}."


def _best(found: Assessment, cite: Cite) -> str:
    sides = {way: tuple(_deciding(found, way)) for way in ("supports", "disputes")}
    pro, con = (_kinds(lines, cite) for lines in sides.values())
    if found.verdict == "contested":
        return f"The best evidence goes both ways: {pro} for it, {con} against it"
    return f"The best evidence on it, {pro or con}, speaks {'for' if pro else 'against'} it"


def _deciding(found: Assessment, way: Direction) -> Iterator[WeighedLine]:
    """Yield one line for each study that decides this way."""
    seen = set[str]()
    for line in found.lines:
        decides = line.standing == "decisive" and line.level.number == found.level and line.direction == way
        if decides and line.study in found.decided_by and line.study not in seen:
            seen.add(line.study)
            yield line


def _kinds(lines: tuple[WeighedLine, ...], cite: Cite) -> str:
    if not lines:
        return ""
    words = " ".join("one" if x == "1" else x for x in kinds_of(lines).split(" "))
    names = tuple(cite(x.study) for x in sorted(lines, key=lambda x: x.study))
    words = words.replace("(indirect)", "on a neighbouring question")
    return f"{words} ({' and '.join(names)})" if len(names) <= _NAMED else words


def _doubts(found: Assessment) -> Iterator[str]:
    """Yield what keeps the certainty from being high: the kind of study first, then each step down."""
    if found.starts_at not in {None, "high"}:
        yield "no better kind of study decides it"
    for reason in found.lowered:
        if reason.steps and reason.code != "conflict":  # the verdict has said that
            yield _BECAUSE.get(reason.code) or reason_words(reason).partition(": ")[0]


def _joined(clauses: tuple[str, ...]) -> str:
    """Return clauses as a list; what is too much for a line is counted."""
    shown = clauses[:_MOST]
    *head, last = shown
    words = f"{', '.join(head)} and {last}" if head else last
    more = len(clauses) - len(shown)
    return f"{words}, among other reasons" if more else words
