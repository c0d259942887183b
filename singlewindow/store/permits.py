"""Permits: held while a declaration draws on them, found by number and holder, changed with their history."""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, Dialect, Numeric, bindparam, func, literal_column, or_, select
from sqlalchemy import cast as sa_cast
from sqlalchemy import update as sa_update
from sqlalchemy.orm import Session

from singlewindow.store import audit, rows, serials
from singlewindow.store.paging import Page, bounded, decode
from singlewindow.store.pen import Writing
from singlewindow.store.permit_tables import LedgerEntry, Permit, PermitEvent
from singlewindow.store.tables import Account, Organisation, core


class Held(NamedTuple):
    """A permit that is held until the transaction ends."""

    id: int
    number: str
    agency: str
    requirement: str
    kind: str
    status: str
    terms: str
    case_id: int | None
    holder_organisation_id: int


def hold(writing: Writing, number: str) -> Held | None:
    """The permit of this number; other writers wait for it until the transaction ends."""
    found = rows.first(writing, _hold, {"number": number})
    return Held(*found) if found else None


def hold_all(writing: Writing, numbers: Iterable[str]) -> list[Held]:
    """Hold permits, always in the order of their numbers, so that two transactions do not wait for each other."""
    return [held for number in sorted(set(numbers)) if (held := hold(writing, number))]


def hold_ids(writing: Writing, ids: Collection[int]) -> list[Held]:
    """Hold permits by their ids, in the same order: that of their numbers, which never change."""
    return hold_all(writing, [rows.first(writing, _number_of, {"id": permit_id})[0] for permit_id in ids])


def hold_id(writing: Writing, permit_id: int) -> Held | None:
    """The permit of this id, held."""
    found = rows.first(writing, _number_of, {"id": permit_id})
    return hold(writing, found[0]) if found else None


def bind(writing: Writing, permit_id: int, case_id: int | None) -> None:
    """Bind a permit to a case, or free it; a standing permit is never bound."""
    rows.change(writing, _bind, {"id": permit_id, "case_id": case_id})


def in_force_of(writing: Writing, holder_organisation_id: int, on: dt.date) -> list[Held]:
    """The permits that were issued to an organisation, stand, and did not end before this day."""
    values = {"holder_organisation_id": holder_organisation_id, "status": "issued", "valid_to": on}
    return [Held(*found) for found in rows.every(writing, _in_force_of, values)]


def next_serial(session: Session, country: str, year: int, agency: str) -> int:
    """The next serial of an agency's permits in a year, from 1."""
    return serials.take(session, country, year, f"LPCO-{agency}")


def add(session: Session, values: Mapping[str, Any]) -> Permit:
    """Insert a permit."""
    permit = Permit(**values)
    session.add(permit)
    session.flush()
    return permit


def by_number(session: Session, number: str, *, hold: bool = False) -> Permit | None:
    """The permit of this number. ``hold`` keeps other writers from it until the transaction ends (PostgreSQL)."""
    statement = select(Permit).where(Permit.number == number)
    return session.scalars(rows.held(statement) if hold else statement).first()


def by_request(session: Session, holder_organisation_id: int, key: str) -> Permit | None:
    """The application that the holder sent with this key, held for a change."""
    statement = select(Permit).where(Permit.holder_organisation_id == holder_organisation_id, Permit.request_key == key)
    return session.scalars(rows.held(statement)).first()


def draft_copied_from(session: Session, permit_id: int) -> Permit | None:
    """The application that was begun by copying this permit, and not sent yet."""
    statement = select(Permit).where(Permit.copied_from_id == permit_id, Permit.status == "draft")
    return session.scalars(statement.order_by(Permit.id).limit(1)).first()


def change(session: Session, permit: Permit, values: Mapping[str, Any]) -> None:
    """Change a permit; its revision goes up by one."""
    for name, value in values.items():
        setattr(permit, name, value)
    permit.revision += 1
    session.flush()


def visible(
    *, holder: int | None = None, agency: str | None = None, search: str | None = None, statuses: Collection[str] = ()
) -> tuple[ColumnElement[bool], ...]:
    """The conditions of a list: whose permits, of which agency, what is searched, at which states."""
    conditions: list[ColumnElement[bool]] = []
    if holder is not None:
        conditions.append(Permit.holder_organisation_id == holder)
    if agency is not None:
        conditions.append(Permit.agency == agency)
    if statuses:
        conditions.append(Permit.status.in_(statuses))
    if search:
        columns = (Permit.number, Permit.title, Permit.goods, Organisation.name)
        conditions.append(or_(*(column.icontains(search.strip(), autoescape=True) for column in columns)))
    return tuple(conditions)


def ended_on(on: dt.date, *, past: bool) -> tuple[ColumnElement[bool]]:
    """The condition that a permit's last day is past on a day, or that it is not."""
    return (Permit.valid_to < on if past else Permit.valid_to.is_(None) | (Permit.valid_to >= on),)


def page_of(
    session: Session, conditions: Sequence[ColumnElement[bool]], *, cursor: str | None, limit: int, oldest: bool = False
) -> Page[tuple[Permit, str]]:
    """Permits with their holder's name, newest first, or oldest first."""
    limit = bounded(limit)
    statement = (
        select(Permit, Organisation.name)
        .join(Organisation, Organisation.id == Permit.holder_organisation_id)
        .where(*conditions)
        .order_by(Permit.id if oldest else Permit.id.desc())
        .limit(limit + 1)
    )
    if cursor:
        after = decode(cursor)
        statement = statement.where(Permit.id > after if oldest else Permit.id < after)
    found = [(row[0], row[1]) for row in session.execute(statement)]
    return Page.of(found, limit, key=lambda row: row[0].id)


