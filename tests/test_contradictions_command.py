"""`kg contradictions` and `kg citations`: what they print, what they leave out, and how they fail."""

import json
from pathlib import Path

import pytest

from kg.appraise.contradictions import Clash, Side, Strength
from kg.cli import main
from kg.report.contradictions_text import render_markdown

DATA = {
    "topics.yaml": "topics:\n  - {id: t, label: T, description: A topic.}\n",
    "claims.yaml": """claims:
  - id: rest
    text: Rest heals.
    topic: t
    kind: treatment
    population: adults
    intervention: rest
    outcome: recovery
    effect: improves
    contradicts:
      - {claim: motion, kind: opposite, why: Rest is no motion.}
    evidence:
      - {study: trial, finding: f, direction: disputes, directness: direct, why: It did not.}
  - id: motion
    text: Motion heals.
    topic: t
    kind: treatment
    population: adults
    intervention: motion
    outcome: recovery
    effect: improves
    evidence:
      - {study: trial, finding: f, direction: supports, directness: direct, why: It did.}
""",
    "studies.yaml": """studies:
  - id: trial
    title: A trial
    authors: [Doe J]
    year: 2020
    journal: J
    design: rct
    population: adults
    participants: 500
    findings:
      - {id: f, outcome: recovery, measure: other}
    limitations: none known
    verified: seen
    seen_at: ['https://example.org/trial']
""",
    "articles.yaml": """articles:
  - id: blog
    kind: guide
    references:
      - {id: a, as_cited: A trial, where: text only, resolves_to: trial, status: resolved, source_type: primary,
         supports_statement: not-checked, note: Not read yet.}
    statements:
      - {section: S, claim: motion, stance: asserts, cites: [a], says: Move.}
  - id: page
    kind: news
    statements:
      - {section: S, claim: rest, stance: asserts, says: Rest.}
""",
}


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "kg.toml").write_text("")
    (tmp_path / "data").mkdir()
    for name, text in DATA.items():
        (tmp_path / "data" / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    assert main(list(words)) == 0
    return capsys.readouterr().out


@pytest.mark.usefixtures("workspace")
def test_the_table_has_one_line_for_each_contradiction(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "contradictions") == (
        "scope             kind      origin    sides                           stronger\n"
        "article-article   opposite  detected  rest: page  |  motion: blog     motion\n"
        "article-evidence  opposite  detected  rest: page  |  not rest: trial  not rest\n"
        "claim-claim       opposite  curated   rest  |  motion                 motion\n"
    )


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(
    ("words", "scopes"),
    [
        (["--scope", "claim-claim"], ["claim-claim"]),
        (["--origin", "detected"], ["article-article", "article-evidence"]),
        (["--article", "blog"], ["article-article"]),
        (["--study", "trial"], ["article-evidence"]),
        (["--claim", "rest", "--article", "page"], ["article-article", "article-evidence"]),
        (["--origin", "candidate"], []),
    ],
)
def test_filters_leave_what_they_name(words: list[str], scopes: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    found = json.loads(printed(capsys, "contradictions", "--format", "json", *words))
    assert [clash["scope"] for clash in found] == scopes


@pytest.mark.usefixtures("workspace")
def test_markdown_tells_why(capsys: pytest.CaptureFixture[str]) -> None:
    text = printed(capsys, "contradictions", "--format", "md", "--scope", "claim-claim")
    assert text == (
        "# Contradictions\n\n## Claim against claim\n\n### rest--motion\n\n*opposite; curated.* Rest is no motion.\n\n"
        "- rest\n- motion\n\n"
        "**Stronger: motion** (computed). rest is disputed by the evidence (low certainty, level 2)"
        " and motion is supported by the evidence (low certainty, level 2).\n"
    )


def test_markdown_shows_where_rules_and_curator_differ() -> None:
    sides = (Side(claim="a"), Side(claim="b", studies=("s",)))
    clash = Clash(id="c", scope="study-study", kind="dose", origin="curated", sides=sides, explanation="*E*.",
                  hedged=True, stronger=Strength(1, "B.", "curated"), computed=Strength(None, "level"))  # fmt: skip
    text = render_markdown([clash])
    assert "*dose; curated, hedged.* \\*E\\*." in text
    assert "**Stronger: s** (curated). B." in text
    assert text.endswith("The rules alone would say: unclear. level.\n")


@pytest.mark.usefixtures("workspace")
def test_citations_come_with_what_is_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "citations") == (
        "article  statement  reference  claim   verdict      by       rules alone\n"
        "blog     1          a          motion  not-checked  curated  supports-as-stated\n"
        "\n"
        "article  stance   claim  leaves out (level)\n"
        "page     asserts  rest   trial (2)\n"
    )
    assert printed(capsys, "citations", "--article", "page").startswith("article  stance")
    assert printed(capsys, "citations", "--claim", "motion").count("\n") == 2


@pytest.mark.usefixtures("workspace")
def test_citations_in_markdown_and_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "citations", "--format", "md") == (
        "# Citations\n\n## blog\n\n- **not-checked** (curated): a at statement 1 (motion). Not read yet. The rules "
        "alone would say supports-as-stated: Doe 2020 is on this very claim and goes this way.\n\n## page\n\n"
        "Leaves out:\n\n"
        "- rest (asserts): trial (2)\n"
    )
    found = json.loads(printed(capsys, "citations", "--format", "json"))
    assert [x["reference"] for x in found["citations"]] == ["a"]
    assert [x["study"] for x in found["omissions"]] == ["trial"]


