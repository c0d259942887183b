"""Job ``webhook``: tell an organisation's computer of a decision or an announcement. The subject is the delivery's id.

Standard Webhooks 1.0: the id stays the same over all tries, the timestamp is the try's, the signature covers both and
the body. The body is thin: it says what happened and where to read it, so that a leaked one tells little.
"""

from collections.abc import Mapping
from typing import Any

import msgspec
from sqlalchemy.orm import Session

from singlewindow.casework.house import House
from singlewindow.store import webhooks
from singlewindow.store.webhooks import Delivery
from singlewindow.worker.job import NotDone, Store, nothing
from singlewindow.worker.sending import CannotSend, send
from singlewindow.worker.signing import sign

GONE = 410
"""The receiver's word for: never again."""


def deliver(house: House, delivery_id: int) -> Store:
    """Send the event. Raises NotDone where the receiver did not answer 2xx."""
    with house.database.reading() as session:
        found = webhooks.find_delivery(session, delivery_id)
    if found is None or not found.endpoint.active or found.delivery.delivered_at:
        return nothing
    body = msgspec.json.encode(event(house, found))
    try:
        status = send(found.endpoint.url, body, _headers(house, found, body), private=house.settings.webhook_private)
    except CannotSend as error:
        raise NotDone(str(error), store=_tried(house, found, None, str(error))) from error
    return _result(house, found, status)


def event(house: House, found: Delivery) -> dict[str, Any]:
    """What is sent: the attributes of CloudEvents 1.0, and the number of the case or permit with where to read it."""
    base = house.settings.base_url.rstrip("/")
    return {
        "specversion": "1.0",
        "id": _message_id(found),
        "source": f"{base}/api/v1",
        "type": found.delivery.event,
        "time": found.decision.decided_at if found.decision else found.delivery.created_at,
        "subject": found.case.reference if found.case else found.permit.number if found.permit else "",
        "datacontenttype": "application/json",
        "data": _data(f"{base}/api/v1", found),
    }


def _data(api: str, found: Delivery) -> dict[str, Any]:
    case, decision, permit = found.case, found.decision, found.permit
    data: dict[str, Any] = {}
    own = case is not None and case.lodger_organisation_id == found.endpoint.organisation_id
    if case:
        data["reference"] = case.reference
    if case and own:
        data["functional_reference_id"] = case.functional_reference_id
    if case and decision:
        told = {"number": decision.number, "outcome": decision.outcome}
        return {**data, **told, "decision": f"{api}/declarations/{case.reference}/decision"}
    if case and own:
        data["declaration"] = f"{api}/declarations/{case.reference}"
    if found.announcement:
        data["event"] = found.announcement.event
    return {**data, "permit": f"{api}/permits/{permit.number}"} if permit else data


def _headers(house: House, found: Delivery, body: bytes) -> Mapping[str, str]:
    signed = sign(found.endpoint.secret, _message_id(found), house.now(), body)
    return {"Content-Type": "application/json", "User-Agent": "singlewindow", **signed}


def _message_id(found: Delivery) -> str:
    """The same for the same event, over all tries and replays: a receiver that knows it has had the event."""
    if found.case and found.decision:
        return f"{found.case.reference}-{found.decision.number}"
    return f"announcement-{found.delivery.announcement_id}"


def _result(house: House, found: Delivery, status: int) -> Store:
    if 200 <= status < 300:
        return _tried(house, found, status, None)
    sentence = f"{found.endpoint.url} answered {status}."
    raise NotDone(sentence, final=status == GONE, store=_tried(house, found, status, sentence))


def _tried(house: House, found: Delivery, status: int | None, error: str | None) -> Store:
    def store(session: Session) -> None:
        webhooks.record_try(session, found.delivery.id, house.now(), status=status, error=error)
        if status == GONE:
            webhooks.disable_endpoint(session, found.endpoint.id)

    return store
