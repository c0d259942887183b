"""The leaves of the message: answers as the values that WCO elements hold. An empty answer is None."""

import re
from decimal import Decimal
from functools import lru_cache

import msgspec

from singlewindow.web.drafting.checks import day, number, one_line
from singlewindow.web.drafting.lists import countries
from wco_datamodel.values import Amount, DateTime, Measure


class NamedPlace(msgspec.Struct, frozen=True):
    """A place by its UN/LOCODE or by its name."""

    name: str | None = None
    code: str | None = None


def text(answer: str) -> str | None:
    """The answer on one line, or None."""
    return one_line(answer) or None


def country(answer: str) -> str | None:
    """An ISO 3166-1 alpha-2 code, or None."""
    return text(answer.upper())


def amount(answer: str, currency: str) -> Amount | None:
    """A sum of money in ``currency`` (ISO 4217), or None."""
    value = number(answer)
    return None if value is None else Amount(value, currency or None)


def kilograms(value: Decimal | None) -> Measure | None:
    """A mass in kilograms, or None."""
    return None if value is None else Measure(value, "KGM")


def dated(answer: str) -> DateTime | None:
    """The day of a ``day/month/year`` answer, or None."""
    value = day(answer)
    return DateTime.of_date(value) if value else None


def named_place(answer: str) -> NamedPlace:
    """Five capitals and digits are a UN/LOCODE, unless they are a country's name (``NAURU``); all else is a name."""
    typed = one_line(answer)
    if re.fullmatch("[A-Z]{2}[A-Z2-9]{3}", typed) and typed not in _country_names():
        return NamedPlace(code=typed)
    return NamedPlace(name=typed or None)


@lru_cache(maxsize=1)
def _country_names() -> frozenset[str]:
    return frozenset(name.upper() for name in countries().values())
