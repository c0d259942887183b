"""What goods owe: rates, the tariff, the country's taxes, and the calculation that explains each amount. Pure."""

from singlewindow.tariff.computing import Bill, Goods, Line, Open, compute
from singlewindow.tariff.exchange import ExchangeRates, NoRate
from singlewindow.tariff.national import NationalTariff
from singlewindow.tariff.rates import Rate, RateError, read_rate
from singlewindow.tariff.schedule import Schedule, TariffLine
from singlewindow.tariff.taxes import TaxTable
from singlewindow.tariff.valuing import apportion

__all__ = [
    "Bill",
    "ExchangeRates",
    "Goods",
    "Line",
    "NationalTariff",
    "NoRate",
    "Open",
    "Rate",
    "RateError",
    "Schedule",
    "TariffLine",
    "TaxTable",
    "apportion",
    "compute",
    "read_rate",
]
