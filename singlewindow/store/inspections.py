"""Inspections: the appointment that stands for a case, what was found, who did not come, and samples."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import ColumnElement, and_, delete, exists, func, or_, select, update
from sqlalchemy.orm import Session, aliased

from agencies.contract import Outcome
from singlewindow.store import rows
from singlewindow.store.inspection_tables import Absence, Finding, Inspection, Sample
from singlewindow.store.paging import Page, bounded, decode
from singlewindow.store.tables import Account, Case, VerdictRow

_ROWS = 2**36
"""A cursor of the list is the minute of the appointment, and below this the row's id: together they fit 64 bits."""


class Appointment(msgspec.Struct, frozen=True):
    """An appointment that stands: where, when, what is shown, and who was recorded as absent."""

    id: int
    number: int
    place: str
    starts_at: dt.datetime
    containers: tuple[str, ...] = ()
    packages: str = ""
    note: str = ""
    other_time: str | None = None
    absent: frozenset[str] = frozenset()


class FoundBy(NamedTuple):
    """A finding, and the name of who recorded it."""

    finding: Finding
    by: str


class Listed(NamedTuple):
    """A case whose goods are to be inspected: its appointment where one stands, and who wants to see which items."""

    case: Case
    appointment: Inspection | None
    wishes: tuple[tuple[str, int], ...]


def standing(session: Session, case_id: int) -> Appointment | None:
    """The case's appointment that is not over."""
    row = session.scalars(
        select(Inspection).where(Inspection.case_id == case_id, Inspection.closed_at.is_(None))
    ).first()
    if row is None:
        return None
    absent = session.scalars(select(Absence.agency).where(Absence.inspection_id == row.id))
    return appointment_of(row, frozenset(absent))


def appointment_of(row: Inspection, absent: frozenset[str] = frozenset()) -> Appointment:
    """An appointment as a value."""
    containers = tuple(msgspec.json.decode(row.containers, type=list[str]))
    return Appointment(
        row.id, row.number, row.place, row.starts_at, containers, row.packages, row.note, row.other_time, absent
    )


def of_case(session: Session, case_id: int) -> Sequence[Inspection]:
    """Every appointment of a case, the newest first."""
    return session.scalars(
        select(Inspection).where(Inspection.case_id == case_id).order_by(Inspection.number.desc())
    ).all()


def add(session: Session, case_id: int, values: Mapping[str, Any]) -> int:
    """Insert the case's next appointment and give its number."""
    last = session.scalar(select(func.max(Inspection.number)).where(Inspection.case_id == case_id)) or 0
    rows.insert(session, Inspection, [{"case_id": case_id, "number": last + 1, "other_time": None, **values}])
    return last + 1


def change(session: Session, inspection_id: int, **values: Any) -> None:
    """Store new values of an appointment by the names of their columns. The caller holds the case."""
    row = session.get_one(Inspection, inspection_id)
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()


def add_findings(session: Session, found: Sequence[Mapping[str, Any]]) -> None:
    """Store what a participant found of its items."""
    rows.insert(session, Finding, found)


def findings(session: Session, inspection_ids: Collection[int]) -> Sequence[FoundBy]:
    """What was found at these appointments, in the order in which it was recorded."""
    found = session.execute(
        select(Finding, Account.name)
        .join(Account, Account.id == Finding.found_by_id)
        .where(Finding.inspection_id.in_(inspection_ids))
        .order_by(Finding.id)
    )
    return [FoundBy(row[0], row[1]) for row in found]


def was_held(session: Session, inspection_id: int) -> bool:
    """Whether anybody found anything at an appointment."""
    found = select(Finding.id).where(Finding.inspection_id == inspection_id).limit(1)
    return session.scalars(found).first() is not None


def add_absence(session: Session, values: Mapping[str, Any]) -> None:
    """Store that a participant did not come."""
    rows.insert(session, Absence, [values])


def forget_absences(session: Session, inspection_id: int) -> None:
    """An appointment was moved: who did not come before may come now."""
    session.execute(delete(Absence).where(Absence.inspection_id == inspection_id))


def absences(session: Session, inspection_ids: Collection[int]) -> Sequence[Absence]:
    """Who did not come to these appointments."""
    return session.scalars(select(Absence).where(Absence.inspection_id.in_(inspection_ids))).all()


def add_sample(session: Session, values: Mapping[str, Any]) -> None:
    """Store a sample that was taken."""
    rows.insert(session, Sample, [values])


