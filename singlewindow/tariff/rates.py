"""Rates as officials write them: ``Free``, ``15%``, ``3.00 per litre``, ``5% + 0.20/kg``, ``250% or 30.00/l, higher``.

    rate   := sum [("or" sum)+ ["," "whichever is the"] ("higher" | "lower")]
    sum    := term ("+" term)*
    term   := "Free" | number "%" | number ("per" | "/") [number] unit ["or part"]

A currency is not written: amounts are in the country's own. ``or part`` counts what was begun as a whole.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_CEILING, Decimal
from typing import Final

import msgspec

from singlewindow.tariff.quantities import counted, each, quantity_in, unit_of

LONGEST: Final = 200
_PERCENT: Final = re.compile(r"(\d{1,6}(?:\.\d{1,6})?) ?%")
_SPECIFIC: Final = re.compile(
    r"(\d{1,12}(?:\.\d{1,6})?) ?(?:/|per) ?(?:(\d{1,6}) ?)?([A-Za-z][A-Za-z0-9 ]*?)( ?\(?or part\)?)?", re.IGNORECASE
)
_CHOICE: Final = re.compile(r",? *\(?(?:whichever is (?:the )?)?(higher|greater|lower|lesser)\)?$", re.IGNORECASE)
_HUNDRED: Final = Decimal(100)


class RateError(ValueError):
    """A text is not a rate; says which part of it cannot be read."""


class Charge(msgspec.Struct, frozen=True):
    """What a rate comes to before rounding, and how, in words."""

    amount: Decimal
    formula: str


class Missing(msgspec.Struct, frozen=True):
    """What must be stated before a rate can be computed: a unit of UN/ECE Rec 20."""

    unit: str


class AdValorem(msgspec.Struct, frozen=True, tag=True):
    """A percentage of the base."""

    percent: Decimal

    def words(self) -> str:
        """The rate in words."""
        return f"{self.percent}%" if self.percent else "Free"

    def charge(self, base: Decimal, quantities: Mapping[str, Decimal]) -> Charge | Missing:  # noqa: ARG002
        """The percentage of the base."""
        if not self.percent:
            return Charge(Decimal(0), "Free")
        return Charge(base * self.percent / _HUNDRED, f"{self.percent}% of {base:,}")


class Specific(msgspec.Struct, frozen=True, tag=True):
    """An amount for each ``per`` of a unit; with ``begun`` for each that was begun."""

    amount: Decimal
    unit: str
    per: Decimal = Decimal(1)
    begun: bool = False

    def words(self) -> str:
        """The rate in words."""
        return f"{self.amount} per {each(self.per, self.unit)}{' or part' if self.begun else ''}"

    def charge(self, base: Decimal, quantities: Mapping[str, Decimal]) -> Charge | Missing:  # noqa: ARG002
        """The amount for the quantity, or what is missing."""
        stated = quantity_in(quantities, self.unit)
        if stated is None:
            return Missing(self.unit)
        times = stated / self.per
        times = times.to_integral_value(ROUND_CEILING) if self.begun else times
        return Charge(self.amount * times, f"{self.words()} for {counted(stated, self.unit)}")


class Sum(msgspec.Struct, frozen=True, tag=True):
    """Several rates together."""

    parts: tuple[AdValorem | Specific, ...]

    def words(self) -> str:
        """The rate in words."""
        return " + ".join(part.words() for part in self.parts)

    def charge(self, base: Decimal, quantities: Mapping[str, Decimal]) -> Charge | Missing:
        """The sum of the parts, or the first thing that is missing."""
        known = _charges(self.parts, base, quantities)
        if isinstance(known, Missing):
            return known
        return Charge(sum((one.amount for one in known), Decimal(0)), " + ".join(one.formula for one in known))


class Choice(msgspec.Struct, frozen=True, tag=True):
    """The higher, or the lower, of several rates."""

    options: tuple[AdValorem | Specific | Sum, ...]
    higher: bool

    def words(self) -> str:
        """The rate in words."""
        return f"{self._listed}, whichever is the {self._which}"

    @property
    def _listed(self) -> str:
        return " or ".join(one.words() for one in self.options)

    @property
    def _which(self) -> str:
        return "higher" if self.higher else "lower"

    def charge(self, base: Decimal, quantities: Mapping[str, Decimal]) -> Charge | Missing:
        """The chosen rate's charge; every option must be computable, or the choice would be a guess."""
        known = _charges(self.options, base, quantities)
        if isinstance(known, Missing):
            return known
        chosen = (max if self.higher else min)(known, key=lambda one: one.amount)
        return Charge(chosen.amount, f"{chosen.formula}, the {self._which} of {self._listed}")


Rate = AdValorem | Specific | Sum | Choice
FREE: Final = AdValorem(Decimal(0))


def _charges(
    rates: Sequence[AdValorem | Specific | Sum], base: Decimal, quantities: Mapping[str, Decimal]
) -> list[Charge] | Missing:
    """The charge of each rate, or the first thing that is missing."""
    charges = []
    for rate in rates:
        charge = rate.charge(base, quantities)
        if isinstance(charge, Missing):
            return charge
        charges.append(charge)
    return charges


def read_rate(text: str) -> Rate:
    """Read a rate. Raises RateError, which quotes what cannot be read."""
    text = " ".join(text.split())
    if not text or len(text) > LONGEST:
        raise RateError(f"A rate has 1 to {LONGEST} characters.")
    options = re.split(r" or (?!part)", text)
    if len(options) == 1:
        return _sum(text)
    which = _CHOICE.search(options[-1])
    if which is None:
        raise RateError(f"{text!r} gives several rates: end it with “whichever is the higher” or “... lower”.")
    options[-1] = options[-1][: which.start()]
    return Choice(tuple(_sum(option) for option in options), which[1].casefold() in ("higher", "greater"))


def _sum(text: str) -> AdValorem | Specific | Sum:
    parts = tuple(_term(part.strip()) for part in text.split("+"))
    return parts[0] if len(parts) == 1 else Sum(parts)


def _term(text: str) -> AdValorem | Specific:
    if text.casefold() == "free":
        return FREE
    percent = _PERCENT.fullmatch(text)
    if percent:
        return AdValorem(Decimal(percent[1]))
    specific = _SPECIFIC.fullmatch(text)
    if specific is None:
        raise RateError(f"{text!r} is not a rate: write Free, 15%, or 3.00 per litre.")
    unit = unit_of(specific[3].strip())
    if unit is None:
        raise RateError(f"{specific[3]!r} in {text!r} is not a unit that is known here.")
    return Specific(Decimal(specific[1]), unit, Decimal(specific[2] or 1), begun=bool(specific[4]))
