"""Agencies whose clock ran out on a case, and the supervisors who took their part over."""

import datetime as dt
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.orm import Session

from agencies.contract import Outcome, WaitsFor
from singlewindow.store import rows
from singlewindow.store.oversight_tables import Escalation
from singlewindow.store.tables import Account, VerdictRow

_WITH_THE_TRADER = (WaitsFor.DOCUMENT.value, WaitsFor.PAYMENT.value)


class Escalated(NamedTuple):
    """An escalation with the name of who took the agency's part over."""

    row: Escalation
    taken_by: str | None


def with_the_agency() -> ColumnElement[bool]:
    """Current verdicts that the agency itself must give: no document and no payment of the trader is waited for."""
    waits = VerdictRow.outcome.in_((Outcome.PENDING.value, Outcome.HOLD.value))
    its_own = or_(VerdictRow.waits_for.is_(None), VerdictRow.waits_for.not_in(_WITH_THE_TRADER))
    return VerdictRow.current.is_(True) & waits & its_own


def its_own(row: VerdictRow) -> bool:
    """Whether the agency itself must give a verdict that is waited for."""
    return row.waits_for not in _WITH_THE_TRADER


def overdue(today: dt.date) -> ColumnElement[bool]:
    """Those of them whose last day has passed."""
    return with_the_agency() & (VerdictRow.due_on < today)


def overdue_in(session: Session, case_id: int, today: dt.date) -> Sequence[VerdictRow]:
    """The verdicts of a case that are overdue, by agency and item."""
    found = select(VerdictRow).where(VerdictRow.case_id == case_id, overdue(today))
    return session.scalars(found.order_by(VerdictRow.agency, VerdictRow.item)).all()


def add(session: Session, case_id: int, agency: str, due_on: dt.date, at: dt.datetime) -> None:
    """Store that an agency's clock ran out."""
    values = {"case_id": case_id, "agency": agency, "due_on": due_on, "escalated_at": at}
    rows.insert(session, Escalation, [values])


def of_case(session: Session, case_id: int, agency: str | None = None) -> Sequence[Escalated]:
    """The escalations of a case, or of one agency in it."""
    found = (
        select(Escalation, Account.name)
        .outerjoin(Account, Account.id == Escalation.taken_by_id)
        .where(Escalation.case_id == case_id)
        .order_by(Escalation.id)
    )
    if agency is not None:
        found = found.where(Escalation.agency == agency)
    return [Escalated(row[0], row[1]) for row in session.execute(found)]


def end(session: Session, case_id: int, agencies: Collection[str]) -> None:
    """Forget that these agencies were overdue on a case, and who took their part over; the history tells it."""
    session.execute(delete(Escalation).where(Escalation.case_id == case_id, Escalation.agency.in_(agencies)))


def takers(session: Session, case_ids: Collection[int], agency: str) -> dict[int, str]:
    """By case, the name of the supervisor who took this agency's part over."""
    found = (
        select(Escalation.case_id, Account.name)
        .join(Account, Account.id == Escalation.taken_by_id)
        .where(Escalation.case_id.in_(case_ids), Escalation.agency == agency)
    )
    return {row.case_id: row.name for row in session.execute(found)}


def take(session: Session, escalation: Escalation, by_id: int, at: dt.datetime) -> None:
    """Store who took the agency's part over."""
    escalation.taken_by_id, escalation.taken_at = by_id, at
    session.flush()
