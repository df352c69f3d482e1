"""The small workspace that tests of the site build on, full of text that wants to be more than text."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kg.cli import build
from kg.site import Sources, build_site
from kg.workspace import open_workspace, read_records

SCRIPT = "<script>alert(1)</script>"
LONG = "Kniescheibengelenkschmerzpatientenbefragungsergebnisdarstellung" * 4
BASE = "https://example.net/own/place"

DATA = f"""\
topics:
  - id: knees
    label: Knees {SCRIPT} & hips
    description: All about "knees" and 'hips'.
  - id: empty
    label: Nothing here
    description: A topic without a claim.

synonyms:
  - id: jogging
    label: running {SCRIPT}
    also: ['jogging & "more"', {LONG}]
    broader: moving
  - id: moving
    label: motion
    also: [moves]

claims:
  - id: running-harms
    text: 'Running harms {SCRIPT} & "wears" knees'
    topic: knees
    kind: cause
    population: {LONG}
    exposure: running
    outcome: damage </dd><img src=x onerror=alert(1)>
    effect: increases
    contradicts:
      - claim: running-spares
        kind: superseded
        why: One replaces the other {{{{ 7 * 7 }}}}.
    evidence:
      - study: smith-2020
        finding: pain
        direction: disputes
        directness: direct
        why: It went {SCRIPT} the other way.
      - study: smith-2020
        finding: swelling
        direction: inconclusive
        directness: indirect
        why: Nothing was seen.
      - study: jones-2001
        direction: supports
        directness: indirect
        why: It was withdrawn.
  - id: running-spares
    text: Running spares the knees.
    topic: knees
    kind: advice
    population: adults
    intervention: running
    comparator: rest
    outcome: knees
    effect: no-difference
    broader: running-harms
    evidence:
      - study: smith-2020
        finding: pain
        direction: supports
        directness: direct
        why: No difference was found.

studies:
  - id: smith-2020
    title: Knees & "hips" {SCRIPT}
    authors: [Smith A, Doe B]
    year: 2020
    journal: Journal of {LONG}
    doi: 10.1000/a(b)<c>;'d'
    pmid: '123456'
    design: rct
    population: adults
    participants: 1200
    findings:
      - id: pain
        outcome: pain
        comparison: running with rest
        measure: OR
        value: 0.97
        ci_low: 0.8
        ci_high: 1.2
        ci_level: 95
      - id: swelling
        outcome: swelling
        measure: other
        p: <0.05
    limitations: small
    verified: seen
    seen_at: ['https://example.org/a?b=c&d={LONG}']
  - id: jones-2001
    title: Withdrawn
    authors: [Jones C]
    year: 2001
    design: meta-analysis
    included_designs: [unstated]
    population: adults
    limitations: none seen
    integrity:
      status: retracted
      date: '2003-01-02'
      why: The data {SCRIPT} were made up.
    verified: memory
    overlaps:
      - study: smith-2020
        kind: same-people
        why: It says so {SCRIPT}.

articles:
  - id: blog
    title: Is running bad? {SCRIPT}
    publisher: A & B
    kind: news
    references:
      - id: smith
        as_cited: Smith {SCRIPT} 2020
        where: list only
        resolves_to: smith-2020
        status: resolved
        source_type: primary
        supports_statement: partly
        note: It says half of it.
      - id: lost
        as_cited: '{LONG}'
        where: text only
        status: not-found
        source_type: none
        supports_statement: not-checked
        note: Nothing was found.
    statements:
      - section: Why {SCRIPT}
        claim: running-harms
        stance: asserts
        appeal: true
        cites: [smith]
        numbers: [3 & 4]
        says: Running harms.
      - id: own-words
        section: Why {SCRIPT}
        claim: running-harms
        stance: denies
        says: It does not.
        quote:
          exact: It does "not" {SCRIPT}.

conflicts:
  - id: blog-against-itself
    kind: within-article
    articles: [blog]
    claims: [running-harms]
    explanation: It says both {SCRIPT}.
    stronger_side: unclear
    because: One study only.
"""


def write_workspace(folder: Path) -> Path:
    """Make a workspace of the small data and return its folder."""
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "all.yaml").write_text(DATA, encoding="utf-8")
    (folder / "kg.toml").write_text(f'base = "{BASE}"\ntitle = "Knees & <b>hips</b>"\n', encoding="utf-8")
    return folder


def sources_of(folder: Path) -> Sources:
    """Return what the site of a workspace is made from."""
    workspace = open_workspace(folder)
    records, problems = read_records(workspace)
    assert [str(problem) for problem in problems if problem.severity == "error"] == []
    return build.sources_of(workspace, records)


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file of the site of a workspace."""
    return dict(build_site(sources_of(folder), lambda _: None))


@cache
def hostile_files() -> dict[str, bytes]:
    """Return the files of the small workspace's site, made once."""
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        return files_of(write_workspace(Path(folder) / "small"))
