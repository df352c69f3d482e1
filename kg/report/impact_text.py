"""The reach of some studies as text: what would change if they fell, and what would not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.appraise.impact import hanging
from kg.appraise.stance import BEARING_WORDS
from kg.appraise.words import headline, reason_words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.appraise.impact import Change, Impact, TouchedReference
    from kg.appraise.model import Appraisal


def render_impact(impact: Impact, cite: Callable[[str], str]) -> str:
    """Return the full reach; `cite` gives a study's name for its id."""
    return "\n".join(_lines(impact, cite)) + "\n"


def _lines(impact: Impact, cite: Callable[[str], str]) -> Iterator[str]:
    verdicts = [change for change in impact.claims if change.verdict_changes]
    certainties = [change for change in impact.claims if change.changes and not change.verdict_changes]
    same = [change for change in impact.claims if not change.changes]
    names = ", ".join(f"{cite(study)} ({study})" for study in impact.studies)
    yield f"If {names} fell, of {len(impact.claims)} claims with a line from {_them(len(impact.studies))}:"
    yield f"  {len(verdicts)} would get another verdict, {len(certainties)} only another certainty, {len(same)} neither"
    yield f"  {_touched(impact)}"
    yield from _changes("Verdict changes", verdicts, cite)
    yield from _changes("Only the certainty changes", certainties, cite)
    if same:
        yield ""
        yield "Neither verdict nor certainty changes"
        yield from (f"  {change.claim}: {headline(change.before)}" for change in same)
    if impact.judgements:
        yield ""
        yield "Curators' judgements that would be void"
        yield from (f"  {claim}" for claim in impact.judgements)
    if impact.statements:
        yield ""
        yield "Statements of articles on claims with another verdict"
        for touched in impact.statements:
            moved = f"{BEARING_WORDS[touched.before]} → {BEARING_WORDS[touched.after]}"
            kept = f"still {BEARING_WORDS[touched.after]}" if touched.before == touched.after else moved
            yield f"  {touched.article}/{touched.anchor} on {touched.claim}: {kept}"
    if impact.references:
        yield ""
        yield "References that lead there"
        yield from (f"  {x.article}/{x.reference} → {x.study}{_worth(x)}" for x in impact.references)


def _them(number: int) -> str:
    return "it" if number == 1 else "them"


def _changes(title: str, changes: list[Change], cite: Callable[[str], str]) -> Iterator[str]:
    if changes:
        yield ""
        yield title
    for change in changes:
        yield f"  {change.claim}"
        yield f"    now    {headline(change.before)}"
        if change.judged:
            yield f"    rules  {headline(change.computed)}"
        yield f"    then   {headline(change.after)}"
        for reason in change.after.why:
            yield f"           {reason_words(reason, cite)}"
        for reason in change.after.lowered:
            if reason.steps:
                yield f"           Not more certain, because {reason_words(reason, cite)}."


def _touched(impact: Impact) -> str:
    """Return how far it reaches into articles, in one line."""
    articles = len({x.article for x in impact.statements})
    of = f" of {_counted(articles, 'article')}" if articles else ""
    statements = f"{_counted(len(impact.statements), 'statement')}{of} on claims with another verdict"
    return f"{statements}; {_counted(len(impact.references), 'reference')} to {_them(len(impact.studies))}"


def _counted(number: int, noun: str) -> str:
    return f"{number or 'no'} {noun}{'s' if number > 1 else ''}"


def _worth(reference: TouchedReference) -> str:
    """Return that a curator's verdict on a reference would have to be looked at again, where it would."""
    return f" (its curated verdict, {reference.curated}, would need review)" if reference.voided else ""


def render_keystones(appraisal: Appraisal, cite: Callable[[str], str]) -> str:
    """Return the studies on which verdicts hang, those with most claims first; then what only a judgement holds up."""
    ranked = hanging(appraisal)
    lines = [f"{len(claims)}  {study} ({cite(study)}): {', '.join(claims)}" for study, claims in ranked.items()]
    carry = "1 study carries" if len(ranked) == 1 else f"{len(ranked)} studies carry"
    head = f"{carry} the verdict of a claim alone ('kg impact STUDY' tells what would change):"
    text = "\n".join([head, *lines]) + "\n" if ranked else "no verdict hangs on a single study\n"
    return text + "".join(f"{line}\n" for line in _held(appraisal))


def _held(appraisal: Appraisal) -> Iterator[str]:
    """Yield the claims that a curator judged and that by the rules alone would hang on a study."""
    judged = (found for name, found in appraisal.claims.items() if appraisal.standing[name].basis == "judged")
    hanging_by_rules = [found for found in judged if found.keystones]
    if hanging_by_rules:
        yield ""
        yield "By the rules alone these would hang on a study as well; a curator's judgement stands:"
        yield from (f"   {found.claim}: {', '.join(found.keystones)}" for found in hanging_by_rules)
