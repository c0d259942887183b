"""The table of what traders asked about a declaration that was lodged: amendments and cancellations."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from singlewindow.store.tables import Table, belongs_to
from singlewindow.store.types import Key, Packed


class CaseRequest(Table):
    """One request about a case: ``kind`` is ``amendment`` or ``cancellation``.

    ``state`` is ``applied`` (no consent was needed), ``asked``, ``granted`` or ``denied``; ``agency`` is who gives
    consent. ``version`` is the case's when it was asked: an amendment that waits is of that one. ``document`` is the
    version that an amendment makes, as JSON, and ``warnings`` what the rules say of it. ``sha256`` is what tells the
    same request again: it is given the decision of this number, and the revision, that it was answered with.
    """

    __tablename__ = "case_request"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = belongs_to("customs_case.id")
    kind: Mapped[str] = mapped_column(String(16))
    state: Mapped[str] = mapped_column(String(16))
    agency: Mapped[str] = mapped_column(String(16))
    sha256: Mapped[str] = mapped_column(String(64))
    version: Mapped[int]
    asked_by_id: Mapped[int] = belongs_to("account.id")
    asked_at: Mapped[dt.datetime]
    reason_code: Mapped[str | None] = mapped_column(String(3))
    reason: Mapped[str] = mapped_column(Text)
    consent: Mapped[str | None] = mapped_column(Text)
    content_type: Mapped[str | None] = mapped_column(String(70))
    profile: Mapped[str | None] = mapped_column(String(35))
    raw: Mapped[bytes | None] = mapped_column(Packed)
    document: Mapped[str | None] = mapped_column(Text)
    warnings: Mapped[str | None] = mapped_column(Text)
    decision_number: Mapped[int]
    revision: Mapped[int]
    settled_by_id: Mapped[int | None] = mapped_column(Key, ForeignKey("account.id"))
    settled_at: Mapped[dt.datetime | None]
    answer: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (Index(None, "case_id", "sha256"), Index(None, "agency", "state", "case_id"))
