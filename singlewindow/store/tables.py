"""The tables of the house; those of single parts stand in ``*_tables.py``. Nothing outside ``store`` queries them."""

import datetime as dt
from decimal import Decimal
from typing import cast

import sqlalchemy as sa
from sqlalchemy import ForeignKey, Index, MetaData, String, Text, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from singlewindow.store.types import Exact, Key, Moment, Packed


class Table(DeclarativeBase):
    """Base of all tables; constraints are named, so that migrations can name them."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )
    type_annotation_map = {dt.datetime: Moment, Decimal: Exact, int: Key}  # noqa: RUF012 - SQLAlchemy reads it


def belongs_to(column: str) -> Mapped[int]:
    """A required foreign key to ``column``."""
    return mapped_column(Key, ForeignKey(column))


def core(table: type[Table]) -> sa.Table:
    """The plain table under a mapped class: rows written through it need no objects, which is twice as fast."""
    return cast("sa.Table", table.__table__)


class Organisation(Table):
    """A trader, a broker, an agency, customs, or whoever operates the window. ``code`` is its tax or office number."""

    __tablename__ = "organisation"
    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(35), unique=True)
    name: Mapped[str] = mapped_column(String(140))
    kind: Mapped[str] = mapped_column(String(16))
    agency: Mapped[str | None] = mapped_column(String(16))
    created_at: Mapped[dt.datetime]


class Account(Table):
    """A person who signs in. ``roles`` are names separated by spaces (``accounts/roles.py`` has the table)."""

    __tablename__ = "account"
    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = belongs_to("organisation.id")
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(140))
    password_hash: Mapped[str] = mapped_column(String(255))
    roles: Mapped[str] = mapped_column(String(140))
    active: Mapped[bool] = mapped_column(default=True)
    failures: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[dt.datetime | None]
    created_at: Mapped[dt.datetime]
    signed_in_at: Mapped[dt.datetime | None]
    password_expires_at: Mapped[dt.datetime | None]


class ApiToken(Table):
    """A machine's key. Only its SHA-256 is kept."""

    __tablename__ = "api_token"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = belongs_to("account.id")
    name: Mapped[str] = mapped_column(String(70))
    token_sha256: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime | None]
    revoked_at: Mapped[dt.datetime | None]


class WebSession(Table):
    """A browser that is signed in. Only the SHA-256 of its cookie's value is kept, so that it can be ended here."""

    __tablename__ = "web_session"
    id_sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    account_id: Mapped[int] = belongs_to("account.id")
    created_at: Mapped[dt.datetime]
    seen_at: Mapped[dt.datetime]
    expires_at: Mapped[dt.datetime]


