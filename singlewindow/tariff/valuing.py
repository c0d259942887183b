"""Shares of an amount: freight and insurance over the items they were paid for (WTO Valuation Agreement, Article 8)."""

from collections.abc import Sequence
from decimal import ROUND_DOWN, Decimal
from typing import Final

CENT: Final = Decimal("0.01")


def apportion(total: Decimal, weights: Sequence[Decimal], step: Decimal = CENT) -> list[Decimal]:
    """Divide a total in proportion to weights, in whole steps; the shares add up to it.

    What rounding leaves over goes, a step each, to the shares that lost most by it; of equals to the first. Weights
    that are all zero count alike. Raises ValueError for a negative total or weight, or one that is no whole of steps.
    """
    if total < 0 or any(weight < 0 for weight in weights) or total % step:
        raise ValueError("A total and its weights are not negative, and the total is a whole number of steps.")
    if not weights:
        return []
    even = not any(weights)
    whole = Decimal(len(weights)) if even else sum(weights, Decimal(0))
    exact = [total * (Decimal(1) if even else weight) / whole for weight in weights]
    shares = [(share / step).to_integral_value(ROUND_DOWN) * step for share in exact]
    left = int((total - sum(shares, Decimal(0))) / step)
    losers = sorted(range(len(shares)), key=lambda at: (shares[at] - exact[at], at))
    for at in losers[:left]:
        shares[at] += step
    return shares
