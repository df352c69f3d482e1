"""What must hold across records: every break of it is a fault with the pointer to the value at fault."""

from __future__ import annotations

from kg.validate.follow_ups import validate_all
from kg.validate.texts import text_faults
from kg.validate.whole import validate

__all__ = ["text_faults", "validate", "validate_all"]
