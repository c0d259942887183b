"""Announcements: what somebody is to be told, stored once with the job that tells it, and who is to be told."""

import datetime as dt
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Dialect, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from singlewindow.store import jobs, rows
from singlewindow.store.notice_tables import Announcement, Notice, NoticeChoice
from singlewindow.store.pen import Writing
from singlewindow.store.tables import Account, Organisation, core

JOB = "announce"
MOST_READERS = 500
"""How many people of one organisation are written to at most."""

_NO_CASES = "administrator"
_COLUMNS = (
    *("recipient_kind", "recipient", "role", "key", "event", "data"),
    *("case_id", "permit_id", "announced_at"),
)


class Reader(NamedTuple):
    """A person who is to be told, the kind of organisation, and what the person chose; None where nothing was."""

    account: Account
    kind: str
    choice: NoticeChoice | None


def add(writing: Writing, values: Mapping[str, Any], at: dt.datetime) -> int | None:
    """Add an announcement with its job, in the transaction at hand. None where its recipient has this key already."""
    row = rows.first(writing, _insert, {**values, "announced_at": at})
    if row is None:
        return None
    jobs.add(writing, JOB, row[0], at)
    return int(row[0])


def find(session: Session, announcement_id: int) -> Announcement | None:
    """The announcement of this id."""
    return session.get(Announcement, announcement_id)


def organisations(session: Session, announcement: Announcement) -> Sequence[int]:
    """The ids of the organisations that it is for: one, those that act as the agency, or none for an address."""
    if announcement.recipient_kind == "organisation":
        return (int(announcement.recipient),)
    if announcement.recipient_kind != "agency":
        return ()
    statement = select(Organisation.id).where(Organisation.agency == announcement.recipient)
    return session.scalars(statement.order_by(Organisation.id)).all()


def put_into_inbox(session: Session, announcement: Announcement, organisation_id: int) -> None:
    """Put it into an organisation's inbox; a repeat changes nothing."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    values = {
        "organisation_id": organisation_id,
        "announcement_id": announcement.id,
        "role": announcement.role,
        "created_at": announcement.announced_at,
    }
    session.execute(dialect.insert(core(Notice)).values(**values).on_conflict_do_nothing())


def readers(session: Session, announcement: Announcement, organisation_id: int) -> Sequence[Reader]:
    """Those of an organisation's people whom it is for, with how they chose to be told, by account.

    Who only keeps accounts there is told of no case.
    """
    statement = (
        select(Account, Organisation.kind, NoticeChoice)
        .join(Organisation, Organisation.id == Account.organisation_id)
        .outerjoin(NoticeChoice, NoticeChoice.account_id == Account.id)
        .where(Account.organisation_id == organisation_id, Account.active.is_(True), Account.roles != _NO_CASES)
        .order_by(Account.id)
        .limit(MOST_READERS)
    )
    found = (Reader(*row) for row in session.execute(statement))
    return [one for one in found if not announcement.role or announcement.role in one.account.roles.split()]


@cache
def _insert(dialect: Dialect) -> rows.Plan:
    kind = sqlite if dialect.name == "sqlite" else postgresql
    statement = kind.insert(core(Announcement)).on_conflict_do_nothing().returning(core(Announcement).c.id)
    return rows.written(statement, dialect, core(Announcement), _COLUMNS)
