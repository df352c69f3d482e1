"""A small state of the evidence, and ways to change it, for the tests of what changed."""

from collections.abc import Callable
from typing import Any

from appraise_cases import RETRACTED, claim, line, study
from msgspec.structs import replace

from kg.records import (
    Article,
    Claim,
    Conflict,
    Contradiction,
    Finding,
    Integrity,
    Overlap,
    Quote,
    Records,
    Reference,
    Statement,
    Study,
    Synonym,
    Topic,
)

Change = Callable[[Records], Records]


def records() -> Records:
    """Two claims, two studies and an article: `it` is supported by a trial, and a cohort disputes it."""
    trial = study("trial", findings=(Finding(id="pain", outcome="pain", measure="MD", value=-2.0, unit="points"),))
    cohort = study("cohort", "cohort")
    it = replace(
        claim(line("trial", "supports", finding="pain"), line("cohort", "disputes")),
        contradicts=(Contradiction("other", "opposite", "Both cannot be."),),
    )
    other = replace(claim(line("cohort", "supports")), id="other", text="It does nothing.")
    said = (
        Statement(section="Intro", claim="it", stance="asserts", cites=("doe",), says="It helps."),
        Statement(section="End", claim="it", stance="hedges", numbers=("70%",), says="It may help."),
    )
    doe = Reference(
        id="doe", as_cited="Doe 2020", where="list only", resolves_to="trial", status="resolved",
        source_type="primary", supports_statement="partly", note="n",
    )  # fmt: skip
    clash = Conflict(
        id="clash", kind="article-vs-evidence", articles=("blog",), claims=("it", "other"), explanation="They clash.",
        stronger_side="it", because="It is.",
    )  # fmt: skip
    return Records(
        synonyms=(Synonym(id="synonym", label="Synonym", also=("other name",)),),
        topics=(Topic(id="topic", label="Topic", description="All."),),
        claims=(it, other),
        studies=(cohort, trial),
        articles=(Article(id="blog", title="The Blog", kind="clinic blog", references=(doe,), statements=said),),
        conflicts=(clash,),
    )


def with_claim(name: str = "it", **fields: Any) -> Change:
    return lambda x: replace(x, claims=tuple(replace(c, **fields) if c.id == name else c for c in x.claims))


def with_study(name: str = "trial", **fields: Any) -> Change:
    return lambda x: replace(x, studies=tuple(replace(s, **fields) if s.id == name else s for s in x.studies))


def with_article(**fields: Any) -> Change:
    return lambda x: replace(x, articles=(replace(x.articles[0], **fields),))


def with_reference(**fields: Any) -> Change:
    return lambda x: with_article(references=(replace(x.articles[0].references[0], **fields),))(x)


def with_statement(position: int = 0, **fields: Any) -> Change:
    def change(x: Records) -> Records:
        said = list(x.articles[0].statements)
        said[position] = replace(said[position], **fields)
        return with_article(statements=tuple(said))(x)

    return change


def with_conflict(**fields: Any) -> Change:
    return lambda x: replace(x, conflicts=(replace(x.conflicts[0], **fields),))


def with_finding(**fields: Any) -> Change:
    return with_study(findings=(replace(records().studies[1].findings[0], **fields),))


def without(kind: str, name: str) -> Change:
    return lambda x: replace(x, **{kind: tuple(r for r in getattr(x, kind) if r.id != name)})


def both(one: Change, other: Change) -> Change:
    return lambda x: other(one(x))


def lines(*found: Any) -> Change:
    return with_claim(evidence=found)


NEW_CLAIM: Claim = replace(claim(), id="zzz", text="New.")
NEW_STUDY: Study = study("zzz")
TRIAL, COHORT = line("trial", "supports", finding="pain"), line("cohort", "disputes")

