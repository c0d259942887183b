"""The inbox: what an organisation's people were told, in each reader's language."""

import datetime as dt

import msgspec

from singlewindow.casework import wording
from singlewindow.casework.house import House
from singlewindow.casework.notice_choice import may_open, read_choice
from singlewindow.store import notices
from singlewindow.store.notices import Received
from singlewindow.store.paging import Page
from singlewindow.store.people import Actor


class NoticeLine(msgspec.Struct, frozen=True):
    """One notice: what it says, and when it was read. ``reference`` is its case's, ``permit`` its permit's number.

    ``opens`` says whether the reader may open that: who is told of a release need not have lodged it.
    """

    id: int
    event: str
    reference: str | None
    permit: str | None
    subject: str
    text: str
    created_at: dt.datetime
    read_at: dt.datetime | None
    opens: bool


def list_notices(house: House, actor: Actor, *, cursor: str | None = None, limit: int = 25) -> Page[NoticeLine]:
    """What the person finds in the organisation's inbox, newest first, in the language that the person chose."""
    with house.database.reading() as session:
        page = notices.page_of_notices(session, actor, cursor=cursor, limit=limit)
    language = read_choice(house, actor).language
    return Page([_line(row, language, actor) for row in page.rows], page.next_cursor)


def count_unread(house: House, actor: Actor) -> int:
    """How many notices nobody of the organisation has read."""
    with house.database.reading() as session:
        return notices.count_unread(session, actor)


def mark_read(house: House, actor: Actor, notice_id: int | None = None) -> None:
    """Mark one notice as read, or (None) all."""
    with house.database.writing() as session:
        notices.mark_read(session, actor, house.now(), notice_id)


def _line(row: Received, language: str, actor: Actor) -> NoticeLine:
    notice, announcement = row.notice, row.announcement
    said = wording.write(announcement.event, language, wording.data_of(announcement.data))
    return NoticeLine(
        id=notice.id,
        event=announcement.event,
        reference=row.case,
        permit=row.permit,
        subject=said.subject,
        text=said.text,
        created_at=notice.created_at,
        read_at=notice.read_at,
        opens=may_open(actor.kind, actor.organisation_id, row.owner_id),
    )
