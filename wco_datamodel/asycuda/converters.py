"""The converters that rows of the mapping table name. Each is exact: what it reads it can write again."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Final

from wco_datamodel.asycuda import numbers
from wco_datamodel.asycuda.rows import NOTHING, Converter, Setting, Texts, Unreadable, Values
from wco_datamodel.readers import collapsed
from wco_datamodel.values import Amount, Measure

KILOGRAM: Final = "KGM"


def simple(name: str, read: Callable[[str, Setting], Any], write: Callable[[Any, Setting], str | None]) -> Converter:
    """Make a converter of one text to one value; a value of None reads as nothing said."""

    def read_one(texts: Texts, setting: Setting) -> Values:
        value = read(texts[0] or "", setting)
        return NOTHING if value is None else (value,)

    return Converter(name, read_one, lambda values, setting: (write(values[0], setting),))


def _measure(unit: Callable[[Setting], str | None]) -> Callable[[str, Setting], Measure | None]:
    return lambda text, setting: Measure(value, unit(setting)) if (value := numbers.number(text)) else None


def _amount(
    currency: Callable[[Setting], str | None], *, zero: bool = False
) -> Callable[[str, Setting], Amount | None]:
    def read(text: str, setting: Setting) -> Amount | None:
        value = numbers.number(text)
        return Amount(value, currency(setting)) if value or zero else None

    return read


def _valued(measure: Amount | Measure, setting: Setting) -> str:
    return numbers.spelled(measure.value, setting)


def _priced(amount: Amount, setting: Setting) -> str | None:
    return _valued(amount, setting) if amount.currency == setting.invoice_currency else None


def _national(amount: Amount, setting: Setting) -> str | None:
    return _valued(amount, setting) if amount.currency in (None, setting.currency) else None


CODE: Final = simple("code", lambda text, _: collapsed(text), lambda value, _: value)
TEXT: Final = simple("text", lambda text, _: text, lambda value, _: value)
COUNT: Final = simple("count", lambda text, _: Measure(numbers.number(text)), lambda value, _: format(value.value, "f"))
LINE: Final = simple("line number", lambda text, _: int(numbers.number(text)), lambda value, _: str(value))
MASS: Final = simple("mass in kilograms; zero is blank", _measure(lambda _: KILOGRAM), _valued)
DEDUCTED: Final = simple(
    "quantity in the flavour's licence unit; zero is blank", _measure(lambda setting: setting.licence_unit), _valued
)
NATIONAL: Final = simple(
    "amount in national currency; zero is blank", _amount(lambda setting: setting.currency), _national
)
ASSESSED: Final = simple("amount in national currency", _amount(lambda setting: setting.currency, zero=True), _national)
PRICE: Final = simple(
    "amount in the invoice's currency; zero is blank", _amount(lambda setting: setting.invoice_currency), _priced
)
RATE: Final = simple("rate", lambda text, _: numbers.number(text), numbers.spelled)
DATE: Final = simple("date", numbers.day, numbers.spelled_day)


def _flag(text: str, _: Setting) -> str:
    flags = {"true": "1", "false": "0", "1": "1", "0": "0"}
    if text.lower() not in flags:
        raise Unreadable("true or false")
    return flags[text.lower()]


FLAG: Final = simple("true or false to 1 or 0", _flag, lambda value, _: {"1": "true", "0": "false"}.get(value))


def _money(texts: Texts, setting: Setting) -> Values:
    value = numbers.number(texts[0]) if texts[0] else None
    if not value and texts[1] is None:
        return NOTHING
    return (None,) if value is None else (Amount(value, texts[1] or setting.currency),)


MONEY: Final = Converter(
    "amount and its currency; zero without a currency is blank",
    _money,
    lambda values, setting: (_valued(values[0], setting), values[0].currency),
    parts=("Amount_foreign_currency", "Currency_code"),
)


def _exchange(texts: Texts, _: Setting) -> Values:
    currency, rate = texts[0], numbers.number(texts[1]) if texts[1] else Decimal(0)
    if not rate or (currency is None and rate == 1):
        return NOTHING
    return (None, None) if currency is None else (currency, rate)


EXCHANGE: Final = Converter(
    "currency and its rate of exchange",
    _exchange,
    lambda values, setting: (values[0], None if values[1] is None else numbers.spelled(values[1], setting)),
    parts=("Currency_code", "Currency_rate"),
    fields=("CurrencyTypeCode", "RateNumeric"),
)
