"""Makes claims for the benchmark: what each page shows, the same on each run, written as each peer reads it."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

Page: TypeAlias = dict[str, object]

_WORDS: Final = [
    "running", "knee", "hip", "pain", "load", "strength", "cadence", "shoe", "injury", "risk", "recreational", "adults",
    "exercise", "therapy", "stretching", "ice", "rest", "cohort", "review", "trial", "weeks", "after", "before", "with",
    "without", "lower", "higher", "patellofemoral", "osteoarthritis", "tendon", "stride",
]  # fmt: skip
_VERDICTS: Final = ("Supported by the evidence", "Disputed by the evidence", "Contested", "Unclear")
_DESIGNS: Final = ("meta-analysis", "cohort study", "randomised trial", "cross-sectional study")
_LINES: Final = 6


def make_pages(count: int) -> list[Page]:
    """Return so many claims with all that a page shows of each: about 6 kB of HTML."""
    chance = random.Random(count)  # noqa: S311  # repeatable text, no secret
    return [_page(number, chance) for number in range(count)]


def _page(number: int, chance: random.Random) -> Page:
    return {
        "id": f"claim-{number:06}",
        "title": f"{_words(chance, 8).capitalize()} {number}",
        "verdict": chance.choice(_VERDICTS),
        "certainty": chance.choice(("high", "moderate", "low", "very low")),
        "reason": _words(chance, 18),
        "slots": [{"name": x, "text": _words(chance, 5)} for x in ("People", "Exposure", "Compared with", "Outcome")],
        "lines": [_line(chance) for _ in range(_LINES)],
        "said": [{"article": f"Article {chance.randrange(400)}", "says": _words(chance, 14)} for _ in range(3)],
    }


def _line(chance: random.Random) -> Page:
    study = chance.randrange(3000)
    value, low, high = chance.uniform(0.4, 2), chance.uniform(0.3, 0.9), chance.uniform(1, 3)
    return {
        "study": f"Author{study} et al. {1990 + study % 36}",
        "href": f"../../study/author-{study}/",
        "design": chance.choice(_DESIGNS),
        "people": f"{chance.randrange(20, 9000):,} people",
        "direction": chance.choice(("supports", "disputes", "leaves it open")),
        "found": _words(chance, 12),
        "number": f"RR {value:.2f} (95% CI {low:.2f} to {high:.2f})",
        "why": _words(chance, 12),
    }


def _words(chance: random.Random, count: int) -> str:
    return " ".join(chance.choice(_WORDS) for _ in range(count))


def write_json(pages: list[Page], path: Path) -> None:
    """Write all claims as one JSON file, for Eleventy and for us."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(pages), encoding="utf-8")


def write_hugo(pages: list[Page], folder: Path) -> None:
    """Write a content file for each claim whose front matter is the claim."""
    folder.mkdir(parents=True)
    for page in pages:
        text = json.dumps({"title": page["title"], "url": f"/claim/{page['id']}/", "params": page}, indent=1)
        (folder / f"{page['id']}.md").write_text(f"{text}\n", encoding="utf-8")


def write_mkdocs(pages: list[Page], folder: Path) -> None:
    """Write a Markdown file for each claim; MkDocs has no other way from data to pages."""
    folder.mkdir(parents=True)
    (folder.parent / "index.md").write_text("# Claims\n", encoding="utf-8")
    for page in pages:
        (folder / f"{page['id']}.md").write_text("\n".join(_markdown(page)), encoding="utf-8")


def _markdown(page: Page) -> Iterator[str]:
    yield f"# {page['title']}\n\n**{page['verdict']}**; {page['certainty']} certainty\n\n{page['reason']}\n"
    yield "## What exactly is claimed\n"
    yield from (f"- **{slot['name']}**: {slot['text']}" for slot in page["slots"])  # type: ignore[attr-defined]  # as made above
    yield "\n## What studies found\n\n| Study | Design | People | Direction | What it found | Why it counts |"
    yield "|---|---|---|---|---|---|"
    for line in page["lines"]:  # type: ignore[attr-defined]  # as made above
        yield (
            f"| [{line['study']}]({line['href']}) | {line['design']} | {line['people']} | {line['direction']} "
            f"| {line['found']} **{line['number']}** | {line['why']} |"
        )
    yield "\n## Who says it\n"
    yield from (f"- **{said['article']}** {said['says']}" for said in page["said"])  # type: ignore[attr-defined]  # as made above