@pytest.mark.usefixtures("workspace")
@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["contradictions", "--claim", "mtion"],
            "kg contradictions: --claim: no claim 'mtion' (did you mean 'motion'?)\n",
        ),
        (["contradictions", "--study", "x"], "kg contradictions: --study: no study 'x' (known: trial)\n"),
        (["citations", "--article", "blgo"], "kg citations: --article: no article 'blgo' (did you mean 'blog'?)\n"),
    ],
)
def test_an_unknown_id_ends_with_2_and_the_way_out(
    words: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words) == 2
    assert capsys.readouterr().err == message


@pytest.mark.usefixtures("workspace")
def test_where_nothing_is_found_it_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert printed(capsys, "contradictions", "--origin", "candidate") == "no contradiction\n"
    assert printed(capsys, "contradictions", "--origin", "candidate", "--format", "md") == "# Contradictions\n\nNone.\n"
    nothing = ("citations", "--article", "blog", "--claim", "rest")
    assert printed(capsys, *nothing) == "no citation, and nothing left out\n"
    assert printed(capsys, *nothing, "--format", "md") == "# Citations\n\nNone, and nothing left out.\n"


def test_a_curated_verdict_after_a_retraction_needs_review_everywhere(
    workspace: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    articles, studies = workspace / "data" / "articles.yaml", workspace / "data" / "studies.yaml"
    articles.write_text(articles.read_text().replace("not-checked", "supports-as-stated"))
    notice = "    integrity: {status: retracted, date: '2026-01-02', notice: 'https://example.org/n', why: Made up.}\n"
    studies.write_text(studies.read_text().replace("    limitations:", notice + "    limitations:"))
    reason = "Doe 2020 was retracted on 2026-01-02"
    assert f"'supports-as-stated' of reference 'a' needs review: {reason} [citation-needs-review]" in printed(
        capsys, "check"
    )
    assert "does-not-bear  computed, as supports-as-stated needs review" in printed(capsys, "citations")
    assert "blog/a     trial  retracted  2026-01-02  motion" in printed(capsys, "network")
    card = " ".join(printed(capsys, "show", "trial").split())
    assert f"(supports-as-stated, NEEDS REVIEW: {reason}): Not read yet." in card
    card = " ".join(printed(capsys, "show", "blog").split())
    assert f"a → trial (supports-as-stated, NEEDS REVIEW: {reason}): Not read yet." in card
    assert printed(capsys, "query", "citation-verdicts", "--format", "csv").splitlines()[1].endswith(reason)
