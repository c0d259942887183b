"""National flavours of the same export: how a country writes dates, blanks, codes and names."""

from collections.abc import Mapping
from typing import Final, Literal

import msgspec

from wco_datamodel.asycuda.rows import Row
from wco_datamodel.asycuda.spelling import fold, key_of

Blank = Literal["null", "empty", "absent"]
Dates = Literal["m/d/yy", "m/d/yyyy", "dd/mm/yyyy", "yyyy-mm-dd"]


class Flavour(msgspec.Struct, frozen=True, kw_only=True):
    """How one country writes ASYCUDA's XML.

    ``dates`` is how dates are written, and whether a date with slashes begins with its month when read; ISO dates are
    always read. ``blank`` is how a blank is written: ``<Tag><null/></Tag>``, ``<Tag/>``, or no element at all; all
    three are always read. ``currency`` is the national currency (ISO 4217), in which amounts without a currency are
    meant. ``licence_unit`` is the unit (Recommendation 20) in which quantities are deducted from a licence.
    ``decimals`` writes every amount, mass and rate with a point, as in ``12.0``.
    ``spellings`` are pairs of a name in the mapping table and the same name as this country writes it.
    ``codes`` are the country's own codes, as element, code there, code here: ``("Currency_code", "840", "USD")``.
    ``header`` and ``item`` are rows that are read before those of the common table, and instead of those of the same
    path.
    """

    name: str
    dates: Dates = "m/d/yy"
    blank: Blank = "null"
    currency: str | None = None
    licence_unit: str | None = None
    decimals: bool = True
    spellings: tuple[tuple[str, str], ...] = ()
    codes: tuple[tuple[str, str, str], ...] = ()
    header: tuple[Row, ...] = ()
    item: tuple[Row, ...] = ()

    @property
    def names(self) -> Mapping[str, str]:
        """From a folded name as written here to the folded name of the table."""
        return {fold(theirs): fold(ours) for ours, theirs in self.spellings}

    @property
    def written_names(self) -> Mapping[str, str]:
        """From a folded name of the table to the name as written here."""
        return {fold(ours): theirs for ours, theirs in self.spellings}

    @property
    def read_codes(self) -> Mapping[tuple[str, str], str]:
        """From an element's folded name and the country's code to ours."""
        return {(fold(tag), theirs): ours for tag, theirs, ours in self.codes}

    @property
    def written_codes(self) -> Mapping[tuple[str, str], str]:
        """From an element's folded name and our code to the country's."""
        return {(fold(tag), ours): theirs for tag, theirs, ours in self.codes}

    def rows_before(self, own: tuple[Row, ...], common: tuple[Row, ...], *, export: bool) -> tuple[Row, ...]:
        """Return the rows for a direction: this flavour's own, then those of the common table that it leaves alone."""
        replaced = {key_of(row.path) for row in own}
        kept = [row for row in common if key_of(row.path) not in replaced]
        return tuple(row for row in (*own, *kept) if row.only in ("", "export" if export else "import"))


WORLD: Final = Flavour(name="world")
"""As the system writes by itself: the month first, ``<null/>`` for blank text, decimals with a point."""

DAY_FIRST: Final = Flavour(name="day-first", dates="dd/mm/yyyy", blank="empty")
"""The day first, empty elements for blanks."""

ISO: Final = Flavour(name="iso", dates="yyyy-mm-dd", blank="absent", decimals=False)
"""ISO 8601 dates, nothing for blanks."""

FLAVOURS: Final = {flavour.name: flavour for flavour in (WORLD, DAY_FIRST, ISO)}
