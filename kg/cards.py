"""A record as a card: lines of text with their place and role, for a terminal or any other plain surface."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from kg.appraise import appraise, appraise_claim
from kg.appraise.citation_review import review_of
from kg.appraise.judgement import review_reasons, standing
from kg.appraise.stance import BEARING_WORDS, bearing
from kg.appraise.words import CERTAINTY, VERDICTS, explain, headline
from kg.labels import article_name, estimate, short_citation, statement_anchor
from kg.matching.names import Names
from kg.matching.words import stems
from kg.records import Article, Claim, Conflict, Study, Synonym, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from kg.records import Direction, EvidenceLine, Finding, Judgement, Record, Records, Reference, Verdict

Role = Literal["kind", "title", "head", "supports", "disputes", "inconclusive", "text", "quiet"]

DIRECTION_WORDS: Final[dict[Direction, str]] = {
    "supports": "supports",
    "disputes": "disputes",
    "inconclusive": "inconclusive",
}
_MARKS: Final[dict[Direction, str]] = {"supports": "+", "disputes": "-", "inconclusive": "~"}


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of a card: `indent` in characters, wrapped under itself; an empty text is a blank line."""

    text: str = ""
    indent: int = 0
    role: Role = "text"


def find_record(records: Records, name: str) -> Record | None:
    """Return the record with an id, whatever its kind, or None."""
    every: tuple[tuple[Record, ...], ...] = (
        records.claims,
        records.studies,
        records.articles,
        records.topics,
        records.synonyms,
        records.conflicts,
    )
    return next((record for kind in every for record in kind if record.id == name), None)


def card(records: Records, record: Record, today: date) -> tuple[Line, ...]:
    """Return the card of a record; `today` decides whether a judgement is too old."""
    match record:
        case Claim():
            return tuple(_claim(records, record, today))
        case Study():
            return tuple(_study(records, record))
        case Article():
            return tuple(_article(records, record))
        case Topic():
            return tuple(_topic(records, record))
        case Synonym():
            return tuple(_synonym(records, record))
        case Conflict():
            return tuple(_conflict(records, record))
        case _:
            raise ValueError(f"no card for a {type(record).__name__}")


def _fields(pairs: Iterable[tuple[str, str | None]]) -> Iterator[Line]:
    present = [(name, words) for name, words in pairs if words]
    width = max((len(name) for name, _ in present), default=0)
    for name, words in present:
        yield Line(f"{name.ljust(width)}  {words}", 2)


def _section(title: str, lines: Iterable[Line]) -> Iterator[Line]:
    """Yield a heading and its lines, or nothing where there are none."""
    found = tuple(lines)
    if found:
        yield Line()
        yield Line(title, role="head")
        yield from found


def _claim(records: Records, claim: Claim, today: date) -> Iterator[Line]:
    topic = next((t.label for t in records.topics if t.id == claim.topic), claim.topic)
    yield Line(f"claim {claim.id} · {claim.kind} · {topic}", role="kind")
    yield Line(claim.text, role="title")
    yield Line()
    yield from _fields(
        (
            ("population", claim.population),
            ("exposure", claim.exposure),
            ("intervention", claim.intervention),
            ("comparator", claim.comparator),
            ("outcome", claim.outcome),
            ("effect", claim.effect),
            ("broader", claim.broader),
        ),
    )
    studies = {study.id: study for study in records.studies}
    if claim.judgement is not None:
        yield from _judgement(claim, claim.judgement, studies, today)
    yield from _assessment(claim, studies)
    for direction in DIRECTION_WORDS:
        lines = [line for line in claim.evidence if line.direction == direction]
        direct = sum(line.directness == "direct" for line in lines)
        title = f"{DIRECTION_WORDS[direction].capitalize()}: {_count(len(lines), 'line')}, {direct} direct"
        yield from _section(title, (x for line in lines for x in _evidence(line, studies[line.study])))
    yield from _section("Contradicts", _contradictions(records, claim.id))
    yield from _section("Articles that state it", _statements_about(records, {claim.id}, name_claim=False))
    conflicts = (c for c in records.conflicts if claim.id in c.claims)
    yield from _section("Conflicts", (Line(f"{c.id} ({c.kind}): {c.explanation}", 2) for c in conflicts))


