"""Units of mass, volume and count (UN/ECE Recommendation 20), and how many of one another are."""

import csv
from decimal import Decimal
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("units.csv")


def convert(value: Decimal, unit: str, into: str) -> Decimal | None:
    """So many of ``unit`` in ``into``; None where they do not measure the same, or a factor is not known."""
    if unit == into:
        return value
    known = _factors()
    if unit not in known or into not in known or known[unit][0] != known[into][0]:
        return None
    return value * known[unit][1] / known[into][1]


@cache
def _factors() -> dict[str, tuple[str, Decimal]]:
    """Each unit's kind and factor."""
    lines = [line for line in _TABLE.read_text().splitlines() if not line.startswith("#")]
    return {row["unit"]: (row["kind"], Decimal(row["factor"])) for row in csv.DictReader(lines)}