def samples(session: Session, case_id: int) -> Sequence[Sample]:
    """The samples taken of a case's goods, in order."""
    return session.scalars(select(Sample).where(Sample.case_id == case_id).order_by(Sample.id)).all()


def samples_out(session: Session, case_id: int) -> frozenset[tuple[str, int]]:
    """The agency and the item of each sample whose result is awaited, of the goods as they are declared now."""
    found = select(Sample.agency, Sample.item).join(Case, Case.id == Sample.case_id)
    found = found.where(Sample.case_id == case_id, Sample.result.is_(None), Sample.version == Case.version)
    return frozenset((row.agency, row.item) for row in session.execute(found))


def carry_samples(session: Session, case_id: int, version: int, places: Collection[tuple[str, int]]) -> None:
    """Samples of the version before are of this one too where the agency's verdict on the item stands."""
    for agency, item in places:
        session.execute(
            update(Sample)
            .where(
                Sample.case_id == case_id,
                Sample.agency == agency,
                Sample.item == item,
                Sample.version == version - 1,
            )
            .values(version=version)
        )


def page_of(
    session: Session, *, agency: str | None, search: str | None, place: str | None, cursor: str | None, limit: int
) -> Page[Listed]:
    """Appointments that stand, the earliest first: an agency's own, or (None) all."""
    limit = bounded(limit)
    statement = select(Inspection, Case).join(Case, Case.id == Inspection.case_id).where(Inspection.closed_at.is_(None))
    statement = statement.where(*_searched(search), *((Inspection.place == place,) if place else ()))
    if agency is not None:
        statement = statement.where(
            Case.id.in_(select(VerdictRow.case_id).where(_wished(), VerdictRow.agency == agency))
        )
    if cursor:
        minute, row_id = divmod(decode(cursor), _ROWS)
        after = dt.datetime.fromtimestamp(min(minute, _LAST_MINUTE) * 60, dt.UTC)
        later = and_(Inspection.starts_at == after, Inspection.id > row_id)
        statement = statement.where(or_(Inspection.starts_at > after, later))
    found = session.execute(statement.order_by(Inspection.starts_at, Inspection.id).limit(limit + 1)).all()
    listed = [Listed(row[1], row[0], _wishes(session, row[1].id)) for row in found]
    return Page.of(listed, limit, key=_place_in_list)


def unset(session: Session, *, agency: str | None, search: str | None, most: int) -> Sequence[Listed]:
    """Cases whose goods somebody wants to see and that have no appointment, the oldest first; at most so many."""
    wished = select(VerdictRow.case_id).where(_wished(), *((VerdictRow.agency == agency,) if agency else ()))
    open_one = select(Inspection.case_id).where(Inspection.closed_at.is_(None))
    statement = select(Case).where(Case.id.in_(wished), Case.id.not_in(open_one), Case.outcome.not_in(_CLOSED))
    found = session.scalars(statement.where(*_searched(search)).order_by(Case.id).limit(most)).all()
    return [Listed(case, None, _wishes(session, case.id)) for case in found]


_CLOSED = ("cancelled", "expired")
_LAST_MINUTE = 4_000_000_000


def _place_in_list(row: Listed) -> int:
    assert row.appointment is not None
    return int(row.appointment.starts_at.timestamp() // 60) * _ROWS + row.appointment.id


def _wished() -> ColumnElement[bool]:
    """Verdicts that hold goods for an inspection, but those for which a sample is out."""
    out = aliased(Sample)
    sampled = exists().where(
        out.case_id == VerdictRow.case_id,
        out.agency == VerdictRow.agency,
        out.item == VerdictRow.item,
        out.version == VerdictRow.version,
        out.result.is_(None),
    )
    held = and_(
        VerdictRow.current.is_(True),
        VerdictRow.outcome == Outcome.HOLD.value,
        VerdictRow.document.contains('"hold":"inspection"', autoescape=True),
    )
    return and_(held, ~sampled)


def _wishes(session: Session, case_id: int) -> tuple[tuple[str, int], ...]:
    found = select(VerdictRow.agency, VerdictRow.item).where(VerdictRow.case_id == case_id, _wished())
    return tuple((row.agency, row.item) for row in session.execute(found.order_by(VerdictRow.agency, VerdictRow.item)))


def _searched(search: str | None) -> tuple[ColumnElement[bool], ...]:
    if not search:
        return ()
    columns = (Case.reference, Case.importer, Case.goods)
    return (or_(*(column.icontains(search.strip(), autoescape=True) for column in columns)),)
