"""Articles against each other, against themselves, and against newer advice; and articles against the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.appraise.contradictions.evidence import listed
from kg.appraise.contradictions.model import Clash, Side
from kg.appraise.contradictions.stronger import stronger_side
from kg.appraise.voices import voices
from kg.appraise.words import VERDICTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.appraise.contradictions.evidence import Evidence, Speaker
    from kg.appraise.contradictions.model import Position
    from kg.appraise.model import Assessment, Leaning
    from kg.records import ContradictionKind

    Pole = tuple[str, Position]
    """A claim, said or denied."""

_GOES_AGAINST: Final[dict[Position, Leaning]] = {"for": "disputed", "against": "supported"}


def article_clashes(evidence: Evidence) -> Iterator[Clash]:
    """Yield where articles tell readers what cannot all hold: in two of them, in one, or after newer advice.

    Two hedges do not clash ("may help" and "may not" are one view); a hedge and a firm statement do, and are marked.
    Where both sides have a firm voice, only firm voices are listed.
    """
    for claim in evidence.claims:
        why = "The one says what the other denies."
        yield from _between(((claim, "for"), (claim, "against")), "opposite", why, evidence)
    for one, other, entry in evidence.pairs.values():
        if entry.kind == "superseded":
            yield from _superseded(one.id, other.id, entry.why, evidence)
        else:
            yield from _between(((one.id, "for"), (other.id, "for")), entry.kind, entry.why, evidence)


def evidence_clashes(evidence: Evidence) -> Iterator[Clash]:
    """Yield where articles say what the verdict speaks against; articles that only hedge stand apart.

    Opposite: they assert (or hedge) what is disputed, or deny what is supported. Wording: they assert or deny flatly
    what is contested, or what is unclear while a study that could decide goes against it; a hedge would do there, and
    is not listed.
    """
    for claim, assessment in evidence.assessments.items():
        for position in _GOES_AGAINST:
            kind = _against(assessment, position)
            speakers = evidence.saying(claim, position)
            if kind is None or not speakers:
                continue
            firm = [x for x in speakers if x.firm]
            hedging = [x for x in speakers if not x.firm] if kind == "opposite" else []
            for group, hedged in ((firm, False), (hedging, True)):
                if group:
                    yield _against_evidence((claim, position), group, kind, evidence, hedged=hedged)


def opposing_studies(assessment: Assessment, position: Position) -> tuple[str, ...]:
    """Return the studies of the best two levels that can decide on a claim and that go against a position, sorted."""
    return tuple(sorted(opposing_levels(assessment, position)))


def opposing_levels(assessment: Assessment, position: Position) -> dict[str, int]:
    """Return the same studies with the level at which they speak; the levels count from the best that can decide.

    A study speaks by its lines of the best rank: what it found beside the question goes against nobody.
    """
    heard = voices(assessment.lines)
    best = min((voice.level for voice in heard), default=0)
    wanted = "disputes" if position == "for" else "supports"
    return {voice.study: voice.level for voice in heard if wanted in voice.directions and voice.level <= best + 1}


def _against(assessment: Assessment, position: Position) -> ContradictionKind | None:
    """Return how the verdict goes against a position, or None where it does not."""
    wrong = _GOES_AGAINST[position]
    if assessment.verdict == wrong:
        return "opposite"
    leans = assessment.verdict == "unclear" and assessment.leaning == wrong and opposing_levels(assessment, position)
    if assessment.verdict == "contested" or leans:
        return "wording"
    return None


def _against_evidence(
    pole: Pole, speakers: Iterable[Speaker], kind: ContradictionKind, evidence: Evidence, *, hedged: bool
) -> Clash:
    claim, position = pole
    assessment = evidence.assessments[claim]
    other: Position = "against" if position == "for" else "for"
    sides = (
        _side(pole, speakers),
        Side(claim=claim, position=other, studies=opposing_studies(assessment, position)),
    )
    verb = ("hedged" if position == "for" else "doubted") if hedged else "asserted" if position == "for" else "denied"
    names = listed(evidence.name(x.article) for x in speakers)
    state = VERDICTS[assessment.verdict] + (", and leans the other way" if assessment.verdict == "unclear" else "")
    return Clash(
        id="/".join(
            (
                "article-evidence",
                claim,
                *(("denied",) if position == "against" else ()),
                *(("hedged",) if hedged else ()),
            )
        ),
        scope="article-evidence",
        kind=kind,
        origin="detected",
        sides=sides,
        explanation=f"“{evidence.claims[claim].text.rstrip('.')}” is {verb} by {names}; it is {state}.",
        stronger=stronger_side(sides, kind, evidence),
        hedged=hedged,
    )


def _between(poles: tuple[Pole, Pole], kind: ContradictionKind, why: str, evidence: Evidence) -> Iterator[Clash]:
    """Yield the clash between articles on two poles, and one for each article that is on both."""
    one, other = (evidence.saying(*pole) for pole in poles)
    key = "--".join(dict.fromkeys(pole[0] for pole in poles))
    by_article = {x.article: x for x in other}
    for speaker in one:
        same = by_article.get(speaker.article)
        if same is not None and (speaker.firm or same.firm):
            sides = (_side(poles[0], (speaker,)), _side(poles[1], (same,)))
            yield Clash(
                id=f"within-article/{speaker.article}/{key}",
                scope="within-article",
                kind=kind,
                origin="detected",
                sides=sides,
                explanation=f"{evidence.name(speaker.article)} takes both sides. {why}",
                stronger=stronger_side(sides, kind, evidence),
                hedged=not (speaker.firm and same.firm),
            )
    both = {x.article for x in one} & set(by_article)
    pairs = [(x, y) for x in one for y in other if x.article != y.article and (x.firm or y.firm)]
    pairs = [(x, y) for x, y in pairs if not {x.article, y.article} <= both]  # each is at odds with itself
    firm = [(x, y) for x, y in pairs if x.firm and y.firm]
    if pairs:
        kept = firm or pairs
        sides = (_side(poles[0], {x for x, _ in kept}), _side(poles[1], {y for _, y in kept}))
        names = [listed(evidence.name(x) for x in side.articles) for side in sides]
        yield Clash(
            id=f"article-article/{key}",
            scope="article-article",
            kind=kind,
            origin="detected",
            sides=sides,
            explanation=f"On one side {names[0]}, on the other {names[1]}. {why}",
            stronger=stronger_side(sides, kind, evidence),
            hedged=not firm,
        )


def _superseded(new: str, old: str, why: str, evidence: Evidence) -> Iterator[Clash]:
    """Yield the clash of articles that still give advice which newer advice replaces; hedging ones stand apart."""
    speakers = evidence.saying(old)
    for hedged in (False, True):
        group = [x for x in speakers if x.firm is not hedged]
        if group:
            sides = (_side((old, "for"), group), Side(claim=new))
            names = listed(evidence.name(x.article) for x in group)
            yield Clash(
                id=f"superseded/{old}--{new}" + ("/hedged" if hedged else ""),
                scope="superseded",
                kind="superseded",
                origin="detected",
                sides=sides,
                explanation=f"Still gives the older advice: {names}. {why}",
                stronger=stronger_side(sides, "superseded", evidence),
                hedged=hedged,
            )


def _side(pole: Pole, speakers: Iterable[Speaker]) -> Side:
    given = sorted(speakers)
    return Side(
        claim=pole[0],
        position=pole[1],
        articles=tuple(x.article for x in given),
        statements=tuple(place for x in given for place in x.statements),
    )
