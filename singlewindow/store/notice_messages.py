"""Messages that carry announcements to single people: made once for each address, each with the job that sends it."""

import datetime as dt
from typing import NamedTuple

from sqlalchemy import func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from singlewindow.store import jobs
from singlewindow.store.notice_tables import Announcement, NoticeChoice, NoticeMessage
from singlewindow.store.permit_tables import Permit
from singlewindow.store.tables import Account, Case, Organisation, core


class Outgoing(NamedTuple):
    """A message, what it carries, its reader's choice and organisation, and the case or permit with its owner."""

    message: NoticeMessage
    announcement: Announcement
    choice: NoticeChoice | None
    organisation: Organisation | None
    case: str | None
    permit: str | None
    owner_id: int | None


def add(
    session: Session, announcement: Announcement, channel: str, address: str, account_id: int | None, at: dt.datetime
) -> None:
    """Add a message to an address with the job (``email`` or ``sms``) that sends it; a repeat adds nothing."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    values = {
        "announcement_id": announcement.id,
        "channel": channel,
        "address": address,
        "account_id": account_id,
        "created_at": at,
    }
    statement = dialect.insert(core(NoticeMessage)).values(**values).on_conflict_do_nothing()
    made = session.execute(statement.returning(core(NoticeMessage).c.id)).scalar()
    if made is not None:
        jobs.add(session, channel, made, at)


def find(session: Session, message_id: int) -> Outgoing | None:
    """The message of this id, with what it needs to be written."""
    owner = func.coalesce(Case.lodger_organisation_id, Permit.holder_organisation_id)
    row = session.execute(
        select(NoticeMessage, Announcement, NoticeChoice, Organisation, Case.reference, Permit.number, owner)
        .join(Announcement, Announcement.id == NoticeMessage.announcement_id)
        .outerjoin(NoticeChoice, NoticeChoice.account_id == NoticeMessage.account_id)
        .outerjoin(Account, Account.id == NoticeMessage.account_id)
        .outerjoin(Organisation, Organisation.id == Account.organisation_id)
        .outerjoin(Case, Case.id == Announcement.case_id)
        .outerjoin(Permit, Permit.id == Announcement.permit_id)
        .where(NoticeMessage.id == message_id)
    ).first()
    return Outgoing(*row) if row else None


def record_sent(session: Session, message_id: int, at: dt.datetime) -> None:
    """The message was handed to the mail server or the gateway."""
    session.execute(update(NoticeMessage).where(NoticeMessage.id == message_id).values(sent_at=at))
