"""The axis of a plot: from a value to its place across, with round ticks; logarithmic for ratios."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

MINUS: Final = "\N{MINUS SIGN}"
_LEFT: Final = 4.0
_RIGHT: Final = 96.0
_MOST_TICKS: Final = 7
_MOST_STEPS: Final = 5
_STEPS: Final = (1, 2, 5)
_MANTISSAS: Final = (
    (1, 1.1, 1.2, 1.3, 1.4, 1.6, 1.8, 2, 2.5, 3, 4, 5, 6, 7, 8, 9),
    (1, 1.5, 2, 3, 5, 7),
    (1, 2, 5),
    (1, 3),
    (1,),
)
"""Round numbers between 1 and 10 for the ticks of a logarithmic axis, from the finest to the coarsest."""

_NARROWEST: Final = (0.5, 2.0)
"""A ratio's axis shows at least this much: a narrow interval around no effect is to look narrow."""

_REACH: Final = 8.0
"""How far beyond estimates and no effect a ratio's axis may reach before an interval is cut, as a factor."""

_LINEAR_REACH: Final = 3.0
"""The same for differences, in multiples of what the estimates and no effect span."""


@dataclass(frozen=True, slots=True)
class Axis:
    """From `low` to `high`, which are both ticks; a value outside has no place on it."""

    low: float
    high: float
    ticks: tuple[float, ...]
    log: bool

    def at(self, value: float) -> float:
        """Return the place of a value in percent of the width; one beyond an end is put on that end.

        >>> axis = Axis(0.5, 2.0, (0.5, 1.0, 2.0), log=True)
        >>> axis.at(1.0), axis.at(0.25)
        (50.0, 4.0)
        """
        held = min(max(value, self.low), self.high)
        if self.log:
            share = math.log(held / self.low) / math.log(self.high / self.low)
        else:
            share = (held - self.low) / (self.high - self.low)
        return round(_LEFT + share * (_RIGHT - _LEFT), 2)


def ratio_axis(values: Sequence[float], bounds: Iterable[float]) -> Axis:
    """Return a logarithmic axis for positive estimates; bounds that lie very far out are left off it."""
    least, most = min(*values, *_NARROWEST), max(*values, *_NARROWEST)
    inside = [x for x in bounds if least / _REACH <= x <= most * _REACH]
    low, high = min(least, *inside, least), max(most, *inside, most)
    for mantissas in _MANTISSAS:
        ticks = tuple(_log_ticks(low, high, mantissas))
        if len(ticks) <= _MOST_TICKS:
            return Axis(ticks[0], ticks[-1], ticks, log=True)
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    step = math.ceil((last - first) / (_MOST_TICKS - 1))
    powers = tuple(range(first, last + step, step))
    return Axis(10.0 ** powers[0], 10.0 ** powers[-1], tuple(10.0**x for x in powers), log=True)


def linear_axis(values: Sequence[float], bounds: Iterable[float], null: float | None) -> Axis:
    """Return an even axis; it takes in the value of no effect, or zero for what cannot be less."""
    floor = (null,) if null is not None else (0.0,) if min(values) >= 0 else ()
    least, most = min((*floor, *values)), max((*floor, *values))
    reach = _LINEAR_REACH * ((most - least) or abs(most) or 1.0)
    inside = [x for x in bounds if least - reach <= x <= most + reach]
    if null is None and floor:
        inside = [max(x, 0.0) for x in inside]
    low, high = min(least, *inside, least), max(most, *inside, most)
    step = _step(((high - low) or abs(high) or 1.0) / _MOST_STEPS)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    if null is not None:  # what lies either side of no effect is to be seen
        first, last = min(first, math.floor(null / step) - 1), max(last, math.ceil(null / step) + 1)
    ticks = tuple(float(f"{x * step:.12g}") for x in range(first, max(last, first + 1) + 1))
    return Axis(ticks[0], ticks[-1], ticks, log=False)


def _step(least: float) -> float:
    """Return the first round step that is at least this long.

    >>> _step(0.13), _step(5.0), _step(11)
    (0.2, 5.0, 20.0)
    """
    power = math.floor(math.log10(least))
    return next(float(f"{x}e{y}") for y in (power, power + 1) for x in _STEPS if float(f"{x}e{y}") >= least)


def _log_ticks(low: float, high: float, mantissas: Sequence[float]) -> Iterator[float]:
    """Yield the round numbers from the last one not above `low` to the first one not below `high`."""
    powers = range(math.floor(math.log10(low)) - 1, math.ceil(math.log10(high)) + 2)
    every = [float(f"{mantissa}e{power}") for power in powers for mantissa in mantissas]
    first = max(x for x in every if x <= low * (1 + 1e-9))
    last = min(x for x in every if x >= high * (1 - 1e-9))
    yield from (x for x in every if first <= x <= last)


def tick_words(value: float) -> str:
    r"""Return the number of a tick, with a true minus sign.

    >>> tick_words(0.5), tick_words(-10.0) == "\N{MINUS SIGN}10", tick_words(100000.0)
    ('0.5', True, '100,000')
    """
    text = f"{value:,.10f}".rstrip("0").rstrip(".")
    return text.replace("-", MINUS)