class Serial(Table):
    """The last serial number given at an office in a year; for permits, ``LPCO-`` and their agency stand for it."""

    __tablename__ = "serial"
    country: Mapped[str] = mapped_column(String(2), primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    office: Mapped[str] = mapped_column(String(35), primary_key=True)
    last: Mapped[int]


class Case(Table):
    """A declaration's life in this house, from lodgement to closure. ``revision`` counts its changes (ETag)."""

    __tablename__ = "customs_case"
    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(String(35), unique=True)
    office: Mapped[str] = mapped_column(String(17))
    direction: Mapped[str] = mapped_column(String(8))
    lodger_organisation_id: Mapped[int] = belongs_to("organisation.id")
    lodged_by_id: Mapped[int] = belongs_to("account.id")
    functional_reference_id: Mapped[str] = mapped_column(String(35))
    declaration_sha256: Mapped[str] = mapped_column(String(64))
    version: Mapped[int] = mapped_column(default=1)
    item_count: Mapped[int]
    importer: Mapped[str] = mapped_column(String(140))
    exporter: Mapped[str] = mapped_column(String(140))
    goods: Mapped[str] = mapped_column(String(140))
    lane: Mapped[str] = mapped_column(String(8))
    outcome: Mapped[str] = mapped_column(String(32))
    lodged_at: Mapped[dt.datetime]
    changed_at: Mapped[dt.datetime]
    revision: Mapped[int] = mapped_column(default=1)
    __table_args__ = (
        UniqueConstraint("lodger_organisation_id", "functional_reference_id"),
        Index(None, "lodger_organisation_id", "id"),
    )


class DeclarationVersion(Table):
    """One version of a declaration: the raw bytes (zlib) with their SHA-256, and the typed values as JSON."""

    __tablename__ = "declaration_version"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = belongs_to("customs_case.id")
    version: Mapped[int]
    received_at: Mapped[dt.datetime]
    content_type: Mapped[str] = mapped_column(String(70))
    profile: Mapped[str] = mapped_column(String(35))
    raw: Mapped[bytes] = mapped_column(Packed)
    raw_sha256: Mapped[str] = mapped_column(String(64))
    document: Mapped[str] = mapped_column(Text)
    __table_args__ = (UniqueConstraint("case_id", "version"),)


class GoodsItem(Table):
    """What statistics and lists need of one goods item. Masses are in kilograms."""

    __tablename__ = "goods_item"
    declaration_version_id: Mapped[int] = mapped_column(
        Key, ForeignKey("declaration_version.id"), primary_key=True, autoincrement=False
    )
    sequence: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    hs_code: Mapped[str] = mapped_column(String(18))
    description: Mapped[str] = mapped_column(String(256))
    origin: Mapped[str | None] = mapped_column(String(4))
    procedure: Mapped[str | None] = mapped_column(String(7))
    gross_mass: Mapped[Decimal | None]
    net_mass: Mapped[Decimal | None]
    value: Mapped[Decimal | None]
    currency: Mapped[str | None] = mapped_column(String(3))


class VerdictRow(Table):
    """One agency's answer for one item. The ``current`` ones make the decision; the others are history."""

    __tablename__ = "verdict"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = belongs_to("customs_case.id")
    version: Mapped[int]
    item: Mapped[int]
    agency: Mapped[str] = mapped_column(String(16))
    outcome: Mapped[str] = mapped_column(String(16))
    waits_for: Mapped[str | None] = mapped_column(String(16))
    document: Mapped[str] = mapped_column(Text)
    decided_by_id: Mapped[int | None] = mapped_column(Key, ForeignKey("account.id"))
    decided_at: Mapped[dt.datetime]
    due_on: Mapped[dt.date | None]
    current: Mapped[bool] = mapped_column(default=True)
    __table_args__ = (Index(None, "case_id", "current"), Index(None, "agency", "current", "outcome", "case_id"))


class DecisionRow(Table):
    """A decision as it was computed and the WCO response as it was answered. ``number`` counts from 1 in a case."""

    __tablename__ = "decision"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = belongs_to("customs_case.id")
    number: Mapped[int]
    version: Mapped[int]
    outcome: Mapped[str] = mapped_column(String(32))
    decided_at: Mapped[dt.datetime]
    document: Mapped[str] = mapped_column(Text)
    response: Mapped[str] = mapped_column(Text)
    __table_args__ = (UniqueConstraint("case_id", "number"),)


class Question(Table):
    """What an agency asked the trader, and what the trader answered. ``kind`` is ``question`` or ``documents``.

    ``thread_id`` is the first question of the thread that this one continues. ``closed_at`` is set where the agency
    needs no answer any more.
    """

    __tablename__ = "question"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(Key, ForeignKey("customs_case.id"), index=True)
    agency: Mapped[str] = mapped_column(String(16))
    items: Mapped[str] = mapped_column(Text)
    asked_by_id: Mapped[int] = belongs_to("account.id")
    asked_at: Mapped[dt.datetime]
    text: Mapped[str] = mapped_column(Text)
    answered_by_id: Mapped[int | None] = mapped_column(Key, ForeignKey("account.id"))
    answered_at: Mapped[dt.datetime | None]
    answer: Mapped[str | None] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(String(16), server_default="question")
    answer_by: Mapped[dt.date | None]
    closed_at: Mapped[dt.datetime | None]
    thread_id: Mapped[int | None] = mapped_column(Key, ForeignKey("question.id"))


class AuditEntry(Table):
    """Who did what to a case and when. ``hash`` covers the entry and the hash before it, so that a gap shows."""

    __tablename__ = "audit_entry"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = belongs_to("customs_case.id")
    number: Mapped[int]
    at: Mapped[dt.datetime]
    actor: Mapped[str] = mapped_column(String(280))
    event: Mapped[str] = mapped_column(String(35))
    data: Mapped[str] = mapped_column(Text)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    __table_args__ = (UniqueConstraint("case_id", "number"),)


class IdempotencyKey(Table):
    """The answer that a lodger's key was given, so that the same key is given the same answer."""

    __tablename__ = "idempotency_key"
    organisation_id: Mapped[int] = mapped_column(Key, ForeignKey("organisation.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    payload_sha256: Mapped[str] = mapped_column(String(64))
    case_id: Mapped[int] = belongs_to("customs_case.id")
    decision_number: Mapped[int]
    created_at: Mapped[dt.datetime]


class RejectedMessage(Table):
    """A message that could not be accepted, kept with its errors: nothing that was received is lost."""

    __tablename__ = "rejected_message"
    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = belongs_to("organisation.id")
    account_id: Mapped[int] = belongs_to("account.id")
    received_at: Mapped[dt.datetime]
    content_type: Mapped[str] = mapped_column(String(70))
    raw: Mapped[bytes] = mapped_column(Packed)
    raw_sha256: Mapped[str] = mapped_column(String(64))
    errors: Mapped[str] = mapped_column(Text)


class Draft(Table):
    """A declaration being typed. ``document`` is the form's own JSON; ``case_id`` is set once it is lodged."""

    __tablename__ = "draft"
    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(Key, ForeignKey("organisation.id"), index=True)
    account_id: Mapped[int] = belongs_to("account.id")
    title: Mapped[str] = mapped_column(String(140))
    document: Mapped[str] = mapped_column(Text)
    revision: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[dt.datetime]
    changed_at: Mapped[dt.datetime]
    case_id: Mapped[int | None] = mapped_column(Key, ForeignKey("customs_case.id"))


class Job(Table):
    """Work that must happen after a commit. ``subject`` is the id of what it is about, and nothing else."""

    __tablename__ = "job"
    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(35))
    subject: Mapped[int]
    due_at: Mapped[dt.datetime]
    leased_until: Mapped[dt.datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
    error: Mapped[str | None] = mapped_column(Text)
    created_at: Mapped[dt.datetime]
    done_at: Mapped[dt.datetime | None]
    __table_args__ = (Index(None, "done_at", "due_at"),)
