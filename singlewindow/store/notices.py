"""Inboxes: what an organisation was told, as those of its people see it whose role it is for."""

import datetime as dt
from typing import NamedTuple

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.orm import Session

from singlewindow.store.notice_tables import Announcement, Notice, NoticeChoice
from singlewindow.store.paging import Page, bounded, decode
from singlewindow.store.people import Actor
from singlewindow.store.permit_tables import Permit
from singlewindow.store.tables import Account, Case


class Received(NamedTuple):
    """A notice, what it announces, the number of the case or permit that it is about, and whose that is."""

    notice: Notice
    announcement: Announcement
    case: str | None
    permit: str | None
    owner_id: int | None


_OWNER = func.coalesce(Case.lodger_organisation_id, Permit.holder_organisation_id)


def page_of_notices(session: Session, actor: Actor, *, cursor: str | None, limit: int) -> Page[Received]:
    """What this person finds in the organisation's inbox, newest first."""
    limit = bounded(limit)
    statement = (
        select(Notice, Announcement, Case.reference, Permit.number, _OWNER)
        .join(Announcement, Announcement.id == Notice.announcement_id)
        .outerjoin(Case, Case.id == Announcement.case_id)
        .outerjoin(Permit, Permit.id == Announcement.permit_id)
        .where(*_seen_by(session, actor))
        .order_by(Notice.id.desc())
        .limit(limit + 1)
    )
    if cursor:
        statement = statement.where(Notice.id < decode(cursor))
    rows = [Received(*row) for row in session.execute(statement)]
    return Page.of(rows, limit, key=lambda row: row.notice.id)


def count_unread(session: Session, actor: Actor) -> int:
    """How many of the notices that this person finds were not read."""
    statement = select(func.count(Notice.id)).where(*_seen_by(session, actor), Notice.read_at.is_(None))
    return session.scalar(statement) or 0


def mark_read(session: Session, actor: Actor, at: dt.datetime, notice_id: int | None) -> None:
    """Mark one notice as read, or (None) all that this person finds."""
    statement = update(Notice).where(*_seen_by(session, actor), Notice.read_at.is_(None))
    session.execute((statement if notice_id is None else statement.where(Notice.id == notice_id)).values(read_at=at))


def choice_of(session: Session, account_id: int) -> NoticeChoice | None:
    """How a person chose to be told; None where nothing was chosen."""
    return session.get(NoticeChoice, account_id)


def choose(session: Session, choice: NoticeChoice) -> None:
    """Keep how a person wants to be told, in place of what was chosen before."""
    session.merge(choice)


def _seen_by(session: Session, actor: Actor) -> tuple[ColumnElement[bool], ...]:
    roles = (session.scalar(select(Account.roles).where(Account.id == actor.account_id)) or "").split()
    return Notice.organisation_id == actor.organisation_id, or_(Notice.role == "", Notice.role.in_(roles))
