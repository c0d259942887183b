"""What a permit says: for whom, which goods, how much, from when to when, and on which conditions."""

import datetime as dt
from decimal import Decimal

import msgspec


class Terms(msgspec.Struct, frozen=True, omit_defaults=True):
    """The terms of a permit, or those that an applicant asks for. An empty list is no limit.

    ``documents`` are the codes by which a declaration names it; ``goods`` are HS codes or their beginnings; ``origins``
    are countries (ISO 3166-1 alpha-2); ``offices`` are customs offices. ``quantity`` is in ``unit`` (UN/ECE Rec 20), or
    an amount of ``currency`` (ISO 4217) where that is given; without it the permit is for no quantity.
    """

    title: str
    documents: tuple[str, ...]
    direction: str = "import"
    holder_code: str = ""
    holder_name: str = ""
    description: str = ""
    goods: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()
    quantity: Decimal | None = None
    unit: str | None = None
    currency: str | None = None
    tolerance_percent: Decimal = Decimal(0)
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    conditions: tuple[str, ...] = ()
    statement: str = ""
    functional_reference_id: str = ""

    @property
    def measured_in(self) -> str:
        """The unit or the currency that it is counted in; ``C62`` (one use of it) where it is for no quantity."""
        return self.currency or self.unit or "C62"

    @property
    def beyond(self) -> Decimal:
        """By how much its quantity may be exceeded."""
        return (self.quantity or Decimal(0)) * self.tolerance_percent / 100
