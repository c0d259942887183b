"""An organisation's inbox: what changed in its cases since it lodged them."""

import datetime as dt

import msgspec

from singlewindow.casework.house import House
from singlewindow.store import notices
from singlewindow.store.paging import Page
from singlewindow.store.people import Actor


class NoticeLine(msgspec.Struct, frozen=True):
    """One notice: the case it is about, what it says, and when it was read."""

    id: int
    reference: str
    text: str
    created_at: dt.datetime
    read_at: dt.datetime | None


def list_notices(house: House, actor: Actor, *, cursor: str | None = None, limit: int = 25) -> Page[NoticeLine]:
    """The organisation's notices, newest first."""
    with house.database.reading() as session:
        page = notices.page_of_notices(session, actor.organisation_id, cursor=cursor, limit=limit)
    rows = [NoticeLine(row.id, reference, row.text, row.created_at, row.read_at) for row, reference in page.rows]
    return Page(rows, page.next_cursor)


def count_unread(house: House, actor: Actor) -> int:
    """How many notices nobody of the organisation has read."""
    with house.database.reading() as session:
        return notices.count_unread(session, actor.organisation_id)


def mark_read(house: House, actor: Actor, notice_id: int | None = None) -> None:
    """Mark one notice as read, or (None) all."""
    with house.database.writing() as session:
        notices.mark_read(session, actor.organisation_id, house.now(), notice_id)
