"""Job ``sms``: send an announcement to one person by SMS, through a gateway. The subject is the message's id.

Another gateway is one class with a ``send``, and its scheme in ``GATEWAYS``.
"""

from typing import Protocol
from urllib.parse import urlsplit

import msgspec
from sqlalchemy.orm import Session

from singlewindow.casework.house import House
from singlewindow.casework.notice_message import Written, write_message
from singlewindow.config import Settings
from singlewindow.store import notice_messages
from singlewindow.worker.job import NotDone, Store, nothing
from singlewindow.worker.sending import CannotSend, send

_NEVER = frozenset({400, 404, 410, 422})
"""A gateway's answers that another try cannot change: this number cannot be written to."""


class SmsGateway(Protocol):
    """What takes an SMS: at most 160 characters of GSM's alphabet, to a number as E.164 writes it (+6857212345)."""

    def __init__(self, settings: Settings) -> None: ...

    def send(self, written: Written) -> None:
        """Hand it over. Raises NotDone, final where another try cannot help. ``id`` is the same at every try."""


class HttpGateway:
    """A gateway that takes a POST of JSON (id, to, from, text) with a bearer token, and answers 2xx."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    def send(self, written: Written) -> None:
        """Post it. Raises NotDone."""
        settings = self._settings
        message = {"id": written.id, "to": written.address, "from": settings.sms_sender, "text": written.text}
        headers = {"Content-Type": "application/json", "User-Agent": "singlewindow"}
        if settings.sms_token:
            headers["Authorization"] = f"Bearer {settings.sms_token}"
        try:
            status = send(settings.sms_url, msgspec.json.encode(message), headers, private=True)
        except CannotSend as error:
            raise NotDone(str(error)) from error
        if not 200 <= status < 300:
            raise NotDone(f"The SMS gateway answered {status}.", final=status in _NEVER)


GATEWAYS: dict[str, type[SmsGateway]] = {"https": HttpGateway, "http": HttpGateway}
"""The gateway by the scheme of SINGLEWINDOW_SMS_URL."""


def text(house: House, message_id: int) -> Store:
    """Hand the message to the gateway. Raises NotDone."""
    written = write_message(house, message_id)
    if written is None:
        return nothing
    gateway = GATEWAYS.get(urlsplit(house.settings.sms_url).scheme)
    if gateway is None:
        raise NotDone("No SMS gateway is set (SINGLEWINDOW_SMS_URL).")
    gateway(house.settings).send(written)

    def store(session: Session) -> None:
        notice_messages.record_sent(session, message_id, house.now())

    return store
