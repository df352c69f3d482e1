"""The list of contradictions for people: a table of one line each, or Markdown with explanations and reasons."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from kg.report.columns import align

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.appraise.contradictions import Clash, Scope

_TITLES: Final[dict[Scope, str]] = {
    "article-article": "Article against article",
    "article-evidence": "Article against the evidence",
    "claim-claim": "Claim against claim",
    "study-study": "Study against study",
    "superseded": "Advice that newer advice replaced",
    "within-article": "Inside one article",
}
_SIGNS: Final = re.compile(r"([\\`*_\[\]<>|])")
_UNCLEAR: Final = "unclear"


def render_table(clashes: Sequence[Clash]) -> str:
    """Return one line for each contradiction with its sides and the stronger of them; or that there is none."""
    if not clashes:
        return "no contradiction\n"
    columns = ("scope", "kind", "origin", "sides", "stronger")
    rows = [(x.scope, x.kind, _origin(x), "  |  ".join(side.words for side in x.sides), _stronger(x)) for x in clashes]
    return align(columns, rows)


def render_markdown(clashes: Sequence[Clash]) -> str:
    """Return the contradictions under a heading for each scope, with explanation, sides and reason."""
    return "\n".join(_markdown_lines(clashes)) + "\n"


def _stronger(clash: Clash) -> str:
    """Return the stronger side: its claim, or of two studies the study."""
    if clash.stronger.side is None:
        return _UNCLEAR
    side = clash.sides[clash.stronger.side]
    return side.studies[0] if clash.scope == "study-study" else side.pole


def _origin(clash: Clash) -> str:
    return f"{clash.origin}, hedged" if clash.hedged else clash.origin


def _markdown_lines(clashes: Sequence[Clash]) -> Iterator[str]:
    yield "# Contradictions"
    if not clashes:
        yield from ("", "None.")
    scope = ""
    for clash in clashes:
        if clash.scope != scope:
            scope = clash.scope
            yield from ("", f"## {_TITLES[clash.scope]}")
        yield from (
            "",
            f"### {_escaped(clash.id)}",
            "",
            f"*{clash.kind}; {_origin(clash)}.* {_escaped(clash.explanation)}",
            "",
        )
        yield from (f"- {_escaped(side.words)}" for side in clash.sides)
        yield from (
            "",
            f"**Stronger: {_escaped(_stronger(clash))}** ({clash.stronger.by}). {_sentence(clash.stronger.because)}",
        )
        other = clash.computed
        if other is not None and other.side != clash.stronger.side:
            side = _UNCLEAR if other.side is None else clash.sides[other.side].pole
            yield from ("", f"The rules alone would say: {_escaped(side)}. {_sentence(other.because)}")


def _sentence(reason: str) -> str:
    return _escaped(reason) if reason.endswith(".") else _escaped(f"{reason}.")


def _escaped(text: str) -> str:
    return _SIGNS.sub(r"\\\1", " ".join(text.split()))
