"""Quantities and measured values that people enter: finite, below 10^12, with at most six decimals."""

from decimal import Decimal

MOST = Decimal(10) ** 12
DECIMALS = 6


def is_measure(value: Decimal, *, negative: bool = False) -> bool:
    """Whether a number can be stored and told; one below 0 only where it may be ``negative``."""
    if not value.is_finite() or int(value.as_tuple().exponent) < -DECIMALS:
        return False
    return abs(value) < MOST and (negative or value >= 0)
