"""Amounts, measures and moments: the leaves of a WCO message."""

import datetime as dt
from decimal import Decimal

import msgspec

_ACRONYMS = {"id": "ID", "ucr": "UCR", "aeo": "AEO", "lpco": "LPCO", "undgid": "UNDGID", "wco": "WCO"}


def wco_name(field: str) -> str:
    """Spell a field as the WCO spells its element: ``declaration_office_id`` gives ``DeclarationOfficeID``."""
    return "".join(_ACRONYMS.get(word, word.capitalize()) for word in field.split("_"))


class Wco(msgspec.Struct, frozen=True, omit_defaults=True, rename=wco_name, gc=False):
    """Base of every WCO class: immutable; its fields carry the WCO names, in the schema's order."""


class Amount(msgspec.Struct, frozen=True, omit_defaults=True, gc=False, rename={"currency": "currencyID"}):
    """A sum of money. ``currency`` is an ISO 4217 code, or None where the message leaves it open."""

    value: Decimal
    currency: str | None = None


class Measure(msgspec.Struct, frozen=True, omit_defaults=True, gc=False, rename={"unit": "unitCode"}):
    """A measure or a quantity. ``unit`` is a UN/ECE Recommendation 20 code, or None for the element's own unit."""

    value: Decimal
    unit: str | None = None


class DateTime(msgspec.Struct, frozen=True, gc=False, rename={"format_code": "formatCode"}):
    """A WCO date: format 102 is CCYYMMDD, format 304 is CCYYMMDDHHMMSS and a zone (Z, or an offset in hours)."""

    value: str
    format_code: str = "304"

    @classmethod
    def of(cls, moment: dt.datetime) -> "DateTime":
        """Spell an aware moment in format 304, in UTC."""
        return cls(moment.astimezone(dt.UTC).strftime("%Y%m%d%H%M%SZ"), "304")

    @classmethod
    def of_date(cls, day: dt.date) -> "DateTime":
        """Spell a day in format 102."""
        return cls(day.strftime("%Y%m%d"), "102")

    @property
    def moment(self) -> dt.datetime:
        """The aware moment in UTC; a bare date is its midnight. Raises ValueError for a day that does not exist."""
        day = dt.datetime.strptime(self.value[:8], "%Y%m%d").replace(tzinfo=dt.UTC)
        if len(self.value) == 8:
            return day
        time = dt.datetime.strptime(self.value[:14], "%Y%m%d%H%M%S").replace(tzinfo=dt.UTC)
        zone = self.value[14:]
        hours = 0 if zone in ("", "Z") else int(zone)
        return time - dt.timedelta(hours=hours)

    @property
    def day(self) -> dt.date:
        """The day as written, whatever the zone."""
        return dt.datetime.strptime(self.value[:8], "%Y%m%d").replace(tzinfo=dt.UTC).date()
