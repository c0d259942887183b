"""The tables of what is told: announcements, inboxes, messages to people, and how each person wants to be told."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from singlewindow.store.tables import Table, belongs_to
from singlewindow.store.types import Key


class Announcement(Table):
    """Something that somebody is to be told. ``data`` is what its wording needs, as JSON; the language comes later.

    ``recipient_kind`` is organisation (the recipient is its id), agency (its code) or address (an e-mail address).
    ``role`` narrows it to people of one role; empty means everybody there. ``key`` makes a repeat harmless.
    """

    __tablename__ = "announcement"
    id: Mapped[int] = mapped_column(primary_key=True)
    recipient_kind: Mapped[str] = mapped_column(String(16))
    recipient: Mapped[str] = mapped_column(String(254))
    role: Mapped[str] = mapped_column(String(35))
    key: Mapped[str] = mapped_column(String(140))
    event: Mapped[str] = mapped_column(String(35))
    data: Mapped[str] = mapped_column(Text)
    case_id: Mapped[int | None] = mapped_column(Key, ForeignKey("customs_case.id"))
    permit_id: Mapped[int | None] = mapped_column(Key, ForeignKey("permit.id"))
    announced_at: Mapped[dt.datetime]
    __table_args__ = (UniqueConstraint("recipient_kind", "recipient", "role", "key"),)


class Notice(Table):
    """An announcement in an organisation's inbox. With a role, only its people see it there."""

    __tablename__ = "notice"
    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = belongs_to("organisation.id")
    announcement_id: Mapped[int] = belongs_to("announcement.id")
    role: Mapped[str] = mapped_column(String(35))
    created_at: Mapped[dt.datetime]
    read_at: Mapped[dt.datetime | None]
    __table_args__ = (UniqueConstraint("organisation_id", "announcement_id"), Index(None, "organisation_id", "read_at"))


class NoticeChoice(Table):
    """How a person wants to be told, beside the inbox. An account without a row gets the house's own choice."""

    __tablename__ = "notice_choice"
    account_id: Mapped[int] = mapped_column(Key, ForeignKey("account.id"), primary_key=True, autoincrement=False)
    language: Mapped[str] = mapped_column(String(8))
    email: Mapped[bool]
    sms: Mapped[bool]
    phone: Mapped[str] = mapped_column(String(16))
    changed_at: Mapped[dt.datetime]


class NoticeMessage(Table):
    """An e-mail or SMS that carries an announcement to one address. ``account_id`` is empty for a further party."""

    __tablename__ = "notice_message"
    id: Mapped[int] = mapped_column(primary_key=True)
    announcement_id: Mapped[int] = belongs_to("announcement.id")
    channel: Mapped[str] = mapped_column(String(8))
    address: Mapped[str] = mapped_column(String(254))
    account_id: Mapped[int | None] = mapped_column(Key, ForeignKey("account.id"))
    created_at: Mapped[dt.datetime]
    sent_at: Mapped[dt.datetime | None]
    __table_args__ = (UniqueConstraint("announcement_id", "channel", "address"),)


class WebhookEndpoint(Table):
    """Where an organisation wants its events sent (Standard Webhooks). ``secret`` signs them."""

    __tablename__ = "webhook_endpoint"
    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(Key, ForeignKey("organisation.id"), index=True)
    url: Mapped[str] = mapped_column(String(500))
    secret: Mapped[str] = mapped_column(String(100))
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[dt.datetime]


class WebhookDelivery(Table):
    """One event for one endpoint: of a decision (``case_id``, ``decision_number``) or of an announcement.

    Its id stays the same over retries, so that a repeat is harmless. ``status`` and ``error`` are of the last try.
    """

    __tablename__ = "webhook_delivery"
    id: Mapped[int] = mapped_column(primary_key=True)
    endpoint_id: Mapped[int] = mapped_column(Key, ForeignKey("webhook_endpoint.id"), index=True)
    case_id: Mapped[int | None] = mapped_column(Key, ForeignKey("customs_case.id"))
    decision_number: Mapped[int | None]
    announcement_id: Mapped[int | None] = mapped_column(Key, ForeignKey("announcement.id"))
    event: Mapped[str] = mapped_column(String(35))
    created_at: Mapped[dt.datetime]
    delivered_at: Mapped[dt.datetime | None]
    status: Mapped[int | None]
    tries: Mapped[int]
    tried_at: Mapped[dt.datetime | None]
    error: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (
        UniqueConstraint("endpoint_id", "case_id", "decision_number"),
        UniqueConstraint("endpoint_id", "announcement_id"),
    )
