"""The country's public holidays: dated, with the law that makes them, since agencies' clocks do not run on them."""

import datetime as dt
from pathlib import Path

import msgspec

from singlewindow.countries.reading import PackError, read

FILE = "holidays.yaml"


class Holiday(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A day on which nobody works, and its name."""

    day: dt.date
    name: str


class HolidayFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ``holidays.yaml`` holds."""

    law: str
    holidays: tuple[Holiday, ...]


def holidays_of(folder: Path) -> frozenset[dt.date]:
    """The holidays of the pack in this folder; none where it has no such file. Raises PackError."""
    file = folder / FILE
    if not file.exists():
        return frozenset()
    days = [holiday.day for holiday in read(file, HolidayFile).holidays]
    for number, day in enumerate(days):
        if day in days[:number]:
            raise PackError(file, f"holidays[{number}].day", f"{day} is there twice.")
    return frozenset(days)
