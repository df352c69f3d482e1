"""A summary of an article in words that are fair to its author: what holds, what does not, and what we cannot tell.

Good things go first where they are true; counts and examples, never a score.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from kg.appraise.model import CERTAINTIES
from kg.labels import statement_anchor
from kg.render.routes import Link
from kg.render.views_verdict import bearing_of, verdict_view
from kg.render.words import counted, listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.appraise.citations import CitationVerdict
    from kg.appraise.stance import Bearing
    from kg.records import Article, Statement
    from kg.render.catalogue import Catalogue

_EXAMPLES: Final = 3
_OPEN: Final = ("contested", "unclear")
_FAULTS: Final[dict[CitationVerdict, tuple[str, str]]] = {
    "partly": ("bears it out in part only", "bear it out in part only"),
    "does-not-bear": ("is on something else", "are on something else"),
    "contradicts": ("says the opposite", "say the opposite"),
    "not-found": ("leads to nothing that could be found", "lead to nothing that could be found"),
    "secondary-source": (
        "is a report of research and not the research",
        "are reports of research and not the research",
    ),
    "not-checked": ("could not be checked", "could not be checked"),
}
"""What a citation that does not say what the article says does instead: of one, of several."""


@dataclass(frozen=True, slots=True)
class ExampleView:
    """A statement as an example: where it stands on the page, what it says, and the verdict on its claim in words."""

    place: Link
    says: str
    verdict: str


@dataclass(frozen=True, slots=True)
class PointView:
    """One thing to say of an article: the shape of it, a sentence, examples, and where the rest is to be read."""

    way: str
    words: str
    examples: tuple[ExampleView, ...] = ()
    more: str = ""


@dataclass(frozen=True, slots=True)
class SummaryView:
    """What is good, what is not, and the limits of our reading."""

    good: tuple[PointView, ...]
    bad: tuple[PointView, ...]
    limits: tuple[str, ...]


def summary_view(article: Article, catalogue: Catalogue) -> SummaryView:
    """Return the summary of an article."""
    placed = [
        (bearing_of(x.claim, x.stance, catalogue), position, x)
        for position, x in enumerate(article.statements, start=1)
    ]
    by_bearing = {
        key: [(position, x) for found, position, x in placed if found == key]
        for key in ("with", "beyond", "against", "open")
    }
    good = [*_well_supported(by_bearing["with"], catalogue), *_right_citations(article, catalogue)]
    bad = [
        *_off(by_bearing, "against", catalogue),
        *_off(by_bearing, "beyond", catalogue),
        *_wrong_citations(article, catalogue),
        *_uncited(article),
        *_left_out(article, catalogue),
        *_against_itself(article, catalogue),
    ]
    return SummaryView(tuple(good), tuple(bad), tuple(_limits(article, len(by_bearing["open"]))))


def _well_supported(found: list[tuple[int, Statement]], catalogue: Catalogue) -> Iterator[PointView]:
    """Yield what is with the evidence, the surest first, and where it rightly hedges."""
    answers = catalogue.appraised.answers
    firm = [(n, x) for n, x in found if answers[x.claim].verdict not in _OPEN]
    if firm:
        ranks = {name: rank for rank, name in enumerate(CERTAINTIES)}
        firm.sort(key=lambda pair: (ranks.get(answers[pair[1].claim].certainty or "very-low", 3), pair[0]))
        yield PointView(
            "supports",
            f"{counted(len(firm), 'statement')} {'says' if len(firm) == 1 else 'say'} what the evidence says.",
            _examples(firm, catalogue),
        )
    if count := len(found) - len(firm):
        what = f"{counted(count, 'statement')} rightly {'hedges' if count == 1 else 'hedge'}"
        yield PointView("supports", f"{what} where the evidence is open.")


def _right_citations(article: Article, catalogue: Catalogue) -> Iterator[PointView]:
    citations = catalogue.appraised.citations[article.id]
    found = sum(1 for x in article.references if x.resolves_to)
    if right := sum(1 for x in citations if x.verdict == "supports-as-stated"):
        words = _part(right, len(citations), "citation", ("says what the article says", "say what the article says"))
        yield PointView("supports", words, more="references")
    elif found:
        words = _part(found, len(article.references), "reference", ("leads to a study", "lead to a study"))
        yield PointView("supports", words, more="references")


def _part(count: int, total: int, noun: str, verbs: tuple[str, str]) -> str:
    """Return how many of some things do something.

    >>> _part(1, 1, "citation", ("fits", "fit")), _part(2, 3, "citation", ("fits", "fit"))
    ('Its one citation fits.', '2 of 3 citations fit.')
    """
    if total == 1:
        return f"Its one {noun} {verbs[0]}."
    return f"{count} of {counted(total, noun)} {verbs[count > 1]}."


def _off(found: dict[str, list[tuple[int, Statement]]], key: Bearing, catalogue: Catalogue) -> Iterator[PointView]:
    if statements := found[key]:
        count = counted(len(statements), "statement")
        one = len(statements) == 1
        if key == "against":
            yield PointView(
                "disputes", f"{count} {'goes' if one else 'go'} against the evidence.", _examples(statements, catalogue)
            )
        else:
            words = f"{count} {'is' if one else 'are'} firmer than the evidence, which is open there."
            yield PointView("beyond", words, _examples(statements, catalogue))


def _wrong_citations(article: Article, catalogue: Catalogue) -> Iterator[PointView]:
    """Yield what citations do not do."""
    if not article.references:
        yield PointView("untested", "It gives no reference.")
        return
    kinds = Counter(x.verdict for x in catalogue.appraised.citations[article.id])
    parts = [(kinds[key], verbs) for key, verbs in _FAULTS.items() if kinds[key]]
    if parts and kinds.total() == 1:
        yield PointView("beyond", f"Its one citation {parts[0][1][0]}.", more="references")
    elif parts:
        words = listed([f"{count} {verbs[count > 1]}" for count, verbs in parts])
        yield PointView("beyond", f"Of {kinds.total()} citations, {words}.", more="references")


def _uncited(article: Article) -> Iterator[PointView]:
    appeals = [x for x in article.statements if x.appeal]
    bare = [x for x in appeals if not x.cites]
    if bare:
        words = f"{counted(len(appeals), 'statement')} {'appeals' if len(appeals) == 1 else 'appeal'} to research"
        every = len(bare) == len(appeals)
        yield PointView("untested", f"{words}, {'without' if every else f'{len(bare)} of them without'} a reference.")


def _left_out(article: Article, catalogue: Catalogue) -> Iterator[PointView]:
    claims = {x.claim for x in catalogue.appraised.omissions[article.id]}
    if claims:
        words = f"On {counted(len(claims), 'claim')} it leaves out known studies that go against what it says."
        yield PointView("untested", words, more="omissions")


def _against_itself(article: Article, catalogue: Catalogue) -> Iterator[PointView]:
    count = sum(1 for x in catalogue.appraised.clashes_of_article[article.id] if x.scope == "within-article")
    if count:
        yield PointView("contested", f"It contradicts itself in {counted(count, 'place')}.", more="conflicts")


def _examples(statements: list[tuple[int, Statement]], catalogue: Catalogue) -> tuple[ExampleView, ...]:
    """Return the first statements, one for each claim."""
    first = {x.claim: (position, x) for position, x in reversed(statements)}
    order = dict.fromkeys(x.claim for _, x in statements)
    return tuple(_example(*first[claim], catalogue) for claim in list(order)[:_EXAMPLES])


def _example(position: int, statement: Statement, catalogue: Catalogue) -> ExampleView:
    verdict = verdict_view(catalogue.claims[statement.claim], catalogue)
    return ExampleView(
        Link(f"statement {position}", f"#statement/{statement_anchor(statement, position)}"),
        statement.says,
        ", ".join(x for x in (verdict.key, verdict.certainty) if x),
    )


def _limits(article: Article, without_evidence: int) -> Iterator[str]:
    if without_evidence:
        one = without_evidence == 1
        words = f"{counted(without_evidence, 'statement')} {'is' if one else 'are'} on claims without evidence here"
        yield f"{words}, which says nothing about {'it' if one else 'them'}."
    if article.text:
        yield "The text was read as it stands below."
    else:
        which = ", an archived copy" if article.source else ""
        yield f"We read one version of it{which}; the page may have changed since."
        yield "Statements are paraphrased, and a paraphrase can miss a shade of meaning."
    if not article.published:
        yield "The day it appeared is not recorded, and evidence that came later is held against it all the same."
    yield "It is the words that are held against the evidence of this collection, not the author."
