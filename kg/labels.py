"""Short names for people: how a study, a finding's numbers or an article is called in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from kg.records import Article, Finding, Statement, Study

UNSEEN_AUTHORS: Final = "et al."


def family_name(author: str) -> str:
    """Return the family name of an author written as "Family I".

    >>> family_name("van der Worp MP")
    'van der Worp'
    """
    name, _, initials = author.rpartition(" ")
    return name if name and initials.replace("-", "").isupper() else author


def short_citation(study: Study) -> str:
    """Return author and year, such as "Natri et al. 1998", with the letter that tells it from another of that year."""
    names = [family_name(a) for a in study.authors if a != UNSEEN_AUTHORS]
    if not names:
        return f"{study.id} ({study.year})"
    many = len(study.authors) > len(names) or len(names) > 2  # noqa: PLR2004 - two authors are both named
    return f"{f'{names[0]} et al.' if many else ' & '.join(names)} {study.year}{_letter(study)}"


def _letter(study: Study) -> str:
    """Return the letter that an id such as `nielsen-2014b` ends with, by which studies of one year are told apart."""
    head, _, letter = study.id.rpartition(str(study.year))
    return letter if head and len(letter) == 1 and letter.isalpha() else ""


def full_citation(study: Study) -> str:
    """Return authors, year, title, journal and place in it, as a reference list prints them."""
    place = study.volume or ""
    if study.issue:
        place += f"({study.issue})"
    if study.pages:
        place += f":{study.pages}" if place else study.pages
    journal = " ".join(x for x in (study.journal, place) if x)
    title = study.title if study.title.endswith((".", "?", "!")) else study.title + "."
    head = f"{', '.join(study.authors)} ({study.year}). " if study.authors else f"({study.year}). "
    return head + title + (f" {journal}." if journal else "")


def number(value: float) -> str:
    """Return a number without a needless ".0" and never in exponent form up to 15 digits.

    >>> number(3.0), number(0.97)
    ('3', '0.97')
    """
    return f"{value:.15g}" if abs(value) < 1e15 or value != int(value) else repr(value)  # noqa: PLR2004 - digits of a float


def estimate(finding: Finding) -> str:
    """Return the estimate with its interval, unit and p value in one line; empty where it has no number."""
    parts: list[str] = []
    if finding.value is not None:
        named = "" if finding.measure in {"other", "percentage"} else f"{finding.measure} "
        unit = "" if finding.unit is None else finding.unit if finding.unit.startswith("%") else f" {finding.unit}"
        parts.append(f"{named}{number(finding.value)}{unit}")
    if finding.ci_low is not None and finding.ci_high is not None:
        level = f"{number(finding.ci_level)}% CI " if finding.ci_level is not None else ""
        parts.append(f"({level}{number(finding.ci_low)} to {number(finding.ci_high)})")
    if finding.p is not None:
        p = finding.p if isinstance(finding.p, str) else f"= {number(finding.p)}"
        parts.append(f"p {p}")
    return " ".join(parts)


def article_name(article: Article) -> str:
    """Return its title, else its publisher, else its kind with the id."""
    return (
        article.title
        or article.publisher
        or f"Untitled {'article' if article.kind == 'other' else article.kind} ({article.id})"
    )


def statement_anchor(statement: Statement, position: int) -> str:
    """Return the name of a statement within its article: its id, else its 1-based position."""
    return statement.id or str(position)
