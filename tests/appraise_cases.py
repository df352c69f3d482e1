"""Small records for the tests of appraisal, and strategies that draw random ones."""

from typing import Any, get_args

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from kg.appraise.assess import assess
from kg.appraise.model import Assessment
from kg.records import (
    Claim,
    ClaimKind,
    Design,
    Direction,
    Directness,
    Effect,
    EvidenceLine,
    Finding,
    IncludedDesign,
    Integrity,
    Measure,
    Overlap,
    Records,
    Study,
)

RETRACTED = Integrity(status="retracted", date="2024-05-01")


def study(name: str, design: Design = "rct", **fields: Any) -> Study:
    """A study of 500 people, published in a journal, read, and unremarkable."""
    usual: dict[str, Any] = {"participants": 500, "journal": "J", "verified": "seen"}
    return Study(
        **{
            "id": name,
            "title": name,
            "authors": ("Doe J",),
            "year": 2020,
            "design": design,
            "population": "adults",
            "limitations": "none",
            **usual,
            **fields,
        }
    )


def line(
    name: str, direction: Direction, directness: Directness = "direct", finding: str | None = None
) -> EvidenceLine:
    return EvidenceLine(study=name, finding=finding, direction=direction, directness=directness, why="because")


def claim(*lines: EvidenceLine, kind: ClaimKind = "treatment", effect: Effect = "improves", **fields: Any) -> Claim:
    """A claim about something done to people; give `exposure` for something that happens to them."""
    if "exposure" not in fields and "intervention" not in fields:
        fields["intervention"] = "exercise"
    return Claim(
        id="it",
        text="It helps.",
        topic="topic",
        kind=kind,
        population="adults",
        outcome="pain",
        effect=effect,
        evidence=lines,
        **fields,
    )


def assessed(the_claim: Claim, *studies: Study) -> Assessment:
    return assess(the_claim, {each.id: each for each in studies})


def codes(assessment: Assessment) -> dict[str, int]:
    """Each reason that lowers certainty, with its steps."""
    return {reason.code: reason.steps for reason in assessment.lowered}


NAMES = tuple(f"s{number}" for number in range(5))


@st.composite
def findings(draw: DrawFn, name: str) -> Finding:
    low, high = sorted(draw(st.tuples(*[st.sampled_from((-1.0, 0.3, 0.8, 0.9, 1.1, 1.4, 2.5))] * 2)))
    measure: Measure = draw(st.sampled_from(get_args(Measure)))
    return Finding(
        id=name,
        outcome="pain",
        measure=measure,
        value=low,
        ci_low=low,
        ci_high=high,
        stated_level=draw(st.sampled_from((None, None, 2))),
    )


@st.composite
def studies(draw: DrawFn, name: str) -> Study:
    others = [other for other in NAMES if other != name]
    overlap = st.builds(
        Overlap,
        study=st.sampled_from(others),
        kind=st.sampled_from(("same-people", "includes", "restates")),
        why=st.just("w"),
    )
    return study(
        name,
        draw(st.sampled_from(get_args(Design))),
        included_designs=tuple(draw(st.lists(st.sampled_from(get_args(IncludedDesign)), max_size=3, unique=True))),
        participants=draw(st.sampled_from((None, 20, 99, 100, 2000))),
        included_studies=draw(st.sampled_from((None, 1, 12))),
        verified=draw(st.sampled_from(("seen", "seen", "seen", "memory"))),
        rating=draw(st.sampled_from((None, None, None, "moderate", "low", "very-low"))),
        stated_level=draw(st.sampled_from((None, None, 4))),
        risk_of_bias=draw(st.sampled_from((None, None, "low", "some", "high"))),
        unpublished=draw(st.sampled_from((False, False, True))),
        integrity=draw(st.sampled_from((None, None, None, RETRACTED, Integrity(status="concern", date="2024-05-01")))),
        findings=(draw(findings("main")), draw(findings("part"))),
        overlaps=tuple(draw(st.lists(overlap, max_size=2))),
    )


@st.composite
def bodies(draw: DrawFn) -> tuple[Claim, dict[str, Study]]:
    """A random claim with up to eight lines, no finding twice (as `kg check` demands), and the studies by id."""
    lines = st.builds(
        line,
        st.sampled_from(NAMES),
        st.sampled_from(get_args(Direction)),
        st.sampled_from(get_args(Directness)),
        st.sampled_from((None, "main", "part")),
    )
    the_claim = claim(
        *draw(st.lists(lines, max_size=8, unique_by=lambda x: (x.study, x.finding))),
        kind=draw(st.sampled_from(get_args(ClaimKind))),
        effect=draw(st.sampled_from(get_args(Effect))),
        **draw(st.sampled_from(({"exposure": "running"}, {"intervention": "rest"}))),
    )
    return the_claim, {name: draw(studies(name)) for name in NAMES}


def records_of(the_claim: Claim, studies_by_id: dict[str, Study]) -> Records:
    return Records(claims=(the_claim,), studies=tuple(studies_by_id.values()))
