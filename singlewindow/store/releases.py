"""Release notices: who keeps which premises, what may leave them, what left, and who else is told of it."""

import datetime as dt
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from singlewindow.store import rows
from singlewindow.store.paging import Page, bounded, decode
from singlewindow.store.release_tables import GateOut, KeeperLocation, ReleaseNotice, ReleaseParty
from singlewindow.store.tables import Case, Organisation


class Notified(NamedTuple):
    """A release notice and the reference of its case."""

    notice: ReleaseNotice
    reference: str


def keep_location(session: Session, organisation_id: int, locations: Collection[str]) -> None:
    """Store that an organisation keeps these goods locations, whoever kept them before."""
    for location in locations:
        session.merge(KeeperLocation(location=location, organisation_id=organisation_id))
    session.flush()


def keeper_of(session: Session, location: str) -> int | None:
    """The organisation that keeps a goods location."""
    row = session.get(KeeperLocation, location)
    return row.organisation_id if row else None


def locations_of(session: Session, organisation_id: int) -> Sequence[str]:
    """The goods locations that an organisation keeps."""
    kept = select(KeeperLocation.location).where(KeeperLocation.organisation_id == organisation_id)
    return session.scalars(kept.order_by(KeeperLocation.location)).all()


def of_case(session: Session, case_id: int) -> Sequence[ReleaseNotice]:
    """The release notices of a case, in order."""
    return session.scalars(
        select(ReleaseNotice).where(ReleaseNotice.case_id == case_id).order_by(ReleaseNotice.number)
    ).all()


def add(session: Session, values: Mapping[str, Any]) -> None:
    """Insert a release notice."""
    rows.insert(session, ReleaseNotice, [{"withdrawn_at": None, "left_at": None, **values}])


def withdraw(session: Session, notice: ReleaseNotice, at: dt.datetime) -> None:
    """Store that what a notice is about must not leave."""
    notice.withdrawn_at = at
    session.flush()


def find(session: Session, notice_id: int, organisation_id: int) -> Notified | None:
    """The notice of this id, where this organisation keeps its goods location."""
    found = session.execute(
        select(ReleaseNotice, Case.reference)
        .join(Case, Case.id == ReleaseNotice.case_id)
        .join(KeeperLocation, KeeperLocation.location == ReleaseNotice.location)
        .where(ReleaseNotice.id == notice_id, KeeperLocation.organisation_id == organisation_id)
    ).first()
    return Notified(found[0], found[1]) if found else None


def let_out(session: Session, notice: ReleaseNotice, values: Mapping[str, Any], *, all_left: bool) -> None:
    """Store what left; with ``all_left``, that nothing of the notice is left to leave."""
    rows.insert(session, GateOut, [{"release_notice_id": notice.id, **values}])
    if all_left:
        notice.left_at = values["left_at"]
    session.flush()


def outgoings(session: Session, notice_ids: Collection[int]) -> Sequence[GateOut]:
    """What left by these notices, in order."""
    return session.scalars(select(GateOut).where(GateOut.release_notice_id.in_(notice_ids)).order_by(GateOut.id)).all()


def page_of(
    session: Session, locations: Collection[str], *, state: str, search: str | None, cursor: str | None, limit: int
) -> Page[Notified]:
    """The notices of these goods locations in this state (``may_leave``, ``left``, ``withdrawn``), newest first."""
    limit = bounded(limit)
    statement = (
        select(ReleaseNotice, Case.reference)
        .join(Case, Case.id == ReleaseNotice.case_id)
        .where(ReleaseNotice.location.in_(locations), _STATES[state])
        .order_by(ReleaseNotice.id.desc())
        .limit(limit + 1)
    )
    if cursor:
        statement = statement.where(ReleaseNotice.id < decode(cursor))
    if search:
        columns = (Case.reference, ReleaseNotice.containers, ReleaseNotice.marks)
        statement = statement.where(or_(*(column.icontains(search.strip(), autoescape=True) for column in columns)))
    found = [Notified(row[0], row[1]) for row in session.execute(statement)]
    return Page.of(found, limit, key=lambda row: row.notice.id)


_STATES: Mapping[str, ColumnElement[bool]] = {
    "may_leave": ReleaseNotice.left_at.is_(None) & ReleaseNotice.withdrawn_at.is_(None),
    "left": ReleaseNotice.left_at.is_not(None),
    "withdrawn": ReleaseNotice.withdrawn_at.is_not(None),
}


def parties(session: Session, case_id: int) -> Sequence[ReleaseParty]:
    """The further parties of a case's release that were not dropped, in the order in which they were named."""
    standing = select(ReleaseParty).where(ReleaseParty.case_id == case_id, ReleaseParty.dropped_at.is_(None))
    return session.scalars(standing.order_by(ReleaseParty.id)).all()


def count_parties(session: Session, case_id: int) -> int:
    """How many parties were ever named of a case, with those that were dropped."""
    counted = select(func.count()).select_from(ReleaseParty).where(ReleaseParty.case_id == case_id)
    return session.scalar(counted) or 0


def add_party(session: Session, values: Mapping[str, Any]) -> int:
    """Insert a further party and give its id."""
    return rows.insert_with_id(session, ReleaseParty, {"dropped_at": None, **values})


def drop_party(session: Session, party: ReleaseParty, at: dt.datetime) -> None:
    """Store that a further party is no longer told."""
    party.dropped_at = at
    session.flush()


def organisation_by_code(session: Session, code: str) -> Organisation | None:
    """The organisation with this tax or office number."""
    return session.scalars(select(Organisation).where(func.lower(Organisation.code) == code.strip().lower())).first()
