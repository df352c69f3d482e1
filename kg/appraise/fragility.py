"""What hangs on what: each verdict again without each study, and the studies whose loss would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from kg.appraise.assess import assess
from kg.appraise.verdict import rule

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from kg.appraise.model import Assessment
    from kg.records import Claim, Study


def without_studies(claim: Claim, gone: Collection[str]) -> Claim:
    """Return the claim without the lines of some studies, as if these had never been entered.

    What would hold if they *fell* is another question: `assess(claim, studies, fallen=gone)`.
    """
    return replace(claim, evidence=tuple(line for line in claim.evidence if line.study not in gone))


def losses(claim: Claim, studies: Mapping[str, Study]) -> dict[str, Assessment]:
    """Return, for each study on the claim whose fall would change verdict or certainty, what would then hold."""
    now = assess(claim, studies)
    names = {x.study for x in now.lines} - set(now.retracted)
    after = {name: assess(claim, studies, fallen={name}) for name in sorted(names)}
    return {
        name: then
        for name, then in after.items()
        if (then.verdict, then.leaning, then.certainty) != (now.verdict, now.leaning, now.certainty)
    }


def keystones(now: Assessment, studies: Mapping[str, Study]) -> tuple[str, ...]:
    """Return the studies without any one of which the verdict would be another, sorted.

    For an unclear claim these are the studies that hold it open. That a claim would be left without any line is no
    news and does not count. Every study is tried, since one far down can be the only one that is direct.
    """
    if now.verdict in {"unclear", "untested"} and now.leaning is None:
        return ()
    tried = {line.study for line in now.lines}
    same = {now.verdict, "untested"} if now.verdict == "unclear" else {now.verdict}
    return tuple(
        name
        for name in sorted(tried - set(now.retracted))
        if rule(tuple(line for line in now.lines if line.study != name), studies).verdict not in same
    )
