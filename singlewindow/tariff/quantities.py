"""Quantities that rates count in: litres, kilograms, pieces, litres of pure alcohol (UN/ECE Recommendation 20)."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from wco_datamodel.measuring import UNITS

WORDS: Final[Mapping[str, str]] = {
    "kg": "KGM", "kilogram": "KGM", "kilograms": "KGM", "g": "GRM", "gram": "GRM", "grams": "GRM", "t": "TNE",
    "l": "LTR", "litre": "LTR", "litres": "LTR", "ml": "MLT", "hl": "HLT",
    "lal": "LPA", "litre of alcohol": "LPA", "litres of alcohol": "LPA",
    "stick": "STK", "sticks": "STK", "stk": "STK", "u": "H87", "item": "H87", "items": "H87", "each": "H87",
}  # fmt: skip
"""The words by which tariffs call units. ``lal`` is a litre of contained alcohol: the volume times its strength."""

NAMES: Final[Mapping[str, str]] = {
    "KGM": "kg", "GRM": "g", "TNE": "t", "LTR": "litre", "MLT": "ml", "HLT": "hl", "LPA": "litre of alcohol",
    "STK": "stick", "H87": "item",
}  # fmt: skip
_ALIKE: Final[Mapping[str, str]] = {"STK": "H87"}
"""A stick is counted as a piece is."""


def unit_of(word: str) -> str | None:
    """The Rec 20 code that a tariff's word for a unit means; None for a word that is not known."""
    return WORDS.get(word.casefold()) or (word if word in NAMES or word in UNITS else None)


def name_of(unit: str) -> str:
    """A unit's name in a sentence; its code where it has none here."""
    return NAMES.get(unit, unit)


def counted(quantity: Decimal, unit: str) -> str:
    """A quantity in words, as ``400 sticks``."""
    return f"{quantity.normalize():,f} {_name_of_several(quantity, unit)}"


def each(quantity: Decimal, unit: str) -> str:
    """What a rate is for, as ``litre`` or ``1000 sticks``."""
    return name_of(unit) if quantity == 1 else f"{quantity.normalize():f} {_name_of_several(quantity, unit)}"


def _name_of_several(quantity: Decimal, unit: str) -> str:
    name = name_of(unit)
    if quantity == 1 or unit not in ("LTR", "LPA", "STK", "H87"):
        return name
    return name.replace("litre", "litres") if name.startswith("litre") else f"{name}s"


def quantity_in(stated: Mapping[str, Decimal], unit: str) -> Decimal | None:
    """How much there is in ``unit``, from the quantities stated by their units; None where none can be compared."""
    if unit in stated:
        return stated[unit]
    wanted = UNITS.get(_ALIKE.get(unit, unit))
    if wanted is None:
        return None
    for other, value in stated.items():
        known = UNITS.get(_ALIKE.get(other, other))
        if known and known[0] == wanted[0]:
            return value * known[1] / wanted[1]
    return None
