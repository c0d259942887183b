"""One code of a list, with the days on which it holds."""

from datetime import UTC, date, datetime
from typing import Literal

import msgspec

Issuer = Literal["publisher", "library", "country"]
"""Who gave a code its meaning: the publisher of the list, this library, or the country that uses it."""


class Code(msgspec.Struct, frozen=True, gc=False):
    """A code and its name; ``valid_from`` and ``valid_to`` are its first and last day, None where not known.

    ``also`` are other spellings by which people look for it (a symbol, an older or shorter code), divided by ``|``.
    ``detail`` is what the list says besides: the functions of a UN/LOCODE, the chapter of a procedure.
    """

    code: str
    name: str
    valid_from: date | None = None
    valid_to: date | None = None
    also: str = ""
    detail: str = ""
    issuer: Issuer = "publisher"

    def holds(self, on: date | None = None) -> bool:
        """Whether the code may be used on a day; without one, today (UTC)."""
        if self.valid_from is None and self.valid_to is None:
            return True
        day = on or datetime.now(UTC).date()
        return (self.valid_from or date.min) <= day <= (self.valid_to or date.max)

    def overlaps(self, other: "Code") -> bool:
        """Whether there is a day on which both hold."""
        begins = max(self.valid_from or date.min, other.valid_from or date.min)
        return begins <= min(self.valid_to or date.max, other.valid_to or date.max)