def count(session: Session, conditions: Sequence[ColumnElement[bool]]) -> int:
    """How many permits meet these conditions."""
    return session.scalar(select(func.count()).select_from(Permit).where(*conditions)) or 0


def name_of(session: Session, account_id: int) -> str:
    """The name of who acted."""
    return session.get_one(Account, account_id).name


def number_of(session: Session, permit_id: int) -> str:
    """The number of the permit of this id."""
    return session.get_one(Permit, permit_id).number


def every_number(session: Session) -> Sequence[tuple[int, str]]:
    """The id and the number of every permit, in order."""
    return [(row.id, row.number) for row in session.execute(select(Permit.id, Permit.number).order_by(Permit.id))]


def ended_or_changed(session: Session, on: dt.date) -> Sequence[Permit]:
    """The permits whose last day is not past, and that ended, may be used up, or were changed after their issue."""
    entry, event = LedgerEntry, PermitEvent
    emptied = select(entry.permit_id).where(sa_cast(entry.balance, Numeric) <= 0)
    used = select(entry.permit_id).where(entry.kind == "written_off", Permit.kind != "standing").correlate(Permit)
    changed = select(event.permit_id).where(event.event.in_(("varied", "extended")))
    drawn = Permit.id.in_(emptied) | Permit.id.in_(used) | Permit.id.in_(changed)
    statement = select(Permit).where(
        Permit.status.in_(("suspended", "revoked", "surrendered")) | ((Permit.status == "issued") & drawn),
        *ended_on(on, past=False),
    )
    return session.scalars(statement.order_by(Permit.number)).all()


def organisation(session: Session, organisation_id: int) -> Organisation:
    """An organisation."""
    return session.get_one(Organisation, organisation_id)


def tell(session: Session, permit_id: int, actor: str, at: dt.datetime, event: audit.Event) -> None:
    """Add an event to a permit's history, chained to the one before it. The caller holds the permit."""
    found = session.execute(
        select(PermitEvent.number, PermitEvent.hash)
        .where(PermitEvent.permit_id == permit_id)
        .order_by(PermitEvent.number.desc())
        .limit(1)
    ).first()
    number, previous = (found[0] + 1, found[1]) if found else (1, audit.START)
    data = audit.spelled(event.data)
    values = {"permit_id": permit_id, "number": number, "at": at, "actor": actor, "event": event.name, "data": data}
    digest = audit.chained(previous, permit_id, number, at, actor, event.name, data)
    session.add(PermitEvent(**values, previous_hash=previous, hash=digest))
    session.flush()


def history(session: Session, permit_id: int) -> Sequence[PermitEvent]:
    """What happened to a permit, newest first."""
    statement = select(PermitEvent).where(PermitEvent.permit_id == permit_id).order_by(PermitEvent.number.desc())
    return session.scalars(statement).all()


def faults(session: Session, permit_id: int) -> tuple[str, ...]:
    """Where a permit's history does not hold: an event that is missing or was changed."""
    previous, found = audit.START, []
    for number, event in enumerate(reversed(history(session, permit_id)), start=1):
        digest = audit.chained(previous, permit_id, number, event.at, event.actor, event.event, event.data)
        if (event.number, event.previous_hash, event.hash) != (number, previous, digest):
            found.append(f"Event {number} ({event.event}) is missing or was changed.")
            break
        previous = digest
    return tuple(found) or _against_store(session, permit_id)


def _against_store(session: Session, permit_id: int) -> tuple[str, ...]:
    """What the history tells must be what is stored: the state, and what the permit says."""
    permit = session.get_one(Permit, permit_id)
    acts = [data for event in history(session, permit_id) if "status" in (data := msgspec.json.decode(event.data))]
    if not acts:
        return () if permit.status == "draft" else ("Its state is not the one that its history tells.",)
    if permit.status != acts[0]["status"]:
        return ("Its state is not the one that its history tells.",)
    told, stored = acts[0]["terms"], msgspec.json.decode(permit.terms)
    if permit.status not in ("draft", "queried") and told != stored:
        return ("Its terms are not those that its history tells.",)
    return ()


def _columns() -> list[Any]:
    permit = core(Permit).c
    return [permit[name] for name in Held._fields]


@cache
def _hold(dialect: Dialect) -> rows.Plan:
    statement = select(*_columns()).where(core(Permit).c.number == bindparam("number")).with_for_update()
    return rows.written(statement, dialect, core(Permit))


@cache
def _number_of(dialect: Dialect) -> rows.Plan:
    permit = core(Permit).c
    statement = select(permit.number).where(permit.id == bindparam("id"))
    return rows.written(statement, dialect, core(Permit))


@cache
def _in_force_of(dialect: Dialect) -> rows.Plan:
    permit = core(Permit).c
    statement = (
        select(*_columns())
        .where(
            permit.holder_organisation_id == bindparam("holder_organisation_id"),
            permit.status == bindparam("status"),
            permit.valid_to.is_(None) | (permit.valid_to >= bindparam("valid_to")),
        )
        .order_by(permit.id)
    )
    return rows.written(statement, dialect, core(Permit))


@cache
def _bind(dialect: Dialect) -> rows.Plan:
    permit = core(Permit)
    statement = (
        sa_update(permit)
        .where(permit.c.id == bindparam("id"), permit.c.kind != literal_column("'standing'"))
        .values(case_id=bindparam("case_id"))
    )
    return rows.written(statement, dialect, permit)
