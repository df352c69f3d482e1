"""Why a claim's verdict or certainty changed: each study's part in it, tried by taking it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.structs import replace

from kg.appraise.assess import assess
from kg.appraise.judgement import fingerprint, standing, stands
from kg.diff.fields import compare, values
from kg.diff.model import Answer, Cause
from kg.labels import estimate, short_citation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.appraise.model import Assessment
    from kg.diff.model import Field
    from kg.records import Claim, Direction, EvidenceLine, IntegrityStatus, Study

_SAYS: Final[dict[Direction, str]] = {
    "supports": "supports it", "disputes": "disputes it", "inconclusive": "leaves it open",
}  # fmt: skip
_STATUS: Final[dict[IntegrityStatus, str]] = {
    "ok": "has no notice against it",
    "corrected": "was corrected",
    "concern": "is under an expression of concern",
    "retracted": "was retracted",
    "reinstated": "was reinstated",
}


def answer_of(claim: Claim, studies: Mapping[str, Study]) -> Answer:
    """Return the verdict that stands on a claim, in short: the curator's while it holds, else the computed one."""
    return in_short(standing(claim, assess(claim, studies), studies))


def in_short(assessment: Assessment) -> Answer:
    """Return an assessment in short."""
    return Answer(assessment.verdict, assessment.leaning, assessment.certainty)


def causes(before: Claim, after: Claim, old: Mapping[str, Study], new: Mapping[str, Study]) -> tuple[Cause, ...]:
    """Return what changed about the evidence of a claim, first what decides, then by study.

    A part decides where the answer would be another if it alone were taken back. What changed in the record of a study,
    beside its integrity, is told only where it decides, or where the answer changed though no part decides alone.
    """
    now = answer_of(after, new)
    found = [
        (Cause(part.study, part.words, answer_of(part.claim, {**new, **part.studies}) != now), part.loud)
        for part in _parts(_Case(before, after, old, new))
    ]
    nothing_decides = now != answer_of(before, old) and not any(cause.decides for cause, _ in found)
    told = [cause for cause, loud in found if loud or cause.decides or nothing_decides]
    return tuple(sorted(told, key=lambda cause: (not cause.decides, cause.study or "")))


def is_news(before: Study, after: Study) -> bool:
    """Return whether a publication's editorial status changed; that a look-up found no notice is no news."""
    was, now = _status(before), _status(after)
    return was != now and bool({was, now} - {None, "ok"})


def integrity_words(status: IntegrityStatus) -> str:
    """Return what became of a publication, as the end of a sentence."""
    return _STATUS[status]


class _Case(NamedTuple):
    """A claim and the studies, earlier and later."""

    before: Claim
    after: Claim
    old: Mapping[str, Study]
    new: Mapping[str, Study]


class _Part(NamedTuple):
    """One thing that changed, and the claim and studies with it taken back; `loud`: told in any case."""

    study: str | None
    words: str
    claim: Claim
    studies: Mapping[str, Study]
    loud: bool = False


def _parts(case: _Case) -> Iterator[_Part]:
    own = _of_the_claim(case.before, case.after)
    if own:
        as_it_was = replace(case.before, evidence=case.after.evidence, judgement=case.after.judgement)
        yield _Part(None, own, as_it_was, {})
    yield from _of_the_judgement(case)
    for study in sorted({line.study for claim in (case.before, case.after) for line in claim.evidence}):
        yield from _of_the_lines(study, case)
        yield from _of_the_record(study, case)


def _of_the_claim(before: Claim, after: Claim) -> str:
    """Return which of the claim's own values changed that its verdict rests on."""
    found = [
        _field(change)
        for change in compare(values(before), values(after))
        if change.name in {"kind", "effect", "exposure", "intervention"}
    ]
    return f"the claim itself: {', '.join(found)}" if found else ""


def _of_the_judgement(case: _Case) -> Iterator[_Part]:
    """Yield what became of the curator's judgement: given, withdrawn, or overtaken by other changes."""
    was, now = case.before.judgement, case.after.judgement
    if was != now:
        words = f"{now.by} judged it {now.verdict} on {now.date}" if now else "the curator's judgement was withdrawn"
        yield _Part(None, words, replace(case.after, judgement=was), {}, loud=True)
    elif now is not None and stands(case.before, case.old) and not stands(case.after, case.new):
        bound_anew = replace(now, of=fingerprint(case.after, case.new))
        words = f"the judgement by {now.by} ({now.verdict}, {now.date}) stands no longer, as the claim or its evidence "
        words += "changed"
        yield _Part(None, words, replace(case.after, judgement=bound_anew), {}, loud=True)


def _of_the_lines(study: str, case: _Case) -> Iterator[_Part]:
    """Yield what changed about the lines of a study."""
    was, now = ({x.finding: x for x in claim.evidence if x.study == study} for claim in (case.before, case.after))
    words = " and ".join(_lines(was, now))
    if words:
        old, new = case.old.get(study), case.new.get(study)
        known = new or old
        name = short_citation(known) if known else study
        side = ", new here," if old is None and not was else ", no longer in the data," if new is None else ""
        lines = (*(x for x in case.after.evidence if x.study != study), *was.values())
        studies = {study: old} if new is None and old is not None else {}
        yield _Part(study, f"{name}{side} {words}", replace(case.after, evidence=lines), studies, loud=True)


def _of_the_record(study: str, case: _Case) -> Iterator[_Part]:
    """Yield what changed about the integrity of a study, and about the rest of its record."""
    old, new = case.old.get(study), case.new.get(study)
    if old is None or new is None:
        return
    name = short_citation(new)
    if is_news(old, new):
        words = f"{name} {_STATUS[_status(new) or 'ok']}"
        yield _Part(study, words, case.after, {study: replace(new, integrity=old.integrity)}, loud=True)
    found = compare(_record(old), _record(new))
    if found:
        words = f"{name}: {', '.join(map(_field, found))}"
        yield _Part(study, words, case.after, {study: replace(old, integrity=new.integrity)})


def _lines(was: Mapping[str | None, EvidenceLine], now: Mapping[str | None, EvidenceLine]) -> Iterator[str]:
    """Yield what became of a study's lines, each once."""
    told = set[str]()
    for finding in sorted({*was, *now}, key=lambda x: x or ""):
        one, other = was.get(finding), now.get(finding)
        words = ""
        if one is None and other is not None:
            words = f"now {_says(other)}" if was else _says(other)
        elif one is not None and other is None:
            words = f"no longer {_says(one)}"
        elif one and other and (one.direction, one.directness) != (other.direction, other.directness):
            words = f"now {_says(other)} (before: {_says(one)})"
        if words and words not in told:
            told.add(words)
            yield words


def _says(line: EvidenceLine) -> str:
    return _SAYS[line.direction] + (" indirectly" if line.directness == "indirect" else "")


def _status(study: Study) -> IntegrityStatus | None:
    return study.integrity.status if study.integrity else None


def _record(study: Study) -> dict[str, str]:
    """Return what an appraisal looks at in a study, beside its integrity."""
    found = values(study, ("title", "authors", "seen_at", "url", "integrity", "volume", "issue", "pages"))
    found |= {f"overlap with {each.study}": each.kind for each in study.overlaps}
    return found | {f"finding {each.id}": estimate(each) or each.measure for each in study.findings}


def _field(change: Field) -> str:
    if change.before is None:
        return f"{change.name} is now given as '{change.after}'"
    if change.after is None:
        return f"{change.name} is no longer given (before: '{change.before}')"
    return f"{change.name} is now '{change.after}' (before: '{change.before}')"
