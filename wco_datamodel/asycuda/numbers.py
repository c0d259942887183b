"""Numbers, amounts and dates as ASYCUDA writes them."""

import datetime as dt
import re
from decimal import Decimal
from typing import Final

from wco_datamodel.asycuda.rows import Setting, Unreadable
from wco_datamodel.values import DateTime

NUMBER: Final = re.compile(r"[+-]?[0-9]{1,20}(\.[0-9]{0,20})?([eE][+-]?[0-9]{1,2})?")
ISO_DATE: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})([T ]00:00(:00(\.0+)?)?Z?)?")
SHORT_DATE: Final = re.compile(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4}|[0-9]{2})( 00:00(:00)?)?")


def number(text: str) -> Decimal:
    """Read a number exactly, also with an exponent: large amounts are written as ``1.25E7``. Raises Unreadable."""
    if not NUMBER.fullmatch(text):
        raise Unreadable("a number in digits, with a point before the decimals")
    return Decimal(text)


def spelled(value: Decimal, setting: Setting) -> str:
    """Write a number without an exponent, and with a point where the flavour always has one."""
    text = format(value, "f")
    return f"{text}.0" if setting.decimals and "." not in text else text


def day(text: str, setting: Setting) -> DateTime:
    """Read a date: ISO 8601, or day, month and year in the flavour's order. Two digits of a year mean 20.. .

    Raises Unreadable, also where the date would exist only in the other order: which one is meant is not guessed.
    """
    iso, short = ISO_DATE.fullmatch(text), SHORT_DATE.fullmatch(text)
    order = "month/day/year" if setting.month_first else "day/month/year"
    try:
        if iso:
            return DateTime.of_date(dt.date(int(iso[1]), int(iso[2]), int(iso[3])))
        if short:
            first, second, year = (int(short[group]) for group in (1, 2, 3))
            month, date = (first, second) if setting.month_first else (second, first)
            return DateTime.of_date(dt.date(year + 2000 if len(short[3]) == 2 else year, month, date))
    except ValueError:
        pass
    raise Unreadable(f"a date as {order} or as year-month-day")


def spelled_day(value: DateTime, setting: Setting) -> str | None:
    """Write a date in the flavour's form; None for a day that does not exist."""
    try:
        date = value.day
    except ValueError:
        return None
    forms = {
        "m/d/yy": f"{date.month}/{date.day}/{date.year % 100:02}",
        "m/d/yyyy": f"{date.month}/{date.day}/{date.year}",
        "dd/mm/yyyy": f"{date.day:02}/{date.month:02}/{date.year}",
    }
    return forms.get(setting.dates, date.isoformat())
