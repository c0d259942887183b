"""Deliver an announcement: into the inboxes of those whom it is for, and in the ways that each of them chose."""

from sqlalchemy.orm import Session

from singlewindow.casework import wording
from singlewindow.casework.house import House
from singlewindow.casework.notice_choice import chosen, default_choice
from singlewindow.store import announcements, notice_messages, webhooks
from singlewindow.store.announcements import Reader
from singlewindow.store.notice_tables import Announcement


def deliver(house: House, session: Session, announcement_id: int) -> None:
    """Bring the announcement of this id to its recipients; a repeat changes nothing."""
    announcement = announcements.find(session, announcement_id)
    if announcement is None:
        return
    if announcement.recipient_kind == "address" and house.settings.smtp_host:
        notice_messages.add(session, announcement, "email", announcement.recipient, None, house.now())
    for organisation_id in announcements.organisations(session, announcement):
        announcements.put_into_inbox(session, announcement, organisation_id)
        _send_to_computers(house, session, announcement, organisation_id)
        for reader in announcements.readers(session, announcement, organisation_id):
            _write_to(house, session, announcement, reader)


def _write_to(house: House, session: Session, announcement: Announcement, reader: Reader) -> None:
    """Make the messages that the reader chose, by the channels that this house has."""
    account, settings = reader.account, house.settings
    choice = chosen(reader.choice) if reader.choice else default_choice(house, reader.kind)
    if choice.email and settings.smtp_host:
        notice_messages.add(session, announcement, "email", account.email, account.id, house.now())
    if choice.sms and choice.phone and settings.sms_url:
        notice_messages.add(session, announcement, "sms", choice.phone, account.id, house.now())


def _send_to_computers(house: House, session: Session, announcement: Announcement, organisation_id: int) -> None:
    """Decisions reach webhooks by themselves; of other events, those that have a type for webhooks."""
    kind = wording.webhook_type(announcement.event, wording.data_of(announcement.data))
    if kind:
        webhooks.add_announcement(session, organisation_id, announcement.id, kind, house.now())
