"""Deliver an announcement: into the inboxes of those whom it is for, and in the ways that each of them chose."""

from sqlalchemy.orm import Session

from singlewindow.casework.house import House
from singlewindow.store import announcements


def deliver(house: House, session: Session, announcement_id: int) -> None:  # noqa: ARG001 - the house's settings come
    """Bring the announcement of this id to its recipients; a repeat changes nothing."""
    announcement = announcements.find(session, announcement_id)
    if announcement is None:
        return
    for organisation_id in announcements.organisations(session, announcement):
        announcements.put_into_inbox(session, announcement, organisation_id)
