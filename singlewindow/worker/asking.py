"""Jobs ``ask_agency`` and ``withdraw_ask``: tell an agency's own system. The subject is the ask's id.

The ask has the same id at every try, so that a repeat is harmless. It is tried for as long as the case waits for it, in
the end once a day. The other side answers at once (200, with its signed answer) or later (any other 2xx).
"""

import datetime as dt
from functools import partial

from sqlalchemy.orm import Session

from singlewindow.casework.house import House
from singlewindow.casework.remote.answering import take_reply
from singlewindow.casework.remote.asking import Outgoing, ask_message, withdrawal_message
from singlewindow.casework.remote.contents import MEDIA_TYPE
from singlewindow.errors import HouseError, Invalid
from singlewindow.store import asks
from singlewindow.worker.job import NotDone, Store, nothing
from singlewindow.worker.sending import CannotSend, Reply, exchange
from wco_datamodel import MessageRejected

HEADERS = {"Content-Type": MEDIA_TYPE, "Accept": MEDIA_TYPE, "User-Agent": "singlewindow"}
LONGEST = 500


def ask_agency(house: House, ask_id: int) -> Store:
    """Send the ask, and take the answer where it comes back at once. Raises NotDone where it did not arrive."""
    message = _composed(house, ask_id)
    if message is None:
        return nothing
    at = house.now()
    with house.database.writing() as session:
        asks.record(session, ask_id, tried_at=at)
    reply = _sent(house, ask_id, message)
    if reply.status == 200 and reply.media_type == MEDIA_TYPE:
        _take_at_once(house, ask_id, message.agency, reply)
    return partial(_record, ask_id, at)


def withdraw_ask(house: House, ask_id: int) -> Store:
    """Tell the other side that the ask needs no answer any more. Raises NotDone where it did not arrive."""
    message = withdrawal_message(house, ask_id)
    if message is None:
        return nothing
    at = house.now()
    _sent(house, ask_id, message, lasting=False)

    def store(session: Session) -> None:
        asks.record(session, ask_id, told_at=at)

    return store


def _composed(house: House, ask_id: int) -> Outgoing | None:
    """The message. Raises NotDone where the declaration holds what our own schema has no place for."""
    try:
        return ask_message(house, ask_id)
    except MessageRejected as error:
        said = error.problems[0].sentence if error.problems else ""
        raise _not_done(ask_id, f"The declaration cannot be written for the agency's system. {said}") from error


def _sent(house: House, ask_id: int, message: Outgoing, *, lasting: bool = True) -> Reply:
    private = house.settings.agency_private
    if not private and not message.remote.url.startswith("https://"):
        sentence = "Without SINGLEWINDOW_AGENCY_PRIVATE=1 agencies are asked at addresses that begin with https://."
        raise _not_done(ask_id, sentence, lasting=lasting)
    try:
        reply = exchange(message.remote.url, message.text.encode(), HEADERS, private=private)
    except CannotSend as error:
        raise _not_done(ask_id, str(error), lasting=lasting) from error
    if not 200 <= reply.status < 300:
        raise _not_done(ask_id, f"{message.remote.url} answered {reply.status}.", lasting=lasting)
    return reply


def _take_at_once(house: House, ask_id: int, agency: str, reply: Reply) -> None:
    """Take the answer. One that cannot be taken is told as an error, and the ask is sent again later."""
    try:
        with house.database.writing() as session:
            ask = asks.find(session, ask_id)
            assert ask is not None
            take_reply(house, session, agency, ask.name, reply.body.decode("ascii", "replace"))
    except HouseError as error:
        fields = error.fields if isinstance(error, Invalid) else ()
        said = " ".join((error.sentence, *(f"{one.field}: {one.sentence}" for one in fields)))
        raise _not_done(ask_id, f"The answer that came back cannot be taken. {said}") from error


def _record(ask_id: int, at: dt.datetime, session: Session) -> None:
    ask = asks.find(session, ask_id)
    if ask is not None:
        asks.record(session, ask_id, taken_at=ask.taken_at or at, error=None)


def _not_done(ask_id: int, sentence: str, *, lasting: bool = True) -> NotDone:
    def store(session: Session) -> None:
        asks.record(session, ask_id, error=sentence[:LONGEST])

    return NotDone(sentence, lasting=lasting, store=store)
