"""Lists of permits: a holder's, an agency's worklist; and what anybody may ask of a number."""

import datetime as dt

import msgspec

from singlewindow.casework.house import House
from singlewindow.casework.permits.file import state_today, terms_of
from singlewindow.errors import NotFound
from singlewindow.permits.number import is_number
from singlewindow.permits.states import STATES, WORK
from singlewindow.store import permits
from singlewindow.store.paging import Page
from singlewindow.store.people import Actor
from singlewindow.store.permit_tables import Permit


class PermitLine(msgspec.Struct, frozen=True):
    """A permit in a list."""

    number: str
    agency: str
    title: str
    goods: str
    kind: str
    status: str
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
    conditions = permits.visible(
        holder=holder, agency=agency, search=search, statuses=(status,) if status in known else known
    )
    with house.database.reading() as session:
        page = permits.page_of(session, conditions, cursor=cursor, limit=limit)
    return Page([_line(*row) for row in page.rows], page.next_cursor)


def list_permit_work(
    house: House, actor: Actor, *, search: str | None = None, cursor: str | None = None, limit: int = 25
) -> Page[PermitLine]:
    """The applications that wait for the actor's agency, oldest first."""
    conditions = permits.visible(agency=actor.agency or "", search=search, statuses=WORK)
    with house.database.reading() as session:
        page = permits.page_of(session, conditions, cursor=cursor, limit=limit, oldest=True)
    return Page([_line(*row) for row in page.rows], page.next_cursor)


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
        state = state_today(house, session, permit)
    today = house.day_of(house.now())
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


def _line(permit: Permit, holder: str) -> PermitLine:
    return PermitLine(
        permit.number,
        permit.agency,
        permit.title,
        permit.goods,
        permit.kind,
        permit.status,
        holder,
        permit.valid_to,
        permit.due_on,
        permit.changed_at,
    )
