"""The tables of inspections: appointments, what each participant found, who did not come, and samples."""

import datetime as dt
from decimal import Decimal

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from singlewindow.store.tables import Table, belongs_to
from singlewindow.store.types import Key


class Inspection(Table):
    """An appointment of all who want to look at a case's goods; ``number`` counts from 1 in a case.

    ``place`` is the code of a goods location of the pack, ``containers`` a JSON list of identifiers.
    ``other_time`` is what the trader asked for since the appointment was set or moved. A case has at most one
    appointment without ``closed_at``.
    """

    __tablename__ = "inspection"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = belongs_to("customs_case.id")
    number: Mapped[int]
    place: Mapped[str] = mapped_column(String(17))
    starts_at: Mapped[dt.datetime]
    containers: Mapped[str] = mapped_column(Text)
    packages: Mapped[str] = mapped_column(String(140))
    note: Mapped[str] = mapped_column(Text)
    set_by_id: Mapped[int] = belongs_to("account.id")
    set_at: Mapped[dt.datetime]
    other_time: Mapped[str | None] = mapped_column(Text)
    closed_at: Mapped[dt.datetime | None]
    __table_args__ = (UniqueConstraint("case_id", "number"), Index(None, "closed_at", "starts_at"))


class Finding(Table):
    """What one participant found of one item. ``quantity`` is in ``unit`` (UN/ECE Rec 20)."""

    __tablename__ = "inspection_finding"
    id: Mapped[int] = mapped_column(primary_key=True)
    inspection_id: Mapped[int] = mapped_column(Key, ForeignKey("inspection.id"), index=True)
    agency: Mapped[str] = mapped_column(String(16))
    item: Mapped[int]
    result: Mapped[str] = mapped_column(String(16))
    quantity: Mapped[Decimal | None]
    unit: Mapped[str | None] = mapped_column(String(3))
    note: Mapped[str] = mapped_column(Text)
    found_by_id: Mapped[int] = belongs_to("account.id")
    found_at: Mapped[dt.datetime]


class Absence(Table):
    """A participant that did not come to an inspection."""

    __tablename__ = "inspection_absence"
    inspection_id: Mapped[int] = mapped_column(Key, ForeignKey("inspection.id"), primary_key=True, autoincrement=False)
    agency: Mapped[str] = mapped_column(String(16), primary_key=True)
    note: Mapped[str] = mapped_column(Text)
    recorded_by_id: Mapped[int] = belongs_to("account.id")
    recorded_at: Mapped[dt.datetime]


class Sample(Table):
    """A sample that an agency took of an item, the laboratory that has it, its fee, and what it was found to be.

    ``result`` is ``pass``, ``fail``, or none while the sample is out. ``version`` is the last version of the
    declaration whose goods it is a sample of: an amendment that lets the agency's verdict stand carries it on.
    """

    __tablename__ = "inspection_sample"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(Key, ForeignKey("customs_case.id"), index=True)
    inspection_id: Mapped[int] = belongs_to("inspection.id")
    agency: Mapped[str] = mapped_column(String(16))
    item: Mapped[int]
    version: Mapped[int]
    number: Mapped[str] = mapped_column(String(35))
    laboratory: Mapped[str] = mapped_column(String(140))
    fee: Mapped[Decimal | None]
    currency: Mapped[str | None] = mapped_column(String(3))
    taken_by_id: Mapped[int] = belongs_to("account.id")
    taken_at: Mapped[dt.datetime]
    result: Mapped[str | None] = mapped_column(String(8))
    value: Mapped[Decimal | None]
    unit: Mapped[str | None] = mapped_column(String(35))
    note: Mapped[str] = mapped_column(Text)
    result_by_id: Mapped[int | None] = mapped_column(Key, ForeignKey("account.id"))
    result_at: Mapped[dt.datetime | None]
    __table_args__ = (UniqueConstraint("case_id", "agency", "number", "item"),)
