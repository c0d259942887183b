"""Units of UN/ECE Recommendation 20 that can be compared with each other, and currencies that cannot be divided."""

from decimal import Decimal
from typing import Final

from wco_datamodel.values import Measure

_KINDS: Final = {
    "mass": "KGM 1 GRM 0.001 MGM 0.000001 HGM 0.1 DTN 100 TNE 1000 CTM 0.0002 LBR 0.45359237 ONZ 0.028349523125 "
    "STN 907.18474 LTN 1016.0469088",
    "volume": "LTR 1 MLT 0.001 CLT 0.01 DLT 0.1 HLT 100 MTQ 1000 DMQ 1 CMQ 0.001 FTQ 28.316846592 GLL 3.785411784 "
    "GLI 4.54609",
    "number": "C62 1 H87 1 NAR 1 EA 1 NIU 1 PR 2 NPR 2 DZN 12 GRO 144 CEN 100 MIL 1000",
    "length": "MTR 1 MMT 0.001 CMT 0.01 KMT 1000 FOT 0.3048 INH 0.0254 YRD 0.9144",
    "area": "MTK 1 CMK 0.0001 DMK 0.01 HAR 10000 FTK 0.09290304 YDK 0.83612736",
    "energy": "KWH 1 MWH 1000 GWH 1000000",
}

WHOLE: Final = frozenset(
    {"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF"}
)
"""Currencies that ISO 4217 gives no minor unit."""


def _table() -> dict[str, tuple[str, Decimal]]:
    table = {}
    for kind, listed in _KINDS.items():
        words = listed.split()
        for unit, factor in zip(words[::2], words[1::2], strict=True):
            table[unit] = (kind, Decimal(factor))
    return table


UNITS: Final = _table()
KINDS: Final = {unit: kind for unit, (kind, _) in UNITS.items()}
"""What each unit measures."""


def plain_unit(unit: str) -> str:
    """Return the unit without the qualifier that some customs append, as in KGM#G."""
    return unit.partition("#")[0]


def kind_of(unit: str | None) -> str | None:
    """Return what a unit measures, as ``mass``; None where it cannot be compared with others."""
    known = UNITS.get(plain_unit(unit)) if unit else None
    return known[0] if known else None


def in_base_units(measure: Measure, unit: str = "") -> tuple[str, Decimal] | None:
    """Return the kind and the value in kilograms, litres, pieces ...; None where it cannot be compared.

    ``unit`` is that of the element where the measure names none.
    """
    known = UNITS.get(plain_unit(measure.unit or unit))
    return (known[0], measure.value * known[1]) if known else None


def kilograms(measure: Measure | None) -> Decimal | None:
    """Return a mass in kilograms, the unit of every mass in a message; None where it names no unit of mass."""
    if measure is None:
        return None
    if measure.unit is None or measure.unit == "KGM":
        return measure.value
    kind, value = in_base_units(measure) or ("", None)
    return value if kind == "mass" else None
