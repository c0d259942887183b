"""Customs sets the one appointment at which all who want to look at a case's goods do so, or moves it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy.orm import Session

from singlewindow.casework.announce import Recipient, announce
from singlewindow.casework.answer import Answer
from singlewindow.casework.clock import is_working_day
from singlewindow.casework.conclude import note_down
from singlewindow.casework.house import House
from singlewindow.casework.inspection import containers_of, day_in_words, wishes
from singlewindow.casework.open_case import Opened, declaration_of, open_case
from singlewindow.casework.record_arrival import LONGEST_NOTE
from singlewindow.errors import FieldError, Invalid, NotPossible
from singlewindow.store import audit, inspections
from singlewindow.store.colliding import again
from singlewindow.store.people import Actor

LONGEST_PACKAGES = 140
MOST_AHEAD = dt.timedelta(days=366)


class Wanted(msgspec.Struct, frozen=True):
    """What is set: the code of a goods location or office, the time (aware), what is to be shown, and a note."""

    place: str
    starts_at: dt.datetime | None
    containers: tuple[str, ...] = ()
    packages: str = ""
    note: str = ""


@again
def set_inspection(
    house: House, actor: Actor, reference: str, *, wanted: Wanted, revision: int | None = None
) -> Answer:
    """Set the appointment, or move the one that stands: the trader and every participant are told.

    Raises Invalid naming the fields, NotFound, NotAllowed, NotPossible (nobody wants to look at the goods), Stale.
    """
    with house.database.writing() as session:
        opened = open_case(house, session, actor, reference, "set_inspection", revision)
        agencies = wishes(opened.verdicts, opened.standing)
        if not agencies:
            raise NotPossible("Nobody asks for an inspection of these goods.")
        _require(opened, wanted, containers_of(declaration_of(session, opened.case)))
        number, moved = _store(session, opened, wanted)
        _tell(session, opened, wanted, agencies, number)
        return note_down(session, opened, [_event(opened, wanted, number, moved=moved)])


def _store(session: Session, opened: Opened, wanted: Wanted) -> tuple[int, bool]:
    """Store it; gives its number, and whether it was moved."""
    values = {
        "place": wanted.place,
        "starts_at": _minute(wanted),
        "containers": msgspec.json.encode(wanted.containers).decode(),
        "packages": wanted.packages.strip(),
        "note": wanted.note.strip(),
        "set_by_id": opened.actor.account_id,
        "set_at": opened.at,
    }
    standing = opened.standing.inspection
    if standing is None:
        return inspections.add(session, opened.case.id, values), False
    inspections.change(session, standing.id, **values, other_time=None)
    inspections.forget_absences(session, standing.id)
    return standing.number, True


def _minute(wanted: Wanted) -> dt.datetime:
    assert wanted.starts_at is not None
    return wanted.starts_at.astimezone(dt.UTC).replace(second=0, microsecond=0)


def _local(house: House, starts_at: dt.datetime) -> dt.datetime:
    """What the country's clocks show at a moment."""
    return starts_at.astimezone(ZoneInfo(house.pack.time_zone)).replace(tzinfo=None)


def _in_words(house: House, starts_at: dt.datetime) -> str:
    """A time in the country, such as 26 November 2026, 10:30."""
    return f"{day_in_words(house, starts_at)}, {_local(house, starts_at):%H:%M}"


def _event(opened: Opened, wanted: Wanted, number: int, *, moved: bool) -> audit.Event:
    told = {
        "number": number,
        "moved": moved,
        "place": wanted.place,
        "starts_at": _minute(wanted).isoformat(),
        "time": _in_words(opened.house, _minute(wanted)),
        "containers": list(wanted.containers),
        "packages": wanted.packages.strip(),
        "note": wanted.note.strip(),
    }
    return audit.Event("inspection_set", told)


def _tell(session: Session, opened: Opened, wanted: Wanted, agencies: Iterable[str], number: int) -> None:
    case, house = opened.case, opened.house
    others = [Recipient(agency=agency) for agency in agencies if agency != opened.actor.agency]
    for recipient in (Recipient(organisation_id=case.lodger_organisation_id), *others):
        announce(
            session,
            to=recipient,
            event="inspection_set",
            key=f"{case.reference} inspection {number} revision {case.revision}",
            data={
                "reference": case.reference,
                "place": house.pack.place(wanted.place),
                "time": _local(house, _minute(wanted)).isoformat(timespec="minutes"),
                "agencies": ", ".join(house.name_of(agency) for agency in agencies),
            },
            at=opened.at,
            case_id=case.id,
        )


def _require(opened: Opened, wanted: Wanted, containers: Sequence[str]) -> None:
    places = opened.house.pack.places
    unknown = [one for one in wanted.containers if one not in containers]
    when = _time_fault(opened, wanted.starts_at)
    tests = (
        (wanted.place not in places, "place", "Choose where the goods are inspected."),
        (when is not None, "starts_at", when or ""),
        (bool(unknown), "containers", f"These goods are not in {', '.join(unknown)[:140]}."),
        (len(wanted.packages) > LONGEST_PACKAGES, "packages", f"Use {LONGEST_PACKAGES} characters or less."),
        (len(wanted.note) > LONGEST_NOTE, "note", f"The note must be {LONGEST_NOTE} characters or less."),
    )
    faults = tuple(FieldError(field, sentence) for wrong, field, sentence in tests if wrong)
    if faults:
        raise Invalid("The inspection cannot be set as it is.", faults)


def _time_fault(opened: Opened, starts_at: dt.datetime | None) -> str | None:
    """What is wrong with a time: appointments are on working days, in the hours that the country pack names."""
    pack, at = opened.house.pack, opened.at
    if starts_at is None:
        return "Enter a day and a time, such as 10:30."
    if not at < starts_at < at + MOST_AHEAD:
        return "Enter a time to come, within a year."
    local = starts_at.astimezone(ZoneInfo(pack.time_zone))
    if not is_working_day(local.date(), pack.holidays):
        return f"{day_in_words(opened.house, starts_at)} is no working day."
    hours = pack.inspections
    if not hours.opens <= f"{local:%H:%M}" < hours.closes:
        return f"Goods are inspected from {hours.opens} to {hours.closes}."
    return None
