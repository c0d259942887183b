"""Lists of inspections: the appointments by day and place, and the goods that wait for one."""

import datetime as dt

import msgspec

from singlewindow.casework.house import House
from singlewindow.casework.inspection import day_in_words
from singlewindow.errors import NotAllowed
from singlewindow.store import inspections
from singlewindow.store.inspections import Listed
from singlewindow.store.paging import Page
from singlewindow.store.people import Actor

MOST_UNSET = 100


class InspectionLine(msgspec.Struct, frozen=True):
    """A case whose goods are to be inspected. ``starts_at`` is none while no appointment is set.

    ``agencies`` are those who are to come, each with its items; ``other_time`` is what the trader asked for.
    """

    reference: str
    importer: str
    goods: str
    place: str | None
    place_name: str | None
    starts_at: dt.datetime | None
    day: str | None
    containers: tuple[str, ...]
    packages: str
    agencies: dict[str, tuple[int, ...]]
    other_time: str | None


def list_inspections(
    house: House,
    actor: Actor,
    *,
    search: str | None = None,
    place: str | None = None,
    cursor: str | None = None,
    limit: int = 25,
) -> Page[InspectionLine]:
    """The appointments at which the actor's agency is to come, the earliest first; for customs, all."""
    agency = _agency(actor)
    with house.database.reading() as session:
        page = inspections.page_of(session, agency=agency, search=search, place=place, cursor=cursor, limit=limit)
        return Page([_line(house, one) for one in page.rows], page.next_cursor)


def list_unset_inspections(house: House, actor: Actor, *, search: str | None = None) -> tuple[InspectionLine, ...]:
    """The goods that somebody wants to look at and that have no appointment, the oldest first; at most 100."""
    agency = _agency(actor)
    with house.database.reading() as session:
        found = inspections.unset(session, agency=agency, search=search, most=MOST_UNSET)
        return tuple(_line(house, one) for one in found)


def _agency(actor: Actor) -> str | None:
    """Whose list it is: None for who sees every case."""
    if not actor.may("work") or actor.agency is None:
        raise NotAllowed("Inspections are listed for the officers of an agency.")
    return None if actor.may("read_all") else actor.agency


def _line(house: House, listed: Listed) -> InspectionLine:
    row, case = listed.appointment, listed.case
    shown = inspections.appointment_of(row) if row else None
    agencies: dict[str, tuple[int, ...]] = {}
    for agency, item in listed.wishes:
        agencies[agency] = (*agencies.get(agency, ()), item)
    return InspectionLine(
        reference=case.reference,
        importer=case.importer,
        goods=case.goods,
        place=shown.place if shown else None,
        place_name=house.pack.place(shown.place) if shown else None,
        starts_at=shown.starts_at if shown else None,
        day=day_in_words(house, shown.starts_at) if shown else None,
        containers=shown.containers if shown else (),
        packages=shown.packages if shown else "",
        agencies=agencies,
        other_time=shown.other_time if shown else None,
    )
