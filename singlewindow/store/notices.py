"""Notices: what an organisation is told in its inbox. A repeat of the same notice changes nothing."""

import datetime as dt

from sqlalchemy import func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from singlewindow.store.paging import Page, bounded, decode
from singlewindow.store.tables import Case, Notice, core


def add(
    session: Session, *, organisation_id: int, case_id: int, decision_number: int, text: str, at: dt.datetime
) -> None:
    """Add a notice, once for each organisation and decision."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    values = {
        "organisation_id": organisation_id,
        "case_id": case_id,
        "decision_number": decision_number,
        "text": text,
        "created_at": at,
    }
    session.execute(dialect.insert(core(Notice)).values(**values).on_conflict_do_nothing())


def page_of_notices(
    session: Session, organisation_id: int, *, cursor: str | None, limit: int
) -> Page[tuple[Notice, str]]:
    """An organisation's notices with the reference of their case, newest first."""
    limit = bounded(limit)
    statement = (
        select(Notice, Case.reference)
        .join(Case, Case.id == Notice.case_id)
        .where(Notice.organisation_id == organisation_id)
        .order_by(Notice.id.desc())
        .limit(limit + 1)
    )
    if cursor:
        statement = statement.where(Notice.id < decode(cursor))
    rows = [(row[0], row[1]) for row in session.execute(statement)]
    return Page.of(rows, limit, key=lambda row: row[0].id)


def count_unread(session: Session, organisation_id: int) -> int:
    """How many of an organisation's notices were not read."""
    statement = select(func.count()).where(Notice.organisation_id == organisation_id, Notice.read_at.is_(None))
    return session.scalar(statement) or 0


def mark_read(session: Session, organisation_id: int, at: dt.datetime, notice_id: int | None) -> None:
    """Mark one notice as read, or (None) all of them."""
    statement = update(Notice).where(Notice.organisation_id == organisation_id, Notice.read_at.is_(None))
    session.execute((statement if notice_id is None else statement.where(Notice.id == notice_id)).values(read_at=at))