CHANGES: dict[str, Change] = {
    "a synonym is new": lambda x: replace(x, synonyms=(*x.synonyms, Synonym(id="zzz", label="Z", also=("zed",)))),
    "a synonym is gone": without("synonyms", "synonym"),
    "a synonym has another name": lambda x: replace(x, synonyms=(replace(x.synonyms[0], also=("other",)),)),
    "a topic is new": lambda x: replace(x, topics=(*x.topics, Topic(id="zzz", label="Z", description="Z."))),
    "a topic is gone": without("topics", "topic"),
    "a topic has another label": lambda x: replace(x, topics=(replace(x.topics[0], label="T"),)),
    "a claim is new": lambda x: replace(x, claims=(*x.claims, NEW_CLAIM)),
    "a claim is gone": both(
        both(without("claims", "other"), without("conflicts", "clash")), with_claim(contradicts=())
    ),
    "a claim has another text": with_claim(text="It helps much."),
    "a claim has another population": with_claim(population="children"),
    "a claim has a comparator": with_claim(comparator="rest"),
    "a claim has another kind": with_claim(kind="mechanism"),
    "a claim has a broader one": with_claim(broader="other"),
    "a contradiction is gone": with_claim(contradicts=()),
    "a contradiction is of another kind": with_claim(contradicts=(Contradiction("other", "dose", "Both cannot be."),)),
    "a contradiction has another reason": with_claim(contradicts=(Contradiction("other", "opposite", "No."),)),
    "a line is gone": lines(TRIAL),
    "a line is new": lines(TRIAL, COHORT, line("cohort", "supports", finding="pain")),
    "a line points the other way": lines(TRIAL, line("cohort", "supports")),
    "a line is indirect": lines(TRIAL, line("cohort", "disputes", "indirect")),
    "a line is of no finding": lines(line("trial", "supports"), COHORT),
    "a line has another reason": lines(TRIAL, replace(COHORT, why="for that")),
    "a study is new": lambda x: replace(x, studies=(*x.studies, NEW_STUDY)),
    "a study is gone": both(without("studies", "cohort"), both(lines(TRIAL), with_claim("other", evidence=()))),
    "a study is retracted": with_study(integrity=RETRACTED),
    "a study was looked up": with_study(integrity=Integrity(status="ok", date="2024-05-01")),
    "a study has another design": with_study(design="cohort"),
    "a study has fewer people": with_study(participants=20),
    "a study has more authors": with_study(authors=("Doe J", "Roe R")),
    "a study has an address": with_study(url="https://a.example/"),
    "a study overlaps": with_study(overlaps=(Overlap("cohort", "same-people", "It says so."),)),
    "a study is from memory": with_study(verified="memory"),
    "a finding is gone": both(with_study(findings=()), lines(line("trial", "supports"), COHORT)),
    "a finding has another value": with_finding(value=-3.0),
    "a finding has an interval": with_finding(ci_low=-4.0, ci_high=0.0, ci_level=95.0),
    "a finding has a p value": with_finding(p="<0.001"),
    "a finding has another outcome": with_finding(outcome="ache"),
    "a finding has a note": with_finding(note="crude"),
    "an article is gone": both(without("articles", "blog"), without("conflicts", "clash")),
    "an article has another title": with_article(title="Blog"),
    "an article says less": with_article(statements=()),
    "a statement asserts another claim": with_statement(claim="other"),
    "a statement denies": with_statement(stance="denies"),
    "a statement appeals": with_statement(appeal=True),
    "a statement cites nothing": with_statement(cites=()),
    "a statement has another number": with_statement(1, numbers=("75%",)),
    "a statement has a quotation": with_statement(quote=Quote(exact="It helps.", prefix="So: ")),
    "a reference is judged otherwise": with_reference(supports_statement="contradicts"),
    "a reference leads nowhere": with_reference(resolves_to=None, status="not-found"),
    "a reference is gone": both(with_statement(cites=()), with_article(references=())),
    "a conflict is gone": without("conflicts", "clash"),
    "a conflict has another side": with_conflict(stronger_side="unclear"),
    "a conflict has more articles": with_conflict(articles=("blog", "news")),
}