def _judgement(claim: Claim, judged: Judgement, studies: Mapping[str, Study], today: date) -> Iterator[Line]:
    certainty = f"; {CERTAINTY[judged.certainty]}" if judged.certainty else ""
    reasons = review_reasons(claim, judged, studies, today)
    title = f"Judged by {judged.by} on {judged.date}: {VERDICTS[judged.verdict]}{certainty}"
    review = (Line(f"NEEDS REVIEW: {reason}", 2, "disputes") for reason in reasons)
    yield from _section(title, (Line(judged.why, 2), *review))


def _assessment(claim: Claim, studies: Mapping[str, Study]) -> Iterator[Line]:
    """Yield verdict and certainty with the whole argument; studies that the verdict hangs on stand in it."""
    found = appraise_claim(claim, studies)
    sentences = explain(found, lambda study: short_citation(studies[study]))
    title = "Computed verdict" if claim.judgement else "Verdict"
    yield from _section(f"{title}: {headline(found)}", (Line(sentence, 2) for sentence in sentences))


def _evidence(line: EvidenceLine, study: Study) -> Iterator[Line]:
    people = f" · {study.participants} people" if study.participants else ""
    included = f" of {', '.join(study.included_designs)}" if known_designs(study) else ""
    text = f"{_MARKS[line.direction]} {short_citation(study)} · {study.design}{included}{people} · {line.directness}"
    yield Line(text, 2, line.direction)
    finding = next((f for f in study.findings if f.id == line.finding), None)
    if finding is not None:
        yield Line(_finding(finding), 4)
    yield Line(line.why, 4)
    yield Line(f"{study.id}{f'/{line.finding}' if line.finding else ''}", 4, "quiet")


def known_designs(study: Study) -> bool:
    """Say whether it is a review that tells what it includes."""
    return study.included_designs not in {(), ("unstated",)}


def _finding(finding: Finding) -> str:
    what = finding.outcome + (f", {finding.comparison}" if finding.comparison else "")
    numbers = estimate(finding)
    return f"{what}: {numbers}" if numbers else f"{what}: {finding.note or 'no number'}"


def _contradictions(records: Records, claim: str) -> Iterator[Line]:
    """Yield both those that the claim holds and those that hold it."""
    for one in records.claims:
        for other in one.contradicts:
            if claim in {one.id, other.claim}:
                partner = other.claim if one.id == claim else one.id
                yield Line(f"{partner} ({other.kind}): {other.why}", 2)


def _statements_about(records: Records, claims: set[str], *, name_claim: bool) -> Iterator[Line]:
    studies = {study.id: study for study in records.studies}
    verdicts = {claim.id: _verdict(claim, studies) for claim in records.claims if claim.id in claims}
    for article in records.articles:
        for position, statement in enumerate(article.statements, start=1):
            if statement.claim in claims:
                appeal = ", appeals to research" if statement.appeal else ""
                cites = f", cites {', '.join(statement.cites)}" if statement.cites else ""
                verdict, words = verdicts[statement.claim]
                about = f" {statement.claim} ({words})" if name_claim else ""
                stands = BEARING_WORDS[bearing(statement.stance, verdict)]
                where = f"{article.id}/{statement_anchor(statement, position)}"
                yield Line(f"{where} {statement.stance}{about}, {stands}{appeal}{cites}: {statement.says}", 2)


def _study(records: Records, study: Study) -> Iterator[Line]:
    yield Line(f"study {study.id} · {study.design} · {study.year}", role="kind")
    yield Line(study.title, role="title")
    yield Line()
    place = " ".join(x for x in (study.journal, study.volume, f"({study.issue})" if study.issue else None) if x)
    integrity = study.integrity
    notice = f"{integrity.status} since {integrity.date}" if integrity else "nobody has looked for a notice"
    yield from _fields(
        (
            ("authors", ", ".join(study.authors)),
            ("journal", place),
            ("DOI", study.doi),
            ("PubMed", study.pmid),
            ("PMC", study.pmcid),
            ("arXiv", study.arxiv),
            ("address", study.url),
            ("includes", ", ".join(study.included_designs)),
            ("population", study.population),
            ("people", str(study.participants) if study.participants else None),
            ("studies", str(study.included_studies) if study.included_studies else None),
            ("certainty", study.certainty),
            ("limitations", study.limitations),
            ("integrity", notice),
            ("verified", study.verified),
        ),
    )
    yield from _section("Findings", (Line(f"{f.id}: {_finding(f)}", 2) for f in study.findings))
    yield from _study_uses(records, study)
    yield from _section("Read at", (Line(url, 2) for url in study.seen_at))


