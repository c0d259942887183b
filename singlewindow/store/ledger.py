"""The ledger of permits: entries are added and never changed, and the balance is their sum."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from functools import cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import Dialect, bindparam, func, select
from sqlalchemy.orm import Session

from singlewindow.permits.writeoff import Entry, Kind
from singlewindow.store import rows
from singlewindow.store.pen import Writing
from singlewindow.store.permit_tables import LedgerEntry
from singlewindow.store.tables import Case, core


class Maker(NamedTuple):
    """Who adds entries, when, and for which case where it is for one."""

    actor: str
    at: dt.datetime
    case_id: int | None = None


class Account(NamedTuple):
    """What is left of a permit, what is reserved of it, and what was written off."""

    left: Decimal
    held: Decimal
    used: Decimal


class Line(NamedTuple):
    """An entry with the reference of its case."""

    entry: LedgerEntry
    reference: str | None


def last(writing: Writing, permit_id: int) -> tuple[int, Decimal]:
    """The newest entry's number, and the balance after it. The caller holds the permit."""
    found = rows.first(writing, _last, {"permit_id": permit_id})
    return (int(found[0]), Decimal(found[1])) if found else (0, Decimal(0))


def add(writing: Writing, entries: Iterable[Entry], maker: Maker) -> None:
    """Add entries, in order. The caller holds their permits: no other writer is between."""
    for permit_id, group in groupby(sorted(entries, key=attrgetter("permit_id")), key=attrgetter("permit_id")):
        number, balance = last(writing, permit_id)
        added = []
        for entry in group:
            number, balance = number + 1, balance + entry.change
            added.append(_values(entry, number, balance, maker))
        rows.insert(writing, LedgerEntry, added)


def of_case(writing: Writing, case_id: int) -> list[Entry]:
    """What a case drew and gave back."""
    found = rows.every(writing, _of_case, {"case_id": case_id})
    return [Entry(int(row[0]), int(row[1] or 0), Kind(row[2]), Decimal(row[3]), Decimal(row[4])) for row in found]


def of_permit(session: Session, permit_id: int, *, most: int = 500) -> Sequence[Line]:
    """A permit's entries, newest first, at most so many."""
    statement = (
        select(LedgerEntry, Case.reference)
        .outerjoin(Case, Case.id == LedgerEntry.case_id)
        .where(LedgerEntry.permit_id == permit_id)
        .order_by(LedgerEntry.number.desc())
        .limit(most)
    )
    return [Line(row[0], row[1]) for row in session.execute(statement)]


def totals(session: Session, permit_id: int) -> Account:
    """How a permit's account stands: sums over its whole ledger."""
    return totals_of(session, (permit_id,))[permit_id]


def totals_of(session: Session, permit_ids: Collection[int]) -> dict[int, Account]:
    """How the accounts of several permits stand."""
    found = session.execute(
        select(LedgerEntry.permit_id, LedgerEntry.kind, LedgerEntry.change, LedgerEntry.held).where(
            LedgerEntry.permit_id.in_(permit_ids)
        )
    )
    accounts = {permit_id: Account(Decimal(0), Decimal(0), Decimal(0)) for permit_id in permit_ids}
    for permit_id, kind, change, held in found:
        left, reserved, used = accounts[permit_id]
        drawn = Decimal(0) if kind in _GRANTS else -change - held
        accounts[permit_id] = Account(left + change, reserved + held, used + drawn)
    return accounts


def faults(session: Session, permit_id: int) -> tuple[str, ...]:
    """Where a permit's ledger does not hold: an entry that is missing, or a balance that is not the sum."""
    statement = select(LedgerEntry).where(LedgerEntry.permit_id == permit_id).order_by(LedgerEntry.number)
    balance = held = Decimal(0)
    for expected, entry in enumerate(session.scalars(statement), start=1):
        balance, held = balance + entry.change, held + entry.held
        if entry.number != expected:
            return (f"Entry {expected} of its ledger is missing.",)
        if entry.balance != balance:
            return (f"Entry {expected} of its ledger says that {entry.balance} is left, and the sum is {balance}.",)
    return (f"More was written off or given back than was reserved, by {-held}.",) if held < 0 else ()


_GRANTS = (Kind.GRANTED.value, Kind.VARIED.value)


def _values(entry: Entry, number: int, balance: Decimal, maker: Maker) -> dict[str, object]:
    return {
        "permit_id": entry.permit_id,
        "number": number,
        "at": maker.at,
        "kind": entry.kind.value,
        "change": entry.change,
        "held": entry.held,
        "balance": balance,
        "case_id": maker.case_id,
        "item": entry.item or None,
        "actor": maker.actor,
    }


@cache
def _last(dialect: Dialect) -> rows.Plan:
    entry, any_entry = core(LedgerEntry).c, core(LedgerEntry).alias().c
    newest = select(func.max(any_entry.number)).where(any_entry.permit_id == bindparam("permit_id")).scalar_subquery()
    statement = select(entry.number, entry.balance).where(
        entry.permit_id == bindparam("permit_id"), entry.number == newest
    )
    return rows.written(statement, dialect, core(LedgerEntry))


@cache
def _of_case(dialect: Dialect) -> rows.Plan:
    entry = core(LedgerEntry).c
    statement = (
        select(entry.permit_id, entry.item, entry.kind, entry.change, entry.held)
        .where(entry.case_id == bindparam("case_id"))
        .order_by(entry.id)
    )
    return rows.written(statement, dialect, core(LedgerEntry))
