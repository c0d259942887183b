"""The tables of a case's position with customs: what stands beside the agencies' verdicts."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from singlewindow.store.tables import Table, belongs_to
from singlewindow.store.types import Key


class CustomsPosition(Table):
    """Where a case stands with customs. A case without a row awaits no arrival, owes nothing and was not ended.

    ``arrive_by`` is set where goods were declared before they arrived; ``duty`` is a word of ``positions.Duty``.
    """

    __tablename__ = "customs_position"
    case_id: Mapped[int] = mapped_column(Key, ForeignKey("customs_case.id"), primary_key=True, autoincrement=False)
    arrive_by: Mapped[dt.date | None]
    arrived_at: Mapped[dt.datetime | None]
    duty: Mapped[str] = mapped_column(String(16), default="none")
    security_kind: Mapped[str | None] = mapped_column(String(16))
    security_amount: Mapped[Decimal | None]
    security_currency: Mapped[str | None] = mapped_column(String(3))
    security_reference: Mapped[str | None] = mapped_column(String(70))
    security_returned_at: Mapped[dt.datetime | None]
    cancelled_at: Mapped[dt.datetime | None]
    expired_at: Mapped[dt.datetime | None]


class ConditionDischarge(Table):
    """A condition of a release that its agency found to be kept, in the words in which it was set."""

    __tablename__ = "condition_discharge"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = belongs_to("customs_case.id")
    agency: Mapped[str] = mapped_column(String(16))
    item: Mapped[int]
    condition: Mapped[str] = mapped_column(Text)
    discharged_by_id: Mapped[int] = belongs_to("account.id")
    discharged_at: Mapped[dt.datetime]
    __table_args__ = (Index(None, "case_id"),)


class ItemRelease(Table):
    """A goods item that customs released apart from the others of its case."""

    __tablename__ = "item_release"
    case_id: Mapped[int] = mapped_column(Key, ForeignKey("customs_case.id"), primary_key=True, autoincrement=False)
    item: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    released_by_id: Mapped[int] = belongs_to("account.id")
    released_at: Mapped[dt.datetime]