def _study_uses(records: Records, study: Study) -> Iterator[Line]:
    """Yield what leans on a study: verdicts, lines of evidence, and the articles that cite it."""
    lines = ((claim, x) for claim in records.claims for x in claim.evidence if x.study == study.id)
    found = appraise(records)
    hanging = (Line(f"{x}: {headline(now)}", 2) for x, now in found.standing.items() if study.id in now.keystones)
    yield from _section("Verdicts that hang on it alone", hanging)
    yield from _section(
        "What it says on claims",
        (
            Line(f"{_MARKS[x.direction]} {DIRECTION_WORDS[x.direction]} {claim.id}: {x.why}", 2, x.direction)
            for claim, x in lines
        ),
    )
    cited = ((a, r) for a in records.articles for r in a.references if r.resolves_to == study.id)
    studies = {study.id: study}
    yield from _section("Cited by", (Line(f"{a.id}/{r.id} ({_worth(r, studies)}): {r.note}", 2) for a, r in cited))


def _article(records: Records, article: Article) -> Iterator[Line]:
    yield Line(f"article {article.id} · {article.kind}", role="kind")
    yield Line(article_name(article), role="title")
    yield Line()
    fields = (("publisher", article.publisher), ("address", article.url), ("published", article.published))
    yield from _fields(fields)
    claims = {statement.claim for statement in article.statements}
    studies = {study.id: study for study in records.studies}
    only = type(records)(articles=(article,), claims=records.claims, studies=records.studies)
    title = f"Says: {_count(len(article.statements), 'statement')}"
    yield from _section(title, _statements_about(only, claims, name_claim=True))
    yield from _section(
        "References",
        (Line(f"{r.id} → {r.resolves_to or r.status} ({_worth(r, studies)}): {r.note}", 2) for r in article.references),
    )
    conflicts = (c for c in records.conflicts if article.id in c.articles)
    yield from _section("Conflicts", (Line(f"{c.id} ({c.kind}): {c.explanation}", 2) for c in conflicts))


def _worth(reference: Reference, studies: Mapping[str, Study]) -> str:
    """Return a curator's verdict on a reference, and why it needs review where it does."""
    review = review_of(reference, studies)
    return reference.supports_statement + (f", NEEDS REVIEW: {review}" if review else "")


def _topic(records: Records, topic: Topic) -> Iterator[Line]:
    yield Line(f"topic {topic.id}", role="kind")
    yield Line(topic.label, role="title")
    yield Line(topic.description)
    mine = [claim for claim in records.claims if claim.topic == topic.id]
    studies = {study.id: study for study in records.studies}
    lines = (Line(f"{c.id} ({_verdict(c, studies)[1]}; {_tally(c)}): {c.text}", 2) for c in mine)
    yield from _section(_count(len(mine), "claim").capitalize(), lines)


def _synonym(records: Records, synonym: Synonym) -> Iterator[Line]:
    yield Line(f"synonym {synonym.id}", role="kind")
    yield Line(synonym.label, role="title")
    yield from _fields((("also", ", ".join(synonym.also)), ("broader", synonym.broader)))
    names = Names([synonym])
    found = [claim for claim in records.claims if next(names.inside(stems(claim.text)), "")]
    lines = (Line(f"{claim.id}: {claim.text}", 2) for claim in found)
    yield from _section(f"In the sentence of {_count(len(found), 'claim')}", lines)


def _verdict(claim: Claim, studies: Mapping[str, Study]) -> tuple[Verdict, str]:
    """Return the verdict that stands, and in words with its certainty and the study that it hangs on."""
    found = standing(claim, appraise_claim(claim, studies), studies)
    words = f"{found.verdict}, {CERTAINTY[found.certainty]}" if found.certainty else found.verdict
    hangs = f"; hangs on {' and '.join(found.keystones)}" if found.keystones else ""
    return found.verdict, words + hangs


def _conflict(records: Records, conflict: Conflict) -> Iterator[Line]:
    yield Line(f"conflict {conflict.id} · {conflict.kind}", role="kind")
    yield Line(conflict.explanation, role="title")
    texts = {claim.id: claim.text for claim in records.claims}
    yield from _section("Claims", (Line(f"{name}: {texts[name]}", 2) for name in conflict.claims))
    yield from _section("Articles", (Line(name, 2) for name in conflict.articles))
    yield from _section("Stronger side", (Line(f"{conflict.stronger_side}: {conflict.because}", 2),))


def _tally(claim: Claim) -> str:
    found = [line.direction for line in claim.evidence]
    return ", ".join(f"{found.count(d)} {w}" for d, w in DIRECTION_WORDS.items() if d in found) or "no evidence"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
