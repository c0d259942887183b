"""The tables of agencies whose own systems answer: what each was asked, and what it said."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from singlewindow.store.tables import Table, belongs_to
from singlewindow.store.types import Key


class AgencyAsk(Table):
    """What an agency's system is asked about one version of a declaration. ``name`` is its id for the other side.

    ``tried_at`` is the last try to send it, ``taken_at`` when the other side took it, ``said_at`` when the answer was
    signed that stands. ``because`` says why it was withdrawn, and ``told_at`` when the other side was told so.
    """

    __tablename__ = "agency_ask"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(Key, ForeignKey("customs_case.id"), index=True)
    version: Mapped[int]
    agency: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(70), unique=True)
    items: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[dt.datetime]
    tried_at: Mapped[dt.datetime | None]
    taken_at: Mapped[dt.datetime | None]
    error: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[dt.datetime | None]
    said_at: Mapped[dt.datetime | None]
    withdrawn_at: Mapped[dt.datetime | None]
    because: Mapped[str | None] = mapped_column(String(16))
    told_at: Mapped[dt.datetime | None]
    __table_args__ = (Index(None, "agency", "withdrawn_at", "answered_at"),)


class AgencyReply(Table):
    """An answer of an agency's system, as it was signed, and what the window said to it. Late ones are kept too."""

    __tablename__ = "agency_reply"
    id: Mapped[int] = mapped_column(primary_key=True)
    ask_id: Mapped[int] = belongs_to("agency_ask.id")
    agency: Mapped[str] = mapped_column(String(16))
    name: Mapped[str] = mapped_column(String(70))
    sha256: Mapped[str] = mapped_column(String(64))
    signed: Mapped[str] = mapped_column(Text)
    received_at: Mapped[dt.datetime]
    document: Mapped[str] = mapped_column(Text)
    __table_args__ = (UniqueConstraint("agency", "name"), Index(None, "ask_id"))
