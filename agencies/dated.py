"""Dated data beside an agency's requirements: substances, species, approved models. Each entry has its days."""

import datetime as dt
from pathlib import Path
from typing import TypeVar

import msgspec

from agencies.reading import TableError, read_entries, read_table, refuse_unknown

D = TypeVar("D", bound="Dated")


class Dated(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An entry that holds from its first day to its last, both of them included."""

    valid_from: dt.date
    valid_to: dt.date | None = None

    def holds(self, on: dt.date) -> bool:
        """Whether the entry is in force on a day."""
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


def read_dated(file: Path, field: str, kind: type[D]) -> tuple[D, ...]:
    """The list under ``field`` of a file that also says its ``source``. Raises TableError."""
    content = read_table(file)
    refuse_unknown(file, content, frozenset({"source", field}))
    if not content.get("source"):
        raise TableError(file, "source", "Say where these facts are taken from.")
    entries = read_entries(file, content, field, kind)
    for number, entry in enumerate(entries, start=1):
        if entry.valid_to is not None and entry.valid_to < entry.valid_from:
            raise TableError(file, f"{field}[{number}]", "valid_to is before valid_from.")
    return entries
