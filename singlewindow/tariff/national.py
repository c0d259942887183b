"""One country's tariff as a whole: its taxes, its lines, and its rates of exchange."""

from pathlib import Path

import msgspec

from singlewindow.tariff.exchange import ExchangeRates
from singlewindow.tariff.schedule import Schedule
from singlewindow.tariff.taxes import TaxTable

TAXES, LINES, EXCHANGE = "taxes.yaml", "tariff.csv", "exchange.csv"


class NationalTariff(msgspec.Struct, frozen=True):
    """What a country takes, at which rates, and what other currencies are worth in its own."""

    currency: str
    taxes: TaxTable
    schedule: Schedule
    exchange: ExchangeRates

    @classmethod
    def load(cls, folder: Path, currency: str) -> "NationalTariff | None":
        """Read a country pack's tariff; None where it has no ``taxes.yaml``. Raises TableError with the place."""
        if not (folder / TAXES).exists():
            return None
        return cls(
            currency,
            TaxTable.load(folder / TAXES),
            Schedule.load(folder / LINES),
            ExchangeRates.load(currency, folder / EXCHANGE),
        )
