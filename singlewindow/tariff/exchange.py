"""Customs' rates of exchange by date: entered or imported, never guessed (WTO Valuation Agreement, Article 9)."""

import csv
import datetime as dt
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final, NamedTuple

from agencies.reading import TableError

COLUMNS: Final = ("currency", "rate", "valid_from", "valid_to", "source")


class NoRate(LookupError):
    """There is no rate of exchange for this currency on this day."""


class ExchangeRate(NamedTuple):
    """What one unit of a currency is worth in the country's own, from one day to another."""

    currency: str
    rate: Decimal
    valid_from: dt.date
    valid_to: dt.date
    source: str


class ExchangeRates:
    """The rates of a country, by currency and day."""

    def __init__(self, own: str, rates: Iterable[ExchangeRate]) -> None:
        """Take the country's own currency and the rates of others."""
        self.own = own
        self._by_currency: dict[str, list[ExchangeRate]] = {}
        for rate in rates:
            self._by_currency.setdefault(rate.currency, []).append(rate)

    @classmethod
    def load(cls, own: str, path: Path) -> "ExchangeRates":
        """Read a CSV file. Raises TableError with the row of what is wrong."""
        with path.open(encoding="utf-8", newline="") as file:
            return cls(own, [_rate(path, number, row) for number, row in enumerate(csv.DictReader(file), 2)])

    def on(self, currency: str, day: dt.date) -> ExchangeRate:
        """The rate of a currency on a day; 1 for the country's own. Raises NoRate."""
        if currency == self.own:
            return ExchangeRate(currency, Decimal(1), dt.date.min, dt.date.max, "the country's own currency")
        for rate in self._by_currency.get(currency, ()):
            if rate.valid_from <= day <= rate.valid_to:
                return rate
        raise NoRate(f"Customs has given no rate of exchange for {currency} on {day}.")


def _rate(path: Path, number: int, row: dict[str, str]) -> ExchangeRate:
    if set(row) != set(COLUMNS):
        raise TableError(path, f"row {number}", f"The columns are {', '.join(COLUMNS)}.")
    try:
        rate = Decimal(row["rate"])
        found = ExchangeRate(
            row["currency"],
            rate,
            dt.date.fromisoformat(row["valid_from"]),
            dt.date.fromisoformat(row["valid_to"]),
            row["source"],
        )
    except (InvalidOperation, ValueError) as error:
        raise TableError(path, f"row {number}", f"A rate is a number and a day is CCYY-MM-DD ({error}).") from None
    if not rate.is_finite() or rate <= 0 or found.valid_to < found.valid_from:
        raise TableError(path, f"row {number}", "A rate is above zero, and its last day not before its first.")
    return found
