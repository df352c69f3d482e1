"""Whether the interval of a finding is narrow enough for what its line of evidence says.

After GRADE guidelines 6, rating the quality of evidence: imprecision (Guyatt et al. 2011, J Clin Epidemiol 64:1283):
an effect is imprecise where its interval takes in no effect, and "no effect" is imprecise where the interval takes in
an appreciable one, which is a change of a ratio by a quarter or of a standardised difference by 0.5. Large effects
after GRADE guidelines 9, rating up (Guyatt et al. 2011, J Clin Epidemiol 64:1311): at least twofold.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.records import RATIO_MEASURES

if TYPE_CHECKING:
    from kg.records import Direction, Effect, Finding

_FEWER: Final = 0.75
_MORE: Final = 1.25
_APPRECIABLE_SMD: Final = 0.5
_DIFFERENCES: Final = frozenset({"RD", "MD", "SMD", "r"})
TWOFOLD: Final = 2.0


def is_imprecise(finding: Finding, effect: Effect, direction: Direction) -> bool | None:
    """Return whether the interval is too wide for a line of this direction on a claim of this effect.

    None where that cannot be told: no interval, a measure without a value of no effect (such as a percentage), or a
    null result in a unit whose smallest worthwhile change is not known. Where the claim names the side (`increases`,
    `decreases`), a null result needs to leave out an appreciable effect on that side only.
    """
    low, high = finding.ci_low, finding.ci_high
    ratio = finding.measure in RATIO_MEASURES
    if low is None or high is None or not (ratio or finding.measure in _DIFFERENCES):
        return None
    null = 1.0 if ratio else 0.0
    crosses = low <= null <= high
    if not _is_null_result(effect, direction):
        return crosses
    if not crosses:
        return False  # an effect the other way
    if not ratio and finding.measure != "SMD":
        return None
    least, most = (_FEWER, _MORE) if ratio else (-_APPRECIABLE_SMD, _APPRECIABLE_SMD)
    return (effect != "increases" and low < least) or (effect != "decreases" and high > most)


def is_large(finding: Finding, effect: Effect, direction: Direction) -> bool:
    """Return whether a line shows an effect whose whole interval is at least twofold, up or down."""
    low, high = finding.ci_low, finding.ci_high
    if finding.measure not in RATIO_MEASURES or low is None or high is None or _is_null_result(effect, direction):
        return False
    return low >= TWOFOLD or high <= 1 / TWOFOLD


def _is_null_result(effect: Effect, direction: Direction) -> bool:
    """Return whether a line says that there is no effect: for a claim of none, or against a claim of one."""
    return (effect == "no-difference") == (direction == "supports")
