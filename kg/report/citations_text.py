"""Citation verdicts and omissions for people: tables of one line each, or Markdown with the reasons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.report.columns import align

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.appraise.citations import Citation
    from kg.appraise.omissions import Omission

_SIGNS: Final = re.compile(r"([\\`*_\[\]<>|])")


def render_table(citations: Sequence[Citation], omissions: Sequence[Omission]) -> str:
    """Return one line for each citation, and below them one for each claim with the studies that are left out."""
    columns = ("article", "statement", "reference", "claim", "verdict", "by", "rules alone")
    rows = [
        (
            x.article,
            x.anchor or "none",
            x.reference,
            x.claim or "",
            x.verdict,
            f"computed, as {x.curated} needs review" if x.by == "needs-review" else x.by,
            "" if x.computed == x.verdict else x.computed,
        )
        for x in citations
    ]
    left_out = [(article, stance, claim, studies) for article, stance, claim, studies in _grouped(omissions)]
    parts = [
        align(columns, rows) if rows else "",
        align(("article", "stance", "claim", "leaves out (level)"), left_out) if left_out else "",
    ]
    return "\n".join(part for part in parts if part) or "no citation, and nothing left out\n"


def render_markdown(citations: Sequence[Citation], omissions: Sequence[Omission]) -> str:
    """Return citations and omissions under a heading for each article."""
    return "\n".join(_markdown_lines(citations, omissions)) + "\n"


def _markdown_lines(citations: Sequence[Citation], omissions: Sequence[Omission]) -> Iterator[str]:
    yield "# Citations"
    if not citations and not omissions:
        yield from ("", "None, and nothing left out.")
    for article in sorted({x.article for x in citations} | {x.article for x in omissions}):
        yield from ("", f"## {article}")
        mine = [x for x in citations if x.article == article]
        if mine:
            yield ""
        for x in mine:
            place = f"statement {x.anchor} ({x.claim})" if x.anchor else "no statement"
            rules = (
                ""
                if x.computed == x.verdict
                else f" The rules alone would say {x.computed}: {_escaped(x.computed_why)}"
            )
            by = "computed" if x.by == "needs-review" else x.by
            yield f"- **{x.verdict}** ({by}): {x.reference} at {place}. {_escaped(x.why)}{rules}{_review(x)}"
        left_out = [x for x in _grouped(omissions) if x[0] == article]
        if left_out:
            yield from ("", "Leaves out:", "")
            yield from (f"- {claim} ({stance}): {studies}" for _, stance, claim, studies in left_out)


def _review(citation: Citation) -> str:
    """Return that the curator's verdict needs review, where it does, as a sentence."""
    return f" A curator's {citation.curated} needs review: {_escaped(citation.review)}." if citation.review else ""


def _grouped(omissions: Sequence[Omission]) -> list[tuple[str, str, str, str]]:
    """Return article, stance, claim, and the studies with their levels in one text."""
    groups: dict[tuple[str, str, str], list[str]] = {}
    for x in omissions:
        groups.setdefault((x.article, x.stance, x.claim), []).append(f"{x.study} ({x.level})")
    return [(*key, ", ".join(studies)) for key, studies in groups.items()]


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
