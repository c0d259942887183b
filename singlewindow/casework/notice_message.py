"""Write a message that carries an announcement to one person: an e-mail's subject and text, or an SMS."""

from urllib.parse import urlsplit

import msgspec

from singlewindow.casework import wording
from singlewindow.casework.house import House
from singlewindow.casework.notice_choice import default_choice, may_open
from singlewindow.casework.short_message import short_message
from singlewindow.store import notice_messages
from singlewindow.store.notice_messages import Outgoing


class Written(msgspec.Struct, frozen=True):
    """A message ready to leave. ``id`` is the same at every try, so that a repeat can be known."""

    id: str
    address: str
    subject: str
    text: str


def write_message(house: House, message_id: int) -> Written | None:
    """The message of this id in its reader's language; None where there is none, or it was sent."""
    with house.database.reading() as session:
        found = notice_messages.find(session, message_id)
        if found is None or found.message.sent_at:
            return None
        return _sms(house, found) if found.message.channel == "sms" else _email(house, found)


def _email(house: House, found: Outgoing) -> Written:
    language, said = _said(house, found)
    base = house.settings.base_url.rstrip("/")
    around = {
        "text": said.text,
        "link": _link(base, found),
        "country": house.pack.name,
        "choices": f"{base}/notices/choice",
    }
    text = wording.frame("email" if found.message.account_id else "address", language, around)
    return Written(_id(house, found), found.message.address, " ".join(said.subject.split()), text)


def _sms(house: House, found: Outgoing) -> Written:
    _, said = _said(house, found)
    link = _link(house.settings.base_url.rstrip("/"), found)
    return Written(_id(house, found), found.message.address, "", short_message(said.subject, link))


def _said(house: House, found: Outgoing) -> tuple[str, wording.Words]:
    language = found.choice.language if found.choice else default_choice(house, "").language
    return language, wording.write(found.announcement.event, language, wording.data_of(found.announcement.data))


def _link(base: str, found: Outgoing) -> str:
    """Where the reader reads on: the case or permit, or the inbox where that is another's."""
    reader = found.organisation
    if reader is None or not may_open(reader.kind, reader.id, found.owner_id):
        return f"{base}/notices"
    if found.case:
        return f"{base}/declarations/{found.case}"
    return f"{base}/permits/{found.permit}" if found.permit else f"{base}/notices"


def _id(house: House, found: Outgoing) -> str:
    return f"notice-{found.message.id}@{urlsplit(house.settings.base_url).hostname or 'singlewindow'}"
