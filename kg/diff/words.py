"""A change of the evidence in plain English, as release notes: sections of sentences, the most important first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from msgspec import Struct

from kg.appraise.words import CERTAINTY, LEANINGS
from kg.diff.causes import integrity_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.diff.model import (
        Answer,
        ArticleEntry,
        Changes,
        ClaimChange,
        ClaimEntry,
        Contradicting,
        Edited,
        FindingChange,
        IntegrityChange,
        Reworded,
        Standing,
        StudyEntry,
    )
    from kg.records import Stance, Verdict

NOTHING: Final = "Nothing changed in the evidence."
_STANCES: Final[dict[Stance, str]] = {"asserts": "asserts", "hedges": "says, hedged,", "denies": "denies"}
_STANDS: Final[dict[str, str]] = {
    "with": "goes with the evidence",
    "beyond": "says more than the evidence does",
    "against": "goes against the evidence",
    "open": "is about what has no evidence",
}
_STOOD: Final[dict[str, str]] = {
    "with": "went with it",
    "beyond": "said more than it",
    "against": "went against it",
    "open": "had none to go by",
}


class Item(Struct, frozen=True):
    """One change: a sentence, what it rests on, and the records it is about as (kind, id)."""

    text: str
    details: tuple[str, ...] = ()
    about: tuple[tuple[str, str], ...] = ()


class Section(Struct, frozen=True):
    """A heading and the changes under it; `summary` tells them in a few words, such as "2 verdicts changed"."""

    title: str
    summary: str
    items: tuple[Item, ...]


def headline(sections: Iterable[Section]) -> str:
    """Return all sections in one sentence."""
    parts = [section.summary for section in sections]
    return f"{', '.join(parts)}." if parts else NOTHING


def tell(changes: Changes, *, full: bool = True) -> tuple[Section, ...]:
    """Return what changed in sections, without those that would be empty; not `full`: edited fields by name only."""
    worse = [x for x in changes.standings if x.after == "against"]
    better = [x for x in changes.standings if x.before == "against"]
    other = [x for x in changes.standings if "against" not in {x.before, x.after}]
    c = changes
    every = (
        ("Verdicts", "{n} verdict{s} changed", map(_verdict, c.verdicts)),
        ("Articles now against the evidence", "{n} statement{s} now against the evidence", _standings(worse)),
        ("Articles no longer against it", "{n} statement{s} no longer against it", _standings(better)),
        ("Integrity of studies", "{n} notice{s} about studies", map(_integrity, c.integrity)),
        ("Certainty", "certainty of {n} claim{s} changed", map(_certainty, c.certainties)),
        ("Contradictions opened", "{n} contradiction{s} opened", _contradictions(c.contradictions_opened)),
        ("Contradictions closed", "{n} contradiction{s} closed", _closed(c.contradictions_closed)),
        ("Claims added", "{n} claim{s} added", map(_claim, c.claims_added)),
        ("Claims removed", "{n} claim{s} removed", map(_claim, c.claims_removed)),
        ("Claims reworded", "{n} claim{s} reworded", map(_reworded, c.claims_reworded)),
        ("Studies added", "{n} {studies} added", map(_study, c.studies_added)),
        ("Studies removed", "{n} {studies} removed", map(_study, c.studies_removed)),
        ("Numbers of findings", "{n} finding{s} changed", map(_finding, c.findings)),
        ("Evidence that leaves the verdict", "evidence of {n} more claim{s} changed", map(_evidence, c.evidence)),
        ("Articles added", "{n} article{s} added", map(_article, c.articles_added)),
        ("Articles removed", "{n} article{s} removed", map(_article, c.articles_removed)),
        ("Other shifts of articles", "{n} other shift{s} of articles", _standings(other)),
        ("Topics added", "{n} topic{s} added", map(_topic, c.topics_added)),
        ("Topics removed", "{n} topic{s} removed", map(_topic, c.topics_removed)),
        ("Records edited", "{n} record{s} edited", map(_edited if full else _edited_in_short, c.edited)),
    )
    return tuple(_sections(every))


def answer_words(answer: Answer) -> str:
    """Return verdict and certainty, such as "disputed (low certainty)"."""
    if answer.verdict == "unclear":
        return f"unclear ({LEANINGS[answer.leaning]})" if answer.leaning else "unclear"
    return f"{answer.verdict} ({CERTAINTY[answer.certainty]})" if answer.certainty else answer.verdict


def _sections(every: Iterable[tuple[str, str, Iterable[Item]]]) -> Iterator[Section]:
    for title, summary, found in every:
        items = tuple(found)
        if items:
            one = len(items) == 1
            words = summary.format(n=f"{len(items):,}", s="" if one else "s", studies="study" if one else "studies")
            yield Section(title, words, items)


def _verdict(change: ClaimChange) -> Item:
    words = f"{_quoted(change.text)} is now {answer_words(change.after)}; it was {answer_words(change.before)}."
    return _because(change, words)


def _certainty(change: ClaimChange) -> Item:
    words = f"{_quoted(change.text)} is still {change.after.verdict}: now {_degree(change.after)}, before "
    return _because(change, f"{words}{_degree(change.before)}.")


def _evidence(change: ClaimChange) -> Item:
    details = tuple(f"{cause.words}." for cause in change.causes)
    return Item(f"{_quoted(change.text)} stays {answer_words(change.after)}.", details, _about(change))


def _because(change: ClaimChange, words: str) -> Item:
    deciding = [cause for cause in change.causes if cause.decides]
    lead = "Because" if deciding else "Because of all of this together:"
    details = tuple(f"{lead} {cause.words}." for cause in deciding)
    if not deciding and change.causes:
        details = (f"{lead} {'; '.join(cause.words for cause in change.causes)}.",)
    details += tuple(f"Also: {cause.words}." for cause in change.causes if deciding and not cause.decides)
    return Item(words, details, _about(change))


def _about(change: ClaimChange) -> tuple[tuple[str, str], ...]:
    studies = tuple(("study", cause.study) for cause in change.causes if cause.study)
    return (("claim", change.claim), *studies)


def _degree(answer: Answer) -> str:
    if answer.verdict == "unclear":
        return LEANINGS[answer.leaning] if answer.leaning else "leans neither way"
    return CERTAINTY[answer.certainty] if answer.certainty else "no certainty"


def _standing(change: Standing) -> Item:
    by = "" if change.moved == "evidence" else ", having changed its own words"
    words = f"{change.name} {_STANCES[change.stance]} {_quoted(change.text)}, which is {_called(change.verdict)}: "
    words += f"it now {_STANDS[change.after]} (before: {_STOOD[change.before]}){by}."
    return Item(words, (), (("article", change.article), ("claim", change.claim)))


def _standings(changes: Iterable[Standing]) -> Iterator[Item]:
    """Yield one item for all statements that an article makes on a claim in the same way."""
    found: dict[Item, list[str]] = {}
    for change in changes:
        found.setdefault(_standing(change), []).append(f"{change.article}/{change.anchor}")
    for item, places in found.items():
        yield Item(
            item.text, (f"{'Statement' if len(places) == 1 else 'Statements'} {', '.join(places)}.",), item.about
        )


def _called(verdict: Verdict) -> str:
    return "untested" if verdict == "untested" else f"{verdict} by the evidence" if verdict.endswith("ed") else verdict


def _integrity(change: IntegrityChange) -> Item:
    status = change.after or "ok"
    date = f" ({change.date})" if change.date else ""
    words = f"{change.name} {integrity_words(status)}{date}{f': {change.why}' if change.why else ''}"
    details = [f"It bears on {', '.join(change.claims)}."] if change.claims else ["It bears on no claim."]
    if change.notice:
        details.append(f"Notice: {change.notice}")
    about = (("study", change.study), *(("claim", claim) for claim in change.claims))
    return Item(_ended(words), tuple(details), about)


def _contradictions(changes: Iterable[Contradicting]) -> Iterator[Item]:
    """Yield each contradiction; of studies, all pairs on one claim in one item."""
    studies: dict[str, list[Contradicting]] = {}
    for change in changes:
        if change.studies:
            studies.setdefault(change.claims[0], []).append(change)
        else:
            yield _contradiction(change)
    for claim, found in studies.items():
        text = f"Studies that point both ways on {_quoted(found[0].texts[0])} (detected)."
        against: dict[str, list[str]] = {}
        for change in found:
            against.setdefault(change.studies[0], []).append(f"{change.studies[1]} ({change.kind})")
        details = tuple(f"{name} supports it; against it {', '.join(others)}." for name, others in against.items())
        yield Item(text, details, (("claim", claim),))


def _closed(changes: Iterable[Contradicting]) -> Iterator[Item]:
    """Yield contradictions that are no more, with what was said of them."""
    for item in _contradictions(changes):
        yield Item(item.text, tuple(f"Before: {detail}" for detail in item.details), item.about)


def _contradiction(change: Contradicting) -> Item:
    about = (*(("claim", x) for x in change.claims), *(("article", x) for x in change.articles))
    sides = (" and " if change.articles else " against ").join(map(_quoted, change.texts))
    return Item(f"{sides} ({change.kind}, {change.origin}).", (_ended(change.explanation),), about)


def _claim(entry: ClaimEntry) -> Item:
    return Item(f"{_quoted(entry.text)}: {answer_words(entry.answer)}.", (), (("claim", entry.claim),))


def _reworded(change: Reworded) -> Item:
    return Item(f"{_quoted(change.after)}", (f"Before: {_quoted(change.before)}",), (("claim", change.claim),))


def _study(entry: StudyEntry) -> Item:
    bears = f"It bears on {', '.join(entry.claims)}." if entry.claims else "It bears on no claim."
    about = (("study", entry.study), *(("claim", claim) for claim in entry.claims))
    return Item(_ended(f"{entry.name}: {entry.title}"), (bears,), about)


def _finding(change: FindingChange) -> Item:
    if change.before is None:
        words = f"added, {change.after}"
    else:
        words = f"now {change.after}, before {change.before}" if change.after is not None else "removed"
    return Item(f"{change.name}, {change.outcome} ({change.finding}): {_ended(words)}", (), (("study", change.study),))


def _article(entry: ArticleEntry) -> Item:
    count = f"{entry.statements} statement{'' if entry.statements == 1 else 's'}"
    against = f"{entry.against} of them against the evidence" if entry.against else "none of them against the evidence"
    return Item(f"{entry.name}: {count}, {against}.", (), (("article", entry.article),))


def _topic(name: str) -> Item:
    return Item(f"{name}.", (), (("topic", name),))


def _edited(change: Edited) -> Item:
    details = tuple(_ended(_field(x.name, x.before, x.after)) for x in change.fields)
    return Item(f"{change.kind.capitalize()} {change.id}.", details, ((change.kind, change.id),))


def _edited_in_short(change: Edited) -> Item:
    names = ", ".join(x.name for x in change.fields)
    return Item(f"{change.kind.capitalize()} {change.id}: {names}.", (), ((change.kind, change.id),))


def _field(name: str, before: str | None, after: str | None) -> str:
    if before is None:
        return f"{name} added: {after}"
    return f"{name} removed: {before}" if after is None else f"{name}: {after} (before: {before})"


def _quoted(text: str) -> str:
    return f"“{text.removesuffix('.')}”"


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
