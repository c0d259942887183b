"""Lists of permits: a holder's, an agency's worklist; and what anybody may ask of a number."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from sqlalchemy.orm import Session

from singlewindow.casework.house import House
from singlewindow.casework.permits.file import state_on, terms_of
from singlewindow.errors import NotFound
from singlewindow.permits.number import is_number
from singlewindow.permits.states import STATES, WORK
from singlewindow.store import ledger, permits
from singlewindow.store.paging import Page
from singlewindow.store.people import Actor
from singlewindow.store.permit_tables import Permit


class PermitLine(msgspec.Struct, frozen=True):
    """A permit in a list. ``status`` is what is stored, ``state`` how it stands today: expired and exhausted follow."""

    number: str
    agency: str
    title: str
    goods: str
    kind: str
    status: str
    state: str
    holder: str
    valid_to: dt.date | None
    due_on: dt.date | None
    changed_at: dt.datetime


class PermitCheck(msgspec.Struct, frozen=True):
    """What anybody learns of a permit by its number: whether it is in force, and until when. Nothing of its holder."""

    number: str
    agency: str
    title: str
    state: str
    in_force: bool
    valid_from: dt.date | None
    valid_to: dt.date | None


def list_permits(
    house: House,
    actor: Actor,
    *,
    search: str | None = None,
    status: str | None = None,
    cursor: str | None = None,
    limit: int = 25,
) -> Page[PermitLine]:
    """The permits that are the actor's to see, newest first: its own, its agency's, or all."""
    holder = None if actor.may("work") else actor.organisation_id
    agency = actor.agency if actor.may("work") and not actor.may("read_all") else None
    known = [one for one in STATES if holder is not None or one != "draft"]
    ended = permits.ended_on(house.day_of(house.now()), past=status == "expired") if status in _DATED else ()
    stored = "issued" if status == "expired" else status
    conditions = permits.visible(
        holder=holder, agency=agency, search=search, statuses=(stored,) if stored in known else known
    )
    with house.database.reading() as session:
        page = permits.page_of(session, (*conditions, *ended), cursor=cursor, limit=limit)
        return Page(_lines(house, session, page.rows), page.next_cursor)


def list_permit_work(
    house: House, actor: Actor, *, search: str | None = None, cursor: str | None = None, limit: int = 25
) -> Page[PermitLine]:
    """The applications that wait for the actor's agency, oldest first."""
    conditions = permits.visible(agency=actor.agency or "", search=search, statuses=WORK)
    with house.database.reading() as session:
        page = permits.page_of(session, conditions, cursor=cursor, limit=limit, oldest=True)
        return Page(_lines(house, session, page.rows), page.next_cursor)


def count_permit_work(house: House, actor: Actor) -> int:
    """How many applications wait for the actor's agency."""
    with house.database.reading() as session:
        return permits.count(session, permits.visible(agency=actor.agency or "", statuses=WORK))


def check_permit(house: House, number: str) -> PermitCheck:
    """Whether a permit is in force today. Raises NotFound for a number that was never issued; a slip is told as one."""
    number = number.strip().upper()
    if not is_number(number):
        raise NotFound(f"{number[:35]} is not the number of a permit: one of its characters is wrong.")
    with house.database.reading() as session:
        permit = permits.by_number(session, number)
        if permit is None or permit.status not in _PUBLIC:
            raise NotFound(f"There is no permit {number}.")
        terms = terms_of(permit)
        today = house.day_of(house.now())
        state = state_on(permit, ledger.totals(session, permit.id), today)
    begun = terms.valid_from is None or terms.valid_from <= today
    return PermitCheck(
        number,
        house.name_of(permit.agency),
        permit.title,
        state,
        state == "issued" and begun,
        terms.valid_from,
        terms.valid_to,
    )


_PUBLIC = frozenset({"issued", "suspended", "revoked", "surrendered"})

_DATED = frozenset({"issued", "expired"})
"""What a list tells apart by the last day."""


def _lines(house: House, session: Session, rows: Sequence[tuple[Permit, str]]) -> list[PermitLine]:
    today = house.day_of(house.now())
    accounts = ledger.totals_of(session, [permit.id for permit, _ in rows])
    return [_line(permit, holder, state_on(permit, accounts[permit.id], today)) for permit, holder in rows]


def _line(permit: Permit, holder: str, state: str) -> PermitLine:
    return PermitLine(
        permit.number,
        permit.agency,
        permit.title,
        permit.goods,
        permit.kind,
        permit.status,
        state,
        holder,
        permit.valid_to,
        permit.due_on,
        permit.changed_at,
    )
