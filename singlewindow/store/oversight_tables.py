"""The tables of who looks a second time: proposals to countersign, overdue answers, settled conflicts, reviews."""

import datetime as dt

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from singlewindow.store.tables import Table, belongs_to
from singlewindow.store.types import Key


class Proposal(Table):
    """A verdict that one officer gave and that another must countersign before it stands.

    ``state`` is ``open``, ``countersigned``, ``sent_back``, or ``dropped`` where the agency answered otherwise.
    """

    __tablename__ = "proposal"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = belongs_to("customs_case.id")
    agency: Mapped[str] = mapped_column(String(16))
    item: Mapped[int]
    state: Mapped[str] = mapped_column(String(16))
    document: Mapped[str] = mapped_column(Text)
    proposed_by_id: Mapped[int] = belongs_to("account.id")
    proposed_at: Mapped[dt.datetime]
    settled_by_id: Mapped[int | None] = mapped_column(Key, ForeignKey("account.id"))
    settled_at: Mapped[dt.datetime | None]
    reason: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (Index(None, "case_id", "agency", "state"),)


class Escalation(Table):
    """An agency's clock ran out on a case: since when, and which supervisor took the agency's part over."""

    __tablename__ = "escalation"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = belongs_to("customs_case.id")
    agency: Mapped[str] = mapped_column(String(16))
    due_on: Mapped[dt.date]
    escalated_at: Mapped[dt.datetime]
    taken_by_id: Mapped[int | None] = mapped_column(Key, ForeignKey("account.id"))
    taken_at: Mapped[dt.datetime | None]
    __table_args__ = (UniqueConstraint("case_id", "agency"),)


class ConflictSettlement(Table):
    """A conflict on an item that customs' supervisor settled: whose answer stands, and whose is set aside.

    ``agencies_aside`` are codes separated by spaces. It holds for the verdicts there were, up to the id
    ``last_verdict_id``: a later one of these agencies on the item reopens the conflict.
    """

    __tablename__ = "conflict_settlement"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = mapped_column(Key, ForeignKey("customs_case.id"), index=True)
    item: Mapped[int]
    agency: Mapped[str] = mapped_column(String(16))
    agencies_aside: Mapped[str] = mapped_column(String(140))
    reason: Mapped[str] = mapped_column(Text)
    last_verdict_id: Mapped[int]
    settled_by_id: Mapped[int] = belongs_to("account.id")
    settled_at: Mapped[dt.datetime]


class Review(Table):
    """A trader's request that another officer looks at a refusal again (WTO TFA Article 4).

    ``items`` is JSON; empty where the review is of a request that customs denied, ``request_id``. ``state`` is
    ``asked``, ``upheld``, ``overturned``, or ``ended`` where what it was about no longer stands.
    """

    __tablename__ = "review"
    id: Mapped[int] = mapped_column(primary_key=True)
    case_id: Mapped[int] = belongs_to("customs_case.id")
    agency: Mapped[str] = mapped_column(String(16))
    items: Mapped[str] = mapped_column(Text)
    request_id: Mapped[int | None] = mapped_column(Key, ForeignKey("case_request.id"))
    grounds: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(16))
    asked_by_id: Mapped[int] = belongs_to("account.id")
    asked_at: Mapped[dt.datetime]
    decided_by_id: Mapped[int | None] = mapped_column(Key, ForeignKey("account.id"))
    decided_at: Mapped[dt.datetime | None]
    answer: Mapped[str | None] = mapped_column(Text)
    __table_args__ = (Index(None, "case_id", "state"), Index(None, "agency", "state", "case_id"))
