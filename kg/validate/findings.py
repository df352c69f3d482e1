"""The numbers of findings: intervals are whole and hold their value, and each measure keeps to its range."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from kg.records import RATIO_MEASURES, Finding, Study
from kg.validate.index import fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.problems import Fault
    from kg.validate.index import Index

_ESTIMATES: Final = ("value", "ci_low", "ci_high")
_SHARES: Final = ("prevalence", "incidence", "percentage")
_ALL: Final = 100


def faults(index: Index) -> Iterator[Fault]:
    """Yield what is wrong with the numbers of findings."""
    for study in index.records.studies:
        for number, finding in enumerate(study.findings):
            yield from _interval(study, number, finding)
            yield from _range(study, number, finding)


def _interval(study: Study, number: int, finding: Finding) -> Iterator[Fault]:
    pointer = ("findings", number)
    low, high, value = finding.ci_low, finding.ci_high, finding.value
    name = f"finding '{finding.id}'"
    if (low is None) != (high is None):
        there, missing = ("ci_low", "ci_high") if high is None else ("ci_high", "ci_low")
        message = f"{name} has '{there}' and no '{missing}'"
        yield fault(
            study, (*pointer, there), "half-interval", message, f"add '{missing}', or take '{there}' out", on_key=True
        )
    if low is None and high is None and finding.ci_level is not None:
        message = f"{name} has 'ci_level' and no interval"
        yield fault(study, (*pointer, "ci_level"), "half-interval", message, "add 'ci_low' and 'ci_high'", on_key=True)
    if low is None or high is None:
        return
    if finding.ci_level is None:
        message = f"{name} has an interval and no 'ci_level'"
        yield fault(
            study,
            (*pointer, "ci_low"),
            "interval-without-level",
            message,
            "add its level, such as 'ci_level: 95'",
            on_key=True,
        )
    if low > high:
        message = f"the interval of {name} is upside down: ci_low {low:g} is above ci_high {high:g}"
        yield fault(study, (*pointer, "ci_low"), "reversed-interval", message, "swap the two, or look the numbers up")
    elif value is not None and not low <= value <= high:
        message = f"the value {value:g} of {name} is outside its interval from {low:g} to {high:g}"
        yield fault(study, (*pointer, "value"), "value-outside-interval", message, "look the three numbers up")


def _range(study: Study, number: int, finding: Finding) -> Iterator[Fault]:
    """Yield estimates that their measure cannot have."""
    for key in _ESTIMATES:
        estimate: float | None = getattr(finding, key)
        if estimate is None:
            continue
        pointer = ("findings", number, key)
        told = f"{key} {estimate:g} of finding '{finding.id}'"
        if finding.measure in RATIO_MEASURES and estimate <= 0:
            message = f"{told} is not above 0, as each {finding.measure} is"
            way_out = f"if it is on a log scale, give exp({estimate:g}); if it is a difference, change 'measure'"
            yield fault(study, pointer, "ratio-not-above-zero", message, way_out)
        if _is_share(finding) and not 0 <= estimate <= _ALL:
            message = f"{told} is outside 0 to 100 percent"
            way_out = "if it is a change, say so in 'unit', such as '% change'"
            yield fault(study, pointer, "percentage-out-of-range", message, way_out)
        if finding.measure == "r" and not -1 <= estimate <= 1:
            message = f"{told} is outside -1 to 1, as no correlation is"
            yield fault(study, pointer, "correlation-out-of-range", message, "look the number up")


def _is_share(finding: Finding) -> bool:
    """Tell whether the estimate is a share of a whole in percent; rates and changes in percent are not."""
    if finding.unit is None:
        return finding.measure in ("prevalence", "percentage")
    return finding.measure in _SHARES and finding.unit == "%"
