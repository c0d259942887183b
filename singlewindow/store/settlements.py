"""Conflicts that customs' supervisor settled, as long as the verdicts that they were settled for stand."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from agencies.contract import Verdict
from singlewindow.store import rows
from singlewindow.store.oversight_tables import ConflictSettlement
from singlewindow.store.tables import Account, VerdictRow


class Settlement(msgspec.Struct, frozen=True):
    """A conflict on an item was settled for ``agency``: its answer stands, and those of ``aside`` are set aside."""

    item: int
    agency: str
    aside: tuple[str, ...]
    reason: str
    settled_by: str
    settled_at: dt.datetime


def add(session: Session, case_id: int, settlement: Settlement, by_id: int) -> None:
    """Store a settlement for the verdicts that there are."""
    last = session.scalar(select(func.max(VerdictRow.id)).where(VerdictRow.case_id == case_id))
    values = {
        "case_id": case_id,
        "item": settlement.item,
        "agency": settlement.agency,
        "agencies_aside": " ".join(settlement.aside),
        "reason": settlement.reason,
        "last_verdict_id": last or 0,
        "settled_by_id": by_id,
        "settled_at": settlement.settled_at,
    }
    rows.insert(session, ConflictSettlement, [values])


def standing(session: Session, case_id: int) -> tuple[Settlement, ...]:
    """The settlements of a case that hold: none of the agencies concerned answered anew on the item since."""
    found = session.execute(
        select(ConflictSettlement, Account.name)
        .join(Account, Account.id == ConflictSettlement.settled_by_id)
        .where(ConflictSettlement.case_id == case_id)
        .order_by(ConflictSettlement.id)
    ).all()
    return tuple(_settlement(row, name) for row, name in found if not _reopened(session, row))


def _reopened(session: Session, row: ConflictSettlement) -> bool:
    """Whether a party answered anew; a verdict that an amendment carried over is no new one."""
    documents: Sequence[str] = session.scalars(
        select(VerdictRow.document).where(
            VerdictRow.case_id == row.case_id,
            VerdictRow.item == row.item,
            VerdictRow.agency.in_((row.agency, *row.agencies_aside.split())),
            VerdictRow.id > row.last_verdict_id,
        )
    ).all()
    return any(msgspec.json.decode(one, type=Verdict).carried_over_from is None for one in documents)


def _settlement(row: ConflictSettlement, name: str) -> Settlement:
    return Settlement(row.item, row.agency, tuple(row.agencies_aside.split()), row.reason, name, row.settled_at)
