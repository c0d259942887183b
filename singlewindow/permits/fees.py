"""What the holder of a permit owes: a line for each fee of the agency's table, with its day and its law."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

import msgspec


class Owed(msgspec.Struct, frozen=True):
    """A fee that fell due. ``currency`` is an ISO 4217 code; ``what`` is what it is for."""

    what: str
    amount: Decimal
    currency: str
    on: dt.date
    law: str


def read(text: str) -> tuple[Owed, ...]:
    """The lines that are stored with a permit."""
    return msgspec.json.decode(text, type=tuple[Owed, ...])


def write(owed: Sequence[Owed]) -> str:
    """The lines as they are stored."""
    return msgspec.json.encode(owed).decode()
