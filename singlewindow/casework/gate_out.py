"""The keeper of a goods location sees what may leave it, and confirms that it left. Of values it sees nothing."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from sqlalchemy.orm import Session

from singlewindow.casework import answer, states
from singlewindow.casework.announce import Recipient, announce
from singlewindow.casework.decision import CaseOutcome
from singlewindow.casework.house import House
from singlewindow.casework.notify_release import containers_in, items_of
from singlewindow.casework.record_arrival import require_note
from singlewindow.errors import FieldError, Invalid, NotAllowed, NotFound, NotPossible
from singlewindow.store import audit, cases, positions, releases
from singlewindow.store.colliding import again
from singlewindow.store.paging import Page
from singlewindow.store.people import Actor
from singlewindow.store.release_tables import ReleaseNotice

LONGEST_VEHICLE = 70
STATES = ("may_leave", "left", "withdrawn")


class GateOutView(msgspec.Struct, frozen=True):
    """What left at once: these containers, or all the goods where there are none. ``vehicle`` took it."""

    containers: tuple[str, ...]
    vehicle: str
    note: str
    left_at: dt.datetime


class LeavingLine(msgspec.Struct, frozen=True):
    """What may leave a goods location, has left it, or must not leave (``state``).

    ``remaining`` are the containers that have not left.
    """

    id: int
    reference: str
    location: str
    location_name: str
    items: tuple[int, ...]
    marks: str
    packages: str
    containers: tuple[str, ...]
    remaining: tuple[str, ...]
    released_at: dt.datetime
    state: str
    gone: tuple[GateOutView, ...]


def list_leaving(
    house: House,
    actor: Actor,
    *,
    state: str = "may_leave",
    search: str | None = None,
    cursor: str | None = None,
    limit: int = 25,
) -> Page[LeavingLine]:
    """What may leave the premises of the actor's organisation, has left, or must not leave; newest first."""
    _require_keeper(actor)
    with house.database.reading() as session:
        kept = releases.locations_of(session, actor.organisation_id)
        page = releases.page_of(session, kept, state=state, search=search, cursor=cursor, limit=limit)
        lines = [leaving_line(house, session, row.notice, row.reference) for row in page.rows]
    return Page(lines, page.next_cursor)


def read_leaving(house: House, actor: Actor, notice_id: int) -> LeavingLine:
    """One of these. Raises NotFound, NotAllowed."""
    _require_keeper(actor)
    with house.database.reading() as session:
        found = _found(session, actor, notice_id)
        return leaving_line(house, session, found.notice, found.reference)


@again
def gate_out(
    house: House,
    actor: Actor,
    notice_id: int,
    *,
    containers: Sequence[str] = (),
    vehicle: str = "",
    note: str = "",
) -> LeavingLine:
    """Confirm that these containers, or without any named all that is left of the notice, went out of the gate.

    What has left already is answered as it stands. Raises NotFound, NotAllowed, NotPossible, Invalid.
    """
    require_note(note)
    with house.database.writing() as session:
        found = _found(session, actor, notice_id)
        case = cases.hold(session, found.notice.case_id)
        assert case is not None
        session.refresh(found.notice)
        states.require("gate_out", actor, CaseOutcome(case.outcome), positions.of_case(session, case.id))
        notice, at = found.notice, house.now()
        if notice.withdrawn_at is not None:
            raise NotPossible("The release was withdrawn: the goods must not leave.")
        remaining = _remaining(session, notice)
        gone = tuple(dict.fromkeys(containers)) or remaining
        _require(notice, gone, vehicle)
        if notice.left_at is None and (set(gone) & set(remaining) or not containers_in(notice)):
            out = tuple(one for one in gone if one in remaining)
            _store(session, notice, actor, out, vehicle, note, at, all_left=set(out) == set(remaining))
            told = {"location": notice.location, "items": list(items_of(notice)), "containers": list(out)}
            event = audit.Event("gate_out_confirmed", {**told, "note": note.strip()})
            audit.append(session, case.id, answer.named(actor), at, [event])
            cases.change_case(session, case, outcome=case.outcome, at=at)
            _tell(house, session, notice, found.reference, out, case.lodger_organisation_id, at)
        return leaving_line(house, session, notice, found.reference)


def _store(
    session: Session,
    notice: ReleaseNotice,
    actor: Actor,
    out: tuple[str, ...],
    vehicle: str,
    note: str,
    at: dt.datetime,
    *,
    all_left: bool,
) -> None:
    values = {
        "containers": msgspec.json.encode(out).decode(),
        "vehicle": vehicle.strip(),
        "note": note.strip(),
        "confirmed_by_id": actor.account_id,
        "left_at": at,
    }
    releases.let_out(session, notice, values, all_left=all_left)


def _tell(
    house: House,
    session: Session,
    notice: ReleaseNotice,
    reference: str,
    out: tuple[str, ...],
    lodger_id: int,
    at: dt.datetime,
) -> None:
    what = ", ".join(out) or f"items {', '.join(map(str, items_of(notice)))}"
    announce(
        session,
        to=Recipient(organisation_id=lodger_id),
        event="goods_left",
        key=f"{reference} release {notice.number} left {at.isoformat()}",
        data={"reference": reference, "place": house.pack.place(notice.location), "what": what},
        at=at,
        case_id=notice.case_id,
    )


def _require_keeper(actor: Actor) -> None:
    if not actor.may("keep"):
        raise NotAllowed("What may leave a goods location is for its keeper.")


def _found(session: Session, actor: Actor, notice_id: int) -> releases.Notified:
    _require_keeper(actor)
    found = releases.find(session, notice_id, actor.organisation_id)
    if found is None:
        raise NotFound("There is no such release notice for your premises.")
    return found


def _remaining(session: Session, notice: ReleaseNotice) -> tuple[str, ...]:
    gone = {name for row in releases.outgoings(session, [notice.id]) for name in _names(row.containers)}
    return tuple(one for one in containers_in(notice) if one not in gone)


def _names(document: str) -> list[str]:
    return msgspec.json.decode(document, type=list[str])


def _require(notice: ReleaseNotice, gone: Sequence[str], vehicle: str) -> None:
    unknown = [one for one in gone if one not in containers_in(notice)]
    tests = (
        (bool(unknown), "containers", "Choose among the containers that the notice names."),
        (len(vehicle) > LONGEST_VEHICLE, "vehicle", f"Use {LONGEST_VEHICLE} characters or less."),
    )
    faults = tuple(FieldError(field, sentence) for wrong, field, sentence in tests if wrong)
    if faults:
        raise Invalid("The gate-out cannot be confirmed as it is.", faults)


def leaving_line(house: House, session: Session, notice: ReleaseNotice, reference: str) -> LeavingLine:
    """A release notice as it is listed."""
    gone = releases.outgoings(session, [notice.id])
    return LeavingLine(
        id=notice.id,
        reference=reference,
        location=notice.location,
        location_name=house.pack.place(notice.location),
        items=items_of(notice),
        marks=notice.marks,
        packages=notice.packages,
        containers=containers_in(notice),
        remaining=_remaining(session, notice),
        released_at=notice.released_at,
        state="left" if notice.left_at else "withdrawn" if notice.withdrawn_at else "may_leave",
        gone=tuple(GateOutView(tuple(_names(one.containers)), one.vehicle, one.note, one.left_at) for one in gone),
    )
