"""The tables of permits: what was granted, its life, and the ledger of what shipments draw."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from singlewindow.store.tables import Table, belongs_to
from singlewindow.store.types import Key


class Permit(Table):
    """A permit from its draft to its end. ``terms`` are what it says, as JSON; ``revision`` counts changes (ETag).

    ``case_id`` is the declaration that a permit for a single shipment is bound to. ``days_left`` are the working days
    that the agency's clock had when it was stopped. ``fees`` are what is owed, as JSON. ``request_key`` tells the same
    application again, and ``request_sha256`` whether it says the same.
    """

    __tablename__ = "permit"
    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str] = mapped_column(String(35), unique=True)
    agency: Mapped[str] = mapped_column(String(16))
    requirement: Mapped[str] = mapped_column(String(17))
    kind: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(16))
    holder_organisation_id: Mapped[int] = belongs_to("organisation.id")
    applied_by_id: Mapped[int] = belongs_to("account.id")
    officer_id: Mapped[int | None] = mapped_column(Key, ForeignKey("account.id"))
    approved_by_id: Mapped[int | None] = mapped_column(Key, ForeignKey("account.id"))
    countersigned_by_id: Mapped[int | None] = mapped_column(Key, ForeignKey("account.id"))
    copied_from_id: Mapped[int | None] = mapped_column(Key, ForeignKey("permit.id"))
    title: Mapped[str] = mapped_column(String(350))
    goods: Mapped[str] = mapped_column(String(256))
    valid_to: Mapped[dt.date | None]
    due_on: Mapped[dt.date | None]
    days_left: Mapped[int | None]
    terms: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    fees: Mapped[str] = mapped_column(Text, default="[]", server_default="[]")
    request_key: Mapped[str | None] = mapped_column(String(80))
    request_sha256: Mapped[str | None] = mapped_column(String(64))
    issued_at: Mapped[dt.datetime | None]
    case_id: Mapped[int | None] = mapped_column(Key, ForeignKey("customs_case.id"))
    created_at: Mapped[dt.datetime]
    changed_at: Mapped[dt.datetime]
    revision: Mapped[int] = mapped_column(default=1)
    __table_args__ = (
        Index(None, "holder_organisation_id", "id"),
        Index(None, "agency", "status", "id"),
        Index(None, "status", "changed_at"),
        UniqueConstraint("holder_organisation_id", "request_key"),
    )


class PermitEvent(Table):
    """Who did what to a permit and when. ``hash`` covers the entry and the hash before it, so that a gap shows."""

    __tablename__ = "permit_event"
    id: Mapped[int] = mapped_column(primary_key=True)
    permit_id: Mapped[int] = belongs_to("permit.id")
    number: Mapped[int]
    at: Mapped[dt.datetime]
    actor: Mapped[str] = mapped_column(String(280))
    event: Mapped[str] = mapped_column(String(35))
    data: Mapped[str] = mapped_column(Text)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    __table_args__ = (UniqueConstraint("permit_id", "number"),)


class LedgerEntry(Table):
    """What was granted, reserved, written off, given back or varied. Rows are added and never changed.

    ``change`` is the effect on the balance, ``balance`` what it is after it, ``held`` the effect on what is reserved.
    """

    __tablename__ = "permit_ledger"
    id: Mapped[int] = mapped_column(primary_key=True)
    permit_id: Mapped[int] = belongs_to("permit.id")
    number: Mapped[int]
    at: Mapped[dt.datetime]
    kind: Mapped[str] = mapped_column(String(16))
    change: Mapped[Decimal]
    held: Mapped[Decimal]
    balance: Mapped[Decimal]
    case_id: Mapped[int | None] = mapped_column(Key, ForeignKey("customs_case.id"), index=True)
    item: Mapped[int | None]
    actor: Mapped[str] = mapped_column(String(280))
    __table_args__ = (UniqueConstraint("permit_id", "number"),)
