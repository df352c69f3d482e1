"""What the authors of a study say of its certainty and quality, as a curator has recorded it in fields of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from kg.records import Certainty, RiskOfBias, Study

_LEVELS: Final[dict[int, Certainty]] = {1: "high", 2: "moderate", 3: "low", 4: "very-low", 5: "very-low"}
"""A level of evidence that a source gives one result, read as the certainty at which such evidence starts."""


class Reported(NamedTuple):
    """The certainty and the risk of bias that a source reports; None where it says nothing."""

    rating: Certainty | None = None
    bias: RiskOfBias | None = None

    @property
    def says_nothing(self) -> bool:
        """Return whether neither is known."""
        return self.rating is None and self.bias is None

    @property
    def poor(self) -> bool:
        """Return whether the risk of bias is high and no rating has taken that into account."""
        return self.bias == "high" and self.rating is None


def reported(study: Study, finding: str | None = None) -> Reported:
    """Return what a source says of one of its findings, else of its evidence as a whole.

    What it says of the very finding goes first: its rating, then its level (as guidelines and reviews give one to each
    of their conclusions). A level stated of a whole study says what its design is and is no rating (`levels.py`).
    """
    own = next((x for x in study.findings if x.id == finding), None)
    if own is not None and (own.rating or own.stated_level):
        rating = own.rating or _LEVELS[own.stated_level or len(_LEVELS)]
        return Reported(rating, study.risk_of_bias)
    return Reported(study.rating, study.risk_of_bias)
